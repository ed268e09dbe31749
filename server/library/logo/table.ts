import { sql } from 'kysely';
import type { Reader, Writer } from '../../store/database.ts';

declare module '../../store/tables.ts' {
  interface Tables {
    logos: LogoRow;
  }
}

interface LogoRow {
  /** SHA-256 of the bytes, lower-case hex. */
  hash: string;
  /** WebP. */
  bytes: Buffer;
  created_at: number;
}

/** Keeps a logo; the same one again is kept once, and as young as now. */
export async function putLogoRow(writer: Writer, row: LogoRow): Promise<void> {
  await writer
    .insertInto('logos')
    .values(row)
    .onConflict((conflict) => conflict.column('hash').doUpdateSet({ created_at: row.created_at }))
    .execute();
}

/** The bytes of a logo, or nothing. */
export async function logoBytes(db: Reader, hash: string): Promise<Buffer | undefined> {
  const row = await db.selectFrom('logos').select('bytes').where('hash', '=', hash).executeTakeFirst();
  return row?.bytes;
}

/** Removes logos from before an instant that neither the box nor a project, deleted or not, has any more; gives how many. */
export async function deleteUnusedLogos(writer: Writer, before: number): Promise<number> {
  const { numAffectedRows } = await sql`DELETE FROM logos WHERE created_at < ${before}
    AND NOT EXISTS (SELECT 1 FROM projects WHERE projects.logo_hash = logos.hash)
    AND NOT EXISTS (SELECT 1 FROM settings WHERE settings.name = 'logo' AND instr(settings.value, logos.hash) > 0)`.execute(
    writer,
  );
  return Number(numAffectedRows ?? 0n);
}
