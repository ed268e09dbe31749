import { z } from 'zod';
import { playsAtOnce } from '#contract/plays-limit.ts';
import { Play } from '#contract/screens.ts';
import { readSettings } from '../../box/settings.ts';
import type { Kit } from '../../kit.ts';
import { dateIn } from '../../links/days.ts';
import {
  addItemPlays,
  addPhotoPlays,
  deletePlays,
  type ItemPlaysRow,
  insertPlays,
  type PhotoPlaysRow,
  type PlayRow,
  playBefore,
  screenWithPlays,
} from './table.ts';

const day = 86_400_000;
/** A screen that was away for longer has nothing to tell of that any more. */
const oldestMs = 60 * day;
/** One screen may tell so many within a minute. */
const talk = { most: 9000, windowMs: 60_000 } as const;
/** A write takes so many rows, sums included. */
const rowsAWrite = 1000;
/** Kept one by one for so long, and so many of a screen; their sums are kept for good. */
export const playsKept = { ms: 90 * day, count: 300_000 } as const;

/** What screens tell of what they showed. */
export interface PlayBook {
  /**
   * Keeps what a screen tells; settles when that is on disk, with the ids that it need not tell again: those that are
   * kept, now or before, and those that can never be. None where it says too much at once.
   */
  told(screenId: string, plays: unknown): Promise<string[]>;
}

const Batch = z.array(z.unknown()).max(playsAtOnce);
const Named = z.object({ id: z.string().min(1).max(60) });

/** Opens it. Throws ZodError where what is told is no list. */
export function openPlayBook(kit: Kit): PlayBook {
  const said = new Map<string, { since: number; count: number }>();
  const tooMuch = (screenId: string, count: number) => {
    const now = kit.clock.monotonic();
    const before = said.get(screenId);
    const window = before && now - before.since < talk.windowMs ? before : { since: now, count: 0 };
    if (window.count + count > talk.most) return true;
    said.set(screenId, { since: window.since, count: window.count + count });
    return false;
  };

  return {
    told: async (screenId, plays) => {
      const batch = Batch.parse(plays);
      if (batch.length === 0 || tooMuch(screenId, batch.length)) return [];
      const now = kit.clock.now();
      const { timeZone } = readSettings(kit);
      const done: string[] = [];
      const rows = new Map<string, PlayRow>();
      for (const one of batch) {
        const named = Named.safeParse(one).data;
        if (named) done.push(named.id);
        const play = Play.safeParse(one).data;
        if (play && play.at >= now - oldestMs) rows.set(play.id, rowOf(screenId, play, now));
      }
      for (const part of inParts([...rows.values()])) await kit.db.write((writer) => keep(writer, part, timeZone));
      return done;
    },
  };
}

/** Plays and what they come to, in one write, so that they agree whatever happens. */
async function keep(writer: Parameters<typeof insertPlays>[0], rows: readonly PlayRow[], zone: string): Promise<void> {
  const added = await insertPlays(writer, rows);
  const photos = new Map<string, PhotoPlaysRow>();
  const items = new Map<string, ItemPlaysRow>();
  for (const { screen_id, id, at, ms, kind, item_id, photo_ids, offline } of rows) {
    if (!added.has(id)) continue;
    const sum = { screen_id, day: dateIn(zone, at), ms, times: id.includes('.') ? 0 : 1 };
    const item = [item_id, kind, sum.day].join(' ');
    items.set(item, plus({ ...sum, item_id, kind, offline_ms: offline ? ms : 0 }, items.get(item)));
    for (const photo_id of new Set(JSON.parse(photo_ids) as string[])) {
      const photo = `${photo_id} ${sum.day}`;
      photos.set(photo, plus({ ...sum, photo_id }, photos.get(photo)));
    }
  }
  await addPhotoPlays(writer, [...photos.values()]);
  await addItemPlays(writer, [...items.values()]);
}

function plus<T extends PhotoPlaysRow | ItemPlaysRow>(one: T, other: T | undefined): T {
  if (!other) return one;
  const offline = 'offline_ms' in one && 'offline_ms' in other ? { offline_ms: one.offline_ms + other.offline_ms } : {};
  return { ...one, times: one.times + other.times, ms: one.ms + other.ms, ...offline };
}

function rowOf(screenId: string, play: Play, now: number): PlayRow {
  return {
    screen_id: screenId,
    id: play.id,
    // Its clock may have been ahead before it heard of the box's: nothing was shown that is not over yet.
    at: Math.round(Math.min(play.at, now - play.ms)),
    ms: play.ms,
    kind: play.kind,
    scene_id: play.sceneId,
    item_id: play.itemId,
    gallery_id: play.galleryId,
    link_id: play.linkId,
    photo_ids: JSON.stringify(play.photoIds),
    fresh: Number(play.fresh),
    offline: Number(play.offline),
  };
}

function inParts(rows: readonly PlayRow[]): PlayRow[][] {
  const parts: PlayRow[][] = [];
  let room = 0;
  for (const row of rows) {
    // Itself, its item, and its photos, of which an id has 36 letters and three for the JSON.
    const takes = 2 + Math.ceil(row.photo_ids.length / 39);
    if (takes > room) {
      parts.push([]);
      room = rowsAWrite;
    }
    parts.at(-1)?.push(row);
    room -= takes;
  }
  return parts;
}

/** Lets go of plays that are old, and of a screen's oldest where there are too many; gives how many. Their sums stay. */
export async function prunePlays(kit: Kit): Promise<number> {
  if (!kit.clock.mayDelete()) return 0;
  const { read } = kit.db;
  let pruned = 0;
  for (let id = await screenWithPlays(read, ''); id !== undefined; id = await screenWithPlays(read, id)) {
    const screenId = id;
    const before = Math.max(
      kit.clock.now() - playsKept.ms,
      ((await playBefore(read, screenId, playsKept.count)) ?? Number.NEGATIVE_INFINITY) + 1,
    );
    for (;;) {
      const gone = await kit.db.write((writer) => deletePlays(writer, screenId, before, rowsAWrite));
      pruned += gone;
      if (gone < rowsAWrite) break;
    }
  }
  return pruned;
}
