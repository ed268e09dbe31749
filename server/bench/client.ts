import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { Load, LoadDone } from './load.ts';

/** The process that asks: reads a `Load` from its argument, does it, prints a `LoadDone`. */
const load = JSON.parse(process.argv[2] ?? '{}') as Load;
const agent = new Agent({ keepAlive: true, maxSockets: load.connections, maxFreeSockets: load.connections });
const ms: Record<string, number[]> = {};
let failed = 0;
let why: string | undefined;
let turn = 0;

const lasts = performance.now() + load.seconds * 1000;
const started = performance.now();
if (load.rate === undefined) await Promise.all(Array.from({ length: load.connections }, closedLoop));
else await openLoop(load.rate);
const done: LoadDone = { ms, failed, why, seconds: (performance.now() - started) / 1000 };
process.stdout.write(JSON.stringify(done));
agent.destroy();

async function closedLoop(): Promise<void> {
  while (performance.now() < lasts) await one(performance.now());
}

/** Asks at set moments, whether or not what was asked before has been answered: what waits is counted as waiting. */
async function openLoop(rate: number): Promise<void> {
  const under = new Set<Promise<void>>();
  for (let at = started; at < lasts; at += 1000 / rate) {
    while (performance.now() < at)
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, at - performance.now())));
    const asked = one(at).finally(() => under.delete(asked));
    under.add(asked);
  }
  await Promise.all(under);
}

async function one(from: number): Promise<void> {
  const ask = load.asks[turn++ % load.asks.length];
  if (!ask) return;
  const headers: Record<string, string | number> = { ...ask.headers };
  if (ask.newVisitor) headers.cookie = `visitor=${randomBytes(16).toString('base64url')}`;
  if (ask.body !== undefined) headers['content-length'] = Buffer.byteLength(ask.body);
  try {
    const status = await new Promise<number>((resolve, reject) => {
      const asked = request(
        new URL(ask.path, load.origin),
        { agent, method: ask.method ?? 'GET', headers },
        (answer) => {
          answer.resume();
          answer.once('end', () => resolve(answer.statusCode ?? 0));
          answer.once('error', reject);
        },
      );
      asked.once('error', reject);
      asked.end(ask.body);
    });
    if (status >= 400) throw new Error(`${ask.path.replace(/[0-9a-z]{26}/, 'TOKEN')}: ${status}`);
    const own = ms[ask.name] ?? [];
    ms[ask.name] = own;
    own.push(performance.now() - from);
  } catch (error) {
    failed += 1;
    why ??= String(error);
  }
}
