import { drawNote } from './crowd-note.ts';
import { inTurn, setTiers } from './crowd-photos.ts';
import type { Words } from './page.ts';
import { platform } from './platform.ts';

/** What a phone in the box's own Wi-Fi does about that. */
export interface Crowd {
  /** It got crowded, or is not any more: `data-crowd` says which, and what else has changed. */
  turn(): void;
  stop(): void;
}

const tellEvery = 4000;
/** A hall of phones must not ask for sharper photos in one instant. */
const calmWithin = 20_000;

/**
 * Tells the box how long thumbs take. While the Wi-Fi is crowded the page asks for small photos alone, for a few at a
 * time, and says where photos come faster.
 */
export function startCrowd(root: HTMLElement, words: Words): Crowd {
  const tellNow = () => tell(root.dataset.pace as string);
  const telling = setInterval(tellNow, tellEvery);
  const note = drawNote(root, words);
  let stopTurns: (() => void) | undefined;
  let sharper: ReturnType<typeof setTimeout> | undefined;
  let on = false;

  const turn = () => {
    const { crowd } = root.dataset;
    // A laptop has no other way.
    note.show(platform().system === 'desktop' ? '' : (crowd ?? ''));
    if (on === (crowd !== undefined)) return;
    on = !on;
    clearTimeout(sharper);
    stopTurns?.();
    stopTurns = on ? inTurn(root) : undefined;
    if (on) setTiers(root, true);
    else sharper = setTimeout(() => setTiers(root, false), Math.random() * calmWithin);
  };
  tellNow();
  turn();
  return {
    turn,
    stop: () => {
      clearInterval(telling);
      clearTimeout(sharper);
      stopTurns?.();
      note.stop();
    },
  };
}

/** Only what came by the network says anything of it. */
function tell(address: string): void {
  const ms = (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
    .filter((entry) => /\/photos\/[^/]+\/thumb\b/.test(entry.name) && entry.requestStart > 0 && wasFetched(entry))
    .map(({ requestStart, responseEnd }) => Math.round(responseEnd - requestStart));
  // It holds 250, and takes no more then.
  performance.clearResourceTimings();
  if (ms.length === 0) return;
  const body = JSON.stringify({ ms: ms.slice(-50) });
  fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body, keepalive: true }).catch(
    () => undefined,
  );
}

/** Older iPhones do not say how many bytes came. */
function wasFetched({ transferSize, duration }: PerformanceResourceTiming): boolean {
  return (transferSize as number | undefined) === undefined ? duration > 3 : transferSize > 0;
}
