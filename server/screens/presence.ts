import { sceneAt } from '#contract/scene-at.ts';
import type { ScreenStatus } from '#contract/screens.ts';
import type { Actor } from '../box/actor.ts';
import type { Kit } from '../kit.ts';
import type { Board } from './board.ts';
import type { Held, Line } from './playing.ts';
import { mayLead } from './reach.ts';
import { noteLastSeen } from './table.ts';
import { heed, type Signs, signsAt, type Trouble, troubleOf } from './trouble.ts';

/** A screen that has not been connected for a while. */
export interface SilentScreen {
  readonly id: string;
  readonly name: string;
  /** Instant in ISO 8601; null where it never was. */
  readonly lastSeenAt: string | null;
}

/** A screen that is connected, and yet says nothing or draws nothing. */
export interface TroubledScreen {
  readonly id: string;
  readonly name: string;
  readonly why: Trouble;
}

/** Which screens are there, and what they say of themselves. */
export interface Presence {
  came(screen: Held, line: Line): void;
  went(screen: Held, line: Line): void;
  said(screen: Held, status: ScreenStatus): void;
  /** Those that whoever asks may know of. */
  silent(actor: Actor): SilentScreen[];
  /** The same of those in trouble. */
  troubled(actor: Actor): TroubledScreen[];
  /** Looks which screens are in trouble by now. */
  look(): void;
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
  const signs = new WeakMap<Held, Signs>();
  const judge = (screen: Held) => {
    const known = screen.lines.size > 0 ? signs.get(screen) : undefined;
    const trouble = known ? troubleOf(known, kit.clock.monotonic()) : null;
    if (trouble === screen.trouble) return;
    if (trouble !== null) kit.log.warn({ screenId: screen.id, trouble }, 'a screen is there and does not do its work');
    screen.trouble = trouble;
    tell(screen);
  };
  return {
    came: (screen, line) => {
      screen.lines.add(line);
      screen.wentAt = undefined;
      signs.set(screen, signsAt(kit.clock.monotonic()));
      seen(screen);
      if (screen.lines.size === 1) tell(screen);
    },
    went: (screen, line) => {
      if (!screen.lines.delete(line) || screen.lines.size > 0) return;
      screen.wentAt = kit.clock.monotonic();
      screen.trouble = null;
      seen(screen);
      // A screen that was removed is gone already.
      if (board.screens.has(screen.id)) tell(screen);
    },
    said: (screen, status) => {
      const before = screen.status;
      screen.status = status;
      seen(screen);
      const at = kit.clock.monotonic();
      const due = sceneAt(screen.playing.programme, kit.clock.now());
      signs.set(screen, heed(signs.get(screen) ?? signsAt(at), status, due, at));
      judge(screen);
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
    troubled: (actor) =>
      [...board.screens.values()].flatMap((screen) => {
        const { id, name, trouble: why } = screen;
        return why !== null && mayLead(actor, screen) ? [{ id, name, why }] : [];
      }),
    look: () => {
      for (const screen of board.screens.values()) judge(screen);
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
