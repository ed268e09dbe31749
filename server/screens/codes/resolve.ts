import type { Locale } from '#contract/common.ts';
import type { ShownGallery } from '../../galleries/shelf.ts';
import { asHeld } from '../../links/held.ts';
import { judge } from '../../links/policy.ts';
import { linkById, linksOfProject, type StoredLink } from '../../links/table.ts';
import { tokenFor } from '../../links/token.ts';
import { projectRow } from '../../projects/table.ts';
import { newestClosed, newestPublic, type Passers, passersOf } from '../private.ts';
import { readyOf } from '../ready.ts';
import type { Content, HeldCode, Sources } from '../shown.ts';
import type { Slot } from '../slots.ts';

/** The codes that may be shown now in these slots, the same on every screen, and until when that is so. */
export async function readCodes(
  { kit, shelf }: Pick<Sources, 'kit' | 'shelf'>,
  slots: readonly Slot[],
  galleries: ReadonlyMap<string, ShownGallery>,
  locale: Locale,
): Promise<Pick<Content, 'codes' | 'closed' | 'links' | 'turnsAt'>> {
  const links = new Map<string, StoredLink>();
  const codes: Record<string, HeldCode> = {};
  const closed: Record<string, string> = {};
  const turns: number[] = [];
  const now = kit.clock.now();
  const byProject = new Map<string, { all: StoredLink[]; passers: Passers }>();

  const named = async (id: string): Promise<StoredLink | undefined> => {
    const stored = links.get(id) ?? (await linkById(kit.db.read, id));
    return stored && asHeld(kit, stored);
  };
  const newest = async (galleryId: string, projectId: string): Promise<StoredLink | undefined> => {
    const project = byProject.get(projectId) ?? {
      all: await linksOfProject(kit.db.read, projectId),
      passers: await passersOf(kit.db.read, (await projectRow(kit.db.read, projectId))?.kind ?? 'event'),
    };
    byProject.set(projectId, project);
    const { all, passers } = project;
    const its = all.filter(({ galleryIds }) => galleryIds.includes(galleryId)).map((link) => asHeld(kit, link));
    return newestPublic(its, now, passers) ?? newestClosed(its, passers);
  };
  /** A link whose chapters are others by now opens something else than the photo beside its code. */
  const codeOf = async (link: StoredLink | undefined, gallery: ShownGallery, fallback: boolean) => {
    if (!link) return undefined;
    links.set(link.id, link);
    turns.push(...[link.opensAt, link.expiresAt].filter((at): at is number => at !== null && at > now));
    return heldCode({ kit, shelf }, link, gallery, { fallback, locale, now });
  };

  for (const { id, galleryId, choice, fallbackLinkId } of slots) {
    const gallery = galleries.get(galleryId);
    if (!gallery) continue;
    const link =
      choice.kind === 'link'
        ? await named(choice.linkId)
        : choice.kind === 'newest'
          ? await newest(galleryId, gallery.projectId)
          : undefined;
    const own = await codeOf(link, gallery, false);
    if (link && judge(link, now) !== 'live') closed[id] = link.id;
    const code =
      own ?? (fallbackLinkId === null ? undefined : await codeOf(await named(fallbackLinkId), gallery, true));
    if (code) codes[id] = code;
  }
  return { codes, closed, links, turnsAt: turns.length === 0 ? null : Math.min(...turns) };
}

/** A link's code; none where it would not open this gallery, or where its address cannot be made. */
export async function heldCode(
  { kit, shelf }: Pick<Sources, 'kit' | 'shelf'>,
  link: StoredLink,
  gallery: ShownGallery,
  { fallback, locale, now }: { fallback: boolean; locale: Locale; now: number },
): Promise<HeldCode | undefined> {
  const token = tokenFor(kit.keys, link);
  if (judge(link, now) !== 'live' || token === undefined || !link.galleryIds.includes(gallery.id)) return undefined;
  let photos = 0;
  for (const id of link.galleryIds) {
    const opened = await shelf.gallery(id);
    photos += opened ? readyOf(opened).length : 0;
  }
  return {
    token,
    linkId: link.id,
    fallback,
    galleryTitle: gallery.title,
    photos,
    expiresAt: link.expiresAt,
    audience: link.audienceNames?.[locale] ?? null,
  };
}
