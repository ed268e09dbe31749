import type { TimeSource } from '../clock.ts';

/** A time that runs so many times as fast, and was right at `since`, UTC ms. */
export interface Pace {
  readonly speed: number;
  readonly since: number;
}

/** For a box. */
export function fastTime({ speed, since }: Pace): TimeSource {
  return {
    wall: () => Math.floor(since + (Date.now() - since) * speed),
    monotonic: () => performance.now() * speed,
  };
}

/**
 * For a page: its clocks and timers run as fast as the box's, while it loads, decodes and draws in earnest. What guards
 * the real wire is left alone: how long a request may take, and when a socket without a ping is dead.
 */
export function fastPage({ speed, since }: Pace): string {
  return `(() => {
    const [speed, since, pings] = [${speed}, ${since}, 25000];
    const Real = Date;
    const [now, mono] = [Real.now, performance.now.bind(performance)];
    const wall = () => Math.floor(since + (now() - since) * speed);
    performance.now = () => mono() * speed;
    globalThis.Date = class extends Real {
      constructor(...given) {
        if (given.length === 0) super(wall());
        else super(...given);
      }
      static now() {
        return wall();
      }
    };
    for (const name of ['setTimeout', 'setInterval']) {
      const real = globalThis[name];
      globalThis[name] = (act, ms = 0, ...given) => real(act, ms === pings ? ms : ms / speed, ...given);
    }
  })()`;
}

/** In the page: counts what it shows, since it was loaded. */
export const countTurns = `(() => {
  const seen = (globalThis.soak ??= { turns: 0, still: 0 });
  const look = () => {
    const stage = document.querySelector('kiosk-app')?.shadowRoot?.querySelector('kiosk-stage');
    if (!stage) return setTimeout(look, 1000);
    stage.addEventListener('turned', () => {
      seen.turns += 1;
      if (!stage.on) seen.still += 1;
    });
  };
  look();
})()`;
