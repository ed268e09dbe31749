import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { z } from 'zod';
import { Refusal } from '../../refusal.ts';
import type { Ingest, IngestOptions } from './does.ts';
import { isHeavy, maxLooks, nextInLine, type Standing } from './line.ts';
import {
  Cleaned,
  DrawnCard,
  DrawnLogo,
  DrawnPicture,
  DrawnSheet,
  Inspection,
  MadeJpeg,
  MarkedFile,
  type Order,
  partOf,
  Rendered,
  RenderedSize,
  type Reply,
  SmallPicture,
  Weight,
} from './messages.ts';
import { markBytes, sharedBytes, sheetBytes } from './weight.ts';
import { type Ending, startWorker, type WorkerProcess } from './worker-process.ts';

export type { Ingest, IngestOptions } from './does.ts';
export type {
  Drawing,
  Inspection,
  MarkedFile,
  MarkJob,
  Rendered,
  RenderedSize,
  RenderJob,
  SheetJob,
} from './messages.ts';

interface Job extends Standing {
  alone: boolean;
  readonly order: Order;
  readonly settle: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
  deaths: number;
  timer?: NodeJS.Timeout;
}

/** Starts that fail one after another before all that waits is given up. */
const maxFailedStarts = 3;

/** Gives the ingest process to the rest of the box; starts nothing yet. */
export function startIngest({
  log,
  jobs = availableParallelism(),
  idleMs = 30_000,
  renderTimeoutMs = 60_000,
  lookTimeoutMs = 20_000,
}: IngestOptions): Ingest {
  let waiting: Job[] = [];
  const running = new Map<number, Job>();
  let worker: WorkerProcess | undefined;
  let ready = false;
  /** We are ending the process ourselves; nothing is sent to it, and none takes its place before it is gone. */
  let closing = false;
  const late: Job[] = [];
  /** The process has made derivatives, after which it never is quite as small as a fresh one. */
  let rendered = false;
  let allowed = jobs;
  let failedStarts = 0;
  let idle: NodeJS.Timeout | undefined;
  let stop: Promise<void> | undefined;
  let stopped: (() => void) | undefined;
  let lastId = 0;
  // sharp's own limit comes first: it ends one job, where ours ends the process.
  const seconds = Math.max(1, Math.floor((renderTimeoutMs * 0.8) / 1000));

  function ask<T>(schema: z.ZodType<T>, order: Order, weight = 0, kind = kindOf(order)): Promise<T> {
    return new Promise<unknown>((settle, reject) => {
      if (stopped) return reject(stopping());
      waiting.push({ kind, weight, alone: false, order, settle, reject, deaths: 0 });
      pump();
    }).then((result) => schema.parse(result));
  }

  const weigh = (path: string) => ask(Weight, { do: 'weigh', id: ++lastId, path });
  const weightOf = async (path: string) => (await weigh(path)).bytes;

  function pump(): void {
    clearTimeout(idle);
    if (waiting.length === 0 && running.size === 0) {
      if (worker && !closing) idle = setTimeout(close, idleMs);
      return;
    }
    if (!worker) start();
    while (worker && ready && !closing) {
      const job = nextInLine(waiting, [...running.values()], allowed, jobs);
      if (!job) return;
      if (job.weight > sharedBytes && rendered) {
        renew();
        return;
      }
      waiting = waiting.filter((other) => other !== job);
      running.set(job.order.id, job);
      job.timer = setTimeout(() => overdue(job), isHeavy(job) ? renderTimeoutMs : lookTimeoutMs);
      rendered ||= isHeavy(job);
      worker.send(job.order);
    }
  }

  function start(): void {
    const mine = startWorker(
      jobs + 1 + maxLooks,
      // What an earlier process said too late is about jobs that begin again.
      (reply) => mine === worker && hear(reply),
      ended,
    );
    worker = mine;
    log.debug({ pid: mine.pid }, 'ingest process started');
  }

  function hear(reply: Reply): void {
    if (reply.is === 'ready') {
      ready = true;
      failedStarts = 0;
      pump();
      return;
    }
    const job = running.get(reply.id);
    if (!job) return;
    leave(job);
    if (reply.is === 'done') job.settle(reply.result);
    else if (reply.is === 'failed') job.reject(faultOf(reply));
    else {
      log.debug({ code: reply.code, facts: reply.facts, reason: reply.reason }, 'photo refused');
      job.reject(new Refusal(reply.code, reply.message, reply.facts));
    }
    pump();
  }

  function leave(job: Job): void {
    clearTimeout(job.timer);
    running.delete(job.order.id);
  }

  function close(): void {
    closing = true;
    worker?.kill();
  }

  /** A job that hangs cannot be stopped within the process, so the process goes; the others begin again in the next. */
  function overdue(job: Job): void {
    log.warn({ pid: worker?.pid, kind: job.kind }, 'ingest took too long and is ended');
    leave(job);
    late.push(job);
    renew();
  }

  /** Ends the process; what it was doing begins again in the next. */
  function renew(): void {
    waiting = [...running.values(), ...waiting];
    for (const job of running.values()) leave(job);
    close();
  }

  function ended(how: Ending): void {
    const { pid } = worker ?? {};
    const failedStart = !ready && !closing;
    worker = undefined;
    ready = closing = rendered = false;
    for (const job of late.splice(0)) refuse(job, 'photo_took_too_long', 'the photo took too long to read');
    if (stopped) {
      stopped();
      return;
    }
    const victims = [...running.values()];
    for (const job of victims) leave(job);
    if (victims.length > 0) log.warn({ ...how, pid, jobs: victims.length }, 'ingest process died at work');
    if (failedStart && ++failedStarts >= maxFailedStarts) giveUp(how);
    for (const job of victims) job.deaths += 1;
    // Alone, so that the next death names the one that causes it.
    const again = victims.filter((job) => victims.length > 1 || job.deaths < 2);
    for (const job of again) job.alone = true;
    waiting = [...again, ...waiting];
    for (const job of victims)
      if (!again.includes(job)) refuse(job, 'photo_unreadable', 'the photo cannot be read: reading it failed twice');
    pump();
  }

  function refuse(job: Job, code: 'photo_took_too_long' | 'photo_unreadable', message: string): void {
    void tidy(job).then(() => job.reject(new Refusal(code, message)));
  }

  function giveUp(how: Ending): void {
    failedStarts = 0;
    log.error(how, 'ingest process does not start');
    for (const job of waiting.splice(0)) job.reject(new Error('the ingest process does not start'));
  }

  return {
    inspect: (path, { localZone }) => ask(Inspection, { do: 'inspect', id: ++lastId, path, localZone }),
    clean: (path) => ask(Cleaned, { do: 'clean', id: ++lastId, path }),
    jpeg: (path, into) => ask(MadeJpeg, { do: 'jpeg', id: ++lastId, path, into, seconds }),
    logo: async (path) => {
      const { webp } = await ask(DrawnLogo, { do: 'logo', id: ++lastId, path, seconds }, await weightOf(path));
      return Buffer.from(webp, 'base64');
    },
    picture: async (path) => {
      const drawn = await ask(DrawnPicture, { do: 'picture', id: ++lastId, path, seconds }, await weightOf(path));
      return { ...drawn, jpeg: Buffer.from(drawn.jpeg, 'base64') };
    },
    card: async (job) => {
      const { jpeg } = await ask(DrawnCard, { ...job, do: 'card', id: ++lastId, seconds }, await weightOf(job.path));
      return Buffer.from(jpeg, 'base64');
    },
    small: async (path, edge) => {
      const { jpeg } = await ask(SmallPicture, { do: 'small', id: ++lastId, path, edge, seconds });
      return Buffer.from(jpeg, 'base64');
    },
    sheet: async (job) => {
      const { png } = await ask(DrawnSheet, { ...job, do: 'sheet', id: ++lastId, seconds }, sheetBytes(job));
      return Buffer.from(png, 'base64');
    },
    render: async ({ source, into }) => {
      const bytes = await weightOf(source);
      return ask(Rendered, { do: 'render', id: ++lastId, source, into, seconds }, bytes);
    },
    pano: async (path, into, guestWaits) => {
      const { pano } = await weigh(path);
      const order = { do: 'pano', id: ++lastId, path, into, seconds } as const;
      return ask(RenderedSize, order, pano, guestWaits ? 'mark' : 'render');
    },
    mark: async (job, from) => {
      const bytes = from === 'size' ? markBytes : (await weigh(job.source))[from === 'original' ? 'whole' : 'bytes'];
      return ask(MarkedFile, { do: 'mark', id: ++lastId, ...job, seconds }, bytes);
    },
    setJobs: (count) => {
      allowed = Math.min(jobs, Math.max(1, Math.floor(count)));
      pump();
    },
    pid: () => worker?.pid,
    stop: () => (stop ??= end()),
  };

  async function end(): Promise<void> {
    clearTimeout(idle);
    const left = [...running.values(), ...waiting.splice(0)];
    for (const job of running.values()) leave(job);
    const gone = new Promise<void>((resolve) => {
      stopped = resolve;
    });
    if (worker) {
      worker.kill();
      await gone;
    }
    for (const job of left) await tidy(job).finally(() => job.reject(stopping()));
  }
}

/** What guests wait for, and takes little of anything, does not stand behind renders. */
function kindOf({ do: what }: Order): Standing['kind'] {
  if (what === 'weigh' || what === 'mark') return what;
  return what === 'inspect' || what === 'clean' || what === 'jpeg' || what === 'small' ? 'inspect' : 'render';
}

function targetsOf(order: Order): string[] {
  if (order.do === 'render') return Object.values(order.into);
  if (order.do === 'jpeg' || order.do === 'pano') return [order.into];
  return order.do === 'mark' ? [order.target] : [];
}

/** Removes what a killed process may have left half written. */
async function tidy({ order }: Job): Promise<void> {
  for (const target of targetsOf(order)) await rm(partOf(target), { force: true }).catch(() => {});
}

function stopping(): Refusal {
  return new Refusal('stopping', 'the box is stopping');
}

function faultOf({ code, message }: Extract<Reply, { is: 'failed' }>): Error {
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Refusal('disk_full', 'the disk is full');
  return Object.assign(new Error(message), code === undefined ? {} : { code });
}
