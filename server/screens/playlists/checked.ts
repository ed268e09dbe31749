import { isDeepStrictEqual } from 'node:util';
import type { CodeChoice, DayPart, PlaylistItem, PlaylistSpec } from '#contract/playlists.ts';
import { type Actor, mayTouch } from '../../box/actor.ts';
import type { Shelf } from '../../galleries/shelf.ts';
import type { Kit } from '../../kit.ts';
import { presetFor } from '../../links/preset.ts';
import { invalid } from '../../refusal.ts';
import { type Known, knownGalleries } from './known.ts';
import { codesNamed, galleriesNamed, type NamedCode, withCodes } from './mentions.ts';

export interface Checking {
  readonly kit: Kit;
  readonly shelf: Shelf;
  readonly actor: Actor;
}

/**
 * What staff want to play, with whole names of audiences. What stands in `before` as it stands here stays, whatever has
 * become of it. Throws `invalid_input` and `audience_not_found`, which name the field.
 */
export async function checkedSpec(
  { kit, shelf, actor }: Checking,
  spec: PlaylistSpec,
  before: PlaylistSpec | undefined,
  known = knownGalleries(kit),
): Promise<PlaylistSpec> {
  checkParts(spec.dark, 'dark');
  const items: PlaylistItem[] = [];
  for (const [place, item] of spec.items.entries()) {
    const at = `items.${place}`;
    const stays = before?.items.some((one) => isDeepStrictEqual(one, item)) ?? false;
    if (stays) items.push(item);
    else items.push(await checkedItem({ kit, shelf, actor }, item, at, known));
  }
  return { ...spec, items };
}

async function checkedItem(
  { kit, shelf, actor }: Checking,
  item: PlaylistItem,
  at: string,
  known: (id: string) => Promise<Known | undefined>,
): Promise<PlaylistItem> {
  checkParts(item.when, `${at}.when`);
  for (const { field, galleryId } of galleriesNamed(item, at)) {
    const gallery = await known(galleryId);
    if (!gallery || !mayTouch(actor, gallery.projectId)) throw invalid(field, (say) => say.noGallery);
    if (gallery.archived) throw invalid(field, (say) => say.archivedGallery);
  }
  if ((item.kind === 'poster' || item.kind === 'pano') && item.photoId !== null) {
    const photo = (await shelf.gallery(item.galleryId))?.photos.find(({ id }) => id === item.photoId);
    if (!photo) throw invalid(`${at}.photoId`, (say) => say.notOfGallery);
    if (item.kind === 'pano' && !photo.panorama) throw invalid(`${at}.photoId`, (say) => say.notPanorama);
  }
  const codes: CodeChoice[] = [];
  for (const named of codesNamed(item, at)) codes.push(await checkedCode(kit, named, known));
  const checked = withCodes(item, codes);
  return checked.kind === 'wifi' ? checkedNetwork(checked, at) : checked;
}

async function checkedCode(
  kit: Kit,
  { field, galleryId, code, fallbackLinkId }: NamedCode,
  known: (id: string) => Promise<Known | undefined>,
): Promise<CodeChoice> {
  const gallery = galleryId === null ? undefined : await known(galleryId);
  const opens = (linkId: string) => gallery?.links.some(({ id }) => id === linkId) ?? false;
  if (fallbackLinkId !== null && !opens(fallbackLinkId)) {
    throw invalid(`${field}.fallbackLinkId`, (say) => say.notLinkOfGallery);
  }
  if (code.kind === 'none' || code.kind === 'newest') return code;
  if (!gallery) throw invalid(`${field}.code`, (say) => say.noGalleryForCode);
  if (code.kind === 'link') {
    if (!opens(code.linkId)) throw invalid(`${field}.code.linkId`, (say) => say.notLinkOfGallery);
    return code;
  }
  const at = `${field}.code.audience`;
  const preset = await presetFor(kit.db.read, gallery.kind, code.audience, at);
  if (preset.kind !== gallery.kind) throw invalid(at, (say) => say.noAudience);
  if (preset.passwordAsked) throw invalid(at, (say) => say.passwordOnScreen);
  return { ...code, audience: preset.id };
}

function checkedNetwork(item: Extract<PlaylistItem, { kind: 'wifi' }>, at: string): PlaylistItem {
  const { name, security, password } = item;
  if (Buffer.byteLength(name) > 32) throw invalid(`${at}.name`, (say) => say.wifiName);
  if (security === 'nopass') return { ...item, password: '' };
  if (security === 'WPA' && (password.length < 8 || password.length > 63)) {
    throw invalid(`${at}.password`, (say) => say.wpaPassword);
  }
  if (password === '') throw invalid(`${at}.password`, (say) => say.wepPassword);
  return item;
}

function checkParts(parts: readonly DayPart[], at: string): void {
  for (const [place, { from, to }] of parts.entries()) {
    if (from === to) throw invalid(`${at}.${place}.to`, (say) => say.emptySpan);
  }
}
