import type { CodeChoice, DayPart, PlaylistItem } from '#contract/playlists.ts';
import type { Words } from '#words/index.ts';
import type { Draft } from './draft.ts';

export type Wrong = keyof Words['playlistsEditor']['wrong'];
/** What is wrong, by the name of the field. */
export type Mistakes = Readonly<Record<string, Wrong>>;

/** What the box would refuse, or what would be of no use; empty where all is well. */
export function mistakesIn(item: PlaylistItem): Mistakes {
  const found: Record<string, Wrong> = {};
  if (!whole(item.seconds, 3, 600)) found.seconds = 'seconds';
  if (!item.when.every(partIsWhole)) found.when = 'when';
  switch (item.kind) {
    case 'message':
      if (!between(item.text, 1, 200)) found.text = 'text';
      if (item.detail.length > 300) found.detail = 'long';
      return found;
    case 'codes':
      for (const [place, { galleryId, code }] of item.codes.entries()) {
        if (galleryId === '') found[`gallery-${place}`] = 'gallery';
        const wrong = codeWrong(code);
        if (wrong) found[`code-${place}`] = wrong;
      }
      if (item.title.length > 80) found.title = 'long';
      return found;
    case 'wall':
      if (item.galleryIds.length === 0) found.gallery = 'gallery';
      break;
    case 'wifi': {
      if (!item.name.trim() || new TextEncoder().encode(item.name.trim()).length > 32) found.name = 'wifiName';
      const { length } = item.password;
      if (item.security === 'WPA' && (length < 8 || length > 63)) found.password = 'password';
      if (item.galleryId === '') found.gallery = 'gallery';
      if (item.security === 'WEP' && length === 0) found.password = 'passwordWep';
      break;
    }
    case 'pano':
      if (item.photoId === '') found.photo = 'photo';
      if (item.galleryId === '') found.gallery = 'gallery';
      break;
    default:
      if (item.galleryId === '') found.gallery = 'gallery';
  }
  if ('title' in item && item.title.length > 80) found.title = 'long';
  if ('thanks' in item && item.thanks.length > 80) found.thanks = 'long';
  const wrong = codeWrong(item.code);
  if (wrong) found.code = wrong;
  return found;
}

/** The same of the whole: by the item's id, and what is not of an item under ''. */
export function allMistakes(draft: Draft): ReadonlyMap<string, Mistakes> {
  const found = new Map<string, Mistakes>();
  const own: Record<string, Wrong> = {};
  if (!between(draft.name, 1, 120)) own.name = 'name';
  if (!draft.dark.every(partIsWhole)) own.dark = 'when';
  if (Object.keys(own).length > 0) found.set('', own);
  for (const item of draft.items) {
    const mistakes = mistakesIn(item);
    if (Object.keys(mistakes).length > 0) found.set(item.id, mistakes);
  }
  return found;
}

/** Which fields the box refused, told as `items.2.text` or `items[2].text`: by the item's id, as above. */
export function refusedIn(fields: readonly string[], draft: Draft): ReadonlyMap<string, Mistakes> {
  const found = new Map<string, Record<string, Wrong>>();
  for (const field of fields) {
    const parts = field.split(/[.[\]]+/).filter((part) => part !== '');
    const item = parts[0] === 'items' ? draft.items[Number(parts[1])] : undefined;
    const own = item ? fieldOf(item, parts.slice(2)) : (parts[0] ?? '');
    const id = item?.id ?? '';
    if (!item && !(own === 'name' || own === 'dark')) continue;
    found.set(id, {
      ...found.get(id),
      [own]: own === 'dark' || own === 'when' ? 'when' : own === 'name' && !item ? 'name' : 'other',
    });
  }
  return found;
}

function fieldOf(item: PlaylistItem, [name = '', place = '', inner = '']: readonly string[]): string {
  const short = (field: string) =>
    field.startsWith('gallery')
      ? 'gallery'
      : field === 'photoId'
        ? 'photo'
        : field === 'fallbackLinkId'
          ? 'code'
          : field;
  return item.kind === 'codes' && name === 'codes' ? `${short(inner)}-${place}` : short(name);
}

function codeWrong(code: CodeChoice): Wrong | undefined {
  if (code.kind === 'link') return code.linkId === '' ? 'link' : undefined;
  if (code.kind === 'rotating' && !whole(code.minutes, 1, 1440)) return 'minutes';
  if ((code.kind === 'rotating' || code.kind === 'once') && code.audience === '') return 'audience';
  return undefined;
}

function partIsWhole({ days, from, to }: DayPart): boolean {
  return days.length > 0 && clock.test(from) && clock.test(to);
}

const clock = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

function whole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function between(text: string, least: number, most: number): boolean {
  const { length } = text.trim();
  return length >= least && length <= most;
}
