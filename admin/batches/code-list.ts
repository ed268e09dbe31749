import type { ReactiveControllerHost } from 'lit';
import type { BatchLink, BatchLinkState } from '#contract/batches.ts';
import { Load } from '../load.ts';
import { type Codes, listCodes } from './calls.ts';

/** The codes of a batch that are shown, page after page, and the one that was looked for. */
export class CodeList {
  readonly load: Load<Codes>;
  readonly #host: ReactiveControllerHost;
  readonly #batchId: () => string;
  /** How many pages are shown. */
  #pages = 1;
  state: BatchLinkState | undefined;

  constructor(host: ReactiveControllerHost, batchId: () => string) {
    this.#host = host;
    this.#batchId = batchId;
    this.load = new Load(host, () => this.#ask(), { start: false });
  }

  /** Shows codes in this state alone; undefined: all. */
  async filter(state: BatchLinkState | undefined): Promise<void> {
    this.state = state;
    this.#pages = 1;
    this.load.forget();
    await this.load.again();
  }

  async more(): Promise<void> {
    this.#pages += 1;
    await this.load.again();
  }

  /** A number's code as it is now, the last that was given out; undefined where it has none yet. Throws Refused. */
  async find(number: number): Promise<BatchLink | undefined> {
    const { items } = await listCodes(this.#batchId(), { number });
    this.#host.requestUpdate();
    return items.at(-1);
  }

  async #ask(): Promise<Codes> {
    const items: BatchLink[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < this.#pages && (page === 0 || cursor !== null); page += 1) {
      const codes: Codes = await listCodes(this.#batchId(), { state: this.state, cursor: cursor ?? undefined });
      items.push(...codes.items);
      cursor = codes.nextCursor;
    }
    return { items, nextCursor: cursor };
  }
}
