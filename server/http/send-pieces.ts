import { type FileHandle, open } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** What stands in the place of as many bytes of a file: a run of one byte (where, how many, which), or bytes in base64. */
export type Overlay = readonly [at: number, length: number, fill: number] | readonly [at: number, base64: string];

/** A file as a part of an answer. */
export interface FilePiece {
  readonly path: string;
  readonly bytes: number;
  /** In order, apart from each other. */
  readonly patches: readonly Overlay[];
}
export type Piece = Buffer | FilePiece;

export interface Sending {
  readonly pieces: readonly Piece[];
  /** With its quotes. */
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Told of each piece whose last byte is about to go out. */
  readonly passed?: (index: number) => void;
  /** Waited for before the last bytes go out, and also where nobody takes them any more. */
  readonly before?: () => Promise<unknown>;
}

const chunk = 256 * 1024;
/** Beyond so many answers at once each has small buffers: many phones that read slowly must not take all memory. */
const mostLarge = 64;
const smallChunk = 32 * 1024;
const spareBuffers = 16;
const spare: Buffer[] = [];
let pumping = 0;

const lengthOf = (piece: Piece) => (Buffer.isBuffer(piece) ? piece.length : piece.bytes);

/**
 * Answers with pieces one after the other as if they were one file: whole, or the one range that is asked for, with HEAD
 * and conditions. Two buffers are in memory, whatever the length. Settles when the answer is out or nobody takes it any
 * more; a file that turns out to be shorter ends the connection, so that half of it is not taken for the whole.
 * Rejects before the first byte with ENOENT where a file is gone.
 */
export async function sendPieces(req: IncomingMessage, res: ServerResponse, sending: Sending): Promise<void> {
  const { pieces, etag, headers } = sending;
  const total = pieces.reduce((sum, piece) => sum + lengthOf(piece), 0);
  const common = { ...headers, etag, 'accept-ranges': 'bytes' };
  const bare = Object.fromEntries(Object.entries(common).filter(([name]) => !name.startsWith('content-')));
  const { 'if-match': match, 'if-none-match': noneMatch, 'if-range': ifRange, range } = req.headers;
  if (match !== undefined && !names(match, etag, false)) return void res.writeHead(412, bare).end();
  if (noneMatch !== undefined && names(noneMatch, etag, true)) return void res.writeHead(304, bare).end();
  const asked = ifRange === undefined || ifRange === etag ? rangeOf(range, total) : undefined;
  if (asked === 'beyond') return void res.writeHead(416, { ...bare, 'content-range': `bytes */${total}` }).end();

  const { from, to } = asked ?? { from: 0, to: total };
  const length = { 'content-length': to - from };
  const ranged = asked && { 'content-range': `bytes ${from}-${to - 1}/${total}` };
  const begin = () => res.writeHead(asked ? 206 : 200, { ...common, ...length, ...ranged });
  if (req.method === 'HEAD' || to === from) return void begin().end();
  await pump(res, sending, from, to, begin);
}

async function pump(
  res: ServerResponse,
  { pieces, passed, before }: Sending,
  from: number,
  to: number,
  begin: () => unknown,
): Promise<void> {
  pumping += 1;
  const buffers = [take(), take()] as const;
  const out = writerTo(res);
  let handle: FileHandle | undefined;
  let started = false;
  let whole = false;
  const send = async (bytes: Buffer, at: number, ended: () => void) => {
    if (at + bytes.length >= to) {
      ended();
      await before?.();
    }
    if (!started) begin();
    started = true;
    await out.write(bytes);
    if (at + bytes.length < to) ended();
  };
  try {
    let start = 0;
    for (const [index, piece] of pieces.entries()) {
      const end = start + lengthOf(piece);
      const [first, last] = [Math.max(from, start), Math.min(to, end)];
      if (first < last) {
        const ended = () => {
          if (last === end) passed?.(index);
        };
        if (Buffer.isBuffer(piece)) await send(piece.subarray(first - start, last - start), first, ended);
        else {
          handle = await open(piece.path, 'r');
          for (let at = first; at < last; ) {
            const buffer = buffers[out.turn()] as Buffer;
            // Before it is read into anew, it has to be out.
            await out.free();
            const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, last - at), at - start);
            if (bytesRead === 0) throw new Error(`${piece.path} ends before its end`);
            const bytes = buffer.subarray(0, bytesRead);
            overlay(bytes, at - start, piece.patches);
            await send(bytes, at, at + bytesRead === last ? ended : () => {});
            at += bytesRead;
          }
          await handle.close();
          handle = undefined;
        }
      }
      start = end;
    }
    await out.done();
    res.end();
    whole = true;
  } catch (error) {
    if (!started && !(error instanceof Gone)) throw error;
    res.destroy();
    if (!(error instanceof Gone)) throw error;
  } finally {
    await handle?.close();
    await out.settled();
    pumping -= 1;
    for (const buffer of buffers) if (buffer.length === chunk && spare.length < spareBuffers) spare.push(buffer);
    if (!whole) await before?.();
  }
}

/** Whoever asked has gone. */
class Gone extends Error {}

/** Writes with one chunk under way while the next is read. */
function writerTo(res: ServerResponse) {
  const under: [Promise<void> | undefined, Promise<void> | undefined] = [undefined, undefined];
  const waiting = new Set<(error: Gone) => void>();
  let turn = 0;
  res.once('close', () => {
    for (const reject of waiting) reject(new Gone());
  });
  const one = (bytes: Buffer) =>
    new Promise<void>((resolve, reject) => {
      if (res.destroyed) return reject(new Gone());
      waiting.add(reject);
      res.write(bytes, (error) => {
        waiting.delete(reject);
        error ? reject(new Gone()) : resolve();
      });
    });
  const both = () => Promise.all(under);
  return {
    /** Which buffer comes next. */
    turn: () => turn,
    free: () => under[turn as 0 | 1],
    write: async (bytes: Buffer) => {
      await under[turn as 0 | 1];
      const mine = one(bytes);
      // Told by whoever waits for it next.
      mine.catch(() => {});
      under[turn as 0 | 1] = mine;
      turn = 1 - turn;
    },
    done: both,
    settled: () => Promise.allSettled(under),
  };
}

function take(): Buffer {
  if (pumping > mostLarge) return Buffer.allocUnsafeSlow(smallChunk);
  return spare.pop() ?? Buffer.allocUnsafeSlow(chunk);
}

/** Puts into bytes that were read from `at` on what stands in their place. */
function overlay(bytes: Buffer, at: number, patches: readonly Overlay[]): void {
  const end = at + bytes.length;
  for (const patch of patches) {
    const [start, what, fill] = patch;
    if (start >= end) return;
    if (typeof what === 'number') {
      if (start + what > at)
        bytes.fill(fill as number, Math.max(0, start - at), Math.min(bytes.length, start + what - at));
      continue;
    }
    const fresh = Buffer.from(what, 'base64');
    const skipped = Math.max(0, at - start);
    if (skipped < fresh.length) fresh.copy(bytes, Math.max(0, start - at), skipped);
  }
}

/** The one range that is asked for; undefined for the whole, also where several are asked for or it makes no sense. */
function rangeOf(told: string | undefined, total: number): { from: number; to: number } | 'beyond' | undefined {
  const [, first = '', last = ''] = /^bytes=\s*(\d*)\s*-\s*(\d*)\s*$/.exec(told ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') return Number(last) === 0 ? 'beyond' : { from: Math.max(0, total - Number(last)), to: total };
  const from = Number(first);
  const to = last === '' ? total : Math.min(total, Number(last) + 1);
  if (last !== '' && Number(last) < from) return undefined;
  return from >= total ? 'beyond' : { from, to };
}

function names(told: string, etag: string, weakly: boolean): boolean {
  return told.split(',').some((one) => {
    const tag = one.trim();
    return tag === '*' || tag === etag || (weakly && tag === `W/${etag}`);
  });
}
