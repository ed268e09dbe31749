import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Recall } from '#contract/recall.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { stateMark } from '../parts/state-mark.ts';
import { readRecall } from './calls.ts';

const askEveryMs = 2000;
/** A phone in a hall asks in its turn, a screen says how it is every ten seconds: longer than this it is told as it is. */
const askForMs = 60_000;

/** Of a photo that had to go a moment ago: which screens and phones have let go of it; it follows until all have. */
@customElement('recall-line')
export class RecallLine extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property() photoId = '';
  @state() private recall: Recall | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #since = 0;

  static override styles = [controls, css`:host { display: block; } p { margin: 0; }`];

  override connectedCallback() {
    super.connectedCallback();
    this.#since = performance.now();
    void this.#ask();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override render() {
    const { recall } = this;
    if (!recall || recall.at === null) return nothing;
    const { recalled } = this.words.trash;
    const { screens, phones } = recall;
    const held = screens.filter(({ letGoAt }) => letGoAt === null);
    const waiting = phones.told - phones.letGo - phones.left;
    if (held.length === 0 && waiting === 0) {
      return html`<p class="small" role="status">${stateMark('live', recalled.all(screens.length, phones.told))}</p>`;
    }
    const names = held.map(({ name, online }) => (online ? name : recalled.away(name)));
    return html`<p class="small" role="status">${stateMark('soon', recalled.some(names, waiting))}</p>`;
  }

  async #ask(): Promise<void> {
    try {
      this.recall = await readRecall(this.photoId);
    } catch {
      // It is a courtesy: whoever cannot ask now is told nothing.
    }
    const { recall } = this;
    const waits =
      recall === undefined ||
      recall.screens.some(({ letGoAt }) => letGoAt === null) ||
      recall.phones.told > recall.phones.letGo + recall.phones.left;
    if (!this.isConnected || !waits || performance.now() - this.#since > askForMs) return;
    this.#timer = setTimeout(() => void this.#ask(), askEveryMs);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'recall-line': RecallLine;
  }
}
