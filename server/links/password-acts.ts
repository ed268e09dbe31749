import type { Actor } from '../box/actor.ts';
import { deleteGuesses } from '../box/table.ts';
import type { Kit } from '../kit.ts';
import { Refusal } from '../refusal.ts';
import { auditLink, readLink } from './link.ts';
import { furtherGuesses, linkGuesses } from './password.ts';
import { sealedPassword } from './table.ts';

/**
 * Tells staff the password of a link, and notes that they asked. Throws `not_found`, and `password_unknown` where there
 * is none, where it is from before the box kept them, or where the box's key is another.
 */
export async function showPassword(kit: Kit, actor: Actor, id: string): Promise<string> {
  await readLink(kit.db.read, id);
  const sealed = await sealedPassword(kit.db.read, id);
  const text = sealed === null ? undefined : kit.keys.unseal('passwords', sealed, id);
  if (text === undefined) throw new Refusal('password_unknown', 'this password cannot be shown; set a new one');
  await kit.db.write((writer) => auditLink(writer, kit, actor, 'link.password', id, {}));
  return text;
}

/** Forgets the wrong guesses at a link's password; each phone's own stay. Throws `not_found`. */
export async function unlockLink(kit: Kit, actor: Actor, id: string): Promise<void> {
  const link = await kit.db.write(async (writer) => {
    const link = await readLink(writer, id);
    for (const onSite of [true, false])
      for (const name of [linkGuesses(id, onSite), furtherGuesses(id, onSite)]) await deleteGuesses(writer, name);
    await auditLink(writer, kit, actor, 'link.unlock', id, {});
    return link;
  });
  kit.changes.emit('link.unlocked', { linkId: id, projectId: link.projectId });
}
