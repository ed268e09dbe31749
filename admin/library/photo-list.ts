import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Photo, PhotoPage } from '#contract/photos.ts';
import { Refused } from '../api.ts';
import { onFact } from '../live.ts';
import { readPhoto, searchPhotos } from './calls.ts';
import { type LibraryQuery, searchOf } from './library-query.ts';
import { merged } from './merge.ts';

const settleMs = 400;
const fewEnough = 20;

/** The photos of a search as far as they have been asked for, kept true by what the box tells. */
export class PhotoList implements ReactiveController {
  photos: readonly Photo[] = [];
  /** How many fit the search; undefined until the first page is there. */
  total: number | undefined;
  counts: PhotoPage['counts'];
  refused: Refused | undefined;
  readonly #host: ReactiveControllerHost;
  readonly #project: () => string;
  readonly #query: () => LibraryQuery;
  #asked = '';
  #askedProject = '';
  #begun = false;
  #turn = 0;
  #cursor: string | null = null;
  #loading: Promise<void> | undefined;
  #told = new Set<string>();
  #whole = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stop: (() => void) | undefined;

  constructor(host: ReactiveControllerHost, project: () => string, query: () => LibraryQuery) {
    this.#host = host;
    this.#project = project;
    this.#query = query;
    host.addController(this);
  }

  /** Whether the first page has come. */
  get begun(): boolean {
    return this.#begun;
  }

  /** Whether all that fit are here. */
  get ended(): boolean {
    return this.#begun && this.#cursor === null;
  }

  hostConnected(): void {
    this.#stop = onFact((told) => {
      if (told === 'again') this.#whole = true;
      else {
        const { fact, facts } = told;
        if (facts.projectId !== this.#project()) return;
        if (fact === 'gallery.changed' && this.#query().show !== 'unplaced') return;
        if (fact === 'photo.hearted' && this.#query().show !== 'hearts') return;
        if (fact === 'photo.changed' && facts.what === 'restored') this.#whole = true;
        if (fact.startsWith('photo.') && typeof facts.photoId === 'string') this.#told.add(facts.photoId);
        else if (fact !== 'gallery.changed') return;
      }
      this.#timer ??= setTimeout(() => void this.refresh(), settleMs);
    });
  }

  hostDisconnected(): void {
    this.#stop?.();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#asked = '';
  }

  hostUpdate(): void {
    const key = JSON.stringify([this.#project(), this.#query()]);
    if (this.#asked === key || this.#project() === '') return;
    this.#asked = key;
    if (this.#askedProject !== this.#project()) {
      this.#askedProject = this.#project();
      this.#begun = false;
      this.photos = [];
      this.total = undefined;
      this.counts = undefined;
    }
    void this.restart();
  }

  /** Asks from the first page on; what was shown stays until it is there. */
  async restart(): Promise<void> {
    this.#turn += 1;
    this.#told.clear();
    await this.#guarded(async (current) => {
      const page = await searchPhotos(this.#project(), searchOf(this.#query()));
      if (!current()) return;
      this.photos = page.items;
      this.#take(page);
      this.#cursor = page.nextCursor;
      this.#begun = true;
    });
  }

  /** The next page, if there is one and none is on its way. */
  more(): Promise<void> {
    const cursor = this.#cursor;
    if (cursor === null) return Promise.resolve();
    this.#loading ??= this.#guarded(async (current) => {
      const page = await searchPhotos(this.#project(), searchOf(this.#query()), cursor);
      if (!current()) return;
      const here = new Set(this.photos.map(({ id }) => id));
      this.photos = [...this.photos, ...page.items.filter(({ id }) => !here.has(id))];
      this.#cursor = page.nextCursor;
    }).finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  /** Every page; false where the box refused one. */
  async all(): Promise<boolean> {
    while (this.#begun && !this.ended && !this.refused) await this.more();
    return this.ended;
  }

  /** Changed photos, as the box answered them, take the places of their old selves. */
  replace(changed: readonly Photo[]): void {
    const byId = new Map(changed.map((photo) => [photo.id, photo]));
    this.photos = this.photos.map((photo) => byId.get(photo.id) ?? photo);
    this.#host.requestUpdate();
  }

  remove(ids: ReadonlySet<string>): void {
    const before = this.photos.length;
    this.photos = this.photos.filter(({ id }) => !ids.has(id));
    if (this.total !== undefined) this.total -= before - this.photos.length;
    this.#host.requestUpdate();
  }

  /** Asks anew for what may have changed: the first page, and those told of that are not on it. */
  async refresh(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const told = this.#told;
    this.#told = new Set();
    const pages = this.#whole ? Math.ceil(this.photos.length / 200) : 1;
    this.#whole = false;
    await this.#guarded(async (current) => {
      const head: Photo[] = [];
      let cursor: string | null = null;
      for (let nr = 0; nr < Math.max(1, pages) && (nr === 0 || cursor !== null); nr += 1) {
        const page: PhotoPage = await searchPhotos(this.#project(), searchOf(this.#query()), cursor ?? undefined);
        if (!current()) return;
        head.push(...page.items);
        cursor = page.nextCursor;
        this.#take(page);
      }
      const next = merged(this.photos, head, cursor === null);
      if (next.restarted) this.#cursor = cursor;
      const inHead = new Set(head.map(({ id }) => id));
      const rest = next.photos.filter(({ id }) => told.has(id) && !inHead.has(id));
      this.photos = next.photos;
      if (rest.length > fewEnough) {
        this.#whole = true;
        this.#timer ??= setTimeout(() => void this.refresh(), settleMs);
      } else for (const { id } of rest) await this.#again(id);
    });
  }

  async #again(id: string): Promise<void> {
    try {
      this.replace([await readPhoto(id)]);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.code === 'not_found') this.remove(new Set([id]));
    }
  }

  #take({ total, counts }: PhotoPage): void {
    if (total !== undefined) this.total = total;
    if (counts) this.counts = counts;
  }

  async #guarded(act: (current: () => boolean) => Promise<void>): Promise<void> {
    const turn = this.#turn;
    try {
      await act(() => turn === this.#turn);
      if (turn === this.#turn) this.refused = undefined;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (turn === this.#turn) this.refused = error;
    } finally {
      this.#host.requestUpdate();
    }
  }
}
