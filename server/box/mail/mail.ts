import { z } from 'zod';
import { type Mail, MailInput } from '#contract/mail.ts';
import type { Kit } from '../../kit.ts';
import { invalid } from '../../refusal.ts';
import type { Reader } from '../../store/database.ts';
import type { Actor } from '../actor.ts';
import { audit } from '../audit.ts';
import { putSetting } from '../table.ts';
import { deleteMail, storedMail } from './table.ts';

/** What the password is bound to when it is sealed. */
const bound = 'mail';

/** As it is on disk: the password is sealed with the box's key. */
const Stored = MailInput.omit({ password: true }).extend({ sealed: z.string().nullable() });
type Stored = z.output<typeof Stored>;

/** The server as it is reached, its password opened. */
export type MailServer = Omit<Stored, 'sealed'> & { readonly password: string };

/** By which server the box sends, without the password. */
export async function readMail(kit: Pick<Kit, 'db'>): Promise<Mail> {
  const stored = await read(kit.db.read);
  if (!stored) return { server: null };
  const { sealed, ...server } = stored;
  return { server: { ...server, hasPassword: sealed !== null } };
}

/** The same to send by; undefined where none is set. A password that another key sealed counts as none. */
export async function mailServer({ db, keys }: Pick<Kit, 'db' | 'keys'>): Promise<MailServer | undefined> {
  const stored = await read(db.read);
  if (!stored) return undefined;
  const { sealed, ...server } = stored;
  return { ...server, password: (sealed && keys.unseal('mail', sealed, bound)) || '' };
}

/** Whether mail can be sent at all. */
export async function hasMail({ db }: Pick<Kit, 'db'>): Promise<boolean> {
  return (await read(db.read)) !== undefined;
}

/**
 * Sets the server; without a password the one that is there stays, for the same server and user alone: nobody has it sent
 * elsewhere who does not know it. Throws `invalid_input` for `from` that is no address.
 */
export async function putMail(kit: Kit, actor: Actor, { password, ...input }: MailInput): Promise<Mail> {
  if (!addressIn(input.from)) throw invalid('from', (say) => say.mailAddress);
  await kit.db.write(async (writer) => {
    const before = await read(writer);
    const same = (['host', 'port', 'security', 'user'] as const).every((name) => before?.[name] === input[name]);
    const known = password === undefined && same ? before?.sealed : null;
    const sealed = password ? kit.keys.seal('mail', password, bound) : known;
    const stored: Stored = { ...input, sealed: sealed ?? null };
    await putSetting(writer, 'mail', JSON.stringify(stored));
    const { host, port, security, user, from } = input;
    await audit(writer, kit, actor, 'mail.change', undefined, { name: host, port, security, user, from });
  });
  return readMail(kit);
}

/** Sends no more mail. */
export async function removeMail(kit: Kit, actor: Actor): Promise<void> {
  await kit.db.write(async (writer) => {
    if (await deleteMail(writer)) await audit(writer, kit, actor, 'mail.remove');
  });
}

/** The address of `Box <box@example.com>`, or of an address alone. */
export function addressIn(from: string): string | undefined {
  const address = /^[^<>]*<([^<>]+)>$/.exec(from)?.[1] ?? from;
  return z.email().safeParse(address.trim()).data;
}

async function read(db: Reader): Promise<Stored | undefined> {
  const text = await storedMail(db);
  if (text === undefined) return undefined;
  try {
    return Stored.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
