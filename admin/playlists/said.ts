import type { CodeChoice, DayPart, PlaylistItem } from '#contract/playlists.ts';
import type { ShowState } from '#contract/screens.ts';
import type { Words } from '#words/index.ts';
import { codesOf, daySet, galleriesOf } from './draft.ts';

/** Titles and names of what items are about, as far as they are known. */
export interface Names {
  /** Of a gallery; undefined while it is asked for, null where it was deleted. */
  readonly gallery: (id: string) => string | null | undefined;
  /** Of a link; undefined where it is not known. */
  readonly link: (id: string) => string | undefined;
}

/** `周一到周五 09:00–18:00；周末 10:00–16:00`; empty for none. */
export function sayParts(parts: readonly DayPart[], words: Words): string {
  const { when } = words.playlistsEditor;
  return when.list(parts.filter(({ days }) => days.length > 0).map((part) => sayPart(part, words)));
}

export function sayPart({ days, from, to }: DayPart, words: Words): string {
  const { when } = words.playlistsEditor;
  const whole = from === to || (from === '00:00' && to === '24:00');
  const span = whole ? when.whole : when.span(from, to > from ? to : when.nextDay(to));
  return when.said(sayDays(days, words), span);
}

function sayDays(days: readonly number[], words: Words): string {
  const { when } = words.playlistsEditor;
  const set = daySet(days);
  if (set === 'all') return when.every;
  if (set === 'weekend') return when.weekend;
  const runs: number[][] = [];
  for (const day of days.toSorted()) {
    const last = runs.at(-1);
    if (last?.at(-1) === day - 1) last.push(day);
    else runs.push([day]);
  }
  const said = runs.flatMap((run) => {
    const [first = 1] = run;
    return run.length > 2 ? [when.run(first, run.at(-1) ?? first)] : run.map(when.day);
  });
  return said.join(words.admin.tag === 'en' ? ', ' : '、');
}

/** What an item is called: its gallery, or what is written on it. */
export function titleOf(item: PlaylistItem, names: Names, words: Words): string {
  const { list, kinds } = words.playlistsEditor;
  if (item.kind === 'message') return item.text.trim() || list.untitled;
  if (item.kind === 'wifi') return item.name.trim() || kinds.wifi;
  if ('title' in item && item.kind !== 'wall' && item.title.trim() !== '') return item.title;
  const [first, ...rest] = galleriesOf(item);
  if (first === undefined || first === '') return list.noGallery;
  const title = names.gallery(first);
  const said = title === null ? list.goneGallery : (title ?? '');
  return rest.length > 0 ? list.more(said, rest.length + 1) : said;
}

/** How long, when, and whose code, in one line; nothing for a part that is as usual. */
export function factsOf(item: PlaylistItem, names: Names, words: Words): string {
  const { list, codeSaid } = words.playlistsEditor;
  const seconds = Number.isFinite(item.seconds)
    ? item.kind === 'photos' || item.kind === 'codes'
      ? list.each(item.seconds)
      : list.seconds(item.seconds)
    : '';
  const codes = codesOf(item);
  const [only] = codes;
  const code = item.kind === 'codes' ? codeSaid.many(codes.length) : only ? sayCode(only.code, names, words) : '';
  const parts = [seconds, code, item.when.length > 0 ? sayParts(item.when, words) : ''];
  return parts.filter((part) => part !== '').join(words.admin.comma);
}

export function sayCode(code: CodeChoice, names: Names, words: Words): string {
  const { codeSaid } = words.playlistsEditor;
  if (code.kind === 'rotating') return codeSaid.rotating(code.minutes);
  if (code.kind !== 'link') return codeSaid[code.kind];
  const name = names.link(code.linkId);
  return name === undefined ? codeSaid.goneLink : codeSaid.link(name);
}

/** What a playlist holds, in words; photos are counted in what it would show now or later. */
export function holdsOf(items: readonly PlaylistItem[], state: ShowState | undefined, words: Words): string {
  const { holds } = words.playlistsEditor;
  const on = items.filter(({ off }) => !off);
  const of = (kind: PlaylistItem['kind']) => on.filter((item) => item.kind === kind);
  const ids = new Set(of('photos').map(({ id }) => id));
  const scenes = state ? [...state.programme.scenes, ...state.programme.rest] : [];
  const photos = new Set(scenes.flatMap(({ itemId, photoIds }) => (ids.has(itemId) ? photoIds : [])));
  const codes = on.flatMap((item) => (item.kind === 'poster' || item.kind === 'codes' ? codesOf(item) : [])).length;
  const said = [
    photos.size > 0 && holds.photos(photos.size),
    codes > 0 && holds.codes(codes),
    of('wall').length > 0 && holds.walls(of('wall').length),
    of('message').length > 0 && holds.messages(of('message').length),
    of('wifi').length > 0 && holds.wifi(of('wifi').length),
    of('mobile').length > 0 && holds.mobile(),
    of('pano').length > 0 && holds.panos(of('pano').length),
    items.length > on.length && holds.off(items.length - on.length),
  ].filter((part) => typeof part === 'string');
  return said.length === 0 ? holds.nothing : said.join(words.admin.comma);
}
