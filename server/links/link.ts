import { chapterLimit, countedChapters } from '#contract/gallery-limit.ts';
import type { LinkChange, NewLink, PolicyInput, RevokedWhy } from '#contract/links.ts';
import type { Actor } from '../box/actor.ts';
import { audit } from '../box/audit.ts';
import { nextChapters } from '../galleries/chapters/table.ts';
import { newId } from '../ids.ts';
import type { Kit } from '../kit.ts';
import { openProject } from '../projects/project.ts';
import { type ProjectRow, projectRow } from '../projects/table.ts';
import { invalid, Refusal, refusedField } from '../refusal.ts';
import type { Reader, Writer } from '../store/database.ts';
import { replaceChapters } from './chapters/table.ts';
import { holdRevoked } from './held.ts';
import { chosenRecipients, mayMeet, seenBy } from './mine.ts';
import { momentOf } from './moment.ts';
import { newPassword, sealPassword, type TypedPassword, typedPassword } from './password.ts';
import { presetFor } from './preset.ts';
import {
  galleriesInProject,
  insertLinkRow,
  type LinkRow,
  linkById,
  linkNames,
  linksOfProject,
  revokeLinks,
  type StoredLink,
  updateLinkRow,
} from './table.ts';
import { changedTerms, changesTerms, presetTerms } from './terms.ts';
import { tokenHash, tokenOf } from './token.ts';

/** For staff. Throws `not_found`, as for a link of a deleted project: guests are still told that it was revoked. */
export async function readLink(db: Reader, id: string): Promise<StoredLink> {
  const link = await linkById(db, id);
  if (!link || !(await projectRow(db, link.projectId))) throw new Refusal('not_found', 'there is no such link');
  return link;
}

/** The links of a project that there are for whoever asks, oldest first. Throws `not_found` where there is no such project. */
export async function listLinks(
  kit: Kit,
  actor: Actor,
  projectId: string,
  of: { galleryId?: string | undefined; recipientId?: string | undefined } = {},
): Promise<StoredLink[]> {
  if (!(await projectRow(kit.db.read, projectId))) throw new Refusal('not_found', 'there is no such project');
  return (await linksOfProject(kit.db.read, projectId, of)).filter((link) => mayMeet(actor, link));
}

/**
 * Makes a link within a write; announce `link.changed` after it.
 * Throws `not_found`, `project_archived`, `gallery_not_in_project`, `audience_not_found`, and `invalid_input` for
 * `policy.password` where the preset asks for a password and none is given.
 */
export async function insertLink(
  writer: Writer,
  kit: Kit,
  actor: Actor,
  projectId: string,
  input: NewLink,
  password: TypedPassword | null | undefined,
  recipientId: string | null = null,
): Promise<StoredLink> {
  const { row, galleryIds } = await settleLink(writer, kit, actor, projectId, input, password);
  const { id } = row;
  await insertLinkRow(writer, { ...row, recipient_id: recipientId }, galleryIds);
  await auditLink(writer, kit, actor, 'link.add', id, { ...input, galleryIds, policy: told(input.policy) });
  return readLink(writer, id);
}

/**
 * The row of a link that is to be made, and what it opens, in order; nothing is written. `unseen`: a project that is being
 * put together. Throws as `insertLink` does.
 */
export async function settleLink(
  db: Reader,
  kit: Kit,
  actor: Actor,
  projectId: string,
  input: NewLink,
  password: TypedPassword | null | undefined,
  unseen?: ProjectRow,
): Promise<{ row: LinkRow; galleryIds: string[] }> {
  const project = unseen ?? (await openProject(db, projectId));
  const galleryIds = await chaptersOf(db, actor, projectId, input.galleryIds);
  const preset = input.audience === undefined ? undefined : await presetFor(db, project.kind, input.audience);
  if (preset?.passwordAsked && !password) {
    throw invalid('policy.password', (say) => say.passwordNeeded(preset.id));
  }
  const moment = momentOf(kit);
  const id = newId(moment.now);
  const terms = changedTerms(presetTerms(preset, input.for, moment), input.policy ?? {}, moment, project.ends_at);
  if (input.policy?.preview) refusePreview(Boolean(password), terms.watermark);
  const row: LinkRow = {
    ...terms,
    preview: input.policy?.preview ? 1 : 0,
    feedback: input.policy?.feedback ? 1 : 0,
    recipient_id: null,
    batch_id: null,
    screen_id: null,
    number: null,
    issue: 1,
    id,
    project_id: projectId,
    token_hash: tokenHash(tokenOf(kit.keys, id, 1)),
    edition: 1,
    label: input.label ?? '',
    audience: preset?.id ?? null,
    placement: input.placement || null,
    meant_for: input.for,
    follows: preset && !changesTerms(input.policy) ? 1 : 0,
    password_hash: password?.hash ?? null,
    password_sealed: sealPassword(kit.keys, id, password),
    password_edition: password ? 1 : 0,
    refreshed_at: null,
    opens: 0,
    last_open_at: null,
    made_by: actor.id,
    created_at: moment.now,
    updated_at: moment.now,
    revoked_at: null,
    revoked_why: null,
    ended_at: null,
  };
  return { row, galleryIds };
}

/**
 * Galleries that a link is to open, once each. Throws `gallery_not_in_project`, also for what is not there for whoever
 * asks, and `invalid_input` for too many.
 */
async function chaptersOf(db: Reader, actor: Actor, projectId: string, asked: readonly string[]): Promise<string[]> {
  const galleryIds = [...new Set(asked)];
  const seen = await seenBy(db, actor, 'galleries', galleryIds);
  const there = await galleriesInProject(db, projectId, seen);
  const strange = galleryIds.filter((id) => !there.has(id));
  if (strange.length > 0) {
    throw new Refusal('gallery_not_in_project', 'not a gallery of this project', {
      galleryIds: strange,
      errors: [refusedField('galleryIds', (say) => say.notOfProject)],
    });
  }
  if (galleryIds.length > chapterLimit) {
    const next = await nextChapters(db, projectId);
    const counted = countedChapters(galleryIds, (id) => next.get(id));
    if (counted > chapterLimit) {
      throw invalid('galleryIds', (say) => say.galleries(counted, chapterLimit));
    }
  }
  return galleryIds;
}

/** Makes a link; `madePassword` is there where the box made one up. Throws as `insertLink` does. */
export async function addLink(
  kit: Kit,
  actor: Actor,
  projectId: string,
  input: NewLink,
): Promise<StoredLink & { readonly madePassword?: string }> {
  const { password, made } = await newPassword(kit, projectId, input.audience, input.policy);
  const link = await kit.db.write((writer) => insertLink(writer, kit, actor, projectId, input, password));
  kit.changes.emit('link.changed', { linkId: link.id, projectId });
  return made === undefined ? link : { ...link, madePassword: made };
}

/** Changes label, placement or policy; visits that run go on under the new terms. Throws `not_found`, `project_archived`, `invalid_input`. */
export async function changeLink(kit: Kit, actor: Actor, id: string, change: LinkChange): Promise<StoredLink> {
  const password = await typedPassword(change.policy);
  const { before, link } = await kit.db.write(async (writer) => {
    const before = await readLink(writer, id);
    const project = await openProject(writer, before.projectId);
    const moment = momentOf(kit);
    const next: Partial<LinkRow> = { updated_at: moment.now };
    if (change.policy) Object.assign(next, changedTerms(termsOf(before), change.policy, moment, project.ends_at));
    if (change.policy?.preview !== undefined) next.preview = change.policy.preview ? 1 : 0;
    if (change.policy?.feedback !== undefined) next.feedback = change.policy.feedback ? 1 : 0;
    if (change.policy?.preview) {
      const asks = password === undefined ? before.passwordHash !== null : password !== null;
      refusePreview(asks, next.watermark ?? before.watermark);
    }
    if (changesTerms(change.policy)) next.follows = 0;
    if (change.recipientId !== undefined) next.recipient_id = await recipientFor(writer, actor, before, change);
    if (change.label !== undefined) next.label = change.label;
    if (change.placement !== undefined) next.placement = change.placement || null;
    if (password !== undefined) {
      next.password_hash = password?.hash ?? null;
      next.password_sealed = sealPassword(kit.keys, id, password);
      next.password_edition = before.passwordEdition + 1;
    }
    // Whoever gives it something else to open says by hand when it opens again.
    if (change.galleryIds && before.revokedWhy === 'gallery') Object.assign(next, { revoked_why: 'hand' });
    if (change.galleryIds)
      await replaceChapters(writer, id, await chaptersOf(writer, actor, before.projectId, change.galleryIds));
    await updateLinkRow(writer, id, next);
    await auditLink(writer, kit, actor, 'link.change', id, { ...change, policy: told(change.policy) });
    return { before, link: await readLink(writer, id) };
  });
  const { projectId } = link;
  kit.changes.emit('link.changed', { linkId: id, projectId });
  const [from, to] = [before.recipient?.id, link.recipient?.id];
  for (const recipientId of from === to ? [] : [from, to])
    if (recipientId !== undefined) kit.changes.emit('recipient.changed', { recipientId, projectId });
  return link;
}

/** Whom a link is for from now on. Throws `recipient_not_in_project`. */
async function recipientFor(
  db: Reader,
  actor: Actor,
  { projectId }: StoredLink,
  { recipientId }: LinkChange,
): Promise<string | null> {
  if (!recipientId) return null;
  const [id = null] = await chosenRecipients(db, actor, projectId, [recipientId], 'recipientId');
  return id;
}

/**
 * Ends a link at once, visits that run included; the record stays. Ending it again changes nothing. Throws `not_found`,
 * and `disk_full` where it could not be stored: then it is closed to guests all the same, and stored when there is room.
 */
export async function revokeLink(kit: Kit, actor: Actor, id: string): Promise<void> {
  const store = async () => {
    const { projectId, revoked } = await kit.db.write(async (writer) => {
      const link = await readLink(writer, id);
      return { projectId: link.projectId, revoked: await revokeWithin(writer, kit, actor, [id], 'hand') };
    });
    announceRevoked(kit, projectId, revoked);
  };
  try {
    await store();
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'disk_full') throw error;
    holdRevoked(kit, id, (await readLink(kit.db.read, id)).projectId, store);
    throw new Refusal(
      'disk_full',
      'the link is closed, but a restart opens it again until there is room to store that',
    );
  }
}

/** Ends links within a write, each with its audit row; gives which, for `announceRevoked` after it. */
export async function revokeWithin(
  writer: Writer,
  kit: Kit,
  actor: Actor,
  ids: readonly string[],
  why: RevokedWhy,
): Promise<string[]> {
  const revoked = await revokeLinks(writer, ids, kit.clock.now(), why);
  const names = await linkNames(writer, revoked);
  for (const id of revoked) await audit(writer, kit, actor, 'link.revoke', id, { ...names.get(id), why });
  return revoked;
}

/** Notes an act on a link, with what people call it. */
export async function auditLink(
  writer: Writer,
  kit: Kit,
  actor: Actor,
  action: string,
  id: string,
  detail: object,
): Promise<void> {
  await audit(writer, kit, actor, action, id, { ...detail, ...(await linkNames(writer, [id])).get(id) });
}

/** Tells that links have ended, once it is on disk. */
export function announceRevoked(kit: Kit, projectId: string, ids: readonly string[]): void {
  for (const linkId of ids) kit.changes.emit('link.revoked', { linkId, projectId });
}

function termsOf(link: StoredLink) {
  return {
    max_opens: link.maxOpens,
    max_opens_per_visitor: link.maxOpensPerVisitor,
    opens_at: link.opensAt,
    expires_at: link.expiresWithProject ? null : link.expiresAt,
    expires_with_project: link.expiresWithProject ? 1 : 0,
    download: link.download,
    watermark: link.watermark,
    visit_seconds: link.visitSeconds,
    max_devices: link.maxDevices,
    refresh_days: link.refreshDays,
  };
}

/** Throws where a preview must not show a photo: strangers would see what others need a password for, or a photo without its mark. */
function refusePreview(asksPassword: boolean, watermark: StoredLink['watermark']): void {
  if (asksPassword) throw invalid('policy.preview', (say) => say.previewPassword);
  if (watermark !== 'off') throw invalid('policy.preview', (say) => say.previewMark);
}

/** A policy as the audit keeps it: that there is a password, never which. */
export function told(policy: PolicyInput | undefined): object | undefined {
  if (policy?.password === undefined) return policy;
  return { ...policy, password: Boolean(policy.password) };
}
