import type { Actor } from '../box/actor.ts';
import type { Board } from './board.ts';
import { mayLead } from './reach.ts';

/** The galleries that are on screens, also where these show nothing of them at present. */
export function shownGalleries({ screens }: Pick<Board, 'screens'>): ReadonlySet<string> {
  return new Set([...screens.values()].flatMap(({ playing }) => playing.shows.map(({ galleryId }) => galleryId)));
}

/** Screens that show one of these galleries, of those that whoever asks may know of, by name. */
export function screensShowing(
  { screens }: Pick<Board, 'screens'>,
  actor: Actor,
  galleryIds: ReadonlySet<string>,
): { id: string; name: string }[] {
  return [...screens.values()]
    .filter(
      (screen) => screen.playing.shows.some(({ galleryId }) => galleryIds.has(galleryId)) && mayLead(actor, screen),
    )
    .map(({ id, name }) => ({ id, name }))
    .toSorted((one, other) => one.name.localeCompare(other.name));
}
