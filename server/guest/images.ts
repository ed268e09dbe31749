import type { ServerResponse } from 'node:http';
import type { Request, Response } from 'express';
import type { ShownPhoto } from '../galleries/shown.ts';
import type { Kit } from '../kit.ts';
import { Refusal } from '../refusal.ts';
import type { MarkedPhoto } from './marked.ts';
import { readWhole, sendInPieces } from './photo-files.ts';
import { type Budget, type Held, openPhotoMemory } from './photo-memory.ts';

/** A photo's bytes that were already allowed. */
export interface Sending {
  readonly photo: ShownPhoto;
  readonly size: 'thumb' | 'screen' | 'pano';
  /** Nothing of it may stay on the phone. */
  readonly secret: boolean;
  /** The address names another edition than the one there is, so the answer must not be kept under it. */
  readonly stale: boolean;
  /** The copy that is sent in place of the clean photo. */
  readonly marked?: MarkedPhoto | undefined;
}

export interface Images {
  /** A size that is in memory, for who sends it in the same tick: later the buffer may have been read into anew. */
  held(sending: Sending): Held | undefined;
  /**
   * A size from memory, or else from disk, which stays as it is until it is released. Undefined where memory has no room
   * for it, so that it has to be sent in pieces. Throws `photo_not_ready` where the file is gone.
   */
  read(sending: Sending): Promise<Held | undefined>;
  release(held: Held): void;
  /** Sends the bytes after their headers. They stay as they are until they are out or their socket is closed. */
  end(res: ServerResponse, held: Held): void;
  /** What is said of so many bytes that are sent. */
  headers(sending: Sending, length: number): Readonly<Record<string, string | number>>;
  send(req: Request, res: Response, sending: Sending): Promise<void>;
  stop(): void;
}

/**
 * Photos take so much memory and no more: those kept for who asks next, and those on their way to phones, however slowly
 * they take them. A gallery of 25 needs some 8 MB. Spare buffers are enough for files of many sizes in turn.
 */
const most: Budget = { all: 48 * 1024 * 1024, spare: 8 * 1024 * 1024, largest: 1024 * 1024 };
/** A browser that shows a photo by itself lays it out with a style of its own; nothing else may happen there. */
const alonePolicy = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/** Sends photos; thumbs and screen sizes from memory where it can. `remake` is told of a photo whose file is gone. */
export function openImages(
  kit: Pick<Kit, 'files' | 'changes'>,
  remake: (hash: string) => unknown,
  budget: Budget = most,
): Images {
  const memory = openPhotoMemory(budget);
  /** Who waits for a file that is being read. */
  const reading = new Map<string, PromiseWithResolvers<Held | undefined>[]>();

  const stopListening = kit.changes.on('photo.changed', ({ photoId, what }) => {
    if (what === 'file' || what === 'withdrawn' || what === 'hidden') memory.forget(photoId);
  });

  const held = (sending: Sending) => memory.get(keyOf(sending));
  const pathOf = ({ photo, size, marked }: Sending) => marked?.path ?? kit.files.derivative(photo.hash, size);
  const begin = (sending: Sending, waiting: PromiseWithResolvers<Held | undefined>[]) => {
    const key = keyOf(sending);
    reading.set(key, waiting);
    const roomOf = (bytes: number) => memory.take(bytes, sending.photo.id);
    readWhole(pathOf(sending), roomOf, (error, room) => {
      reading.delete(key);
      if (room && !error) {
        memory.keep(key, room);
        // For each of them at once: the first may ask for more room before the second has its turn.
        memory.use(room, waiting.length);
      }
      if (room) memory.release(room);
      for (const { resolve, reject } of waiting) error ? reject(error) : resolve(room);
    });
  };
  const read = async (sending: Sending): Promise<Held | undefined> => {
    const known = held(sending);
    if (known) {
      memory.use(known);
      return known;
    }
    const mine = Promise.withResolvers<Held | undefined>();
    // One read for all phones that ask at once.
    const waiting = reading.get(keyOf(sending));
    if (waiting) waiting.push(mine);
    else begin(sending, [mine]);
    return mine.promise.catch((error: unknown) => gone(sending, error));
  };
  const gone = async ({ photo, size, marked }: Sending, error: unknown): Promise<never> => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    if (marked) {
      marked.lost();
      throw new Refusal('photo_not_ready', 'the marked copy is being made again');
    }
    // A size that is gone can always be made again from its original; a panorama is, by whoever asks for it next.
    if (size !== 'pano') await remake(photo.hash);
    throw new Refusal('photo_not_ready', 'the size is being made again');
  };
  const end = (res: ServerResponse, sent: Held) => {
    // Closed already, which it tells once.
    if (res.destroyed) return;
    memory.use(sent);
    // After the last byte was handed to the system, or the socket has died with all that it was still to write.
    res.on('close', () => memory.release(sent));
    res.end(sent.bytes);
  };

  return {
    stop: stopListening,
    held,
    read,
    release: memory.release,
    end,
    headers: headersOf,
    send: async (req, res, sending) => {
      const begin = (length: number) => begun(req, res, headersOf(sending, length));
      const found = await read(sending);
      if (!found) return sendInPieces(pathOf(sending), res, begin).catch((error: unknown) => gone(sending, error));
      try {
        if (begin(found.bytes.length)) end(res, found);
      } finally {
        memory.release(found);
      }
    },
  };
}

function keyOf({ photo, size, marked }: Sending): string {
  return marked?.tag ?? `${photo.hash}-${size}`;
}

/** Begins an answer, and ends it where no bytes are wanted; gives whether they are. */
function begun(req: Request, res: Response, headers: ReturnType<typeof headersOf>): boolean {
  if (matches(req.headers['if-none-match'], headers.etag)) {
    const { 'content-type': _type, 'content-length': _length, ...rest } = headers;
    res.writeHead(304, rest).end();
    return false;
  }
  res.writeHead(200, headers);
  if (req.method === 'HEAD') res.end();
  return req.method !== 'HEAD';
}

/** Whether, and for how long, a phone may keep it. */
function keeping({ secret, stale }: Sending): string {
  return secret || stale ? 'no-store' : 'private, max-age=1800';
}

function headersOf(sending: Sending, length: number) {
  return {
    'content-type': sending.marked?.type ?? 'image/webp',
    'content-length': length,
    'cache-control': keeping(sending),
    etag: `"${sending.marked?.tag ?? `${sending.photo.hash.slice(0, 32)}-${sending.size}`}-${length}"`,
    'content-security-policy': alonePolicy,
  };
}

function matches(told: string | undefined, etag: string): boolean {
  if (told === undefined) return false;
  return told.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}
