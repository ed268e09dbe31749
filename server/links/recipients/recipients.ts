import { Id } from '#contract/common.ts';
import type { NewRecipient, Recipient, RecipientChange, RecipientPage, RecipientSearch } from '#contract/recipients.ts';
import type { Actor } from '../../box/actor.ts';
import { audit } from '../../box/audit.ts';
import { newId } from '../../ids.ts';
import type { Kit } from '../../kit.ts';
import { noProject, openProject } from '../../projects/project.ts';
import { projectRow } from '../../projects/table.ts';
import { Refusal } from '../../refusal.ts';
import type { Reader, Writer } from '../../store/database.ts';
import { announceRevoked, revokeWithin } from '../link.ts';
import { makerOf } from '../mine.ts';
import {
  type CountedRecipientRow,
  countedRecipient,
  countRecipients,
  freeLinks,
  insertRecipients,
  linksOfRecipient,
  type RecipientRow,
  recipientPage,
  recipientRow,
  tagsInUse,
  updateRecipient,
} from './table.ts';
import { distinctTags, searchTerms, searchText } from './words.ts';

/** A page of a project's recipients, newest first; a presenter's own. Throws `not_found`, and `invalid_input` for a cursor of no page. */
export async function listRecipients(
  kit: Kit,
  actor: Actor,
  projectId: string,
  { q, tag, limit, cursor }: RecipientSearch,
): Promise<RecipientPage> {
  const db = kit.db.read;
  if (!(await projectRow(db, projectId))) throw noProject();
  if (cursor !== undefined && !Id.safeParse(cursor).success) {
    throw new Refusal('invalid_input', 'cursor: not of this search', {
      errors: [{ field: 'cursor', detail: 'not of this search' }],
    });
  }
  const which = { projectId, maker: makerOf(actor) };
  const found = { ...which, terms: searchTerms({ q, tag }) };
  const [rows, total, tags] = await Promise.all([
    recipientPage(db, found, cursor, limit + 1),
    countRecipients(db, found),
    tagsInUse(db, which),
  ]);
  const items = rows.slice(0, limit).map(toRecipient);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null, total, tags };
}

/** Throws `not_found`, as for one that is another presenter's. */
export async function readRecipient(kit: Pick<Kit, 'db'>, actor: Actor, id: string): Promise<Recipient> {
  const row = await countedRecipient(kit.db.read, id);
  return toRecipient(theirs(row && (await projectRow(kit.db.read, row.project_id)) ? row : undefined, actor));
}

/** Throws `not_found`, `project_archived`. */
export async function addRecipient(kit: Kit, actor: Actor, projectId: string, input: NewRecipient): Promise<Recipient> {
  const { id } = await kit.db.write((writer) => insertRecipient(writer, kit, actor, projectId, input));
  kit.changes.emit('recipient.changed', { recipientId: id, projectId });
  return readRecipient(kit, actor, id);
}

/** Adds one within a write; announce `recipient.changed` after it. Throws `not_found`, `project_archived`. */
export async function insertRecipient(
  writer: Writer,
  kit: Kit,
  actor: Actor,
  projectId: string,
  input: NewRecipient,
): Promise<RecipientRow> {
  await openProject(writer, projectId);
  const row = newRow(kit, actor, projectId, input);
  await insertRecipients(writer, [row]);
  await audit(writer, kit, actor, 'recipient.add', row.id, { name: row.name });
  return row;
}

/** The row of somebody new. */
export function newRow(kit: Pick<Kit, 'clock'>, actor: Actor, projectId: string, input: NewRecipient): RecipientRow {
  const now = kit.clock.now();
  const { name, honorific = '', company = '', contact = '', note = '' } = input;
  const tags = distinctTags(input.tags ?? []);
  return {
    id: newId(now),
    project_id: projectId,
    ...{ name, honorific, company, contact, note },
    tags: JSON.stringify(tags),
    search: searchText({ name, company, contact, tags }),
    made_by: actor.id,
    created_at: now,
    updated_at: now,
    deleted_at: null,
  };
}

/** Throws `not_found`, `project_archived`. */
export async function changeRecipient(kit: Kit, actor: Actor, id: string, change: RecipientChange): Promise<Recipient> {
  const projectId = await kit.db.write(async (writer) => {
    const before = await openRecipient(writer, actor, id);
    const { tags = JSON.parse(before.tags) as string[], ...rest } = change;
    const next = { ...before, ...rest, tags: JSON.stringify(distinctTags(tags)), updated_at: kit.clock.now() };
    await updateRecipient(writer, id, { ...next, search: searchText({ ...next, tags: distinctTags(tags) }) });
    await audit(writer, kit, actor, 'recipient.change', id, { name: before.name, fields: Object.keys(change) });
    return before.project_id;
  });
  kit.changes.emit('recipient.changed', { recipientId: id, projectId });
  return readRecipient(kit, actor, id);
}

/**
 * Deletes a recipient. Its links are revoked and stay its own, or else go on as links for nobody in particular.
 * Throws `not_found`, `project_archived`.
 */
export async function removeRecipient(kit: Kit, actor: Actor, id: string, links: 'keep' | 'revoke'): Promise<void> {
  const { projectId, freed, revoked } = await kit.db.write(async (writer) => {
    const { project_id, name } = await openRecipient(writer, actor, id);
    const now = kit.clock.now();
    const all = await linksOfRecipient(writer, id);
    const revoked = links === 'revoke' ? await revokeWithin(writer, kit, actor, all, 'hand') : [];
    const its = links === 'revoke' ? revoked : all;
    if (links === 'keep') await freeLinks(writer, id, now);
    await updateRecipient(writer, id, { deleted_at: now, updated_at: now });
    await audit(writer, kit, actor, 'recipient.remove', id, { name, links: its.length, revoked: revoked.length });
    return { projectId: project_id, freed: links === 'keep' ? its : [], revoked };
  });
  announceRevoked(kit, projectId, revoked);
  for (const linkId of freed) kit.changes.emit('link.changed', { linkId, projectId });
  kit.changes.emit('recipient.changed', { recipientId: id, projectId });
}

/** One that may change now. */
async function openRecipient(db: Reader, actor: Actor, id: string): Promise<RecipientRow> {
  const row = theirs(await recipientRow(db, id), actor);
  await openProject(db, row.project_id);
  return row;
}

function theirs<R extends RecipientRow>(row: R | undefined, actor: Actor): R {
  const maker = makerOf(actor);
  if (!row || (maker !== null && row.made_by !== maker)) throw new Refusal('not_found', 'there is no such recipient');
  return row;
}

function toRecipient(row: CountedRecipientRow): Recipient {
  return {
    id: row.id,
    projectId: row.project_id,
    name: row.name,
    honorific: row.honorific,
    company: row.company,
    contact: row.contact,
    tags: JSON.parse(row.tags) as string[],
    note: row.note,
    links: row.links,
    opens: row.opens,
    lastOpenAt: row.last_open_at === null ? null : new Date(row.last_open_at).toISOString(),
    madeBy: row.maker,
    createdAt: new Date(row.created_at).toISOString(),
    updatedAt: new Date(row.updated_at).toISOString(),
  };
}
