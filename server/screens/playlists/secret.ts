import type { PlaylistSpec } from '#contract/playlists.ts';
import type { Kit } from '../../kit.ts';
import { presetFor } from '../../links/preset.ts';
import { Refusal } from '../../refusal.ts';
import { isCloserPreset, isForFew, isMoreOpen, isPrivate, refuseSecret, type Secret } from '../private.ts';
import type { Known } from './known.ts';
import { codesNamed, galleriesNamed } from './mentions.ts';

/**
 * Throws `private_on_screen` where a playlist puts something before everybody that is not meant for them: a gallery all
 * of whose links are for few, a code that is, or a code of an audience that may keep more than whoever passes by. What
 * was in it `before` was asked about then.
 */
export async function refusePrivate(
  { db }: Pick<Kit, 'db'>,
  spec: PlaylistSpec,
  before: PlaylistSpec | undefined,
  known: (id: string) => Promise<Known | undefined>,
): Promise<void> {
  const asked = before ? mentionsOf(before) : new Set<string>();
  const secret: Secret = { galleryIds: new Set(), linkIds: new Set() };
  for (const item of spec.items) {
    for (const { galleryId } of galleriesNamed(item, '')) {
      const gallery = await known(galleryId);
      if (gallery && !asked.has(galleryId) && isForFew(gallery.links)) secret.galleryIds.add(galleryId);
    }
    for (const { galleryId, code, fallbackLinkId } of codesNamed(item, '')) {
      const gallery = galleryId === null ? undefined : await known(galleryId);
      if (!gallery || galleryId === null) continue;
      for (const linkId of linksIn(code, fallbackLinkId)) {
        const link = gallery.links.find(({ id }) => id === linkId);
        if (!link || asked.has(linkId) || !(isPrivate(link) || isMoreOpen(link, gallery.passers))) continue;
        secret.linkIds.add(linkId);
        secret.galleryIds.add(galleryId);
      }
      if (code.kind !== 'rotating' && code.kind !== 'once') continue;
      if (asked.has(`${galleryId} ${code.audience}`)) continue;
      // A preset that is gone makes no code.
      const preset = await presetFor(db.read, gallery.kind, code.audience).catch(ifRefused);
      if (preset && isCloserPreset(preset, gallery.passers)) secret.galleryIds.add(galleryId);
    }
  }
  refuseSecret(secret);
}

function ifRefused(error: unknown): undefined {
  if (!(error instanceof Refusal)) throw error;
}

type Code = ReturnType<typeof codesNamed>[number];

function linksIn(code: Code['code'], fallbackLinkId: string | null): string[] {
  return [...(code.kind === 'link' ? [code.linkId] : []), ...(fallbackLinkId === null ? [] : [fallbackLinkId])];
}

/** The galleries and links that a playlist names, and the audiences for which it makes codes of galleries. */
function mentionsOf({ items }: PlaylistSpec): Set<string> {
  return new Set(
    items.flatMap((item) => [
      ...galleriesNamed(item, '').map(({ galleryId }) => galleryId),
      ...codesNamed(item, '').flatMap(({ galleryId, code, fallbackLinkId }) => [
        ...linksIn(code, fallbackLinkId),
        ...('audience' in code ? [`${galleryId} ${code.audience}`] : []),
      ]),
    ]),
  );
}
