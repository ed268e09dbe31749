import { z } from 'zod';
import type { PairingState, Play, ScreenStatus, ShowState } from './screens.ts';

/** Both namespaces: a sample of the box's clock, UTC ms. */
export interface ClockSays {
  clock: (answer: (now: number) => void) => void;
}

/** What the box tells a screen on `/screens`. */
export interface ScreenHears {
  /** Unpaired, or its key was withdrawn: forget everything and show this. */
  pairing: (state: PairingState) => void;
  /** The whole state, each time. */
  show: (state: ShowState) => void;
  command: (command: 'identify' | 'reload') => void;
}
export interface ScreenSays extends ClockSays {
  status: (status: ScreenStatus) => void;
  /** What it showed; answered when that is on disk, with the ids that need not be told again. */
  plays: (plays: readonly Play[], answer: (kept: readonly string[]) => void) => void;
}

/** What staff's pages and scripts are told of, on `/staff` and by `/api/events`. */
export const toldFacts = [
  'project.changed',
  'photo.ready',
  'photo.failed',
  'photo.changed',
  'gallery.changed',
  'link.changed',
  'link.revoked',
  'link.locked',
  'link.unlocked',
  'ask.added',
  'ask.answered',
  'recipient.changed',
  'batch.changed',
  'message.sent',
  'photo.hearted',
  'hide.changed',
  'visit.opened',
  'photo.saved',
  'photo.viewed',
  'screen.changed',
  'playlist.changed',
  'box.changed',
  'settings.changed',
] as const;

/** What staff's pages hear on `/staff`: that something changed, and what; they ask anew for what they show. */
export const StaffFact = z.object({
  fact: z.enum(toldFacts),
  facts: z.record(z.string(), z.unknown()),
});
export type StaffFact = z.infer<typeof StaffFact>;
export interface StaffHears {
  fact: (told: StaffFact) => void;
  /** The session is over. */
  ended: () => void;
}
export type StaffSays = ClockSays;
