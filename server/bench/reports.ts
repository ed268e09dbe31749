import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import sqlite3 from 'sqlite3';
import { type BenchBox, folder, startBox } from './box.ts';
import { figure, median, quantile, quick, rounds } from './measure.ts';
import { exportsOf } from './report-exports.ts';
import { all, exec, opened } from './report-fill.ts';
import { type About, questions } from './report-questions.ts';
import { audiences, type EventfulBox, eventfulBox } from './report-seed.ts';
import { sizesOf } from './report-sizes.ts';

/**
 * Measures the report of a project with 1 M and with 10 M events of a year: the whole page as staff ask for it, each of
 * its questions from totals and from raw rows, and what all of it takes on the disk. An event is a row that a guest
 * leaves: an open, a photo looked at, a photo saved, a refusal (1 : 4 : 0.5 : 0.1). Databases stay in the folder that
 * MAIIMG_BENCH_EVENTS names, where it is set, and are taken from there the next time.
 * node server/bench/reports.ts [runs]
 */
const runs = rounds(40, 10);
const rawRuns = quick ? 1 : 3;
const sizes = quick ? { small: 100_000, large: 1_000_000 } : { small: 1_000_000, large: 10_000_000 };
const limits = { small: 100, large: 250, growth: 2 };
const spans = [1, 7, 30, 90, 365];
const ms = 'ms';

interface Side {
  readonly name: string;
  readonly seeded: EventfulBox;
  readonly db: sqlite3.Database;
}
interface Asked {
  readonly p50: number;
  readonly p95: number;
}

const kept = process.env.MAIIMG_BENCH_EVENTS;
const place = kept === undefined ? await folder() : { path: kept, remove: async () => {} };
const side = async (events: number): Promise<Side> => {
  const data = join(place.path, `events-${events}`);
  await mkdir(data, { recursive: true });
  const name = events >= 1_000_000 ? `${events / 1_000_000} M` : `${events / 1000} k`;
  const seeded = await eventfulBox(data, events, (line) => process.stderr.write(`${line}\n`));
  const db = await opened(join(data, 'maiimg.db'), sqlite3.OPEN_READONLY);
  await exec(db, 'PRAGMA cache_size = -64000; PRAGMA mmap_size = 0');
  return { name, seeded, db };
};
const small = await side(sizes.small);
const large = await side(sizes.large);
try {
  await asked();
  for (const one of [small, large]) await sizesOf(one.name, one.seeded, one.db);
  await pages();
} finally {
  for (const { db } of [small, large]) await new Promise((resolve) => db.close(resolve));
  await place.remove();
}

/** The report as a page asks for it: the request of staff to the last byte of its answer. */
async function pages(): Promise<void> {
  const boxes = [await startBox(small.seeded.data, core()), await startBox(large.seeded.data, core())] as const;
  try {
    for (const [index, span] of spans.entries()) {
      const [one, ten] = await both(boxes, span, () => '');
      const what = `report of a project, ${named(span)}`;
      if (index === 0) await both(boxes, span, () => '');
      figure({ what: `${what}, ${small.name} events, p95`, value: one.p95, unit: ms, limit: limits.small });
      figure({ what: `${what}, ${large.name} events, p95`, value: ten.p95, unit: ms, limit: limits.large });
      grown(what, one.p50, ten.p50);
    }
    const about = [
      ['an audience', () => `&audience=${audiences[0]}`],
      ['a link', ({ links }: EventfulBox) => `&linkId=${links[0]?.id}`],
      ['a gallery', ({ galleryIds }: EventfulBox) => `&galleryId=${galleryIds[0]}`],
      ['a placement', () => `&placement=${encodeURIComponent('投放点 0')}`],
    ] as const;
    for (const [what, query] of about)
      for (const span of [30, 365]) {
        const [one, ten] = await both(boxes, span, query);
        grown(`report of ${what}, ${named(span)}`, one.p50, ten.p50);
      }
    await exportsOf(small.name, boxes[0], small.seeded, quick ? 1 : 3);
  } finally {
    for (const box of boxes) await box.stop();
  }
}

async function both(
  boxes: readonly [BenchBox, BenchBox],
  span: number,
  query: (seeded: EventfulBox) => string,
): Promise<[Asked, Asked]> {
  const took: [number[], number[]] = [[], []];
  for (let run = 0; run < runs; run += 1) {
    for (const [at, { seeded }] of [small, large].entries()) {
      // Each time of other days, so that no answer is the one before.
      const to = before(seeded.to, span === 365 ? 0 : run % 20);
      const path = `/api/projects/${seeded.projectId}/report?from=${before(to, span - 1)}&to=${to}${query(seeded)}`;
      const started = performance.now();
      await boxes[at]?.owner.call('GET', path);
      took[at]?.push(performance.now() - started);
    }
  }
  const of = (values: readonly number[]) => ({ p50: median(values), p95: quantile(values, 0.95) });
  return [of(took[0]), of(took[1])];
}

/** Each question by itself, in this process: from totals and from raw rows, which must agree. */
async function asked(): Promise<void> {
  const worst = new Map<number, { name: string; growth: number; one: number; ten: number }>();
  for (const question of questions) {
    for (const span of spans) {
      const [one, ten] = [await ofTotals(small, span, question.totals), await ofTotals(large, span, question.totals)];
      const growth = ten / one;
      if (growth > (worst.get(span)?.growth ?? 0)) worst.set(span, { name: question.name, growth, one, ten });
      if (span !== 30 && span !== 365) continue;
      const about = await aboutProject(large, span, 0);
      const raw: number[] = [];
      // Of a year, once: it takes many seconds.
      for (let run = 0; run < (span === 365 ? 1 : rawRuns); run += 1) {
        const [rows, took] = await timed(large, question.raw(about));
        raw.push(took);
        const [same] = await timed(large, question.totals(about));
        if (JSON.stringify(rows) !== JSON.stringify(same))
          throw new Error(`${question.name}: totals are not the raw rows`);
      }
      figure({
        what: `${question.name}, ${named(span)}, ${large.name} events, from raw rows`,
        value: median(raw),
        unit: ms,
        bare: ten,
        bareIs: 'from totals',
        note: 'no limit of its own',
      });
    }
  }
  for (const [span, { name, one, ten }] of worst)
    grown(`the question that grows most, ${named(span)} (${name})`, one, ten);
}

async function ofTotals(of: Side, span: number, totals: (about: About) => string): Promise<number> {
  const took: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const [, ms] = await timed(of, totals(await aboutProject(of, span, span === 365 ? 0 : run % 20)));
    took.push(ms);
  }
  return median(took);
}

async function timed({ db }: Side, text: string): Promise<[rows: unknown[], ms: number]> {
  const started = performance.now();
  const rows = await all<unknown>(db, text);
  return [rows, performance.now() - started];
}

async function aboutProject({ seeded, db }: Side, span: number, back: number): Promise<About> {
  const { projectId } = seeded;
  const [row] = await all<{ number: number }>(db, 'SELECT number FROM subjects WHERE id = ?', [projectId]);
  const to = before(seeded.to, back);
  const number = (day: string) => Number(day.replaceAll('-', ''));
  return {
    links: `project_id = '${projectId}'`,
    subject: row?.number ?? 0,
    a: number(before(to, span - 1)),
    b: number(to),
  };
}

/** Ten times the events: at most so many times as long. Below a millisecond a timer tells nothing. */
function grown(what: string, one: number, ten: number): void {
  const bareIs = `${small.name} events`;
  const [value, bare] = [Math.max(ten, 1), Math.max(one, 1)];
  figure({ what: `${what}, ${large.name} events, p50`, value, unit: ms, bare, bareIs, limit: limits.growth });
}

function before(day: string, back: number): string {
  return new Date(Date.parse(day) - back * 86_400_000).toISOString().slice(0, 10);
}
function named(span: number): string {
  return span === 365 ? 'a year' : span === 1 ? 'a day' : `${span} days`;
}
function core(): number | undefined {
  return availableParallelism() > 1 ? 0 : undefined;
}
