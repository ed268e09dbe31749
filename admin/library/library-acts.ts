import type { Mark, Photo, PhotoChange } from '#contract/photos.ts';
import type { Words } from '#words/index.ts';
import { addGallery, moveGalleryPhotos } from '../galleries/calls.ts';
import { askFirst } from '../parts/ask-first.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { go } from '../router.ts';
import type { Joining } from './add-dialog.ts';
import { changePhotos, restorePhotos, withdrawPhotos } from './calls.ts';
import type { Made } from './make-dialog.ts';
import { takeBack } from './take-back.ts';

export interface Change {
  readonly id: string;
  readonly change: PhotoChange;
}

interface Given {
  readonly words: () => Words;
  readonly project: () => string;
  /** A photo as the page has it. */
  readonly find: (id: string) => Photo | undefined;
  readonly replace: (photos: readonly Photo[]) => void;
  readonly remove: (ids: ReadonlySet<string>) => void;
  readonly refresh: () => void;
}

/** What staff do to photos of the library: each is told, and can be taken back where that is possible. None throws a Refused. */
export class LibraryActs {
  #line: Promise<unknown> = Promise.resolve();
  readonly #given: Given;

  constructor(given: Given) {
    this.#given = given;
  }

  /** Says what they are; where `tell` is off, the photos' own signs say it. */
  async mark(ids: readonly string[], mark: Mark | null, tell: boolean): Promise<void> {
    const { picked, rejected, unmarked } = this.#given.words().library;
    const said = mark === null ? unmarked : mark === 'picked' ? picked : rejected;
    const changed = ids.filter((id) => this.#given.find(id)?.mark !== mark);
    if (changed.length === 0) return;
    await this.change(
      changed.map((id) => ({ id, change: { mark } })),
      tell ? said(changed.length) : undefined,
      true,
    );
  }

  /** One after the other: of two keys pressed quickly on one photo the later one counts. */
  #send(changes: readonly Change[]): Promise<readonly Photo[]> {
    const project = this.#given.project();
    const sent = this.#line.then(() => changePhotos(project, changes));
    this.#line = sent.catch(() => undefined);
    return sent;
  }

  /** Makes the changes; with `text` they are told and can be undone. `ahead`: shown before the box has answered. */
  async change(changes: readonly Change[], text?: string, ahead = false): Promise<boolean> {
    const before = changes.flatMap(({ id }) => this.#given.find(id) ?? []);
    const undoes = changes.flatMap(({ id, change }) => {
      const old = this.#given.find(id);
      return old ? [{ id, change: takeBack(old, change) }] : [];
    });
    if (ahead)
      this.#given.replace(
        before.map((photo) => ({ ...photo, ...(changes.find(({ id }) => id === photo.id)?.change as Partial<Photo>) })),
      );
    try {
      this.#given.replace(await this.#send(changes));
    } catch (error) {
      this.#given.replace(before);
      notifyRefused(error, this.#given.words());
      return false;
    }
    if (text !== undefined) {
      const undo = async () => this.#given.replace(await this.#send(undoes));
      notify({ text, undo });
    }
    return true;
  }

  /** Shows photos as the box has answered them. */
  take(photos: readonly Photo[]): void {
    this.#given.replace(photos);
  }

  /** Withdraws from everywhere, after a question. */
  async withdraw(ids: readonly string[]): Promise<boolean> {
    const { withdraw } = this.#given.words().library;
    const sure = await askFirst({
      heading: withdraw.heading(ids.length),
      text: withdraw.text,
      yes: withdraw.yes,
      no: withdraw.no,
      dangerous: true,
    });
    if (!sure) return false;
    const project = this.#given.project();
    return this.#tried(async () => {
      await withdrawPhotos(project, ids);
      this.#given.remove(new Set(ids));
      notify({
        text: withdraw.done(ids.length),
        undo: async () => {
          await restorePhotos(project, ids);
          this.#given.refresh();
        },
      });
    });
  }

  /** Makes a gallery; its link is born with it. */
  make({ title, photoIds }: Made): Promise<boolean> {
    const { make } = this.#given.words().library;
    const project = this.#given.project();
    return this.#tried(async () => {
      const { id } = await addGallery(project, { title, photoIds: [...photoIds] });
      notify({
        text: make.done(title),
        act: { label: make.see, run: () => go(`/projects/${project}/galleries/${id}`) },
      });
    });
  }

  /** Adds to a gallery what fits. */
  join({ gallery, photoIds, left }: Joining): Promise<boolean> {
    const { add } = this.#given.words().library;
    return this.#tried(async () => {
      await moveGalleryPhotos(gallery.id, { add: [...photoIds] });
      const text = left > 0 ? add.some(photoIds.length, gallery.title, left) : add.done(photoIds.length, gallery.title);
      notify({ text, undo: () => moveGalleryPhotos(gallery.id, { remove: [...photoIds] }) });
    });
  }

  async #tried(act: () => Promise<void>): Promise<boolean> {
    try {
      await act();
      return true;
    } catch (error) {
      notifyRefused(error, this.#given.words());
      return false;
    }
  }
}
