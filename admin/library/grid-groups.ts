import type { Photo } from '#contract/photos.ts';
import { momentOf } from '#words/moments.ts';
import { instantOf, type Order } from './library-query.ts';

/** Photos that belong together by time: `start` to before `end` in the list. */
export interface Group {
  readonly start: number;
  readonly end: number;
  /** The earliest and the latest of its photos, UTC ms. */
  readonly from: number;
  readonly to: number;
  /** Who brought them, each once. */
  readonly names: readonly string[];
  /** Whether the list goes on after it, or ends there: its count is then true. */
  readonly whole: boolean;
}

const pauseMs = 60 * 60_000;
const dayMs = 86_400_000;

/** Runs of photos of one day without a pause of an hour, in the list's order; `ended` where the list has no more pages. */
export function groupsOf(photos: readonly Photo[], order: Order, zone: string, ended: boolean): Group[] {
  const groups: Group[] = [];
  let run: { start: number; from: number; to: number; names: Set<string>; offset: number } | undefined;
  const close = (end: number, whole: boolean) => {
    if (run) groups.push({ start: run.start, end, from: run.from, to: run.to, names: [...run.names], whole });
  };
  for (const [nr, photo] of photos.entries()) {
    const at = instantOf(photo, order);
    const near = run && Math.min(Math.abs(at - run.from), Math.abs(at - run.to)) <= pauseMs;
    // One offset a run: asking the calendar for each of thousands would take a while.
    const sameDay = run && dayNumber(at, run.offset) === dayNumber(run.from, run.offset);
    if (!run || !near || !sameDay) {
      close(nr, true);
      run = { start: nr, from: at, to: at, names: new Set(), offset: offsetOf(at, zone) };
    }
    run.from = Math.min(run.from, at);
    run.to = Math.max(run.to, at);
    if (photo.uploadedBy !== null) run.names.add(photo.uploadedBy);
  }
  close(photos.length, ended);
  return groups;
}

function dayNumber(at: number, offset: number): number {
  return Math.floor((at + offset) / dayMs);
}

/** What the wall clock of a zone is ahead of UTC at an instant, ms. */
function offsetOf(at: number, zone: string): number {
  const { year, month, day, clock } = momentOf(at, at, zone);
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / 60_000) * 60_000;
}
