import type { ScreenStatus } from '#contract/screens.ts';
import type { Actor } from '../box/actor.ts';
import type { Kit } from '../kit.ts';
import type { Board } from './board.ts';
import type { Held, Line } from './playing.ts';
import { mayLead } from './reach.ts';
import { noteLastSeen } from './table.ts';

/** A screen that has not been connected for a while. */
export interface SilentScreen {
  readonly id: string;
  readonly name: string;
  /** Instant in ISO 8601; null where it never was. */
  readonly lastSeenAt: string | null;
}

/** Which screens are there, and what they say of themselves. */
export interface Presence {
  came(screen: Held, line: Line): void;
  went(screen: Held, line: Line): void;
  said(screen: Held, status: ScreenStatus): void;
  /** Those that whoever asks may know of. */
  silent(actor: Actor): SilentScreen[];
  /** Notes when screens were last seen: of each once a minute, or of all now. */
  note(all?: boolean): Promise<void>;
}

const silentAfterMs = 60_000;
const noteEveryMs = 60_000;

export function openPresence(kit: Kit, board: Board): Presence {
  const tell = (screen: Held) => kit.changes.emit('screen.changed', { screenId: screen.id });
  const seen = (screen: Held) => {
    screen.lastSeenAt = kit.clock.now();
  };
  return {
    came: (screen, line) => {
      screen.lines.add(line);
      screen.wentAt = undefined;
      seen(screen);
      if (screen.lines.size === 1) tell(screen);
    },
    went: (screen, line) => {
      if (!screen.lines.delete(line) || screen.lines.size > 0) return;
      screen.wentAt = kit.clock.monotonic();
      seen(screen);
      // A screen that was removed is gone already.
      if (board.screens.has(screen.id)) tell(screen);
    },
    said: (screen, status) => {
      const before = screen.status;
      screen.status = status;
      seen(screen);
      const shows = (told: ScreenStatus | null) =>
        told && [told.sceneId, told.linkId, told.edition, told.mode].join(' ');
      if (shows(before) !== shows(status)) tell(screen);
    },
    silent: (actor) => {
      const since = kit.clock.monotonic() - silentAfterMs;
      return [...board.screens.values()]
        .filter((screen) => screen.wentAt !== undefined && screen.wentAt <= since && mayLead(actor, screen))
        .map(({ id, name, lastSeenAt }) => ({ id, name, lastSeenAt: instant(lastSeenAt) }));
    },
    note: async (all = false) => {
      const due = [...board.screens.values()].filter(
        ({ lastSeenAt, notedAt }) => lastSeenAt !== null && lastSeenAt - notedAt >= (all ? 1 : noteEveryMs),
      );
      if (due.length === 0) return;
      for (const screen of due) screen.notedAt = screen.lastSeenAt as number;
      await kit.db.write((writer) =>
        noteLastSeen(
          writer,
          due.map(({ id, notedAt }) => [id, notedAt]),
        ),
      );
    },
  };
}

function instant(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
