import type { ReactiveControllerHost } from 'lit';
import type { Gallery, Swap } from '#contract/galleries.ts';
import type { Words } from '#words/index.ts';
import { momentOf } from '#words/moments.ts';
import { Load } from '../load.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { listSwaps, removeSwap } from './calls.ts';
import type { GalleryEditor } from './gallery-editor.ts';
import type { Swapping } from './swap-dialog.ts';

interface Given {
  readonly galleryId: () => string;
  readonly may: () => boolean;
  readonly words: () => Words;
  readonly zone: () => string;
  readonly editor: GalleryEditor;
}

/** The sets of photos that are to take the place of a gallery's, now or later. */
export class GallerySwaps {
  readonly load: Load<readonly Swap[]>;
  readonly #given: Given;

  constructor(host: ReactiveControllerHost & EventTarget, given: Given) {
    this.#given = given;
    this.load = new Load(host, async () => (given.may() ? listSwaps(given.galleryId()) : []), { start: false });
  }

  get all(): readonly Swap[] {
    return this.load.value ?? [];
  }

  /** Swaps the whole set, which can be taken back; or tells of what was planned. */
  swap({ photoIds: before }: Gallery, { photoIds, at }: Swapping): void {
    const { words, zone, editor } = this.#given;
    const { galleries, admin } = words();
    if (at === undefined) {
      editor.setPhotos(photoIds);
      notify({ text: galleries.swaps.done, undo: async () => editor.setPhotos(before) });
      return;
    }
    notify({ text: galleries.swaps.planned(admin.at(momentOf(Date.parse(at), Date.now(), zone()))) });
    void this.load.again();
  }

  /** Calls one off, or puts away what came of it. */
  async putAway({ id, galleryId, state }: Swap): Promise<void> {
    const words = this.#given.words();
    try {
      await removeSwap(galleryId, id);
      if (state === 'planned') notify({ text: words.galleries.swaps.cancelled });
      await this.load.again();
    } catch (error) {
      notifyRefused(error, words);
    }
  }
}
