import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import exifr from 'exifr';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { cleanBytes } from './clean.ts';

const folder = join(import.meta.dirname, '../../../../../shared/photos');
const there = existsSync(folder);
const names = there ? readdirSync(folder).filter((name) => /\.(jpe?g|png|webp)$/i.test(name)) : [];
/** What the files are known to hold. */
const known = ['SN-2026-000123', 'Jesus Cea', 'Zhang San'];
const personal =
  /^(gps|latitude|longitude|artist|byline|creator$|.*serialnumber|.*ownername|city|state|country|location)/i;
/** What no other part of a file repeats: a date or a city may stand in a caption. */
const lone = /^(artist|byline|creator$|.*serialnumber|.*ownername)/i;

const everything = {
  ...{ tiff: true, exif: true, gps: true, xmp: true, iptc: true, ifd1: true, makerNote: true, userComment: true },
  translateValues: false,
};
async function notes(bytes: Buffer): Promise<Record<string, unknown>> {
  return ((await exifr.parse(bytes, everything).catch(() => undefined)) ?? {}) as Record<string, unknown>;
}

describe.skipIf(!there)('every shared photo, cleaned (needs the shared photos)', () => {
  test('there are photos', () => expect(names.length).toBeGreaterThan(40));

  test.each(names)(
    '%s keeps its pixels, profile, orientation and panorama, and loses place, numbers and names',
    async (name) => {
      const before = await readFile(join(folder, name));
      const after = Buffer.from(before);
      const patches = cleanBytes(after);
      expect(after.length).toBe(before.length);
      const left = await notes(after);
      expect(Object.keys(left).filter((key) => personal.test(key))).toEqual([]);
      expect(await exifr.gps(after).catch(() => undefined)).toBeUndefined();
      for (const value of known) expect(after.includes(value), value).toBe(false);
      // What was taken out is nowhere else in the file, as the camera wrote it.
      for (const [key, value] of Object.entries(await notes(before))) {
        if (!lone.test(key) || typeof value !== 'string' || value.trim().length < 5) continue;
        expect(after.includes(value.trim()), `${key} ${value}`).toBe(false);
      }
      if (patches.length === 0) return expect(after.equals(before)).toBe(true);
      const [one, other] = [await sharp(before).metadata(), await sharp(after).metadata()];
      expect(other.orientation).toBe(one.orientation);
      expect(other.icc?.equals(one.icc as Buffer) ?? one.icc === undefined).toBe(true);
      // Data of scans and of pictures is the same byte for byte; a small decode shows that nothing else has moved.
      const pixels = (bytes: Buffer) => sharp(bytes).resize(400).raw().toBuffer();
      expect((await pixels(after)).equals(await pixels(before))).toBe(true);
      const pano = (bytes: Buffer) => /GPano[\s\S]{0,2000}/.exec(bytes.toString('latin1'))?.[0];
      expect(pano(after)).toBe(pano(before));
      // Cleaning is done once: there is nothing left to do.
      expect(cleanBytes(Buffer.from(after))).toEqual([]);
    },
  );
});
