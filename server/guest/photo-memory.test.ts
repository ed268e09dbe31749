import { expect, test } from 'vitest';
import { type Held, openPhotoMemory } from './photo-memory.ts';

const kB = 1024;

test('all that is kept, used and spare stays within the budget, whatever sizes come', () => {
  const memory = openPhotoMemory({ all: 1000 * kB, spare: 100 * kB, largest: 300 * kB });
  const buffers = new Set<WeakRef<ArrayBufferLike>>();
  const seen = new WeakSet<ArrayBufferLike>();
  const used: Held[] = [];
  let refused = 0;
  for (let at = 0; at < 3000; at += 1) {
    const size = (at * 7919) % (300 * kB);
    const held = memory.take(size, `photo-${at % 40}`);
    if (held) {
      expect(held.bytes.length).toBe(size);
      // Nobody else has the same buffer now.
      expect(used.some((other) => other.bytes.buffer === held.bytes.buffer)).toBe(false);
      used.push(held);
      if (!seen.has(held.bytes.buffer)) buffers.add(new WeakRef(held.bytes.buffer));
      seen.add(held.bytes.buffer);
      if (at % 3 > 0) memory.keep(`key-${at % 60}`, held);
    } else refused += 1;
    expect(used.reduce((sum, { bytes }) => sum + bytes.buffer.byteLength, 0)).toBeLessThanOrEqual(1000 * kB);
    if (used.length > (at % 500 < 250 ? 3 : 9) || !held) memory.release(used.shift() as Held);
    if (at % 11 === 0) memory.forget(`photo-${at % 40}`);
  }
  expect(refused).toBeGreaterThan(0);
  expect(refused).toBeLessThan(1500);
});

test('files of one size take turns in the same buffers', () => {
  const memory = openPhotoMemory({ all: 1000 * kB, spare: 100 * kB, largest: 300 * kB });
  const buffers = new Set<ArrayBufferLike>();
  for (let at = 0; at < 100; at += 1) {
    const held = memory.take(90 * kB + at, 'photo') as Held;
    buffers.add(held.bytes.buffer);
    memory.keep(`key-${at}`, held);
    memory.release(held);
  }
  expect(buffers.size).toBe(10);
  // The last ones are kept, the oldest went first.
  expect(memory.get('key-89')).toBeUndefined();
  expect(memory.get('key-99')?.bytes.length).toBe(90 * kB + 99);
});

test('what was asked for last is kept, and what is used is neither dropped nor given away', () => {
  const memory = openPhotoMemory({ all: 3 * 64 * kB, spare: 64 * kB, largest: 64 * kB });
  const put = (key: string) => {
    const held = memory.take(64 * kB, key);
    if (!held) return undefined;
    memory.keep(key, held);
    memory.release(held);
    return held;
  };
  for (const key of ['a', 'b', 'c']) put(key);
  memory.get('a');
  put('d');
  expect(['a', 'b', 'c', 'd'].filter((key) => memory.get(key))).toEqual(['a', 'c', 'd']);
  const used = ['a', 'c', 'd'].map((key) => memory.get(key) as Held);
  for (const held of used) memory.use(held, 2);
  for (const held of used) memory.release(held);
  expect(put('e')).toBeUndefined();
  memory.release(used[1] as Held);
  expect(put('e')?.bytes.buffer).toBe(used[1]?.bytes.buffer);
  expect(['a', 'c', 'd', 'e'].filter((key) => memory.get(key))).toEqual(['a', 'd', 'e']);
});
