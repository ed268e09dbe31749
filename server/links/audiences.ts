import type { Audience, AudienceInput } from '#contract/audiences.ts';
import type { ProjectKind } from '#contract/projects.ts';
import type { Actor } from '../box/actor.ts';
import { audit } from '../box/audit.ts';
import type { Kit } from '../kit.ts';
import { invalid, Refusal } from '../refusal.ts';
import { shippedAudiences } from '../store/migrations/002-audiences.ts';
import {
  type AudienceRow,
  allAudiences,
  audienceById,
  deleteAudienceRow,
  followersOf,
  putAudienceRow,
} from './audiences/table.ts';
import { momentOf } from './moment.ts';
import { noAudience, toPreset } from './preset.ts';
import { updateLinkRow } from './table.ts';
import { opensInTime, presetTerms } from './terms.ts';

/** All presets, kind by kind, in the order in which staff know them. */
export async function listAudiences(kit: Kit): Promise<Audience[]> {
  const [rows, followers] = await Promise.all([allAudiences(kit.db.read), followersOf(kit.db.read)]);
  return rows.map((row) => ({
    ...toPreset(row),
    followers: followers.filter((one) => one.audience === row.id).length,
  }));
}

/** Changes a preset or adds one; links that were made of it stay as they are. */
export async function putAudience(kit: Kit, actor: Actor, id: string, input: AudienceInput): Promise<Audience> {
  const row: Omit<AudienceRow, 'position'> = {
    id,
    kind: id.slice(0, id.indexOf('.')) as ProjectKind,
    name_zh: input.names['zh-CN'],
    name_en: input.names.en,
    max_opens: input.maxOpens,
    download: input.download,
    watermark: input.watermark,
    expires_in_days: input.expiresInDays,
    expires_with_project: input.expiresWithProject ? 1 : 0,
    refresh_days: input.refreshDays,
    visit_seconds: input.visitSeconds,
    max_devices: input.maxDevices,
    password_asked: input.passwordAsked ? 1 : 0,
  };
  if (input.expiresInDays !== null && input.expiresWithProject) {
    throw invalid('expiresWithProject', (say) => say.daysOrProject);
  }
  const followers = await kit.db.write(async (writer) => {
    await putAudienceRow(writer, row);
    await audit(writer, kit, actor, 'audience.put', id, input);
    return followersOf(writer, id);
  });
  kit.changes.emit('audience.changed', { id });
  return { ...toPreset({ ...row, position: 0 }), followers: followers.length };
}

/** A link's own terms are settled so many at a time, so that guests' opens never wait long for their turn. */
const together = 200;

/**
 * Gives a preset's terms, as they are now, to the links that still follow it; days count from the making of each.
 * Passwords and opening times are each link's own and stay; a link that would end before it opens is left as it is.
 * Gives how many links. Throws `audience_not_found`.
 */
export async function applyAudience(kit: Kit, actor: Actor, id: string): Promise<number> {
  const row = await audienceById(kit.db.read, id);
  if (!row) throw noAudience(id);
  const preset = toPreset(row);
  const { zone } = momentOf(kit);
  const links = (await followersOf(kit.db.read, id)).flatMap((link) => {
    const { opens_at: _, ...terms } = presetTerms(preset, link.meant_for, { now: link.created_at, zone });
    return opensInTime({ ...terms, opens_at: link.opens_at }, link.project_end) ? [{ ...link, terms }] : [];
  });
  for (let at = 0; at < links.length; at += together) {
    const some = links.slice(at, at + together);
    const now = kit.clock.now();
    await kit.db.write(async (writer) => {
      for (const { id: linkId, terms } of some) await updateLinkRow(writer, linkId, { ...terms, updated_at: now });
      await audit(writer, kit, actor, 'audience.apply', id, { links: some.map((link) => link.id) });
    });
    for (const link of some) kit.changes.emit('link.changed', { linkId: link.id, projectId: link.project_id });
  }
  return links.length;
}

/** Removes a preset of the owner's own. Throws `audience_not_found`, and `not_allowed` for one that came with the box. */
export async function removeAudience(kit: Kit, actor: Actor, id: string): Promise<void> {
  await kit.db.write(async (writer) => {
    if (!(await audienceById(writer, id))) throw noAudience(id);
    if (shippedAudiences.has(id))
      throw new Refusal('not_allowed', 'a preset that came with the box can be changed, not removed');
    await deleteAudienceRow(writer, id);
    await audit(writer, kit, actor, 'audience.remove', id, {});
  });
  kit.changes.emit('audience.changed', { id });
}
