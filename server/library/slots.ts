import type { Request } from 'express';
import { Refusal } from '../refusal.ts';

/** Requests that may bring files at one time, of one person and in all: each streams, so this bounds the disk's work. */
const most = { each: 4, all: 12 } as const;
/** Those beyond wait, so many and so long, before a byte of their body is read. */
const line = { length: 200, ms: 60_000 } as const;

interface Slot {
  readonly who: string;
  readonly bytes: number;
}

const running = new Set<Slot>();
const waiting: (() => boolean)[] = [];

/** Bytes that the running uploads have promised. */
export function promisedBytes(): number {
  return [...running].reduce((sum, { bytes }) => sum + bytes, 0);
}

/**
 * Waits for a place to bring files; gives the way to leave it. Nobody's silent uploads keep others from theirs.
 * Throws `busy` where the line is too long or does not move, `upload_incomplete` where the client goes meanwhile.
 */
export async function takeSlot(req: Request, slot: Slot): Promise<() => void> {
  if (!enter(slot)) await queue(req, slot);
  return () => {
    running.delete(slot);
    for (const next of [...waiting]) if (next()) waiting.splice(waiting.indexOf(next), 1);
  };
}

function enter(slot: Slot): boolean {
  const mine = [...running].filter(({ who }) => who === slot.who).length;
  if (running.size >= most.all || mine >= most.each) return false;
  running.add(slot);
  return true;
}

function queue(req: Request, slot: Slot): Promise<void> {
  if (waiting.length >= line.length) throw new Refusal('busy', 'too many uploads at once', { retryAfter: 5 });
  return new Promise((resolve, reject) => {
    const next = () => {
      if (!enter(slot)) return false;
      settle();
      resolve();
      return true;
    };
    const give = (refusal: Refusal) => () => {
      waiting.splice(waiting.indexOf(next), 1);
      settle();
      reject(refusal);
    };
    const late = give(new Refusal('busy', 'too many uploads at once', { retryAfter: 5 }));
    const gone = give(new Refusal('upload_incomplete', 'the upload broke off'));
    const timer = setTimeout(late, line.ms);
    const settle = () => {
      clearTimeout(timer);
      req.socket.off('close', gone);
    };
    req.socket.once('close', gone);
    waiting.push(next);
  });
}
