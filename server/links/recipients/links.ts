import type { NewLink } from '#contract/links.ts';
import type { Actor } from '../../box/actor.ts';
import { audit } from '../../box/audit.ts';
import { newId } from '../../ids.ts';
import type { Kit } from '../../kit.ts';
import { openProject } from '../../projects/project.ts';
import { invalid } from '../../refusal.ts';
import { auditLink, settleLink, told } from '../link.ts';
import { chosenRecipients, makerOf } from '../mine.ts';
import { type NewPassword, newPassword, sealPassword } from '../password.ts';
import { insertLinkRows, linksById, type StoredLink } from '../table.ts';
import { tokenHash, tokenOf } from '../token.ts';
import { recipientIds } from './table.ts';
import { searchTerms } from './words.ts';

/** A link, with the password that the box made up for it. */
export type MadeLink = StoredLink & { readonly madePassword?: string };

/** So many links are made at once. */
const most = 500;

/**
 * Makes a link for each recipient that is named, or has the tag, all of them or none, in one write. Throws as `addLink`
 * does, and `recipient_not_in_project`, which names those that are not there.
 */
export async function addLinksFor(
  kit: Kit,
  actor: Actor,
  projectId: string,
  { recipientIds: named, recipientTag: tag, ...input }: NewLink,
): Promise<MadeLink[]> {
  await openProject(kit.db.read, projectId);
  const ids = await chosenRecipients(kit.db.read, actor, projectId, named ?? [], 'recipientIds');
  if (tag !== undefined) ids.push(...(await tagged(kit, actor, projectId, tag)));
  const recipients = [...new Set(ids)];
  if (recipients.length > most)
    throw invalid(tag === undefined ? 'recipientIds' : 'recipientTag', (say) => say.mostItems(most));

  const passwords = await passwordsFor(kit, projectId, input, recipients.length);
  // What takes time is done before others have to wait for the write.
  const own = recipients.map((recipientId, at) => {
    const id = newId(kit.clock.now());
    const password = passwords[at]?.password;
    return {
      id,
      recipient_id: recipientId,
      token_hash: tokenHash(tokenOf(kit.keys, id, 1)),
      password_hash: password?.hash ?? null,
      password_sealed: sealPassword(kit.keys, id, password),
    };
  });
  const made = await kit.db.write(async (writer) => {
    await chosenRecipients(writer, actor, projectId, recipients, 'recipientIds');
    const { row, galleryIds } = await settleLink(writer, kit, actor, projectId, input, passwords[0]?.password);
    const rows = own.map((each) => ({ ...row, ...each }));
    await insertLinkRows(writer, rows, galleryIds);
    const links = rows.map(({ id }) => id);
    const detail = { ...input, galleryIds, policy: told(input.policy) };
    const [only] = links;
    if (only !== undefined && links.length === 1) {
      await auditLink(writer, kit, actor, 'link.add', only, { ...detail, recipientId: recipients[0] });
    } else await audit(writer, kit, actor, 'links.add', projectId, { ...detail, made: links.length, links });
    return links;
  });
  for (const linkId of made) kit.changes.emit('link.changed', { linkId, projectId });
  const stored = new Map((await linksById(kit.db.read, made)).map((link) => [link.id, link]));
  return made.flatMap((id, at): MadeLink[] => {
    const link = stored.get(id);
    const password = passwords[at]?.made;
    return link ? [password === undefined ? link : { ...link, madePassword: password }] : [];
  });
}

/** Throws `invalid_input` where nobody has the tag. */
async function tagged(kit: Kit, actor: Actor, projectId: string, tag: string): Promise<string[]> {
  const found = { projectId, maker: makerOf(actor), terms: searchTerms({ tag }) };
  const ids = await recipientIds(kit.db.read, found, most + 1);
  if (ids.length === 0) throw invalid('recipientTag', (say) => say.noTag);
  return ids;
}

/** A password for each link: the one that the policy brings, or for each another one where only the preset asks for it. */
async function passwordsFor(
  kit: Kit,
  projectId: string,
  { audience, policy }: Pick<NewLink, 'audience' | 'policy'>,
  count: number,
): Promise<NewPassword[]> {
  const first = await newPassword(kit, projectId, audience, policy);
  if (first.made === undefined) return Array.from({ length: count }, () => first);
  const all = [first];
  // One after the other: guests' own are judged by the same few threads.
  while (all.length < count) all.push(await newPassword(kit, projectId, audience, policy));
  return all;
}
