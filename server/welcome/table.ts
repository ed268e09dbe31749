import type { Reader, Writer } from '../store/database.ts';

declare module '../store/tables.ts' {
  interface Tables {
    welcome_links: { link_id: string; position: number };
  }
}

/** The ids of the links that the welcome page offers, in its order. */
export async function welcomeLinkIds(db: Reader): Promise<string[]> {
  const rows = await db.selectFrom('welcome_links').select('link_id').orderBy('position').execute();
  return rows.map(({ link_id }) => link_id);
}

/** Puts these in place of all that were there. */
export async function putWelcomeLinks(writer: Writer, ids: readonly string[]): Promise<void> {
  await writer.deleteFrom('welcome_links').execute();
  if (ids.length === 0) return;
  await writer
    .insertInto('welcome_links')
    .values(ids.map((link_id, position) => ({ link_id, position })))
    .execute();
}
