import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startProcess } from '../testing/process.ts';
import { Acknowledged } from './acknowledged.ts';
import { deeds, type Scenery, scenery } from './acts.ts';
import { afterwards } from './afterwards.ts';
import { compiled } from './site.ts';
import { type Call, childOf, type Fault, watch } from './strace.ts';

export type What = keyof typeof deeds;

/** One call of one deed, broken in one way. */
export interface Point {
  readonly what: What;
  /** Which process: the box itself, or the one that reads pictures. */
  readonly of: 'box' | 'ingest';
  readonly call: Call;
  readonly how: Fault;
}

/** How the box took it. */
export type Outcome = 'killed' | 'ended' | 'refused' | 'answered' | 'not reached';

export interface PointReport {
  readonly point: Point;
  readonly outcome: Outcome;
  /** A line each; none where all is well. */
  readonly broken: readonly string[];
}

export interface Stage {
  readonly points: readonly Point[];
  /** Breaks a box at one of them; two at once need lanes of their own. */
  run(point: Point, lane?: number): Promise<PointReport>;
}

/** A call that was not met at its number is tried so often: now and then the box does something of its own. */
const tries = 3;

/** All that is looked at: every deed in the box itself, and what the upload does in the process that reads pictures. */
export const allDeeds: readonly (readonly [What, Point['of']])[] = [
  ['upload', 'box'],
  ['upload', 'ingest'],
  ...(['open', 'revoke', 'setting', 'withdraw', 'replace', 'empty', 'stop'] as const).map(
    (what) => [what, 'box'] as const,
  ),
];

/** Finds every call by which these deeds get something onto the disk, in a folder that is made for it. */
export async function findPoints(folder: string, whats: readonly (readonly [What, Point['of']])[]): Promise<Stage> {
  const template = join(folder, 'template');
  await mkdir(template);
  const at = await scenery(template);
  const points: Point[] = [];
  for (const [what, of] of whats) {
    const { calls } = await once(folder, 0, at, what, of);
    // Threads of one process that count for themselves meet at the same number.
    const distinct = new Map(calls.map((call) => [`${call.name} ${call.when} ${call.about}`, call]));
    for (const call of distinct.values())
      for (const how of ['SIGKILL', 'EIO', 'ENOSPC'] as const) points.push({ what, of, call, how });
  }
  return {
    points,
    run: async (point, lane = 0) => {
      let report: PointReport | undefined;
      for (let turn = 0; turn < tries && (report === undefined || report.outcome === 'not reached'); turn += 1)
        report = await tried(folder, lane, at, point);
      return report as PointReport;
    },
  };
}

async function tried(folder: string, lane: number, at: Scenery, point: Point): Promise<PointReport> {
  const { data, acknowledged, hit, answers, ended, fell } = await once(folder, lane, at, point.what, point.of, point);
  const broken = await afterwards(data, acknowledged);
  const [first, second] = answers;
  const killed = point.how === 'SIGKILL';
  const reached = killed ? fell || ended === 'SIGKILL' : hit !== undefined;
  const outcome: Outcome = !reached
    ? 'not reached'
    : killed
      ? 'killed'
      : ended !== undefined
        ? 'ended'
        : first === undefined || first < 300
          ? 'answered'
          : 'refused';
  if (reached && !killed) {
    if (ended !== undefined && ended !== 1 && point.what !== 'stop')
      broken.push(`the box ended with ${ended} instead of 1`);
    // Guests are only told to come back.
    if (point.how === 'ENOSPC' && first !== undefined && first >= 300 && first !== (point.what === 'open' ? 503 : 507))
      broken.push(`a full disk was answered with ${first}`);
    if (ended === undefined && second !== undefined && second >= 300)
      broken.push(`the next one was answered with ${second}`);
  }
  return { point, outcome, broken };
}

/** Does a thing once to a watched box on a fresh copy, and once more where the box is still there. */
async function once(folder: string, lane: number, at: Scenery, what: What, of: Point['of'], fault?: Point) {
  const data = join(folder, `data-${lane}`);
  const log = join(folder, `strace-${lane}.log`);
  await rm(data, { recursive: true, force: true });
  await cp(join(folder, 'template'), data, { recursive: true });
  const acknowledged = new Acknowledged();
  const box = await startProcess(
    { MAIIMG_DATA: data, MAIIMG_LOG_LEVEL: 'fatal', UV_THREADPOOL_SIZE: '1', ...compiled },
    what === 'empty' ? 'crash/emptying.ts' : 'main.ts',
  );
  let ended: number | NodeJS.Signals | undefined;
  void box.ended.then((how) => {
    ended = how;
  });
  let pid = box.child.pid as number;
  if (of === 'ingest') {
    // It is started by the first picture, and stays for a while.
    await deeds.upload(box, at, acknowledged, 2);
    pid = childOf(pid) ?? pid;
  }
  // A stop has something to put from the log into the database.
  if (what === 'stop') await deeds.setting(box, at, acknowledged, 2);
  const watching = await watch({ pid, folder: data, log }, fault);
  let fell = false;
  void watching.ended.then(() => {
    fell = true;
  });
  const answers: (number | undefined)[] = [];
  const act = async (turn: number) => {
    const answer = await Promise.race([
      deeds[what](box, at, acknowledged, turn).catch(() => undefined),
      box.ended.then(() => undefined),
      setTimeout(20_000, undefined, { ref: false }),
    ]);
    answers.push(answer);
    // A box that is about to end has a moment for it.
    await Promise.race([box.ended, setTimeout(answer === undefined || answer >= 500 ? 300 : 30)]);
  };
  await act(0);
  if (ended === undefined && fault) await act(1);
  const itself = { ended, fell };
  if (ended === undefined) box.kill('SIGKILL');
  await box.ended;
  await watching.ended;
  const { calls, hit } = await watching.seen();
  return { data, acknowledged, calls, hit, answers, ...itself };
}
