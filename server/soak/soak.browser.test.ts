import { expect, test } from 'vitest';
import { soak } from './campaign.ts';
import { fastTime } from './fast.ts';

// A few minutes of the campaign that `npm run soak` runs for a day.

test('through kills of the box, photos that come and go, pins and withdrawn links the screen shows pictures and holds no more', async () => {
  const lines: string[] = [];
  const outcome = await soak({
    ...{ hours: 0.025, photos: 6, seconds: 5, speed: 8, restarts: 1, samples: 3 },
    say: (line) => lines.push(line),
  });
  const { samples, pictures, blank, complaints, done } = outcome;
  const [first, last] = [samples[0], samples.at(-1)];
  expect(done).toMatchObject({ restart: 1, brought: 2, withdrawn: 2, revoked: 1 });
  expect([blank, complaints], lines.join('\n')).toEqual([0, []]);
  expect(pictures).toBeGreaterThan(5);
  expect(last?.turns).toBeGreaterThan(8);
  expect(last?.still).toBe(0);
  expect(last?.nodes).toBeLessThan((first?.nodes ?? 0) * 1.5);
});

test('a fast time goes on from where it was, in another process too', () => {
  const since = Date.now() - 1000;
  const [one, other] = [fastTime({ speed: 10, since }), fastTime({ speed: 10, since })];
  expect(Math.abs(one.wall() - other.wall())).toBeLessThan(200);
  expect(one.wall() - since).toBeGreaterThanOrEqual(10_000);
});
