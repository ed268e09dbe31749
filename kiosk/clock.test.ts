import { expect, test } from 'vitest';
import { BoxClock } from './clock.ts';

/** A monotonic clock moved by hand, and a box whose clock is ahead of it by so much. */
function setup(ahead: number) {
  let mono = 1000;
  const clock = new BoxClock(0, () => mono);
  return {
    clock,
    ahead,
    pass: (ms: number) => {
      mono += ms;
    },
    /** Asks; the way there takes `out` ms and the way back `back`. */
    ask(out: number, back: number) {
      const sentAt = mono;
      mono += out;
      const box = mono + this.ahead;
      mono += back;
      return clock.add({ sentAt, receivedAt: mono, box });
    },
    get off() {
      return clock.now() - (mono + this.ahead);
    },
  };
}

test('the sample with the least round trip is believed', () => {
  const at = setup(5_000_000);
  at.ask(120, 20);
  expect(Math.abs(at.off)).toBeGreaterThan(40);
  at.ask(3, 2);
  at.ask(90, 4);
  at.pass(5000);
  expect(Math.abs(at.off)).toBeLessThan(1);
});

test('before it was ever asked, it goes by what was known', () => {
  const clock = new BoxClock(7_000_000, () => 12);
  expect(clock.now()).toBe(7_000_000);
  expect(clock.asked).toBe(false);
});

test('a small correction never makes time run backwards', () => {
  const at = setup(1_000_000);
  at.ask(30, 0);
  const before = at.clock.now();
  expect(at.ask(1, 1)).toBe(false);
  let last = before;
  for (let step = 0; step < 50; step += 1) {
    at.pass(100);
    const now = at.clock.now();
    expect(now).toBeGreaterThan(last);
    last = now;
  }
  expect(Math.abs(at.off)).toBeLessThan(1);
});

test('a box whose clock was set anew is followed at once, however good the older samples were', () => {
  const at = setup(1_000_000);
  for (let more = 0; more < 32; more += 1) at.ask(1, 1);
  at.ahead += 3_600_000;
  expect(at.ask(20, 22)).toBe(true);
  expect(Math.abs(at.off)).toBeLessThan(25);
});

test('after 32 samples the oldest counts no more', () => {
  const at = setup(1_000_000);
  at.ask(1, 1);
  for (let more = 0; more < 32; more += 1) at.ask(40, 40);
  // Drifted away by less than the samples could contradict.
  at.ahead += 15;
  for (let more = 0; more < 32; more += 1) at.ask(10, 10);
  at.pass(5000);
  expect(Math.abs(at.off)).toBeLessThan(1);
});
