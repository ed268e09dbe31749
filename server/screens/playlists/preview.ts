import type { CodeChoice, PlaylistItem, PlaylistPreview, PlaylistSpec } from '#contract/playlists.ts';
import { type Actor, mayTouch } from '../../box/actor.ts';
import { readSettings } from '../../box/settings.ts';
import { projectOf } from '../../links/table.ts';
import { invalid } from '../../refusal.ts';
import { audienceNames } from '../audience-names.ts';
import { momentOf, readContent } from '../content.ts';
import { emptyProgramme } from '../course.ts';
import { expand } from '../expand/expand.ts';
import { newPlaying } from '../playing.ts';
import { showStateOf } from '../show-state.ts';
import type { HeldCode, Sources } from '../shown.ts';
import { slotsOf } from '../slots.ts';
import { codesNamed, galleriesNamed, withCodes } from './mentions.ts';
import { notesOf } from './notes.ts';

const nobody = '00000000-0000-0000-0000-000000000000';
/** Of the length of a real one, so that its code looks like one; it opens nothing. */
const sampleToken = 'a'.repeat(26);

/**
 * How a playlist that is not saved would look now, as a screen would be told. For codes that screens make themselves it
 * has the gallery's newest, or one that opens nothing. Throws `invalid_input` for galleries that are not for whoever asks.
 */
export async function previewPlaylist(sources: Sources, actor: Actor, spec: PlaylistSpec): Promise<PlaylistPreview> {
  const { kit } = sources;
  await refuseForeign(sources, actor, spec);
  const read = await readContent(sources, { ...spec, items: spec.items.map(drawable) });
  const living = livingSlots(spec);
  const codes: Record<string, HeldCode> = { ...read.codes };
  for (const { id, galleryId } of living) {
    const gallery = read.galleries.get(galleryId);
    if (gallery) codes[id] ??= sampleOf(gallery.title, gallery.photos.length);
  }
  const settings = readSettings(kit);
  const audiences = await audienceNames(kit.db.read, living, settings.locale);
  // What the remote can call for is no part of a playlist.
  const content = { ...read, codes, audiences, units: new Map() };
  const moment = momentOf(sources, content);
  const { turnsAt: _, ...expanded } = expand(spec, content, moment);
  const programme = { ...emptyProgramme(nobody, moment.now), ...expanded };
  const own = { shows: [], seconds: 8, playlist: null, alone: true, seen: new Map() };
  const playing = { ...newPlaying(programme, own), spec, content };
  const screen = { id: nobody, name: '', playing, blank: false, codeAddress: 'auto' } as const;
  const nothing = { pickup: null, pickupVersion: 0, codes: {}, places: new Map() };
  const state = showStateOf(sources, { ...screen, ...nothing }, settings, 1);
  // Of each code of its own a screen makes one that opens, so that there is nothing to say of it.
  return { state, notes: notesOf(spec, content, moment) };
}

async function refuseForeign({ kit }: Sources, actor: Actor, { items }: PlaylistSpec): Promise<void> {
  if (actor.projectIds === null) return;
  for (const [place, item] of items.entries()) {
    for (const { field, galleryId } of galleriesNamed(item, `items.${place}`)) {
      const projectId = await projectOf(kit.db.read, 'galleries', galleryId);
      if (projectId === undefined || !mayTouch(actor, projectId)) throw invalid(field, (say) => say.noGallery);
    }
  }
}

/** The same with a code that there is before a screen has made its own. */
function drawable(item: PlaylistItem): PlaylistItem {
  const shown = (code: CodeChoice): CodeChoice => (isLiving(code) ? { kind: 'newest' } : code);
  return withCodes(
    item,
    codesNamed(item, '').map(({ code }) => shown(code)),
  );
}

type Living = Extract<CodeChoice, { audience: string }>;

function isLiving(code: CodeChoice): code is Living {
  return code.kind === 'rotating' || code.kind === 'once';
}

function livingSlots(spec: PlaylistSpec) {
  return slotsOf(spec).flatMap(({ choice, ...slot }) => (isLiving(choice) ? [{ ...slot, choice }] : []));
}

function sampleOf(galleryTitle: string, photos: number): HeldCode {
  return { token: sampleToken, linkId: nobody, fallback: false, galleryTitle, photos, expiresAt: null, audience: null };
}
