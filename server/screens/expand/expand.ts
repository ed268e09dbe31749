import type { PlaylistSpec } from '#contract/playlists.ts';
import type { Programme, Scene } from '#contract/scenes.ts';
import { endOfDay } from '../../links/days.ts';
import { dayStretches, spansOf } from './day-parts.ts';
import { mixed, mostScenes } from './mixed.ts';
import type { Moment, Shelved } from './moment.ts';
import { itemScenes } from './scenes-of.ts';

export { freshScene } from './fresh.ts';
export type { Moment, Shelved } from './moment.ts';
export { specOfShows } from './of-shows.ts';
export { unitScenes } from './unit.ts';

/** What a playlist is at one moment: the loop that is on, and what comes by itself. */
export interface Expanded extends Pick<Programme, 'scenes' | 'later' | 'loops' | 'rest' | 'dark'> {
  /** When it must be expanded anew (a new day's order, the end of what `later` and `dark` reach to), UTC ms. */
  readonly turnsAt: number;
}

/** So many days are told beforehand, today included: a screen may be without the box for so long. */
const daysAhead = 35;
/** Every screen holds them all. */
const mostLoops = 24;

/**
 * The scenes of a playlist, and what it will be by itself in the 35 days to come. Nothing in it is random: the same for
 * whoever asks within one day. In `mixed` order a scene can come several times in a loop.
 */
export function expand(spec: PlaylistSpec, content: Shelved, moment: Moment): Expanded {
  const { now, timeZone } = moment;
  const turnsAt = endOfDay(now, 0, timeZone);
  const until = endOfDay(now, daysAhead - 1, timeZone);
  const items = spec.items
    .filter(({ off }) => !off)
    .map((item) => ({ item, scenes: itemScenes(item, content, moment) }))
    .filter(({ scenes }) => scenes.length > 0);
  const stretches = dayStretches(
    items.map(({ item }) => item.when),
    { now, until, timeZone },
  );

  const drawn = new Map<string, Scene[]>();
  const loopOf = (on: readonly number[]): Scene[] => {
    const key = on.join();
    const loop =
      drawn.get(key) ??
      loopIn(
        spec.order,
        on.map((place) => items[place]).filter((one) => one !== undefined),
      );
    drawn.set(key, loop);
    return loop;
  };
  const scenes = loopOf(stretches[0]?.on ?? []);
  const told: Scene[][] = [];
  const later: Programme['later'] = [];
  for (const { at, on } of stretches.slice(1)) {
    const loop = loopOf(on);
    if (!told.includes(loop)) told.push(loop);
    if (told.length > mostLoops) break;
    later.push({ at, loop: told.indexOf(loop) });
  }
  const known = new Set(scenes.map(({ id }) => id));
  const loops = told.slice(0, mostLoops);
  const rest = new Map(loops.flat().flatMap((scene) => (known.has(scene.id) ? [] : [[scene.id, scene]])));
  return {
    ...{ scenes, later, turnsAt },
    loops: loops.map((loop) => loop.map(({ id }) => id)),
    rest: [...rest.values()],
    dark: spansOf(spec.dark, { now, until, timeZone }),
  };
}

interface Part {
  readonly item: PlaylistSpec['items'][number];
  readonly scenes: readonly Scene[];
}

function loopIn(order: PlaylistSpec['order'], parts: readonly Part[]): Scene[] {
  return order === 'mixed'
    ? mixed(parts.map(({ item: { weight }, scenes }) => ({ weight, scenes })))
    : parts.flatMap(({ scenes }) => scenes).slice(0, mostScenes);
}
