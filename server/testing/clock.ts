import type { TimeSource } from '../clock.ts';

/** A clock that a test moves by hand; it runs on by itself as well, so that waiting still works. */
export interface TestTime extends TimeSource {
  /** Both clocks go on by so many milliseconds. */
  advance(ms: number): void;
  /** The wall clock alone leaps to this instant. */
  setWall(ms: number): void;
}

/** Starts at the given instant, or now. */
export function testTime(start: number = Date.now()): TestTime {
  let wall = start - performance.now();
  let ahead = 0;
  return {
    wall: () => Math.floor(wall + ahead + performance.now()),
    monotonic: () => ahead + performance.now(),
    advance: (ms) => {
      ahead += ms;
    },
    setWall: (ms) => {
      wall = ms - ahead - performance.now();
    },
  };
}
