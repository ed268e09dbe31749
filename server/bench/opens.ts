import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import sqlite3 from 'sqlite3';
import { machineTime } from '../clock.ts';
import { readConfig } from '../config.ts';
import { newId } from '../ids.ts';
import type { Kit } from '../kit.ts';
import { linkById } from '../links/table.ts';
import { startBox as startBoxHere } from '../start.ts';
import { makeOpener } from '../visits/open.ts';
import { longestMs, openRunning } from '../visits/running.ts';
import { folder, startBox } from './box.ts';
import { openAsk, runLoad } from './load.ts';
import { cpuOf, figure, median, quantile, quick, rounds } from './measure.ts';
import { seed } from './seed.ts';

/**
 * Measures opens a second, each on disk before its answer, 64 at once on 20 links: in the box's own room, and over HTTP
 * with the gallery in the answer; beside a bare group commit of the same statements on the same disk.
 * node server/bench/opens.ts [runs]
 */
const runs = rounds(5, 2);
const seconds = quick ? 2 : 5;
const atOnce = 64;
const links = 20;

interface Rate {
  readonly perSecond: number;
  readonly p99: number;
  /** CPU milliseconds of an open. */
  readonly cpu: number;
}

const place = await folder();
const data = join(place.path, 'data');
const { links: seeded } = await seed(data, { photos: 25, links });
const rates: Record<'bare' | 'room' | 'door', Rate[]> = { bare: [], room: [], door: [] };
for (let run = 0; run < runs; run += 1) {
  rates.bare.push(await bare());
  rates.room.push(await room());
  rates.door.push(await door());
}
const mid = (of: keyof typeof rates, what: keyof Rate) => median(rates[of].map((rate) => rate[what]));
const bareIs = 'bare group commit';
figure({
  what: 'opens a second, 64 at once',
  value: mid('room', 'perSecond'),
  unit: '/s',
  bare: mid('bare', 'perSecond'),
  bareIs,
  limit: 0.5,
  atLeast: true,
});
figure({ what: 'their p99', value: mid('room', 'p99'), unit: 'ms', bare: mid('bare', 'p99'), bareIs, limit: 3 });
figure({
  what: 'CPU of an open',
  value: mid('room', 'cpu'),
  unit: 'ms',
  bare: mid('bare', 'cpu'),
  bareIs,
  note: 'no limit of its own',
});
figure({
  what: 'opens a second over HTTP, gallery of 25 in the answer',
  value: mid('door', 'perSecond'),
  unit: '/s',
  bare: mid('bare', 'perSecond'),
  bareIs,
  note: 'no limit of its own',
});
figure({ what: 'their p99', value: mid('door', 'p99'), unit: 'ms', note: 'no limit of its own' });
figure({
  what: 'CPU of the box for an open over HTTP',
  value: mid('door', 'cpu'),
  unit: 'ms',
  note: 'no limit of its own',
});
await place.remove();

/** Calls again and again, so many at once, for the set time. */
async function closedLoops(one: () => Promise<unknown>): Promise<Rate> {
  const took: number[] = [];
  const started = performance.now();
  const before = process.cpuUsage();
  const loop = async () => {
    while (performance.now() - started < seconds * 1000) {
      const from = performance.now();
      await one();
      took.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, loop));
  const { user, system } = process.cpuUsage(before);
  const perSecond = (took.length * 1000) / (performance.now() - started);
  return { perSecond, p99: quantile(took, 0.99), cpu: (user + system) / 1000 / took.length };
}

async function room(): Promise<Rate> {
  return withKit(async (kit) => {
    const running = await openRunning(kit);
    const open = makeOpener(kit, running);
    const all = await Promise.all(seeded.map(async ({ id }) => (await linkById(kit.db.read, id)) ?? fail(id)));
    let turn = 0;
    const rate = await closedLoops(() =>
      open({
        link: all[turn++ % links] ?? fail('turn'),
        visitId: undefined,
        visitor: { key: randomBytes(16).toString('base64url'), standIn: false },
        nonce: undefined,
        password: undefined,
        onSite: true,
        address: '192.168.1.7',
        agent: 'Mozilla/5.0 (iPhone)',
      }),
    );
    await running.stop();
    return rate;
  });
}

async function door(): Promise<Rate> {
  const cores = availableParallelism();
  const box = await startBox(data, cores > 1 ? 0 : undefined);
  const load = { origin: box.guestUrl, asks: seeded.map(({ token }) => openAsk(token)), connections: atOnce };
  try {
    await runLoad({ ...load, seconds: 1 }, cores > 1 ? 1 : undefined);
    const before = cpuOf(box.pid);
    const done = await runLoad({ ...load, seconds }, cores > 1 ? 1 : undefined);
    const took = done.ms.open ?? [];
    const cpu = ((cpuOf(box.pid) - before) * 1000) / took.length;
    return { perSecond: took.length / done.seconds, p99: quantile(took, 0.99), cpu };
  } finally {
    await box.stop();
  }
}

/** The statements of an open and nothing else: prepared once, in one transaction for all that wait, FULL. */
async function bare(): Promise<Rate> {
  const db = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened = new sqlite3.Database(join(data, 'maiimg.db'), (error) => (error ? reject(error) : resolve(opened)));
  });
  const exec = (text: string) =>
    new Promise<void>((resolve, reject) => db.exec(text, (error) => (error ? reject(error) : resolve())));
  await exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
  db.serialize();
  const count = db.prepare(
    `UPDATE links SET opens = opens + 1, last_open_at = ?2 WHERE id = ?1 AND edition = 1 AND revoked_at IS NULL
     AND (opens_at IS NULL OR opens_at <= ?2) AND (expires_at IS NULL OR expires_at > ?2)
     AND (max_opens IS NULL OR opens < max_opens) RETURNING opens`,
  );
  const phone = db.prepare(
    `INSERT INTO link_visitors (link_id, visitor, opens, first_at, last_at) VALUES (?1, ?2, 1, ?3, ?3)
     ON CONFLICT (link_id, visitor) DO UPDATE SET opens = opens + 1, last_at = excluded.last_at`,
  );
  const visit = db.prepare(
    `INSERT INTO visits (id, link_id, visitor, stand_in, nonce, link_edition, password_edition, opened_at, ends_at,
     last_seen_at, on_site, address, agent) VALUES (?, ?, ?, 0, NULL, 1, 0, ?, ?, ?, 1, '192.168.1.0/24', 'Mozilla/5.0 (iPhone)')`,
  );
  let waiting: ((error: Error | null) => void)[] = [];
  let committing = false;
  let turn = 0;
  const commit = () => {
    const group = waiting;
    waiting = [];
    committing = true;
    db.run('BEGIN IMMEDIATE');
    for (const done of group) {
      const now = Date.now();
      const link = seeded[turn++ % links]?.id;
      const visitor = randomBytes(16).toString('base64url');
      const heed = (error: Error | null) => error && done(error);
      count.all(link, now, heed);
      phone.run(link, visitor, now, heed);
      visit.run(newId(now), link, visitor, now, now + longestMs, now, heed);
    }
    db.run('COMMIT', (error: Error | null) => {
      for (const done of group) done(error);
      committing = false;
      if (waiting.length > 0) commit();
    });
  };
  const rate = await closedLoops(
    () =>
      new Promise<void>((resolve, reject) => {
        waiting.push((error) => (error ? reject(error) : resolve()));
        if (!committing) queueMicrotask(() => committing || commit());
      }),
  );
  for (const statement of [count, phone, visit])
    await new Promise<void>((resolve) => statement.finalize(() => resolve()));
  await new Promise<void>((resolve) => db.close(() => resolve()));
  return rate;
}

async function withKit<T>(work: (kit: Kit) => Promise<T>): Promise<T> {
  const { kit, stop } = await startBoxHere({
    config: readConfig({ MAIIMG_DATA: data, MAIIMG_PORT: '0', MAIIMG_GUEST_PORT: '0', MAIIMG_HOST: '127.0.0.1' }),
    log: pino({ level: 'silent' }),
    time: machineTime,
    onFatal: (error) => fail(error.message),
  });
  return work(kit).finally(stop);
}

function fail(why: string): never {
  throw new Error(why);
}
