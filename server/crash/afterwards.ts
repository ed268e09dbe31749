import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../config.ts';
import type { Kit } from '../kit.ts';
import { startBox } from '../start.ts';
import { brokenOnDisk } from '../store/check.ts';
import { openToLook } from '../store/connection.ts';
import { phoneAt } from '../testing/guests.ts';
import { brokenTotals } from '../visits/totals/rebuild.ts';
import type { Acknowledged } from './acknowledged.ts';

/**
 * What is broken in a data folder after its box was ended in whatever way, a line each. Two starts: the first recovers,
 * after each all invariants are checked, and the second must have found nothing to do (I10).
 */
export async function afterwards(data: string, acknowledged: Acknowledged): Promise<string[]> {
  const broken: string[] = [];
  const prints: Map<string, string>[] = [];
  await acknowledged.rest();
  for (const start of [1, 2]) {
    const box = await startBox({
      config: readConfig({ MAIIMG_DATA: data, MAIIMG_PORT: '0', MAIIMG_GUEST_PORT: '0', MAIIMG_HOST: '127.0.0.1' }),
      log: pino({ level: 'silent' }),
      onFatal: (error) => broken.push(`start ${start}: ${error.message}`),
    });
    await box.photosDone();
    await box.batchesDone();
    await codesDone(box.localUrl);
    broken.push(...(await carriedOver(box.guestUrl, acknowledged)), ...(await brokenInBox(box.kit, acknowledged)));
    await box.stop();
    // Only now: what flows from the last photos is stored a moment after them.
    prints.push(await fingerprint(data));
  }
  const [first, second] = prints as [Map<string, string>, Map<string, string>];
  const changed = [...second.keys()].filter((what) => first.get(what) !== second.get(what));
  if (changed.length > 0) broken.push(`I10 the second start changed ${changed.join(', ')}`);
  return broken;
}

/** Settles when screens have been read and their codes looked after: before that nobody with a screen's key is answered. */
async function codesDone(localUrl: string): Promise<void> {
  await (await fetch(new URL('/kiosk/pickup', localUrl))).arrayBuffer();
}

/** What is broken in a running box at rest, a line each: nothing may be left of what was under way. */
export async function brokenInBox(kit: Kit, acknowledged: Acknowledged): Promise<string[]> {
  const { broken, leftovers } = await brokenOnDisk({ read: kit.db.read, files: kit.files });
  return [...broken, ...leftovers, ...(await brokenTotals(kit.db.read)), ...(await acknowledged.broken(kit))];
}

/** So many of the last codes are tried again. */
const codesTried = 4;

/** Codes from before the box ended that still open something, a line each: used or not, none may do that a second time. */
export async function carriedOver(guestUrl: string, { handOvers }: Acknowledged): Promise<string[]> {
  const broken: string[] = [];
  for (const { token, code } of handOvers.slice(-codesTried)) {
    const answer = await phoneAt(guestUrl).open(token, { handOver: code });
    await answer.text();
    if (answer.status !== 403)
      broken.push(`I4 a code from before the end of the box was answered with ${answer.status}`);
  }
  return broken;
}

/** All that a start must leave as it was, of a stopped box, by table and folder: every table but those that a start itself writes, and every file. */
export async function fingerprint(data: string): Promise<Map<string, string>> {
  const prints = new Map<string, string>();
  const connection = await openToLook(join(data, 'maiimg.db'), true);
  const tables = await connection.all(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('clock', 'sessions', 'guesses', 'audit') ORDER BY name",
  );
  for (const { name } of tables) {
    // The state of a programme is made anew from its galleries, a moment after whatever changes them.
    const columns = name === 'programmes' ? 'id, shows, seconds, alone, playlist_id' : '*';
    const rows = await connection.all(`SELECT ${columns} FROM "${name}"`);
    prints.set(`the table ${name}`, hashOf(rows.map((row) => JSON.stringify(row))));
  }
  await connection.close();
  for (const folder of ['originals', 'quarantine', 'derivatives', 'marked'])
    prints.set(`the folder ${folder}`, hashOf(await readdir(join(data, folder), { recursive: true })));
  return prints;
}

function hashOf(lines: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(lines.toSorted())).digest('hex');
}
