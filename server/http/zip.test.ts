import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { readZip } from '../testing/zip.ts';
import { layZip, type ZipEntry } from './zip.ts';

const wall = { year: 2026, month: 11, day: 21, hour: 14, minute: 6, second: 11 };
const time = { at: Date.UTC(2026, 10, 21, 6, 6, 11), wall };

function entryOf(name: string, data: Buffer): ZipEntry {
  return { name, bytes: data.length, crc: crc32(data), time };
}

function archive(files: readonly (readonly [name: string, data: Buffer])[]): Buffer {
  const { heads, tail, bytes } = layZip(files.map(([name, data]) => entryOf(name, data)));
  const whole = Buffer.concat([...files.flatMap(([, data], at) => [heads[at] as Buffer, data]), tail]);
  expect(whole.length).toBe(bytes);
  return whole;
}

const files = [
  ['主会场/沙盘 一期 👍.jpg', Buffer.from('one')],
  ['empty.jpg', Buffer.alloc(0)],
  ['b.jpg', Buffer.from('PK\x05\x06 within')],
] as const;

test('an archive is what was put into it, with Chinese names and the wall’s time', () => {
  const entries = readZip(archive(files));
  expect(entries.map(({ name, data, crc, utf8, time: told }) => [name, data.toString(), crc, utf8, told])).toEqual(
    files.map(([name, data]) => [name, data.toString(), crc32(data), true, '2026-11-21 14:06:10']),
  );
});

const python = (() => {
  try {
    return execFileSync('python3', ['-c', 'print("ok")'], { stdio: ['ignore', 'pipe', 'ignore'] })
      .toString()
      .trim();
  } catch {
    return undefined;
  }
})();

test.skipIf(python !== 'ok')('another program reads it, and finds every check sum right (needs python3)', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maiimg-zip-'));
  try {
    const path = join(folder, 'a.zip');
    await writeFile(path, archive(files));
    const script = `import json, sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
print(json.dumps([z.testzip(), [[i.filename, i.date_time[5], i.external_attr >> 16] for i in z.infolist()]]))`;
    const [bad, told] = JSON.parse(execFileSync('python3', ['-c', script, path]).toString()) as [unknown, unknown];
    expect(bad).toBe(null);
    expect(told).toEqual(files.map(([name]) => [name, 10, 0o100644]));
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('beyond 4 GiB and 65,534 files the list says where things really are', () => {
  const large: ZipEntry[] = Array.from({ length: 90 }, (_, at) => ({
    name: `${at}.jpg`,
    bytes: 50_000_000,
    crc: 1,
    time: null,
  }));
  const { heads, tail, bytes } = layZip(large);
  expect(bytes).toBeGreaterThan(2 ** 32);
  expect(tail.lastIndexOf(Buffer.from('PK\x06\x07'))).toBe(tail.length - 42);
  const record = tail.length - 42 - 56;
  expect(tail.readUInt32LE(record)).toBe(0x06064b50);
  expect(Number(tail.readBigUInt64LE(record + 32))).toBe(90);
  const list = Number(tail.readBigUInt64LE(record + 48));
  expect(list).toBe(bytes - tail.length);
  // The last file's own place, in the field for what is far.
  const last = tail.lastIndexOf(Buffer.from('PK\x01\x02'));
  expect(tail.readUInt32LE(last + 42)).toBe(0xffffffff);
  const nameBytes = tail.readUInt16LE(last + 28);
  const place = Number(tail.readBigUInt64LE(last + 46 + nameBytes + 4));
  expect(place).toBe(list - 50_000_000 - (heads.at(-1)?.length ?? 0));

  const many = Array.from({ length: 70_000 }, (_, at) => entryOf(`${at}`, Buffer.alloc(0)));
  const lots = layZip(many);
  const whole = Buffer.concat([...lots.heads, lots.tail]);
  expect(readZip(whole).length).toBe(70_000);
});
