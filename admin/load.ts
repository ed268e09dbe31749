import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Words } from '#words/index.ts';
import { Refused } from './api.ts';
import { problemLine, sentenceOf } from './parts/problem-line.ts';

/** Something that a page shows and has to ask for: what is there stays while it is asked for anew. */
export class Load<T> implements ReactiveController {
  value: T | undefined;
  refused: Refused | undefined;
  slow = false;
  readonly #host: ReactiveControllerHost;
  readonly #fetch: () => Promise<T>;
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly #start: boolean;
  readonly #of: (() => string) | undefined;
  #asked = '';

  /**
   * `start: false` where the page itself says when to ask first. `of` tells what it is about, since pages are kept while
   * only the address changes: another one is asked for anew, and nothing while it is empty.
   */
  constructor(
    host: ReactiveControllerHost,
    fetch: () => Promise<T>,
    { start = true, of }: { start?: boolean; of?: () => string } = {},
  ) {
    this.#host = host;
    this.#fetch = fetch;
    this.#start = start && of === undefined;
    this.#of = of;
    host.addController(this);
  }

  hostConnected(): void {
    if (this.#start) void this.again();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  hostUpdate(): void {
    const asked = this.#of?.() ?? '';
    if (asked === '' || asked === this.#asked) return;
    this.#asked = asked;
    this.forget();
    void this.again();
  }

  /** Asks (again); the latest answer wins. Never throws a Refused: it is shown. */
  async again(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    if (this.value === undefined) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        this.slow = true;
        this.#host.requestUpdate();
      }, 400);
    }
    try {
      const value = await this.#fetch();
      if (turn !== this.#turn) return;
      this.value = value;
      this.refused = undefined;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (turn === this.#turn) this.refused = error;
    } finally {
      if (turn === this.#turn) {
        clearTimeout(this.#timer);
        this.slow = false;
        this.#host.requestUpdate();
      }
    }
  }

  /** Forgets what was there: another thing is shown now. */
  forget(): void {
    this.value = undefined;
    this.refused = undefined;
  }

  /** What to show: the value drawn; before it bars after 400 ms; a refusal with the way on. */
  render(words: Words, draw: (value: T) => unknown, bars = 3): unknown {
    const again = html`<button @click=${() => void this.again()}>${words.admin.retry}</button>`;
    if (this.value !== undefined) {
      const stale = this.refused ? problemLine(sentenceOf(this.refused, words), again) : nothing;
      return html`${stale}${draw(this.value)}`;
    }
    // What is not there is not there on the second asking either.
    if (this.refused)
      return problemLine(sentenceOf(this.refused, words), this.refused.code === 'not_found' ? nothing : again);
    return this.slow ? waiting(words, bars) : nothing;
  }
}

/** Quiet bars where text will be. */
export function waiting(words: Words, bars = 3): TemplateResult {
  return html`<div class="waiting" role="status" aria-label=${words.admin.loading}>
    ${Array.from({ length: bars }, () => html`<div><i></i><i></i></div>`)}
  </div>`;
}
