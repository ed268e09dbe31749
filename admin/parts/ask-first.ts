import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type Words, words } from '#words/index.ts';
import { controls } from './controls.ts';
import './admin-dialog.ts';

export interface Question {
  /** What is asked. */
  readonly heading: string;
  /** What will be lost, or what it means. */
  readonly text: string;
  /** The verb on the button that does it. */
  readonly yes: string;
  /** The other one; else "cancel". */
  readonly no?: string;
  /** A third way, between the two. */
  readonly other?: string;
  /** The act destroys something. */
  readonly dangerous?: boolean;
}

const asked = new EventTarget();

export type Choice = 'yes' | 'other' | 'no';

/** Asks before an act that cannot be taken back; true where staff say yes. */
export async function askFirst(question: Omit<Question, 'other'>): Promise<boolean> {
  return (await askWhich(question)) === 'yes';
}

/** Asks where there are three ways; `no` where the dialog is closed. */
export function askWhich(question: Question): Promise<Choice> {
  return new Promise((answer) => {
    asked.dispatchEvent(new CustomEvent('ask', { detail: { question, answer } }));
  });
}

/** Puts the questions; one of it is in the frame. */
@customElement('question-box')
export class QuestionBox extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @state() private question: Question | undefined;
  @state() private open = false;
  #answer: ((choice: Choice) => void) | undefined;

  static override styles = [
    controls,
    css`
      p { color: var(--ink2); text-wrap: pretty; overflow-wrap: anywhere; white-space: pre-line; }
      button.dangerous { border-color: transparent; background: var(--dead); color: var(--paper); }
      @media (hover: hover) { button.dangerous:not([aria-disabled='true']):hover { background: color-mix(in oklab, var(--dead), var(--ink) 14%); } }
    `,
  ];

  override connectedCallback() {
    super.connectedCallback();
    asked.addEventListener('ask', this.#ask);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    asked.removeEventListener('ask', this.#ask);
  }

  override render() {
    const { question } = this;
    return html`<admin-dialog heading=${question?.heading ?? ''} ?open=${this.open} @closed=${() => this.#say('no')}>
      <p>${question?.text}</p>
      ${
        question
          ? html`<button slot="footer" @click=${() => this.#say('no')}>${question.no ?? this.words.admin.cancel}</button>
            ${question.other ? html`<button slot="footer" @click=${() => this.#say('other')}>${question.other}</button>` : nothing}
            <button slot="footer" class=${question.dangerous ? 'dangerous' : 'primary'} @click=${() => this.#say('yes')}>${question.yes}</button>`
          : nothing
      }
    </admin-dialog>`;
  }

  readonly #ask = (event: Event) => {
    const { question, answer } = (event as CustomEvent<{ question: Question; answer: (choice: Choice) => void }>)
      .detail;
    this.#answer?.('no');
    this.#answer = answer;
    this.question = question;
    this.open = true;
  };

  #say(choice: Choice) {
    this.open = false;
    this.#answer?.(choice);
    this.#answer = undefined;
  }
}
