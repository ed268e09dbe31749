import type { Actor } from '../box/actor.ts';
import type { Board } from './board.ts';
import type { Held } from './playing.ts';
import { mayLead } from './reach.ts';
import { galleriesOf } from './spec.ts';

/** The galleries that are on screens, also where these show nothing of them at present. */
export function shownGalleries({ screens }: Pick<Board, 'screens'>): ReadonlySet<string> {
  return new Set([...screens.values()].flatMap(onScreen));
}

/** Those that it shows, and those that guests may pick from at it. */
function onScreen({ playing, pickup }: Held): string[] {
  return [...galleriesOf(playing.spec), ...(pickup?.galleryIds ?? [])];
}

/** Screens that show one of these galleries, of those that whoever asks may know of, by name. */
export function screensShowing(
  { screens }: Pick<Board, 'screens'>,
  actor: Actor,
  galleryIds: ReadonlySet<string>,
): { id: string; name: string }[] {
  return [...screens.values()]
    .filter((screen) => onScreen(screen).some((id) => galleryIds.has(id)) && mayLead(actor, screen))
    .map(({ id, name }) => ({ id, name }))
    .toSorted((one, other) => one.name.localeCompare(other.name));
}
