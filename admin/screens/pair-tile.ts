import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Screen } from '#contract/screens.ts';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { controls } from '../parts/controls.ts';
import { sentenceOf } from '../parts/problem-line.ts';
import { pairScreen } from './calls.ts';

const length = 6;

/** Takes the six digits of a new screen, pairs it at the sixth, and says `paired` with the Screen. */
@customElement('pair-tile')
export class PairTile extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  /** Where a browser on a new screen finds the kiosk. */
  @property() kioskUrl = '';
  /** What the screen is called until it gets a name. */
  @property() firstName = '';
  @state() private digits = '';
  @state() private focused = false;
  @state() private busy = false;
  @state() private wrong: string | undefined;

  static override styles = [
    controls,
    css`
      .slot { display: grid; align-content: center; justify-items: center; gap: 16px; aspect-ratio: 16 / 9; padding: 8px; border: 1px dashed var(--line2); }
      .slot label { font-weight: 500; }
      .digits { position: relative; display: flex; gap: 4px; }
      .digits i { display: grid; place-items: center; width: 40px; height: 48px; border: 1px solid var(--line2); border-radius: 8px; font-style: normal; font-size: 22px; line-height: 32px; font-weight: 500; font-variant-numeric: tabular-nums; }
      .digits i:nth-child(4) { margin-left: 8px; }
      .focused i.at { outline: 2px solid var(--accent); outline-offset: -2px; }
      .wrong i { border-color: var(--dead); }
      .busy i { opacity: 0.55; }
      input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; padding: 0; border: 0; opacity: 0; font-size: 17px; cursor: text; }
      .error { max-width: 296px; color: var(--dead); font-size: 13px; line-height: 20px; text-align: center; text-wrap: balance; }
      h2 { padding-top: 8px; }
      .url { color: var(--ink2); overflow-wrap: anywhere; }
      .url b { font-weight: 500; color: var(--ink); user-select: all; }
    `,
  ];

  /** Puts the cursor into the number. */
  override focus() {
    const input = this.renderRoot.querySelector('input');
    input?.scrollIntoView({ block: 'center' });
    input?.focus({ preventScroll: true });
  }

  override render() {
    const { pairing } = this.words.screens;
    const classes = ['digits', this.focused ? 'focused' : '', this.wrong ? 'wrong' : '', this.busy ? 'busy' : ''];
    const at = Math.min(this.digits.length, length - 1);
    return html`
      <div class="slot">
        <label for="digits">${pairing.enter}</label>
        <div class=${classes.join(' ')}>
          ${Array.from({ length }, (_, place) => html`<i class=${place === at ? 'at' : ''} aria-hidden="true">${this.digits[place] ?? ''}</i>`)}
          <input id="digits" name="digits" inputmode="numeric" autocomplete="one-time-code" spellcheck="false"
            aria-invalid=${this.wrong ? 'true' : 'false'} aria-describedby=${this.wrong ? 'told' : nothing} .value=${this.digits}
            @input=${this.#typed} @paste=${this.#pasted} @focus=${this.#focus} @blur=${this.#blur} @keydown=${this.#key} />
        </div>
        ${
          this.wrong
            ? html`<p id="told" class="error" role="alert">${this.wrong}</p>`
            : this.busy
              ? html`<p class="small" role="status">${pairing.busy}</p>`
              : nothing
        }
      </div>
      <h2>${pairing.title}</h2>
      <p class="url">${pairing.open} <b>${this.kioskUrl.replace(/^https?:\/\//, '')}</b></p>
      <p class="small">${pairing.after}</p>
    `;
  }

  #typed(event: Event) {
    this.#take((event.target as HTMLInputElement).value);
  }

  /** A pasted number stands for all that was there: "482 913" is taken as well. */
  #pasted(event: ClipboardEvent) {
    event.preventDefault();
    this.#take(event.clipboardData?.getData('text') ?? '');
  }

  #take(typed: string) {
    const input = this.renderRoot.querySelector('input');
    if (this.busy) {
      if (input) input.value = this.digits;
      return;
    }
    const before = this.digits;
    const all = typed.normalize('NFKC').replace(/\D/g, '');
    // After a wrong number the next digit begins a new one.
    const anew = this.wrong !== undefined && all.length > before.length && all.startsWith(before);
    this.digits = (anew ? all.slice(before.length) : all).slice(0, length);
    if (input) input.value = this.digits;
    if (this.digits !== before) this.wrong = undefined;
    if (this.digits.length === length && this.digits !== before) void this.#pair();
  }

  #key(event: KeyboardEvent) {
    if (event.key === 'Enter' && this.digits.length === length && !this.busy) void this.#pair();
  }

  #focus() {
    this.focused = true;
    this.#toEnd();
  }

  #blur() {
    this.focused = false;
  }

  /** The boxes show where the next digit goes: at the end, always. */
  #toEnd() {
    const input = this.renderRoot.querySelector('input');
    if (input && input.selectionStart !== input.value.length)
      input.setSelectionRange(input.value.length, input.value.length);
  }

  async #pair() {
    this.busy = true;
    this.wrong = undefined;
    try {
      const screen = await pairScreen({ code: this.digits, name: this.firstName });
      this.digits = '';
      this.dispatchEvent(new CustomEvent<Screen>('paired', { detail: screen }));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.wrong = sentenceOf(error, this.words);
      this.focus();
    } finally {
      this.busy = false;
    }
  }
}
