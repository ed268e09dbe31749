import type { ReactiveControllerHost } from 'lit';
import type { Photo } from '#contract/photos.ts';
import type { Words } from '#words/index.ts';
import { changePhoto } from '../library/calls.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { replaceFile } from './calls.ts';

/** What staff do to the one photo that is chosen: another file, other words. */
export class PanelActs {
  /** The photo whose file is on its way. */
  replacing = '';
  /** The one whose words were kept last. */
  kept = '';
  readonly #host: ReactiveControllerHost;
  readonly #words: () => Words;
  readonly #again: () => Promise<unknown>;

  constructor(host: ReactiveControllerHost, words: () => Words, again: () => Promise<unknown>) {
    this.#host = host;
    this.#words = words;
    this.#again = again;
  }

  async replace({ id }: Photo, file: File): Promise<void> {
    this.replacing = id;
    this.#host.requestUpdate();
    try {
      await replaceFile(id, file);
      notify({ text: this.#words().galleries.page.replaced });
      await this.#again();
    } catch (error) {
      notifyRefused(error, this.#words());
    } finally {
      this.replacing = '';
      this.#host.requestUpdate();
    }
  }

  async keep({ id }: Photo, typed: { title?: string; caption?: string }): Promise<void> {
    try {
      await changePhoto(id, typed);
      this.kept = id;
      await this.#again();
    } catch (error) {
      notifyRefused(error, this.#words());
    }
  }
}
