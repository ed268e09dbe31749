import { expect, test } from 'vitest';
import { countsOf, type Upload, UploadQueue, type Verdict } from './upload-queue.ts';

const arrived: Verdict = { kind: 'arrived', photoId: 'p', duplicate: false };

function upload(nr: number, more: Partial<Upload> = {}): Upload {
  return {
    id: `u${nr}`,
    projectId: 'project',
    name: `${nr}.jpg`,
    bytes: 1000,
    state: 'waiting',
    sent: 0,
    failures: 0,
    kept: true,
    ...more,
  };
}

function queueOf(count: number): UploadQueue {
  const queue = new UploadQueue();
  queue.add(Array.from({ length: count }, (_, nr) => upload(nr)));
  return queue;
}

const ids = (uploads: readonly Upload[]) => uploads.map(({ id }) => id);
const states = (queue: UploadQueue) => [...queue.items.values()].map(({ state }) => state);

test('files go three at once, in the order in which they were chosen', () => {
  const queue = queueOf(5);
  expect(ids(queue.next(0))).toEqual(['u0', 'u1', 'u2']);
  expect(queue.next(0)).toEqual([]);
  queue.settle('u1', arrived, 0);
  expect(ids(queue.next(0))).toEqual(['u3']);
});

test('a lost network waits longer each time, tries with one file, and goes on with three', () => {
  const queue = queueOf(4);
  for (const { id } of queue.next(0)) queue.settle(id, { kind: 'lost' }, 0);
  expect(queue.hold()).toBe('lost');
  // Three that broke off together are one failure.
  expect(queue.nextTry).toBe(1000);
  expect(queue.next(999)).toEqual([]);
  expect(ids(queue.next(1000))).toEqual(['u0']);
  queue.settle('u0', { kind: 'lost' }, 1000);
  expect(queue.nextTry).toBe(3000);
  queue.next(3000);
  queue.settle('u0', arrived, 3100);
  expect(queue.hold()).toBeUndefined();
  expect(queue.next(3100)).toHaveLength(3);
});

test('waits never grow beyond half a minute, and end when the network is back', () => {
  const queue = queueOf(1);
  let now = 0;
  for (let nr = 0; nr < 20; nr += 1) {
    expect(queue.next(now)).toHaveLength(1);
    queue.settle('u0', { kind: 'lost' }, now, 1);
    const wait = (queue.nextTry ?? 0) - now;
    expect(wait).toBeLessThanOrEqual(37_500);
    now += wait;
  }
  queue.next(now);
  queue.settle('u0', { kind: 'lost' }, now);
  queue.tryNow();
  expect(queue.next(now)).toHaveLength(1);
});

test('a busy box is asked again when it said', () => {
  const queue = queueOf(1);
  queue.next(0);
  queue.settle('u0', { kind: 'later', seconds: 5, fault: false }, 0);
  expect(queue.hold()).toBe('busy');
  expect(queue.next(4999)).toEqual([]);
  expect(queue.next(5000)).toHaveLength(1);
});

test('a file on which the box fails again and again is given up, and the others are not', () => {
  const queue = queueOf(2);
  let now = 0;
  for (let nr = 0; nr < 5; nr += 1) {
    now = queue.nextTry ?? now;
    queue.next(now, ({ id }) => id === 'u0');
    queue.settle('u0', { kind: 'later', seconds: 1, fault: true }, now);
  }
  expect(states(queue)).toEqual(['refused', 'waiting']);
  expect(queue.items.get('u0')?.code).toBe('fault');
  queue.retry(['u0']);
  expect(states(queue)).toEqual(['waiting', 'waiting']);
});

test('a full disk stops everything until staff say to go on; a lost sign-in until somebody is signed in', () => {
  const queue = queueOf(3);
  queue.next(0);
  queue.settle('u0', { kind: 'full' }, 0);
  queue.settle('u1', { kind: 'lost' }, 0);
  queue.settle('u2', arrived, 0);
  expect(queue.hold()).toBe('full');
  expect(queue.nextTry).toBeUndefined();
  expect(queue.next(1_000_000)).toEqual([]);
  queue.resume();
  expect(ids(queue.next(0))).toEqual(['u0', 'u1']);
  queue.settle('u0', { kind: 'stranger' }, 0);
  expect(queue.hold()).toBe('stranger');
  queue.signedIn();
  expect(ids(queue.next(0))).toEqual(['u0']);
});

test('a file that can no longer be read is refused, and does not hold up the others', () => {
  const queue = queueOf(2);
  queue.next(0);
  queue.settle('u0', { kind: 'unreadable' }, 0);
  expect(states(queue)).toEqual(['refused', 'going']);
  expect(queue.items.get('u0')?.unreadable).toBe(true);
  expect(queue.hold()).toBeUndefined();
});

test('pausing puts what goes back into the line, and a late answer changes nothing', () => {
  const queue = queueOf(2);
  queue.next(0);
  queue.progress('u0', 400);
  queue.pause();
  expect(states(queue)).toEqual(['waiting', 'waiting']);
  queue.settle('u0', { kind: 'refused', code: 'not_a_photo' }, 0);
  expect(states(queue)).toEqual(['waiting', 'waiting']);
  expect(queue.next(0)).toEqual([]);
  queue.resume();
  expect(queue.next(0)).toHaveLength(2);
});

test('a file that an earlier try brought in counts as done; what was there before, or chosen twice, as a duplicate', () => {
  const queue = new UploadQueue();
  queue.add([1, 2, 3].map((nr) => upload(nr, { chosenAt: 1000 })));
  queue.next(0);
  queue.settle('u1', { ...arrived, duplicate: true, uploadedAt: 1500 }, 0);
  queue.settle('u2', { ...arrived, duplicate: true, uploadedAt: 1500 }, 0);
  queue.settle('u3', { ...arrived, photoId: 'q', duplicate: true, uploadedAt: 900 }, 0);
  expect([...queue.items.values()].map(({ duplicate }) => duplicate)).toEqual([false, true, true]);
});

test('figures count what the library had as received, and what was set aside not at all', () => {
  const queue = queueOf(4);
  queue.add([upload(9, { state: 'aside', aside: 'raw' })]);
  queue.next(0);
  queue.progress('u2', 400);
  queue.settle('u0', { ...arrived, duplicate: true }, 0);
  queue.settle('u1', { kind: 'refused', code: 'not_a_photo', format: 'pdf' }, 0);
  expect(countsOf(queue.of('project'))).toEqual({
    all: 4,
    arrived: 1,
    duplicates: 1,
    refused: 1,
    aside: 1,
    left: 2,
    bytes: 3000,
    bytesArrived: 1000,
    bytesGoing: 400,
    unkept: 0,
  });
  expect(queue.of('another')).toEqual([]);
});
