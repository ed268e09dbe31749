import { expect, test } from 'vitest';
import { makeTurns } from './turns.ts';

test('work is done one after another, a fault in between as well; too much of one or of all is refused', async () => {
  const inTurn = makeTurns({ each: 2, all: 3 });
  const done: string[] = [];
  const open: (() => void)[] = [];
  const work = (who: string, name: string, fails = false) =>
    inTurn(who, async () => {
      done.push(`${name} begins`);
      await new Promise<void>((resolve) => open.push(resolve));
      done.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    });
  const next = async () => {
    await expect.poll(() => open.length).toBe(1);
    open.pop()?.();
  };
  const busy = { code: 'busy', facts: { retryAfter: 5 } };
  const first = [work('one', 'a', true), work('one', 'b')];
  await expect(work('one', 'c')).rejects.toMatchObject(busy);
  const told = Promise.allSettled([...first, work('other', 'd')]);
  await expect(work('third', 'e')).rejects.toMatchObject(busy);
  for (const _ of 'abd') await next();
  expect((await told).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  expect(done).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'd begins', 'd ends']);
  const later = work('one', 'f');
  await next();
  expect(await later).toBe('f');
});
