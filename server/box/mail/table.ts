import type { Reader, Writer } from '../../store/database.ts';

/** The row of the settings' table that holds the mail server: beside them, since it is told to owners alone. */
const name = 'mail';

/** What was stored of the mail server, JSON; nothing where none is set. */
export async function storedMail(db: Reader): Promise<string | undefined> {
  const row = await db.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst();
  return row?.value;
}

/** Forgets the mail server; false where none was set. */
export async function deleteMail(writer: Writer): Promise<boolean> {
  const done = await writer.deleteFrom('settings').where('name', '=', name).executeTakeFirst();
  return done.numDeletedRows > 0n;
}
