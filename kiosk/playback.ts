import { darkTurnsAt, isDark, loopAt, loopOf, sceneAt, settledAt } from '#contract/scene-at.ts';
import type { Programme, Scene, SceneNow } from '#contract/scenes.ts';
import type { ShowState } from '#contract/screens.ts';
import { type Showing, type Span, turnsAt, type View, viewOf } from './view.ts';

/** What is on, what comes next, and at which box time this must be asked anew (null: only when something is told). */
export interface On {
  readonly view: View | undefined;
  readonly next: View | undefined;
  /** The next one comes in a moment, since somebody pressed a key or photos came. */
  readonly soon: boolean;
  /** Its hours: nothing is to be seen. */
  readonly dark: boolean;
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

/**
 * What a screen shows at this box time. What it cannot show gives way to what comes after it; where no photo at all could
 * be had, they are tried again: what is on stays meanwhile.
 */
export function whatIsOn(state: ShowState, programmes: Programmes, now: number, showing: Showing): On {
  const on = look(state, programmes, now, showing);
  if (on.view || !showing.usable) return on;
  const { codes, upright } = showing;
  return look(state, programmes, now, { codes, upright });
}

function look(state: ShowState, programmes: Programmes, now: number, showing: Showing): On {
  const holding = programmes.at(now) ?? state.programme;
  const changesAt = programmes.changesAt(now);
  // What was withdrawn is gone at once, even where the programme that holds for a moment more still has it.
  const late = changesAt === null ? [] : [{ programme: state.programme, at: Math.max(now, state.programme.from) }];
  const told = [{ programme: holding, at: now }, ...late].flatMap(({ programme, at }) => {
    const found = sceneAt(programme, at);
    return found ? { programme, at, found } : [];
  });
  const first = told[0];
  const shown = told.map((one) => ({ ...one, view: drawn(state, one, now, showing) })).find(({ view }) => view);
  const ends = [
    changesAt,
    first?.found.endsAt ?? null,
    darkTurnsAt(holding, now),
    shown?.view ? turnsAt(shown.view, state, shown.found, now) : null,
  ].filter((at): at is number => at !== null && at > now);
  const changed = changesAt === null ? undefined : seenFrom(state, changesAt, showing);
  const soon = changed !== undefined && changed.key !== shown?.view?.key;
  return {
    view: shown?.view,
    next: soon ? changed : shown && following(state, shown, now, showing),
    soon,
    dark: isDark(holding, now),
    until: ends.length > 0 ? Math.min(...ends) : null,
  };
}

/** What the version that takes over then begins with. */
function seenFrom(state: ShowState, at: number, showing: Showing): View | undefined {
  const { programme } = state;
  const found = programme.from === at ? sceneAt(programme, at) : undefined;
  return found && drawn(state, { programme, at, found }, at, showing);
}

interface Told {
  readonly programme: Programme;
  readonly at: number;
  readonly found: SceneNow;
}

/** The scene that is on, or else the first after it that can be shown. */
function drawn(state: ShowState, told: Told, now: number, showing: Showing): View | undefined {
  const { found } = told;
  const own = viewOf(state, found.scene, found, now, showing);
  if (own) return own;
  const instead: Span = { ...found, fresh: false };
  for (const scene of ringOf(told)) {
    const view = viewOf(state, scene, instead, now, showing);
    if (view) return view;
  }
  return undefined;
}

/** What will be on when the scene that is on is over, or when somebody presses on. */
function following(
  state: ShowState,
  told: Told & { readonly view: View | undefined },
  now: number,
  showing: Showing,
): View | undefined {
  const { programme, found, view } = told;
  if (view?.half === 0) {
    const middle = found.startedAt + view.scene.ms / 2;
    return viewOf(state, view.scene, found, Math.max(now, middle), showing);
  }
  const startedAt = found.endsAt ?? now;
  const span = (scene: Scene): Span => ({
    startedAt,
    endsAt: startedAt + scene.ms,
    fresh: programme.inserts.find(({ at }) => at > now)?.scene === scene,
  });
  const coming = [...(found.next ? [found.next] : []), ...ringOf(told)];
  for (const scene of coming) {
    if (scene.id === view?.scene.id && scene !== found.next) continue;
    const next = viewOf(state, scene, span(scene), startedAt, showing);
    if (next) return next;
  }
  return undefined;
}

/** What goes round now, beginning behind the scene that is on; behind what is pinned the loop. */
function ringOf({ programme, at, found }: Told): readonly Scene[] {
  const settled = settledAt(programme, at);
  const { pinned, pausedAt } = settled;
  const loop = loopOf(settled);
  const ring = pinned?.scenes ?? loop;
  // In a mixed loop a scene has many places.
  const then = found.fresh ? (found.endsAt ?? at) : pausedAt !== null && pausedAt <= at ? pausedAt : at;
  const here = pinned ? ring.findIndex(({ id }) => id === found.scene.id) : (loopAt(settled, then)?.index ?? 0);
  const start = here + (found.fresh ? 0 : 1);
  return [...ring.slice(start), ...ring.slice(0, start), ...(pinned ? loop : [])];
}
