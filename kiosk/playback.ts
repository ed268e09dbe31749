import { sceneAt } from '#contract/scene-at.ts';
import type { Programme, Scene } from '#contract/scenes.ts';
import type { ScreenCode, ScreenPhoto, ShowState } from '#contract/screens.ts';

/** What stands beside the photo: its code, the venue's still in the code's place, or nothing. */
export type Beside = 'code' | 'still' | 'nothing';

/** One picture for the whole screen. */
export interface View {
  /** The same for as long as nothing has to be faded; what differs otherwise is changed in place. */
  readonly key: string;
  readonly scene: Scene;
  readonly photo: ScreenPhoto;
  readonly code: ScreenCode | null;
  readonly beside: Beside;
  readonly fresh: boolean;
}

/** What is on, what comes next, and at which box time this must be asked anew (null: only when something is told). */
export interface On {
  readonly view: View | undefined;
  readonly next: View | undefined;
  readonly until: number | null;
}

/** A programme that was told holds from its time on; until then the one before does. */
export class Programmes {
  #line: Programme[] = [];

  /** Takes the newest word; whatever was to come later than it is void. */
  add(programme: Programme, now: number): void {
    const holding = this.at(now);
    const earlier = this.#line.filter(({ id, version }) => id !== programme.id || version < programme.version);
    // After a restore of the box the versions may start lower: what holds now still bridges until `from`.
    if (earlier.length === 0 && holding && holding.version > programme.version) earlier.push(holding);
    this.#line = [...earlier.filter(({ from }) => from < programme.from), programme];
    this.#prune(now);
  }

  /** The programme that holds at this box time. */
  at(now: number): Programme | undefined {
    return this.#line.findLast(({ from }) => from <= now) ?? this.#line[0];
  }

  /** When the next one takes over, box time. */
  changesAt(now: number): number | null {
    return this.#line.find(({ from }) => from > now && this.at(now)?.from !== from)?.from ?? null;
  }

  #prune(now: number): void {
    const holding = this.at(now);
    if (holding) this.#line = this.#line.slice(this.#line.indexOf(holding));
  }
}

/** What a screen shows at this box time; `codes` false keeps every code back. */
export function whatIsOn(state: ShowState, programmes: Programmes, now: number, codes: boolean): On {
  const holding = programmes.at(now) ?? state.programme;
  const changesAt = programmes.changesAt(now);
  let found = sceneAt(holding, now);
  // What was withdrawn is gone at once, even where the programme that holds for a moment more still has it.
  if (changesAt !== null && !(found && state.photos[found.scene.photoId])) {
    found = sceneAt(state.programme, Math.max(now, state.programme.from));
  }
  const view = found && viewOf(state, found.scene, found.fresh, now, codes);
  const next = found?.next ? viewOf(state, found.next, isInsert(holding, found.next, now), now, codes) : undefined;
  const expiresAt = view?.beside === 'code' ? (view.code?.expiresAt ?? null) : null;
  const ends = [found?.endsAt ?? null, changesAt, expiresAt].filter((at): at is number => at !== null && at > now);
  return { view, next, until: ends.length > 0 ? Math.min(...ends) : null };
}

function viewOf(state: ShowState, scene: Scene, fresh: boolean, now: number, codes: boolean): View | undefined {
  const photo = state.photos[scene.photoId];
  if (!photo) return undefined;
  const listed = scene.linkId === null ? undefined : state.codes[scene.linkId];
  const code = listed && (listed.expiresAt === null || now < listed.expiresAt) ? listed : undefined;
  const beside = !code ? 'nothing' : codes ? 'code' : 'still';
  return {
    key: [scene.id, photo.edition, beside, scene.linkId ?? '', fresh].join(' '),
    scene,
    photo,
    code: beside === 'code' && code ? code : null,
    beside,
    fresh,
  };
}

function isInsert({ inserts }: Programme, scene: Scene, now: number): boolean {
  return inserts.find(({ at }) => at > now)?.scene === scene;
}

/** The photos of a state, each once, those soonest on first; `beside` where something always stands beside it. */
export function photosInOrder(state: ShowState, now: number): { photo: ScreenPhoto; beside: boolean }[] {
  const { scenes, inserts } = state.programme;
  const on = sceneAt(state.programme, now)?.scene.id;
  const start = Math.max(
    0,
    scenes.findIndex(({ id }) => id === on),
  );
  const order = [...inserts.map(({ scene }) => scene), ...scenes.slice(start), ...scenes.slice(0, start)];
  const once = new Map<string, { photo: ScreenPhoto; beside: boolean }>();
  for (const { photoId, linkId } of order) {
    const photo = state.photos[photoId];
    // Where it is once shown alone, it is needed in the larger size.
    if (photo) once.set(photoId, { photo, beside: linkId !== null && (once.get(photoId)?.beside ?? true) });
  }
  return [...once.values()];
}
