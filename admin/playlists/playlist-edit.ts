import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Playlist, PlaylistItem, PlaylistPreview } from '#contract/playlists.ts';
import type { Words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { moved } from '../galleries/pending.ts';
import { askWhich } from '../parts/ask-first.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { askBeforeLeaving } from '../router.ts';
import { previewPlaylist, putPlaylist, readPlaylist } from './calls.ts';
import { again, type Draft, draftOf, same, specOf } from './draft.ts';
import { allMistakes, type Mistakes, mistakesIn, refusedIn } from './mistakes.ts';
import { confirmed } from './private-asked.ts';

interface Given {
  readonly words: () => Words;
  readonly id: () => string;
  /** Shows what is wrong: in an item, or in the whole (''). */
  readonly goTo: (itemId: string) => void;
}

/** How long it waits for the next letter before it asks for the preview. */
const settleMs = 300;

/** A playlist as it is saved, what was made of it since, how that would look, and the ways to keep it. */
export class PlaylistEdit implements ReactiveController {
  saved: Playlist | undefined;
  draft: Draft | undefined;
  refused: Refused | undefined;
  preview: PlaylistPreview | undefined;
  /** The preview is not that of the draft. */
  stale = false;
  saving = false;
  /** What is told beside its field, by item; '' is the whole. */
  told: ReadonlyMap<string, Mistakes> = new Map();
  readonly #host: ReactiveControllerHost;
  readonly #given: Given;
  #asked = '';
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #keep: (() => void) | undefined;

  constructor(host: ReactiveControllerHost, given: Given) {
    this.#host = host;
    this.#given = given;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('beforeunload', this.#leave);
    if (this.changed) this.#keep = askBeforeLeaving(this.#mayLeave);
  }

  hostDisconnected(): void {
    removeEventListener('beforeunload', this.#leave);
    clearTimeout(this.#timer);
    this.#keep?.();
    this.#keep = undefined;
  }

  hostUpdate(): void {
    const id = this.#given.id();
    if (id === '' || id === this.#asked) return;
    this.#asked = id;
    this.saved = undefined;
    this.draft = undefined;
    this.preview = undefined;
    void this.read();
  }

  hostUpdated(): void {
    const { changed } = this;
    if (changed && !this.#keep) this.#keep = askBeforeLeaving(this.#mayLeave);
    if (!changed) {
      this.#keep?.();
      this.#keep = undefined;
    }
  }

  get changed(): boolean {
    return this.saved !== undefined && this.draft !== undefined && !same(draftOf(this.saved), this.draft);
  }

  /** Asks for it (again): what was made of it stays, unless it is as it was saved. */
  async read(): Promise<void> {
    const id = this.#given.id();
    try {
      const fresh = await readPlaylist(id);
      if (id !== this.#given.id()) return;
      this.refused = undefined;
      // Its version stays that of what was edited, so that nobody's work is overwritten unasked.
      if (this.saved && this.changed) this.saved = { ...this.saved, screens: fresh.screens };
      else this.#take(fresh);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.refused = error;
    }
    this.#host.requestUpdate();
  }

  edit(change: Partial<Draft>): void {
    if (!this.draft) return;
    this.draft = { ...this.draft, ...change };
    if (this.told.size > 0) this.#mend();
    this.look();
    this.#host.requestUpdate();
  }

  change(item: PlaylistItem): void {
    this.edit({ items: (this.draft?.items ?? []).map((one) => (one.id === item.id ? item : one)) });
  }

  add(item: PlaylistItem): void {
    this.edit({ items: [...(this.draft?.items ?? []), item] });
  }

  move(from: number, to: number): void {
    this.edit({ items: moved(this.draft?.items ?? [], from, to) });
  }

  /** Puts the same once more behind an item; gives its id. */
  copy(id: string): string | undefined {
    const items = this.draft?.items ?? [];
    const place = items.findIndex((item) => item.id === id);
    const item = items[place];
    if (!item) return undefined;
    const copy = again(item);
    this.edit({ items: items.toSpliced(place + 1, 0, copy) });
    return copy.id;
  }

  /** Takes an item out, with the way back. */
  remove(id: string, title: string): void {
    const items = this.draft?.items ?? [];
    const place = items.findIndex((item) => item.id === id);
    const item = items[place];
    if (!item) return;
    this.edit({ items: items.toSpliced(place, 1) });
    const undo = async () => {
      const left = this.draft?.items ?? [];
      if (!left.some((one) => one.id === id))
        this.edit({ items: left.toSpliced(Math.min(place, left.length), 0, item) });
    };
    notify({ text: this.#given.words().playlistsEditor.list.removed(title), undo });
  }

  discard(): void {
    if (this.saved) this.#take(this.saved);
    this.#host.requestUpdate();
  }

  /** Asks for the preview, once nothing more is typed. */
  look(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), settleMs);
  }

  /** Saves it; false where it was not: something is wrong with it, somebody was first, or staff said no. */
  async save(): Promise<boolean> {
    const { saved, draft } = this;
    if (!saved || !draft || this.saving) return false;
    if (this.#wrong(allMistakes(draft))) return false;
    const words = this.#given.words();
    this.saving = true;
    this.#host.requestUpdate();
    try {
      return await this.#put(saved.version);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.code === 'changed_meanwhile') return await this.#meanwhile().catch(this.#failed);
      if (!this.#wrong(refusedIn(error.fields, draft))) notifyRefused(error, words);
      return false;
    } finally {
      this.saving = false;
      this.#host.requestUpdate();
    }
  }

  async #put(version: number | undefined): Promise<boolean> {
    const { saved, draft } = this;
    if (!saved || !draft) return false;
    const words = this.#given.words();
    const change = { ...draft, name: draft.name.trim(), ...(version !== undefined && { version }) };
    const kept = await confirmed((yes) => putPlaylist(saved.id, { ...change, ...yes }), words);
    if (!kept) return false;
    const { playlistsEditor } = words;
    const since = this.draft;
    this.#take(kept);
    // What was typed while it was being saved is not lost.
    if (since && since !== draft) this.edit(since);
    const count = kept.screens.length;
    notify({ text: count === 0 ? playlistsEditor.saved : playlistsEditor.savedOn(count) });
    return true;
  }

  async #meanwhile(): Promise<boolean> {
    const { meanwhile } = this.#given.words().playlistsEditor;
    const { ask, text, mine, theirs, no } = meanwhile;
    const choice = await askWhich({ heading: ask, text, yes: mine, other: theirs, no });
    if (choice === 'yes') return this.#put(undefined);
    if (choice === 'other') {
      this.discard();
      await this.read();
    }
    return false;
  }

  readonly #failed = (error: unknown): boolean => {
    notifyRefused(error, this.#given.words());
    return false;
  };

  #take(playlist: Playlist) {
    this.saved = playlist;
    this.draft = draftOf(playlist);
    this.told = new Map();
    void this.#look();
  }

  /** Shows what is wrong and goes to the first of it; false where nothing is. */
  #wrong(mistakes: ReadonlyMap<string, Mistakes>): boolean {
    this.told = mistakes;
    this.#host.requestUpdate();
    const [first] = mistakes.keys();
    if (first !== undefined) this.#given.goTo(first);
    return first !== undefined;
  }

  /** What has been put right is told no more. */
  #mend() {
    if (!this.draft) return;
    const left = allMistakes(this.draft);
    const told = [...this.told].flatMap(([id]) => {
      const mistakes = left.get(id);
      return mistakes ? [[id, mistakes] as const] : [];
    });
    this.told = new Map(told);
  }

  async #look() {
    clearTimeout(this.#timer);
    const { draft } = this;
    if (!draft) return;
    this.#turn += 1;
    const turn = this.#turn;
    // What is not filled in yet would be refused, and the rest with it.
    const items = draft.items.filter((item) => Object.keys(mistakesIn(item)).length === 0);
    const dark = allMistakes(draft).get('')?.dark ? [] : draft.dark;
    try {
      const preview = await previewPlaylist({ ...specOf(draft), items, dark });
      if (turn !== this.#turn) return;
      this.preview = preview;
      this.stale = false;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (turn === this.#turn) this.stale = true;
    }
    this.#host.requestUpdate();
  }

  readonly #leave = (event: BeforeUnloadEvent) => {
    if (this.changed) event.preventDefault();
  };

  readonly #mayLeave = async (): Promise<boolean> => {
    const { leave } = this.#given.words().playlistsEditor;
    const choice = await askWhich({
      heading: leave.ask,
      text: leave.text,
      yes: leave.save,
      other: leave.yes,
      no: leave.no,
    });
    if (choice === 'no' || (choice === 'yes' && !(await this.save()))) return false;
    this.#keep?.();
    this.#keep = undefined;
    if (choice === 'other') this.discard();
    return true;
  };
}
