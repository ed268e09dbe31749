import { chapterListLimit } from '#contract/gallery-limit.ts';
import type { CodeChoice } from '#contract/playlists.ts';
import type { Actor } from '../../box/actor.ts';
import { chainFrom } from '../../galleries/chapters/table.ts';
import type { Kit } from '../../kit.ts';
import { settleLink } from '../../links/link.ts';
import { judge } from '../../links/policy.ts';
import { insertLinkRow, type LinkRow, linkById, type StoredLink, updateLinkRow } from '../../links/table.ts';
import { tokenHash, tokenOf } from '../../links/token.ts';
import { projectRow } from '../../projects/table.ts';
import { Refusal } from '../../refusal.ts';
import type { Writer } from '../../store/database.ts';
import { dropScreenCode, openScreenCodes, putScreenCode, type ScreenCodeRow } from './table.ts';

/** A choice of a code that a screen makes for itself. */
export type LivingChoice = Extract<CodeChoice, { kind: 'rotating' | 'once' }>;

/** What a link is made for. */
export interface Wanted {
  readonly screenId: string;
  readonly slot: string;
  readonly galleryId: string;
  readonly projectId: string;
  readonly choice: LivingChoice;
  /** What people call the place: screen and scene. */
  readonly placement: string;
}

/** Nobody in particular: who may choose the code was asked when it was chosen. */
const box: Actor = { id: '', name: 'box', role: 'owner', projectIds: null, by: 'key' };

/**
 * Makes the link that a slot shows from now on, within a write: of a spare, which gets the terms of today, or anew. None
 * where it would not open, which the preset, its password or the project may have against it.
 */
export async function makeCode(
  writer: Writer,
  kit: Kit,
  wanted: Wanted,
  spares: readonly ScreenCodeRow[],
): Promise<StoredLink | undefined> {
  const settled = await settle(writer, kit, wanted);
  if (!settled) return undefined;
  const { row, galleryIds } = settled;
  const { screenId: screen_id, slot } = wanted;
  for (const spare of spares) {
    const link = await linkById(writer, spare.link_id);
    if (!link || !isAlike(link, row, wanted)) continue;
    await updateLinkRow(writer, link.id, termsOf(row));
    await putScreenCode(writer, { screen_id, slot, link_id: link.id, state: 'shown', since: row.created_at });
    return linkById(writer, link.id);
  }
  await insertLinkRow(writer, row, galleryIds);
  await putScreenCode(writer, { screen_id, slot, link_id: row.id, state: 'shown', since: row.created_at });
  return linkById(writer, row.id);
}

/**
 * Closes a link that is shown no more, within a write: visits that it began go on, and no new one begins. One that was
 * never opened gets another address instead and waits to be shown again, so that codes which nobody scans leave nothing
 * behind. Gives the row that is left of it, if any.
 */
export async function closeCode(writer: Writer, kit: Kit, row: ScreenCodeRow): Promise<ScreenCodeRow | undefined> {
  const link = await linkById(writer, row.link_id);
  const now = kit.clock.now();
  if (link && link.opens === 0 && link.revokedAt === null) {
    const edition = link.edition + 1;
    const change = { edition, token_hash: tokenHash(tokenOf(kit.keys, link.id, edition)), updated_at: now };
    await updateLinkRow(writer, link.id, change);
    const spare: ScreenCodeRow = { ...row, state: 'spare', since: now };
    await putScreenCode(writer, spare);
    return spare;
  }
  if (link && judge(link, now) === 'live') {
    await updateLinkRow(writer, link.id, { max_opens: link.opens, updated_at: now });
  }
  await dropScreenCode(writer, row);
  return undefined;
}

/** The same of all codes of a screen that is removed; gives their links. */
export async function closeCodes(
  writer: Writer,
  kit: Kit,
  screenId: string,
): Promise<{ linkId: string; projectId: string }[]> {
  const links: { linkId: string; projectId: string }[] = [];
  for (const row of await openScreenCodes(writer, screenId)) {
    await closeCode(writer, kit, row);
    const link = await linkById(writer, row.link_id);
    if (link) links.push({ linkId: link.id, projectId: link.projectId });
  }
  return links;
}

/** The row of a link for this place as it would be made now; none where it would not open. */
async function settle(
  writer: Writer,
  kit: Kit,
  { screenId, galleryId, projectId, choice, placement }: Wanted,
): Promise<{ row: LinkRow; galleryIds: string[] } | undefined> {
  const galleryIds = (await chainFrom(writer, galleryId)).slice(0, chapterListLimit).map(({ id }) => id);
  const project = await projectRow(writer, projectId);
  if (!galleryIds.includes(galleryId) || !project) return undefined;
  const { audience } = choice;
  const wish = {
    ...{ galleryIds, audience, for: 'many' as const, placement },
    ...(choice.kind === 'once' && { policy: { maxOpens: 1, maxOpensPerVisitor: null } }),
  };
  try {
    const { row } = await settleLink(writer, kit, box, projectId, wish, undefined);
    const ends = row.expires_with_project === 1 ? project.ends_at : row.expires_at;
    if (ends !== null && ends <= row.created_at) return undefined;
    return { row: { ...row, follows: 0, screen_id: screenId, made_by: null }, galleryIds };
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** Whether a link that nobody opened can be used again for this. */
function isAlike(link: StoredLink, row: LinkRow, { galleryId }: Wanted): boolean {
  const same = link.audience === row.audience && link.galleryIds[0] === galleryId;
  return same && link.opens === 0 && link.revokedAt === null && link.passwordHash === null;
}

function termsOf(row: LinkRow): Partial<LinkRow> {
  const { max_opens, max_opens_per_visitor, opens_at, expires_at, expires_with_project, download, watermark } = row;
  const { visit_seconds, max_devices, refresh_days, placement, updated_at } = row;
  return {
    ...{ max_opens, max_opens_per_visitor, opens_at, expires_at, expires_with_project, download, watermark },
    ...{ visit_seconds, max_devices, refresh_days, placement, updated_at, follows: 0, preview: 0, feedback: 0 },
  };
}
