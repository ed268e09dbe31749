import type { Request, Response } from 'express';
import type { Kit } from '../kit.ts';
import { type Received, receive } from '../library/receive.ts';
import { Refusal } from '../refusal.ts';

/** A picture as guests get it: JPEG, and what it measures in pixels. */
export interface DrawnPicture {
  readonly jpeg: Buffer;
  readonly width: number;
  readonly height: number;
}

/** Draws a picture that is on disk anew. Rejects as a look at a photo does. */
export type DrawPicture = (part: string) => Promise<DrawnPicture>;

const most = 10 * 1024 * 1024;

/** Reads an uploaded picture and draws it anew, so that nothing but what is seen is left of it. Throws as uploads do, `file_too_large` above 10 MB. */
export function takePicture(kit: Kit, draw: DrawPicture, req: Request, res: Response): Promise<DrawnPicture> {
  return receive(kit, req, res, 'picture', ({ files }) => draw(theOne(files).part));
}

function theOne(files: readonly Received[]): Received {
  const [file] = files;
  if (!file || files.length > 1) {
    throw new Refusal('invalid_input', 'picture: exactly one file', {
      errors: [{ field: 'picture', detail: 'one file' }],
    });
  }
  if (file.bytes > most) throw new Refusal('file_too_large', 'the picture is larger than 10 MB');
  if (file.refused) throw file.refused;
  return file;
}
