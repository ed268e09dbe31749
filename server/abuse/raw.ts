import { connect, type Socket } from 'node:net';

/** What came back on a connection of its own. */
export interface Heard {
  /** Latin-1. */
  readonly text: string;
  /** Of the first answer that is one; 0 where there was none. */
  readonly status: number;
  readonly answers: number;
  /** The box let go of the connection, and not we. */
  readonly closed: boolean;
  readonly ms: number;
}

export interface Manner {
  /** What we do once all is sent: wait to the end, say that we say no more, or tear the line. */
  readonly last?: 'wait' | 'end' | 'tear';
  /** How long we wait for an answer, and for the end of the connection after one. */
  readonly patienceMs?: number;
  readonly afterMs?: number;
}

/** Says these very bytes to a door. Settles when the box closes, or when we are tired of waiting; never rejects. */
export function say(url: string, bytes: string | Uint8Array, manner: Manner = {}): Promise<Heard> {
  const { last = 'wait', patienceMs = 8000, afterMs = 300 } = manner;
  const { hostname, port } = new URL(url);
  const started = performance.now();
  return new Promise((resolve) => {
    let text = '';
    let ours = false;
    let firstMs = 0;
    let timer: NodeJS.Timeout;
    const socket: Socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
    const leave = () => {
      ours = true;
      socket.destroy();
    };
    timer = setTimeout(leave, patienceMs);
    socket.on('connect', () => {
      socket.setNoDelay(true);
      socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes, () => {
        if (last === 'end') socket.end();
        if (last === 'tear') leave();
      });
    });
    socket.on('data', (chunk) => {
      firstMs ||= performance.now() - started;
      text += chunk.toString('latin1');
      clearTimeout(timer);
      // Those of 1xx only announce one.
      timer = setTimeout(leave, /HTTP\/1\.[01] [2-5]\d\d /.test(text) ? afterMs : patienceMs);
    });
    socket.on('error', () => {});
    socket.on('end', () => socket.destroy());
    socket.on('close', () => {
      clearTimeout(timer);
      const answers = [...text.matchAll(/HTTP\/1\.[01] ([2-5]\d\d) /g)];
      const status = Number(answers[0]?.[1] ?? 0);
      resolve({ text, status, answers: answers.length, closed: !ours, ms: firstMs || performance.now() - started });
    });
  });
}

/** Runs work on each, so many side by side, in order. */
export async function each<T>(all: readonly T[], side: number, work: (one: T, index: number) => Promise<void>) {
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < all.length; index = next++) await work(all[index] as T, index);
  };
  await Promise.all(Array.from({ length: side }, worker));
}

/** The value below which this share of them lies. */
export function percentile(values: readonly number[], share: number): number {
  return Math.round(values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)] ?? 0);
}

/** `201: 90, 400: 300`. */
export function tally(counts: ReadonlyMap<number | string, number>): string {
  return [...counts]
    .toSorted(([a], [b]) => String(a).localeCompare(String(b)))
    .map(([what, count]) => `${what}: ${count}`)
    .join(', ');
}
