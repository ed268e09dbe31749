import type { Gallery, GalleryOrder } from '#contract/galleries.ts';
import { galleryLimit } from '#contract/gallery-limit.ts';
import type { Words } from '#words/index.ts';
import { notify } from '../parts/notice.ts';
import type { GalleryEditor } from './gallery-editor.ts';
import { merged, putBack } from './pending.ts';

interface Given {
  readonly editor: GalleryEditor;
  readonly words: () => Words;
  /** May say which photo is the cover. */
  readonly mayCover: () => boolean;
  /** Another photo is the chosen one now. */
  readonly choose: (id: string) => void;
}

/** What staff do to the photos of the gallery that they edit: another order, some in, one out. An order and what went out can be had back. */
export class GalleryMoves {
  readonly #given: Given;
  /** The order by hand that "by capture time" took the place of. */
  #byHand: readonly string[] | undefined;

  constructor(given: Given) {
    this.#given = given;
  }

  /** Another gallery is edited now. */
  forget(): void {
    this.#byHand = undefined;
  }

  order({ photoIds }: Gallery, order: GalleryOrder): void {
    const { editor, words } = this.#given;
    const before = this.#byHand;
    const back = (ids: readonly string[]) =>
      editor.setPhotos(merged(ids, ids, editor.shown?.photoIds ?? [], galleryLimit));
    if (order === 'captured') {
      this.#byHand = photoIds;
      editor.change({ order });
      notify({ text: words().galleries.page.orderedByTime, undo: async () => back(photoIds) });
    } else if (before) back(before);
    else editor.change({ order });
  }

  /** Puts photos in; the first of them in the place of one, where that is named. */
  putIn(ids: readonly string[], instead: string): void {
    const { editor, choose } = this.#given;
    const [first] = ids;
    const { shown } = editor;
    if (instead !== '' && first !== undefined && shown) {
      editor.setPhotos(shown.photoIds.map((id) => (id === instead ? first : id)));
      choose(first);
    } else if (ids.length > 0) editor.move(ids, []);
  }

  takeOut({ photoIds, order, coverPhotoId }: Gallery, id: string): void {
    const { editor, words, mayCover, choose } = this.#given;
    const place = photoIds.indexOf(id);
    if (place < 0) return;
    choose(photoIds[place + 1] ?? photoIds[place - 1] ?? '');
    editor.move([], [id]);
    const undo = async () => {
      if (order === 'captured') editor.move([id], []);
      else editor.setPhotos(putBack(editor.shown?.photoIds ?? [], id, place));
      if (coverPhotoId === id && mayCover()) editor.change({ coverPhotoId: id });
      choose(id);
    };
    notify({ text: words().galleries.page.tookOut, undo });
  }
}
