import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { controls } from './controls.ts';
import { cross, tick, warning } from './icons.ts';
import { sentenceOf } from './problem-line.ts';

export interface Notice {
  readonly text: string;
  /** Takes it back; there for 8 s. */
  readonly undo?: () => Promise<unknown>;
  /** A way on: its words, and where to. */
  readonly act?: { readonly label: string; readonly run: () => void };
  readonly failed?: boolean;
}

const stack = new EventTarget();

/** Tells what was done, at the foot of the page, for 8 s; with `undo` there is a button that takes it back. */
export function notify(notice: Notice): void {
  stack.dispatchEvent(new CustomEvent('notice', { detail: notice }));
}

/** Tells what the box said no to. Anything but a Refused is thrown on. */
export function notifyRefused(error: unknown, own: Words): void {
  if (!(error instanceof Refused)) throw error;
  if (error.code !== 'not_signed_in') notify({ text: sentenceOf(error, own), failed: true });
}

const shownMs = 8000;

/** Shows the notices; one of it is in the frame. */
@customElement('notice-stack')
export class NoticeStack extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @state() private shown: (Notice & { id: number; busy?: boolean })[] = [];
  #next = 0;
  #timers = new Map<number, ReturnType<typeof setTimeout>>();

  static override styles = [
    controls,
    css`
      :host { position: fixed; z-index: 20; left: 50%; bottom: calc(16px + var(--tab-bar, 0px)); transform: translateX(-50%); width: min(560px, calc(100vw - 32px)); pointer-events: none; }
      /* Above the tab bar, or what stands in its place. */
      @media (max-width: 767px) { :host { bottom: calc(16px + var(--tab-bar, calc(64px + env(safe-area-inset-bottom)))); } }
      .notice {
        display: flex; align-items: center; gap: 12px; min-height: 52px; margin-top: 8px; padding: 4px 4px 4px 16px;
        background: var(--ink); color: var(--paper); border-radius: 8px; pointer-events: auto;
      }
      .notice p { flex: 1; padding: 8px 0; overflow-wrap: anywhere; }
      .notice button { border: 0; background: none; color: inherit; text-decoration: underline; text-underline-offset: 4px; white-space: nowrap; }
      .notice button.close { width: 44px; padding: 0; flex: none; }
      .notice button:focus-visible { outline-color: var(--paper); outline-offset: -4px; }
      @media (hover: hover) { .notice button:not([aria-disabled='true']):hover { background: color-mix(in srgb, var(--paper) 14%, transparent); } }
    `,
  ];

  override connectedCallback() {
    super.connectedCallback();
    stack.addEventListener('notice', this.#add);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    stack.removeEventListener('notice', this.#add);
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  override render() {
    const { undo, close } = this.words.admin;
    return html`<div role="status" aria-live="polite">${repeat(
      this.shown,
      ({ id }) => id,
      (
        notice,
      ) => html`<div class="notice" @pointerenter=${() => this.#hold(notice.id)} @pointerleave=${() => this.#start(notice.id)} @focusin=${() => this.#hold(notice.id)}>
        ${notice.failed ? warning : tick}<p>${notice.text}</p>
        ${notice.act ? html`<button @click=${() => this.#act(notice)}>${notice.act.label}</button>` : nothing}
        ${notice.undo ? html`<button aria-disabled=${notice.busy ? 'true' : 'false'} @click=${() => this.#undo(notice)}>${undo}</button>` : nothing}
        <button class="close" aria-label=${close} @click=${() => this.#drop(notice.id)}>${cross}</button>
      </div>`,
    )}</div>`;
  }

  readonly #add = (event: Event) => {
    const notice = (event as CustomEvent<Notice>).detail;
    this.#next += 1;
    const id = this.#next;
    // More than two at once would cover the page.
    for (const old of this.shown.slice(0, -1)) this.#drop(old.id);
    this.shown = [...this.shown, { ...notice, id }];
    this.#start(id);
  };

  #start(id: number) {
    this.#hold(id);
    this.#timers.set(
      id,
      setTimeout(() => this.#drop(id), shownMs),
    );
  }

  #hold(id: number) {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  #drop(id: number) {
    this.#hold(id);
    this.shown = this.shown.filter((notice) => notice.id !== id);
  }

  #act(notice: Notice & { id: number }) {
    this.#drop(notice.id);
    notice.act?.run();
  }

  async #undo(notice: Notice & { id: number; busy?: boolean }) {
    if (notice.busy || !notice.undo) return;
    this.#hold(notice.id);
    this.shown = this.shown.map((one) => (one.id === notice.id ? { ...one, busy: true } : one));
    try {
      await notice.undo();
    } catch (error) {
      notifyRefused(error, this.words);
    } finally {
      this.#drop(notice.id);
    }
  }
}
