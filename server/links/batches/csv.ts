import { setImmediate as breath } from 'node:timers/promises';
import { csvOf } from '../../http/csv.ts';
import type { Kit } from '../../kit.ts';
import { Refusal } from '../../refusal.ts';
import type { Origins } from '../addresses.ts';
import { codeUrl, guestUrl } from '../present.ts';
import { tokenFor } from '../token.ts';
import { wholeBatch } from './codes.ts';
import { printedRows } from './table.ts';

const head = ['number', 'issue', 'label', 'url', 'codeUrl'];
/** After so many addresses others have their turn: each costs two hashes. */
const atOnce = 250;

/**
 * A batch as a list for a printer: number, issue, label, address and code address of each code that is not void, with
 * the address of this kind; `name` is what the file may be called. Throws `not_found`, `batch_making`, and `key_missing`
 * where the box's key is not the one that the codes were made with.
 */
export async function batchCsv(
  kit: Pick<Kit, 'db' | 'keys'>,
  batchId: string,
  origins: Origins,
  origin: 'public' | 'local' | undefined,
): Promise<{ csv: string; name: string }> {
  const { label } = await wholeBatch(kit.db.read, batchId);
  const from = origin === 'local' ? origins.local : (origins.public ?? origins.local);
  const rows: string[][] = [head];
  for (const row of await printedRows(kit.db.read, batchId)) {
    const token = tokenFor(kit.keys, { id: row.id, edition: row.edition, tokenHash: row.token_hash });
    if (token === undefined) throw new Refusal('key_missing', 'these codes were made with another key of the box');
    const url = guestUrl(from, token);
    rows.push([String(row.number), String(row.issue), row.label, url, codeUrl(url)]);
    if (rows.length % atOnce === 0) await breath();
  }
  return { csv: csvOf(rows), name: `${label || 'codes'}.csv`.replaceAll(/[/\\:*?"<>|]/g, '_') };
}
