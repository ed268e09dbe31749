import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Gallery } from '#contract/galleries.ts';
import type { Photo } from '#contract/photos.ts';
import { Refused } from '../api.ts';
import { listGalleries } from '../galleries/calls.ts';
import { Live } from '../live.ts';
import { choicePage } from './calls.ts';

/** From where photos are chosen: the gallery's id, those that staff marked, or the whole library. */
export type ChoiceId = string | 'picked' | 'all';

interface Part {
  readonly photos: readonly Photo[];
  /** Null: these are all. */
  readonly cursor: string | null;
}

/** The photos that a personal gallery can be made of, a part at a time, kept true. */
export class Choices implements ReactiveController {
  galleries: readonly Gallery[] = [];
  counts: { readonly all: number; readonly picked: number } | undefined;
  refused: Refused | undefined;
  on: ChoiceId = '';
  readonly #host: ReactiveControllerHost;
  readonly #project: () => string;
  #of = '';
  #parts = new Map<ChoiceId, Part>();
  #asking = new Set<ChoiceId>();

  constructor(host: ReactiveControllerHost, project: () => string) {
    this.#host = host;
    this.#project = project;
    host.addController(this);
    const facts = new Set(['gallery.changed', 'photo.changed', 'photo.ready']);
    new Live(
      host,
      ({ fact, facts: told }) => facts.has(fact) && told.projectId === project(),
      () => this.#refresh(),
      1000,
    );
  }

  hostUpdate(): void {
    if (this.#project() === this.#of) return;
    this.#of = this.#project();
    this.#forget();
    void this.again();
  }

  /** What is shown now; undefined until it is there. */
  get part(): Part | undefined {
    return this.#parts.get(this.on);
  }

  /** A photo that was shown. */
  photo(id: string): Photo | undefined {
    for (const { photos } of this.#parts.values()) {
      const found = photos.find((photo) => photo.id === id);
      if (found) return found;
    }
    return undefined;
  }

  /** The gallery that all of these are of; undefined where there is none. */
  galleryOf(photoIds: readonly string[]): Gallery | undefined {
    if (photoIds.length === 0) return undefined;
    return this.galleries.find((gallery) => photoIds.every((id) => gallery.photoIds.includes(id)));
  }

  /** Asks for what there is to choose from; it is shown where it is refused. */
  async again(): Promise<void> {
    const of = this.#of;
    try {
      const [galleries, first] = await Promise.all([listGalleries(of), choicePage(of, {})]);
      if (of !== this.#of) return;
      // What was chosen for another client is not offered to the next one as if it were a place.
      this.galleries = galleries.filter(({ recipientId, photoIds }) => recipientId === null && photoIds.length > 0);
      this.counts = first.counts;
      this.#parts.set('all', partOf(first.items, first.nextCursor));
      this.refused = undefined;
      const there = this.on === 'all' || this.on === 'picked' || this.galleries.some(({ id }) => id === this.on);
      await this.show(there ? this.on : (this.galleries[0]?.id ?? 'all'));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (of === this.#of) this.refused = error;
      this.#host.requestUpdate();
    }
  }

  /** Turns to another part. */
  async show(id: ChoiceId): Promise<void> {
    this.on = id;
    this.#host.requestUpdate();
    if (!this.#parts.has(id)) await this.#ask(id);
  }

  /** The next photos of the part that is shown. */
  async more(): Promise<void> {
    const { cursor } = this.part ?? {};
    if (typeof cursor === 'string') await this.#ask(this.on, cursor);
  }

  async #ask(id: ChoiceId, cursor?: string): Promise<void> {
    if (this.#asking.has(id)) return;
    this.#asking.add(id);
    const of = this.#of;
    try {
      const { items, nextCursor } = await choicePage(of, whichOf(id), cursor);
      if (of !== this.#of) return;
      const before = cursor === undefined ? [] : (this.#parts.get(id)?.photos ?? []);
      this.#parts.set(id, this.#inOrder(id, partOf([...before, ...items], nextCursor)));
      this.refused = undefined;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (of === this.#of) this.refused = error;
    } finally {
      this.#asking.delete(id);
      this.#host.requestUpdate();
    }
  }

  /** A gallery's photos as its guests see them. */
  #inOrder(id: ChoiceId, part: Part): Part {
    const gallery = this.galleries.find((one) => one.id === id);
    if (!gallery) return part;
    const place = (photo: Photo) => gallery.photoIds.indexOf(photo.id);
    return { ...part, photos: part.photos.toSorted((a, b) => place(a) - place(b)) };
  }

  async #refresh(): Promise<void> {
    if (this.on === '') return;
    const { on } = this;
    // The part in hand stays on the page until the new one is there.
    for (const id of [...this.#parts.keys()]) if (id !== on) this.#parts.delete(id);
    await this.again();
    if (on !== 'all' && on === this.on) await this.#ask(on);
  }

  #forget(): void {
    this.#parts.clear();
    this.galleries = [];
    this.counts = undefined;
    this.refused = undefined;
    this.on = '';
  }
}

function whichOf(id: ChoiceId): Parameters<typeof choicePage>[1] {
  return id === 'all' ? {} : id === 'picked' ? { mark: 'picked' } : { galleryId: id };
}

/** Without those that no guest is shown. */
function partOf(photos: readonly Photo[], cursor: string | null): Part {
  return { photos: photos.filter(({ hidden, state }) => !hidden && state !== 'failed'), cursor };
}
