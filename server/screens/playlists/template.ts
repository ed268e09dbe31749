import type { z } from 'zod';
import type { PlaylistItemInput, PlaylistOrder } from '#contract/playlists.ts';
import { PlaylistItem } from '#contract/playlists.ts';
import type { ProjectKind } from '#contract/projects.ts';
import { words } from '#words/index.ts';
import { readSettings } from '../../box/settings.ts';
import { galleriesOfProject } from '../../galleries/table.ts';
import { newId } from '../../ids.ts';
import type { Kit } from '../../kit.ts';
import type { Addresses } from '../../links/addresses.ts';
import { asHeld } from '../../links/held.ts';
import { judge } from '../../links/policy.ts';
import { linksOfProject, type StoredLink } from '../../links/table.ts';
import { openProject } from '../../projects/project.ts';
import { invalid } from '../../refusal.ts';
import { isForFew, isMoreOpen, isPrivate, newestPublic, passersOf } from '../private.ts';

/** What a playlist begins with. */
export interface Template {
  readonly items: PlaylistItem[];
  readonly order: z.infer<typeof PlaylistOrder>;
}

type Lines = ReturnType<typeof words>['playlists'];

interface Ground {
  readonly kind: ProjectKind;
  /** Those that everybody may see, oldest first. */
  readonly galleryIds: readonly string[];
  /** The one whose code everybody gets. */
  readonly main: string | undefined;
  /** One link for each of several audiences, all of which everybody may have. */
  readonly links: readonly StoredLink[];
  readonly publicAddress: boolean;
  readonly lines: Lines;
}

const usual = { photo: 8, poster: 15, wall: 20, message: 10, mobile: 10 } as const;
/** Galleries, the newest, whose photos are in it; the rest is a matter of taste. */
const mostGalleries = 24;
const mostOnWall = 12;
/** In mixed order: photos come so often against each of the others. */
const photosWeight = 6;

/**
 * A good playlist for a project and its kind, with nothing in it that everybody may not see. Throws `invalid_input` where
 * no project is named.
 */
export async function templateFor(
  { kit, addresses }: { readonly kit: Kit; readonly addresses: Addresses },
  projectId: string | null,
): Promise<Template> {
  if (projectId === null) throw invalid('projectId', (say) => say.projectForTemplate);
  const db = kit.db.read;
  const { kind } = await openProject(db, projectId);
  const passers = await passersOf(db, kind);
  const all = (await linksOfProject(db, projectId)).map((link) => asHeld(kit, link));
  const opening = (id: string) => all.filter(({ galleryIds }) => galleryIds.includes(id));
  const rows = await galleriesOfProject(db, projectId);
  const galleryIds = rows
    .filter(({ id, recipient_id, picked_at_screen }) => {
      return recipient_id === null && picked_at_screen === null && !isForFew(opening(id));
    })
    .map(({ id }) => id)
    .slice(-mostGalleries);
  const now = kit.clock.now();
  const open = all.filter(
    (link) =>
      judge(link, now) === 'live' &&
      link.meantFor === 'many' &&
      link.audience !== null &&
      link.galleryIds.some((id) => galleryIds.includes(id)) &&
      !isPrivate(link) &&
      !isMoreOpen(link, passers),
  );
  const byAudience = new Map(open.map((link) => [link.audience, link]));
  const made = arranged({
    kind,
    galleryIds,
    main: galleryIds.find((id) => newestPublic(opening(id), now, passers)) ?? galleryIds[0],
    links: [...byAudience.values()],
    publicAddress: addresses.origins().public !== undefined,
    lines: words(readSettings(kit).locale).playlists,
  });
  return { ...made, items: made.items.map((item) => PlaylistItem.parse({ ...item, id: newId(now) })) };
}

type Begun = PlaylistItemInput extends infer Item ? (Item extends unknown ? Omit<Item, 'id'> : never) : never;

function arranged(ground: Ground): { readonly items: Begun[]; readonly order: Template['order'] } {
  if (ground.kind === 'estate') return { items: estateItems(ground), order: 'listed' };
  return { items: ground.kind === 'event' ? eventItems(ground) : productItems(ground), order: 'mixed' };
}

/** Photos most of the time, and again and again what came in, and how to get it. */
function eventItems(ground: Ground): Begun[] {
  const { galleryIds } = ground;
  const weight = weightOf(galleryIds);
  return [
    ...galleryIds.map((galleryId): Begun => ({ kind: 'photos', seconds: usual.photo, galleryId, weight })),
    ...wallOf(ground),
    ...posterOf(ground),
    ...codesOf(ground),
    ...mobileOf(ground),
    ...(galleryIds.length === 0 ? messageOf(ground) : []),
  ];
}

/** One unit after the other, each with its own code. */
function estateItems({ galleryIds, lines, ...ground }: Ground): Begun[] {
  const [first, ...others] = lines.lines.estate;
  const said = [...others, first];
  return [
    ...messageOf({ ...ground, galleryIds, lines }),
    ...galleryIds.flatMap((galleryId, place): Begun[] => [
      { kind: 'photos', seconds: usual.photo, galleryId },
      { kind: 'poster', seconds: usual.poster, galleryId, ...(place === 0 ? first : said[(place - 1) % said.length]) },
    ]),
  ];
}

/** The collection in another order each day, so that who comes again sees something else. */
function productItems(ground: Ground): Begun[] {
  const { galleryIds } = ground;
  const weight = weightOf(galleryIds);
  return [
    ...galleryIds.map(
      (galleryId): Begun => ({ kind: 'photos', seconds: usual.photo, galleryId, weight, order: 'shuffled' }),
    ),
    ...posterOf(ground),
    ...codesOf(ground),
    ...mobileOf(ground),
    ...messageOf(ground),
  ];
}

function weightOf(galleryIds: readonly string[]): number {
  return Math.max(1, Math.ceil(photosWeight / Math.max(1, galleryIds.length)));
}

function posterOf({ kind, main, lines }: Ground): Begun[] {
  return main === undefined
    ? []
    : [{ kind: 'poster', seconds: usual.poster, galleryId: main, ...lines.lines[kind][0] }];
}

function wallOf({ kind, galleryIds, main, lines }: Ground): Begun[] {
  if (main === undefined) return [];
  // Its code is that of the first.
  const others = galleryIds.filter((id) => id !== main).slice(1 - mostOnWall);
  const title = lines.walls[kind][0] ?? '';
  return [{ kind: 'wall', seconds: usual.wall, galleryIds: [main, ...others], title }];
}

function codesOf({ kind, links, lines }: Ground): Begun[] {
  if (links.length < 2) return [];
  const title = lines.lines[kind][0]?.title ?? '';
  const codes = links.slice(0, 8).map(({ id: linkId, galleryIds: [galleryId = ''] }) => ({
    galleryId,
    code: { kind: 'link' as const, linkId },
  }));
  return [{ kind: 'codes', seconds: usual.poster, title, codes }];
}

function mobileOf({ main, publicAddress, lines }: Ground): Begun[] {
  if (main === undefined || !publicAddress) return [];
  return [{ kind: 'mobile', seconds: usual.mobile, galleryId: main, title: lines.mobile }];
}

function messageOf({ kind, lines }: Pick<Ground, 'kind' | 'lines' | 'galleryIds'>): Begun[] {
  const [line] = lines.messages[kind];
  return line ? [{ kind: 'message', seconds: usual.message, ...line }] : [];
}
