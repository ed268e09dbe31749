import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Kit } from '../kit.ts';
import { schemaVersion } from '../store/migrate.ts';
import { migrations } from '../store/migrations/index.ts';

/** What the box has acknowledged to somebody outside it. */
export interface Acknowledged {
  /** SHA-256 of each file by the id of its photo. */
  readonly uploads: Map<string, string>;
  /** Answered opens by link. */
  readonly opens: Map<string, number>;
  readonly revoked: Set<string>;
  /** The newest label of a link that was answered. */
  readonly labels: Map<string, string>;
}

export function nothingAcknowledged(): Acknowledged {
  return { uploads: new Map(), opens: new Map(), revoked: new Set(), labels: new Map() };
}

/** What is broken, a line each; none on a sound box. Run after its recovery. */
export async function brokenInvariants(kit: Kit, acknowledged: Acknowledged): Promise<string[]> {
  const broken: string[] = [];
  const rows = async <T>(text: string) => (await sql.raw<T>(text).execute(kit.db.read)).rows;

  const photos = new Map(
    (await rows<{ id: string; hash: string }>('SELECT id, hash FROM photos')).map(({ id, hash }) => [id, hash]),
  );
  for (const [id, hash] of acknowledged.uploads) {
    if (photos.get(id) !== hash) broken.push(`I1 the acknowledged photo ${id} has no row with its hash`);
  }
  const originals = await rows<{ hash: string; missing: number }>('SELECT hash, missing FROM originals');
  for (const { hash } of originals) {
    const file = await readFile(kit.files.original(hash)).catch(() => undefined);
    if (file === undefined) broken.push(`I2 the row ${hash} has no file`);
    else if (sha256(file) !== hash) broken.push(`I1 the file ${hash} has another content`);
  }
  const known = new Set(originals.map(({ hash }) => hash));
  for await (const hash of kit.files.hashes()) if (!known.has(hash)) broken.push(`I3 the file ${hash} has no row`);

  const links = await rows<{
    id: string;
    label: string;
    opens: number;
    max: number | null;
    revoked: number | null;
    visits: number;
    visitors: number;
  }>(`
    SELECT id, label, opens, max_opens AS max, revoked_at AS revoked,
      (SELECT count(*) FROM visits WHERE link_id = links.id) AS visits,
      (SELECT coalesce(sum(opens), 0) FROM link_visitors WHERE link_id = links.id) AS visitors FROM links`);
  for (const { id, label, opens, max, revoked, visits, visitors } of links) {
    if (opens < (acknowledged.opens.get(id) ?? 0))
      broken.push(`I4 link ${id} counts ${opens} opens, ${acknowledged.opens.get(id)} were answered`);
    if (max !== null && opens > max) broken.push(`I4 link ${id} counts ${opens} opens of ${max}`);
    if (opens !== visits || opens !== visitors)
      broken.push(`I4 link ${id} counts ${opens} opens, ${visits} visits, ${visitors} by visitor`);
    if (acknowledged.revoked.has(id) && revoked === null) broken.push(`I5 the revoked link ${id} is open again`);
    const said = acknowledged.labels.get(id);
    if (said !== undefined && label !== said) broken.push(`I5 link ${id} is labelled ${label} instead of ${said}`);
  }

  const [integrity] = await rows<{ integrity_check: string }>('PRAGMA integrity_check(1)');
  if (integrity?.integrity_check !== 'ok') broken.push(`I6 ${integrity?.integrity_check}`);
  if ((await rows('PRAGMA foreign_key_check')).length > 0) broken.push('I6 a foreign key leads nowhere');
  const parts = await readdir(join(kit.files.root, 'incoming'));
  if (parts.length > 0) broken.push(`I7 ${parts.length} parts of uploads are left`);

  const derivatives = await rows<{ hash: string; size: 'thumb' | 'screen' | 'kiosk'; sha256: string }>(
    'SELECT hash, size, sha256 FROM derivatives',
  );
  for (const { hash, size, sha256: said } of derivatives) {
    const file = await readFile(kit.files.derivative(hash, size)).catch(() => undefined);
    if (file !== undefined && sha256(file) !== said) broken.push(`I8 ${hash} ${size} is not what its row says`);
  }
  if ((await schemaVersion(kit.db)) !== migrations.length) broken.push('I9 the schema is not the newest');
  return broken;
}

/** All that a start must leave as it was: every table but the clock's, and every file. For I10. */
export async function fingerprint(kit: Kit): Promise<string> {
  const hash = createHash('sha256');
  const { rows: tables } = await sql
    .raw<{ name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('clock', 'sessions', 'guesses', 'audit') ORDER BY name",
    )
    .execute(kit.db.read);
  for (const { name } of tables) {
    const { rows } = await sql.raw(`SELECT * FROM "${name}"`).execute(kit.db.read);
    hash.update(JSON.stringify([name, rows.map((row) => JSON.stringify(row)).toSorted()]));
  }
  for (const folder of ['originals', 'quarantine', 'derivatives']) {
    const names = await readdir(join(kit.files.root, folder), { recursive: true });
    hash.update(JSON.stringify([folder, names.toSorted()]));
  }
  return hash.digest('hex');
}

function sha256(data: Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
