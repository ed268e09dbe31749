/** Steps while something turns: at most 30 times a second, and not where nobody looks. */
export interface Turner {
  start(): void;
  stop(): void;
}

const leastMs = 1000 / 30;

/** `step` is told the milliseconds since the last one. */
export function turner(step: (ms: number) => void): Turner {
  let frame = 0;
  let last = 0;
  const turn = (now: number) => {
    frame = requestAnimationFrame(turn);
    // A few milliseconds early is the frame that was meant: screens do not keep time as well as clocks do.
    if (last !== 0 && now - last < leastMs - 4) return;
    const ms = last === 0 ? 0 : Math.min(1000, now - last);
    last = now;
    step(ms);
  };
  return {
    start() {
      if (frame === 0) frame = requestAnimationFrame(turn);
    },
    stop() {
      cancelAnimationFrame(frame);
      frame = 0;
      last = 0;
    },
  };
}
