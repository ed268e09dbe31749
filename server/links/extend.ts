import type { LinkExtension } from '#contract/links.ts';
import type { Actor } from '../box/actor.ts';
import type { Kit } from '../kit.ts';
import { openProject } from '../projects/project.ts';
import { invalid, Refusal } from '../refusal.ts';
import type { Reader, Writer } from '../store/database.ts';
import { audienceById } from './audiences/table.ts';
import { issuesOf } from './batches/table.ts';
import { endOfDay } from './days.ts';
import { asHeld, letGo } from './held.ts';
import { auditLink, readLink } from './link.ts';
import { momentOf } from './moment.ts';
import { judge } from './policy.ts';
import { type LinkRow, type StoredLink, updateLinkRow } from './table.ts';
import type { Moment } from './terms.ts';
import { tokenHash, tokenOf } from './token.ts';

/** No limit is ever more than this. */
const mostOpens = 1_000_000;
/** No end is later than what every program can write as a date. */
const lastEnd = Date.UTC(9999, 11, 31);
const revived = { opens: 20, days: 7 } as const;

/**
 * Gives a link more on top of what it has; what has no limit stays without one. Of two who do it at once, both count.
 * Throws `not_found`, `project_archived`, `link_revoked`, and `invalid_input` where nothing is given.
 */
export function extendLink(kit: Kit, actor: Actor, id: string, more: LinkExtension): Promise<StoredLink> {
  return changed(kit, actor, id, 'link.extend', more, async (_writer, link, moment) => {
    if (link.revokedAt !== null) throw new Refusal('link_revoked', 'the link was revoked; revive it first');
    if (Object.values(more).every((given) => given === undefined)) {
      throw invalid('opens', (say) => say.more);
    }
    return extended(link, more, moment);
  });
}

/** A link that was given more, before that is announced. */
export interface Given {
  readonly link: StoredLink;
  readonly news: boolean;
}

/**
 * Opens a dead link again, or gives one that is live what is named, within a write that does more; call `announceGiven`
 * after it. Throws as `reviveLink` does.
 */
export async function giveWithin(
  writer: Writer,
  kit: Kit,
  actor: Actor,
  id: string,
  more: LinkExtension,
): Promise<Given> {
  const state = judge(asHeld(kit, await readLink(writer, id)), kit.clock.now());
  if (state !== 'live' && state !== 'scheduled') {
    return changedWithin(writer, kit, actor, id, 'link.revive', more, revival(more));
  }
  return changedWithin(writer, kit, actor, id, 'link.extend', more, async (_writer, link, moment) =>
    extended(link, more, moment),
  );
}

/** Tells of it, once it is on disk. */
export function announceGiven(kit: Kit, { link, news }: Given): void {
  const held = letGo(kit, link.id);
  if (news || held) kit.changes.emit('link.changed', { linkId: link.id, projectId: link.projectId });
}

/**
 * Opens a dead link again under the same address: takes the revocation back, and gives it more where it is used up or
 * over. One that is not to open yet keeps its beginning, and one that is live is only given what is said.
 * Throws `not_found`, `project_archived`, `nothing_to_show` where all its galleries are gone, and `changed_meanwhile` where
 * its number in a batch was given out anew.
 */
export async function reviveLink(kit: Kit, actor: Actor, id: string, more: LinkExtension = {}): Promise<StoredLink> {
  const link = await changed(kit, actor, id, 'link.revive', more, revival(more));
  if (letGo(kit, id)) kit.changes.emit('link.changed', { linkId: id, projectId: link.projectId });
  return link;
}

type Change = (writer: Writer, link: StoredLink, moment: Moment) => Promise<Partial<LinkRow>>;

/** What opens a link again: its revocation is taken back, and it gets more where it is used up or over. */
function revival(more: LinkExtension): Change {
  return async (writer, link, moment) => {
    if (link.galleryIds.length === 0) {
      throw new Refusal('nothing_to_show', 'the galleries of this link were deleted; make a new one');
    }
    await refuseReplaced(writer, link);
    const usedUp = link.maxOpens !== null && link.opens >= link.maxOpens;
    const over = link.expiresAt !== null && link.expiresAt <= moment.now;
    const preset = over && link.audience !== null ? await audienceById(writer, link.audience) : undefined;
    const enough: LinkExtension = {
      ...more,
      ...(usedUp && { opens: more.opens ?? revived.opens }),
      ...(over && { days: more.days ?? (preset?.expires_in_days || revived.days) }),
    };
    return { ...extended(link, enough, moment), ...(link.revokedAt !== null && { revoked_at: null }) };
  };
}

/** A number of a batch has one code that opens: throws `changed_meanwhile` for one whose number was given out anew. */
async function refuseReplaced(db: Reader, { batch }: StoredLink): Promise<void> {
  if (batch === null) return;
  const issues = await issuesOf(db, batch.id, [batch.number]);
  if ((issues.get(batch.number) ?? 0) > batch.issue) {
    throw new Refusal('changed_meanwhile', 'this number was given a new code; void that one and give out another');
  }
}

/**
 * Gives a link a new address: the old one is unknown from now on, and visits that it opened end. A link that was made
 * with another key of the box has an address again by it. Throws `not_found`, `project_archived`.
 */
export function rotateLink(kit: Kit, actor: Actor, id: string): Promise<StoredLink> {
  return changed(kit, actor, id, 'link.rotate', {}, async (_writer, link) => {
    const edition = link.edition + 1;
    return { edition, token_hash: tokenHash(tokenOf(kit.keys, id, edition)) };
  });
}

/** One write: what there is, what is to be, its audit row; then it is announced. A change that changes nothing is neither. */
async function changed(
  kit: Kit,
  actor: Actor,
  id: string,
  action: string,
  told: LinkExtension,
  change: Change,
): Promise<StoredLink> {
  const { link, news } = await kit.db.write((writer) => changedWithin(writer, kit, actor, id, action, told, change));
  if (news) kit.changes.emit('link.changed', { linkId: id, projectId: link.projectId });
  return link;
}

async function changedWithin(
  writer: Writer,
  kit: Kit,
  actor: Actor,
  id: string,
  action: string,
  told: LinkExtension,
  change: Change,
): Promise<Given> {
  const before = await readLink(writer, id);
  await openProject(writer, before.projectId);
  const moment = momentOf(kit);
  const next = await change(writer, before, moment);
  if (Object.keys(next).length === 0) return { link: before, news: false };
  await updateLinkRow(writer, id, { ...next, updated_at: moment.now });
  const link = await readLink(writer, id);
  await auditLink(writer, kit, actor, action, id, {
    ...told,
    from: judge(before, moment.now),
    maxOpens: link.maxOpens,
    expiresAt: link.expiresAt === null ? null : new Date(link.expiresAt).toISOString(),
  });
  return { link, news: true };
}

/** The columns that give a link more. */
function extended(link: StoredLink, more: LinkExtension, { now, zone }: Moment): Partial<LinkRow> {
  const { opens, opensPerVisitor, days } = more;
  const next: Partial<LinkRow> = {};
  // Where the limit was set below what was taken, more is on top of what was taken: else a tap would give nothing.
  if (opens !== undefined && link.maxOpens !== null) {
    next.max_opens = Math.min(mostOpens, Math.max(link.maxOpens, link.opens) + opens);
  }
  if (opensPerVisitor !== undefined && link.maxOpensPerVisitor !== null) {
    next.max_opens_per_visitor = Math.min(mostOpens, link.maxOpensPerVisitor + opensPerVisitor);
  }
  if (days !== undefined && link.expiresAt !== null) {
    // The end is the first instant of the day after the last one. A link that ends with its project then has an end of
    // its own: whoever taps "7 more days" means this link, and not the project.
    next.expires_at = Math.min(lastEnd, endOfDay(Math.max(now, link.expiresAt - 1), days, zone));
    next.expires_with_project = 0;
  }
  // What was given by hand is not taken back by a change of the preset.
  return Object.keys(next).length === 0 ? next : { ...next, follows: 0 };
}
