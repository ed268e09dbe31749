import { readFile } from 'node:fs/promises';
import type { Request, Response } from 'express';
import type { ShownPhoto } from '../galleries/shown.ts';
import { attachment, sendStored } from '../http/send-file.ts';
import type { Kit } from '../kit.ts';
import { Refusal } from '../refusal.ts';

/** A photo's bytes that were already allowed. */
export interface Sending {
  readonly photo: ShownPhoto;
  readonly size: 'thumb' | 'screen' | 'original';
  /** Nothing of it may stay on the phone. */
  readonly secret: boolean;
  /** The address names another edition than the one there is, so the answer must not be kept under it. */
  readonly stale: boolean;
}

export interface Images {
  /** The bytes of a size from memory, or else from disk. Throws `photo_not_ready` where the file is gone. */
  bytes(sending: Sending & { readonly size: 'thumb' | 'screen' }): Promise<Buffer>;
  /** The bytes where they are in memory. */
  held(sending: Sending): Buffer | undefined;
  /** What is said of bytes that are sent. */
  headers(sending: Sending, bytes: Buffer): Readonly<Record<string, string | number>>;
  send(req: Request, res: Response, sending: Sending): Promise<void>;
  stop(): void;
}

/** Sizes are kept in memory up to so many bytes in all; a file larger than `largest` is read each time. */
const budget = { all: 64 * 1024 * 1024, largest: 512 * 1024 } as const;
/** A browser that shows a photo by itself lays it out with a style of its own; nothing else may happen there. */
const alonePolicy = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";
const types = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp' } as const;

/** Sends photos; thumbs and screen sizes from memory where it can. `remake` is told of a photo whose file is gone. */
export function openImages(kit: Pick<Kit, 'files' | 'changes'>, remake: (hash: string) => unknown): Images {
  const kept = new Map<string, { bytes: Buffer; photoId: string }>();
  const reading = new Map<string, Promise<Buffer>>();
  let heldBytes = 0;

  const drop = (key: string) => {
    heldBytes -= kept.get(key)?.bytes.length ?? 0;
    kept.delete(key);
  };
  const keep = (key: string, bytes: Buffer, photoId: string) => {
    if (bytes.length > budget.largest) return;
    drop(key);
    kept.set(key, { bytes, photoId });
    heldBytes += bytes.length;
    for (const oldest of kept.keys()) {
      if (heldBytes <= budget.all) break;
      drop(oldest);
    }
  };
  const stopListening = kit.changes.on('photo.changed', ({ photoId, what }) => {
    if (what !== 'file' && what !== 'withdrawn') return;
    for (const [key, entry] of kept) if (entry.photoId === photoId) drop(key);
  });

  const held = ({ photo, size }: Sending): Buffer | undefined => {
    const key = `${photo.hash}-${size}`;
    const known = kept.get(key);
    if (!known) return undefined;
    kept.delete(key);
    kept.set(key, known);
    return known.bytes;
  };
  const bytesOf = async (sending: Sending & { size: 'thumb' | 'screen' }): Promise<Buffer> => {
    const known = held(sending);
    if (known) return known;
    const { photo, size } = sending;
    const key = `${photo.hash}-${size}`;
    // One read for all phones that ask at once.
    const read =
      reading.get(key) ?? readFile(kit.files.derivative(photo.hash, size)).finally(() => reading.delete(key));
    reading.set(key, read);
    try {
      const bytes = await read;
      if (!kept.has(key)) keep(key, bytes, photo.id);
      return bytes;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      // A size that is gone can always be made again from its original.
      await remake(photo.hash);
      throw new Refusal('photo_not_ready', 'the size is being made again');
    }
  };

  return {
    stop: stopListening,
    held,
    bytes: bytesOf,
    headers: (sending, bytes) => ({
      'content-type': 'image/webp',
      'content-length': bytes.length,
      ...headersOf(sending, bytes),
    }),
    send: async (req, res, sending) => {
      const { photo, size } = sending;
      if (size === 'original') return sendOriginal(kit, res, photo, keeping(sending));
      const bytes = await bytesOf({ ...sending, size });
      const headers = headersOf(sending, bytes);
      if (matches(req.headers['if-none-match'], headers.etag)) {
        res.writeHead(304, headers).end();
        return;
      }
      res.writeHead(200, { ...headers, 'content-type': 'image/webp', 'content-length': bytes.length });
      res.end(req.method === 'HEAD' ? undefined : bytes);
    },
  };
}

/** Whether, and for how long, a phone may keep it. */
function keeping({ secret, stale }: Sending): string {
  return secret || stale ? 'no-store' : 'private, max-age=1800';
}

function headersOf(sending: Sending, bytes: Buffer) {
  const { photo, size } = sending;
  const etag = `"${photo.hash.slice(0, 32)}-${size}-${bytes.length}"`;
  return { 'cache-control': keeping(sending), etag, 'content-security-policy': alonePolicy };
}

/** The file as it was brought, under its own name; ranges and conditions are answered. */
async function sendOriginal(
  kit: Pick<Kit, 'files'>,
  res: Response,
  photo: ShownPhoto,
  cacheControl: string,
): Promise<void> {
  const headers = {
    'cache-control': cacheControl,
    etag: `"${photo.hash}"`,
    'content-type': types[photo.format],
    'content-disposition': attachment(photo.name),
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  };
  try {
    await sendStored(res, kit.files.original(photo.hash), headers);
  } catch (error) {
    const { status, code } = error as { status?: number; code?: string };
    if (code === 'ECONNABORTED') return;
    if (status !== 412 && status !== 416) throw error;
    // A range beyond the end, or a condition that does not hold.
    for (const name of ['content-disposition', 'content-type', 'etag']) res.removeHeader(name);
    if (status === 416) res.set('content-range', `bytes */${photo.bytes}`);
    res.status(status).end();
  }
}

function matches(told: string | undefined, etag: string): boolean {
  if (told === undefined) return false;
  return told.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}
