import { createHash } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import type { Readable, Writable } from 'node:stream';
import type { Request, Response } from 'express';
import multer from 'multer';
import { uploadLimits } from '#contract/photos.ts';
import { actorOf } from '../box/actor.ts';
import { boundaryOf, mendPartNames } from '../http/part-names.ts';
import type { Kit } from '../kit.ts';
import { Refusal } from '../refusal.ts';
import { spaceOf, watermarks } from '../store/ballast.ts';
import { tidyName } from './names.ts';
import { promisedBytes, takeSlot } from './slots.ts';

/** A file that has come in whole and is on disk under `part`, but is not acknowledged; or why it is refused. */
export interface Received {
  readonly name: string;
  readonly part: string;
  readonly bytes: number;
  /** SHA-256, lower-case hex. */
  readonly hash: string;
  readonly refused?: Refusal;
}

export interface Upload {
  /** In the order sent. */
  readonly files: readonly Received[];
  readonly fields: Readonly<Record<string, string>>;
}

/** The most that one request can have kept, whatever it says of itself. */
const mostKept = uploadLimits.files * uploadLimits.fileBytes;
const mostFields = 5;
const mostParts = uploadLimits.files + mostFields;

/**
 * Reads a multipart request: each file of the named field (of any, where none is named) is streamed to disk, counted, hashed and synced.
 * A file that is too large is a verdict of its own and spoils none of the others. What `use` has not moved away by the
 * time it settles is removed again. Throws `too_many_files`, `upload_incomplete`, `disk_full`, `busy`, `invalid_input`.
 */
export async function receive<T>(
  kit: Kit,
  req: Request,
  res: Response,
  field: string | undefined,
  use: (upload: Upload) => Promise<T>,
): Promise<T> {
  const boundary = boundaryOf(req.headers['content-type']);
  if (!/^multipart\/form-data\b/i.test(req.headers['content-type'] ?? '') || boundary === undefined) {
    throw new Refusal('unsupported_media_type', 'photos come as multipart/form-data');
  }
  const told = Number(req.headers['content-length'] ?? Number.NaN);
  // One that promises more would have others told that the disk is full.
  const bytes = Number.isFinite(told) ? Math.min(told, mostKept) : mostKept;
  const leave = await takeSlot(req, { who: actorOf(req).id, bytes });
  const parts = new Set<string>();
  try {
    await checkRoom(kit);
    const files = await read(kit, req, res, { field, parts, boundary });
    return await use({ files, fields: { ...(req.body as Record<string, string>) } });
  } finally {
    leave();
    for (const part of parts) await rm(part, { force: true });
  }
}

/** What all running uploads have promised has to fit beside the reserve. */
async function checkRoom(kit: Kit): Promise<void> {
  const { free, size } = await spaceOf(kit.config.data);
  if (free - promisedBytes() < watermarks(size).uploads) {
    throw new Refusal('disk_full', 'the disk is nearly full: no photos can be taken in');
  }
}

interface Reading {
  readonly field: string | undefined;
  readonly parts: Set<string>;
  readonly boundary: string;
}

function read(kit: Kit, req: Request, res: Response, { field, parts, boundary }: Reading): Promise<Received[]> {
  const taking = new Set<Promise<unknown>>();
  let refuse: (refusal: Refusal) => void = () => {};
  const upload = multer({
    storage: {
      _handleFile: (_req, file, done) => {
        const part = kit.files.incoming();
        parts.add(part);
        const taken = takeFile(file.stream, part);
        taking.add(taken);
        taken.then(
          (whole) =>
            done(null, {
              path: part,
              size: whole.bytes,
              received: { ...whole, name: tidyName(file.originalname), part },
            } as Partial<Express.Multer.File>),
          (error: unknown) => done(error),
        );
      },
      _removeFile: (_req, _file, done) => done(null),
    },
    // Names arrive as UTF-8; multer would read them as Latin-1 by itself.
    defParamCharset: 'utf8',
    limits: {
      files: uploadLimits.files,
      fields: mostFields,
      fieldSize: 1000,
      fieldNameSize: 100,
      parts: mostParts,
      headerPairs: 20,
    },
    streamHandler: (from: Request, parser: Writable) => {
      const mend = mendPartNames(boundary, mostParts);
      mend.on('error', (error) => {
        // Once told, the files under way break off, and the rest of the body is let go by unread.
        parser.destroy(error);
        // multer would answer when the whole body has come.
        void Promise.allSettled(taking).then(() =>
          refuse(
            new Refusal(
              'too_many_files',
              `at most ${uploadLimits.files} files and ${mostFields} fields in one request`,
            ),
          ),
        );
      });
      // multer lets go of the parser by name, where what stands before it is meant.
      const unpipe = from.unpipe.bind(from);
      from.unpipe = (to) => unpipe(to === parser ? mend : to);
      from.pipe(mend).pipe(parser);
    },
  } as multer.Options);
  const take = field === undefined ? upload.any() : upload.array(field, uploadLimits.files);

  return new Promise((resolve, reject) => {
    refuse = reject;
    // Whoever has gone already would never be heard of by multer.
    if (req.destroyed) {
      reject(new Refusal('upload_incomplete', 'the upload broke off'));
      return;
    }
    take(req, res, (error: unknown) => {
      if (error) reject(refusalOf(error));
      else
        resolve(
          ((req.files as (Express.Multer.File & { received: Received })[] | undefined) ?? []).map(
            (file) => file.received,
          ),
        );
    });
  });
}

/** Streams one file to disk and syncs it. Beyond the limit it is read to its end, so that the next file can be, and kept no more. */
export async function takeFile(
  source: Readable,
  part: string,
): Promise<{ bytes: number; hash: string; refused?: Refusal }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const handle: FileHandle = await open(part, 'wx', 0o600);
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > uploadLimits.fileBytes) continue;
      hash.update(chunk);
      await writeAll(handle, chunk);
    }
    if (bytes > 0 && bytes <= uploadLimits.fileBytes) await handle.sync();
  } finally {
    await handle.close();
  }
  const digest = hash.digest('hex');
  if (bytes === 0) return { bytes, hash: digest, refused: new Refusal('file_empty', 'the file is empty') };
  if (bytes > uploadLimits.fileBytes)
    return { bytes, hash: digest, refused: new Refusal('file_too_large', 'the file is larger than 50 MB') };
  return { bytes, hash: digest };
}

async function writeAll(handle: FileHandle, chunk: Buffer): Promise<void> {
  let written = 0;
  while (written < chunk.length) written += (await handle.write(chunk, written)).bytesWritten;
}

function refusalOf(error: unknown): unknown {
  if (!(error instanceof multer.MulterError)) {
    const { message, code } = error as { message?: string; code?: string };
    // busboy and the request's own stream have no codes for a body that breaks off or is not multipart at all.
    if (code === undefined && /unexpected end|malformed|boundary|aborted|multipart/i.test(message ?? '')) {
      return new Refusal('upload_incomplete', 'the upload broke off or is not well formed');
    }
    if (code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET')
      return new Refusal('upload_incomplete', 'the upload broke off');
    return error;
  }
  if (error.code === 'LIMIT_FILE_COUNT' || error.code === 'LIMIT_UNEXPECTED_FILE') {
    return error.field === undefined || error.code === 'LIMIT_FILE_COUNT'
      ? new Refusal('too_many_files', `at most ${uploadLimits.files} files in one request`)
      : new Refusal(
          'invalid_input',
          `files are taken from the field they belong to, not from ${JSON.stringify(error.field.slice(0, 40))}`,
          {
            errors: [{ field: error.field.slice(0, 40), detail: 'no files are taken here' }],
          },
        );
  }
  return new Refusal('invalid_input', `the form is not well formed: ${error.message.toLowerCase()}`);
}
