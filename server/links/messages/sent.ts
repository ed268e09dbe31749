import type { NewSent, Sent } from '#contract/messages.ts';
import type { Actor } from '../../box/actor.ts';
import { audit } from '../../box/audit.ts';
import { newId } from '../../ids.ts';
import type { Kit } from '../../kit.ts';
import { noProject, openProject } from '../../projects/project.ts';
import { projectRow } from '../../projects/table.ts';
import { Refusal } from '../../refusal.ts';
import { makerOf } from '../mine.ts';
import { linkNames } from '../table.ts';
import { chosenLinks } from './chosen.ts';
import { deleteSent, insertSent, type SentRow, sealedPasswords, sentRow, sentRows } from './table.ts';

const most = 500;

/** What was sent in a project, newest first; for a presenter what went to links that there are for it. Throws `not_found`. */
export async function listSent(
  kit: Kit,
  actor: Actor,
  projectId: string,
  of: { linkId?: string | undefined; recipientId?: string | undefined },
): Promise<Sent[]> {
  if (!(await projectRow(kit.db.read, projectId))) throw noProject();
  return (await sentRows(kit.db.read, { projectId, ...of, maker: makerOf(actor) }, most)).map(presentSent);
}

/** Notes that messages were sent, each with what it said but for passwords. Throws `not_found`, `project_archived`, `link_not_in_project`. */
export async function addSent(kit: Kit, actor: Actor, projectId: string, input: NewSent): Promise<Sent[]> {
  const ids = input.items.map(({ linkId }) => linkId);
  const links = new Map(
    (await chosenLinks(kit.db.read, actor, projectId, ids, 'items')).map((link) => [link.id, link]),
  );
  const blot = await blotter(kit, [...links.keys()]);
  const now = kit.clock.now();
  const rows = input.items.map(
    ({ linkId, body = '' }): SentRow => ({
      id: newId(now),
      link_id: linkId,
      recipient_id: links.get(linkId)?.recipient?.id ?? null,
      text_id: input.textId ?? null,
      purpose: input.purpose,
      how: input.how,
      body: blot(body),
      sent_at: now,
      by_id: actor.id,
      by_name: actor.name,
    }),
  );
  const linkIds = [...links.keys()];
  await kit.db.write(async (writer) => {
    await openProject(writer, projectId);
    await insertSent(writer, rows);
    const told = {
      messages: rows.length,
      how: input.how,
      purpose: input.purpose,
      ...(linkIds.length > 1 && { linkIds }),
    };
    const [only] = linkIds.length === 1 ? linkIds : [];
    const names = only === undefined ? undefined : (await linkNames(writer, [only])).get(only);
    await audit(writer, kit, actor, 'message.sent', only ?? projectId, { ...told, ...names });
  });
  kit.changes.emit('message.sent', { linkIds, projectId });
  return rows.map(presentSent);
}

/** Takes back that something was sent; a presenter what it noted itself. Throws `not_found`, `project_archived`. */
export async function removeSent(kit: Kit, actor: Actor, projectId: string, id: string): Promise<void> {
  const linkId = await kit.db.write(async (writer) => {
    const row = (await projectRow(writer, projectId)) && (await sentRow(writer, projectId, id));
    if (!row || (actor.role === 'presenter' && row.by_id !== actor.id)) {
      throw new Refusal('not_found', 'nothing of this kind was sent');
    }
    await openProject(writer, projectId);
    await deleteSent(writer, id);
    const names = (await linkNames(writer, [row.link_id])).get(row.link_id);
    await audit(writer, kit, actor, 'message.unsent', row.link_id, { how: row.how, ...names });
    return row.link_id;
  });
  kit.changes.emit('message.sent', { linkIds: [linkId], projectId });
}

export function presentSent(row: SentRow): Sent {
  return {
    id: row.id,
    linkId: row.link_id,
    recipientId: row.recipient_id,
    textId: row.text_id,
    purpose: row.purpose,
    how: row.how,
    body: row.body,
    sentAt: new Date(row.sent_at).toISOString(),
    sentBy: row.by_name,
  };
}

/** Takes the passwords of links out of a text: they are kept sealed and nowhere else. */
async function blotter(kit: Kit, linkIds: readonly string[]): Promise<(text: string) => string> {
  const sealed = await sealedPasswords(kit.db.read, linkIds);
  const passwords = [...sealed].flatMap(([id, one]) => kit.keys.unseal('passwords', one, id) ?? []);
  // The longest first, since one may be a part of another.
  const all = [...new Set(passwords)].filter((one) => one !== '').toSorted((a, b) => b.length - a.length);
  return (text) => all.reduce((left, password) => left.replaceAll(password, '••••'), text);
}
