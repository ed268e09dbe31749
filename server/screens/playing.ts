import type { PlaylistSpec } from '#contract/playlists.ts';
import { Programme } from '#contract/scenes.ts';
import type { CodeAddress, Pickup, Screen, ScreenStatus, ShowState } from '#contract/screens.ts';
import { type Content, type HeldCode, noContent, type Show } from './content.ts';
import { emptyProgramme } from './course.ts';
import { specOfShows } from './expand/of-shows.ts';
import type { HeldPhoto } from './programme.ts';
import type { ProgrammeRow } from './table.ts';

/** A programme as it plays, in memory; every change is on disk before screens hear of it. */
export interface Playing {
  readonly id: string;
  shows: readonly Show[];
  /** How long a photo stays. */
  seconds: number;
  /** Its playlist, which it plays instead of `shows`, and what that is called. */
  playlist: { readonly id: string; readonly name: string } | null;
  /** What it plays: its playlist's, or what `shows` come to. */
  spec: PlaylistSpec;
  /** No other screen joins it by showing the same. */
  alone: boolean;
  programme: Programme;
  /** When photos of the last minutes were in it first, UTC ms: none is ever inserted twice. */
  seen: ReadonlyMap<string, number>;
  /** A photo that stays on as soon as its new file is ready. */
  replaced: HeldPhoto | undefined;
  content: Content;
  /** UTC ms: then it has to be expanded anew. */
  turnsAt: number;
  /** Grows with each piece of news that concerns it. */
  turn: number;
  /** Its changes stand in line. */
  line: Promise<unknown>;
}

/** One connection of a screen. */
export interface Line {
  show(state: ShowState): void;
  command(command: 'identify' | 'reload'): void;
  /** The screen was removed: it is an unpaired one again. */
  unpaired(): void;
}

/** A paired screen, in memory. */
export interface Held {
  readonly id: string;
  name: string;
  readonly keyHash: string;
  playing: Playing;
  blank: boolean;
  codeAddress: CodeAddress;
  /** Codes of its own, by slot: those of links that it made for itself. */
  codes: Readonly<Record<string, HeldCode>>;
  /** What stands behind the addresses in its codes, by slot: where they were scanned. */
  places: ReadonlyMap<string, string>;
  pickup: Pickup | null;
  /** Grows when what guests may pick from has changed. */
  pickupVersion: number;
  /** Of which project that is; null until it was read. */
  pickupProjectId: string | null;
  readonly pairedAt: number;
  lastSeenAt: number | null;
  /** When that was last written down. */
  notedAt: number;
  /** When it went, by the monotonic clock; undefined while it is connected. */
  wentAt: number | undefined;
  readonly lines: Set<Line>;
  status: ScreenStatus | null;
  /** It is connected, and yet says nothing or draws nothing. */
  trouble: Screen['trouble'];
  /** What it was told last. */
  state: ShowState;
}

/** A programme as it is stored. */
export function rowOf({ id, shows, seconds, playlist, alone, programme, seen }: Playing, now: number): ProgrammeRow {
  return {
    id,
    playlist_id: playlist?.id ?? null,
    shows: JSON.stringify(shows),
    seconds,
    alone: Number(alone),
    state: JSON.stringify({ programme, seen: [...seen] }),
    updated_at: now,
  };
}

/**
 * A stored programme in memory, whose content is yet to be read. One that another release wrote and this one cannot
 * read begins anew: what it shows is stored beside it, and the box has to start.
 */
export function playingOf(row: ProgrammeRow, now: number): Playing {
  const { programme, seen } = JSON.parse(row.state) as { programme: unknown; seen: [string, number][] };
  return newPlaying(Programme.safeParse(programme).data ?? emptyProgramme(row.id, now), {
    shows: JSON.parse(row.shows) as Show[],
    seconds: row.seconds,
    playlist: row.playlist_id === null ? null : { id: row.playlist_id, name: '' },
    alone: row.alone === 1,
    seen: new Map(seen),
  });
}

/** A programme in memory whose content is yet to be read. */
export function newPlaying(
  programme: Programme,
  { shows, seconds, playlist, alone, seen }: Pick<Playing, 'shows' | 'seconds' | 'playlist' | 'alone' | 'seen'>,
): Playing {
  const idle = { replaced: undefined, content: noContent, turnsAt: 0, turn: 0, line: Promise.resolve() };
  const spec = specOfShows(shows, seconds);
  return { id: programme.id, programme, shows, seconds, playlist, spec, alone, seen, ...idle };
}
