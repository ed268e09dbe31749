import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Kit } from '../../kit.ts';
import { logoAddress } from '../../projects/project.ts';
import { Refusal } from '../../refusal.ts';
import type { Writer } from '../../store/database.ts';
import { type Received, receive } from '../receive.ts';
import { putLogoRow } from './table.ts';

/** Draws a picture that is on disk anew as a logo (WebP). */
export type DrawLogo = (part: string) => Promise<Buffer>;

const most = 5 * 1024 * 1024;

/**
 * Reads an uploaded logo and keeps it, in one write with what `set` makes of its hash and address; gives what `set` gives.
 * Throws as uploads and looks at photos do, `file_too_large` above 5 MB.
 */
export async function takeLogo<T>(
  kit: Kit,
  draw: DrawLogo,
  req: Request,
  res: Response,
  set: (writer: Writer, logo: { hash: string; address: string }) => Promise<T>,
): Promise<T> {
  const bytes = await receive(kit, req, res, 'logo', ({ files }) => draw(theOne(files).part));
  const hash = createHash('sha256').update(bytes).digest('hex');
  return kit.db.write(async (writer) => {
    await putLogoRow(writer, { hash, bytes, created_at: kit.clock.now() });
    return set(writer, { hash, address: logoAddress(hash) });
  });
}

function theOne(files: readonly Received[]): Received {
  const [file] = files;
  if (!file || files.length > 1)
    throw new Refusal('invalid_input', 'logo: exactly one file', { errors: [{ field: 'logo', detail: 'one file' }] });
  if (file.bytes > most) throw new Refusal('file_too_large', 'the logo is larger than 5 MB');
  if (file.refused) throw file.refused;
  return file;
}
