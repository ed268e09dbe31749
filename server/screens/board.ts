import { isDeepStrictEqual } from 'node:util';
import { loopOf, sceneAt } from '#contract/scene-at.ts';
import type { Programme, Scene } from '#contract/scenes.ts';
import { readSettings } from '../box/settings.ts';
import { madeAt } from '../ids.ts';
import type { Writer } from '../store/database.ts';
import { type Content, justShot, justShotMs, momentOf, readContent, type Show, type Sources } from './content.ts';
import { type Expanded, expand, freshScene, specOfShows } from './expand/expand.ts';
import { withNext } from './follow.ts';
import { type Held, type Playing, playingOf, rowOf } from './playing.ts';
import { readPlayed } from './playlists/usable.ts';
import { settled } from './presses.ts';
import { ahead, type Captured, heldAgain, heldPhoto, withInserts, withScenes } from './programme.ts';
import { revisionOf } from './revision.ts';
import { sameShown, showStateOf } from './show-state.ts';
import { allProgrammes, allScreens, putProgrammeRow, type ScreenRow, storedShows } from './table.ts';

/** Everything that plays on the screens of the box. */
export interface Board {
  readonly screens: ReadonlyMap<string, Held>;
  readonly playings: ReadonlyMap<string, Playing>;
  byKey(keyHash: string): Held | undefined;
  screensOf(playing: Playing): Held[];
  /** Takes a stored screen into memory. */
  put(row: ScreenRow, playing: Playing): Held;
  drop(screen: Held): void;
  putPlaying(playing: Playing): void;
  /** Lets go of programmes that no screen has. */
  dropUnused(): void;
  /**
   * Gives a programme other galleries or another pace, in one write with what else belongs to it; none of the photos
   * that come with it is just shot.
   */
  rearrange(playing: Playing, next: Partial<Arrangement>, write: (writer: Writer) => Promise<void>): Promise<void>;
  /** Makes one change of a programme after the other; the new state is stored, then told. */
  change(playing: Playing, act: (programme: Programme, now: number) => Programme): Promise<void>;
  /** Shows a gallery's next chapter behind it, wherever the gallery is shown; what comes in with it is just shot. */
  follow(playing: Playing, galleryId: string, nextId: string): Promise<void>;
  /** Writes down what has come by itself: a pin whose time is over, a day part that has begun. */
  settle(playing: Playing): Promise<void>;
  /** Reads galleries and links anew; `chosen` as in `rearrange`. */
  refresh(playing: Playing, chosen?: boolean): Promise<void>;
  /** Tells a screen its state where that is another one now. */
  tell(screen: Held): void;
}

/** What staff choose of a programme. */
export type Arrangement = Pick<Playing, 'shows' | 'seconds' | 'playlist' | 'alone'>;

/** Takes up what is stored; nothing is read of galleries before `refresh`. */
export async function openBoard(sources: Sources): Promise<Board> {
  const { kit } = sources;
  const screens = new Map<string, Held>();
  const keys = new Map<string, string>();
  const playings = new Map<string, Playing>();
  let version = 0;

  const nextVersion = () => {
    version = Math.max(version + 1, kit.clock.now());
    return version;
  };
  const screensOf = (playing: Playing) => [...screens.values()].filter((screen) => screen.playing === playing);
  const inLine = <T>(playing: Playing, act: () => Promise<T>): Promise<T> => {
    const done = playing.line.then(act, act);
    playing.line = done.catch(() => {});
    return done;
  };
  const tell = (screen: Held) => {
    const state = showStateOf(sources, screen, readSettings(kit), screen.state.version);
    if (sameShown(state, screen.state)) return;
    screen.state = { ...state, version: nextVersion() };
    for (const line of screen.lines) line.show(screen.state);
    kit.changes.emit('screen.changed', { screenId: screen.id });
  };
  /**
   * Stores a programme. What is shown is changed where it is stored, never written over: a next chapter joined it there
   * in the very write that opened the chapter, and is told here only after that.
   */
  const store = async (
    playing: Playing,
    next: Pick<Playing, 'programme' | 'seen'>,
    edit: (shows: readonly Show[]) => readonly Show[] = (shows) => shows,
  ) => {
    const now = kit.clock.now();
    const shows = await kit.db.write(async (writer) => {
      const edited = edit((await storedShows(writer, playing.id)) ?? playing.shows);
      await putProgrammeRow(writer, rowOf({ ...playing, ...next, shows: edited }, now));
      return edited;
    });
    Object.assign(playing, next, { shows });
  };

  /** What it plays now, read and expanded anew. */
  const readAnew = async (playing: Playing): Promise<{ content: Content; expanded: Expanded }> => {
    const { playlist } = playing;
    const played = playlist ? await readPlayed(kit.db.read, playlist.id) : undefined;
    const spec = played?.spec ?? specOfShows(playing.shows, playing.seconds);
    const content = await readContent(sources, spec);
    if (played) playing.playlist = played.playlist;
    playing.spec = spec;
    return { content, expanded: expand(spec, content, momentOf(sources, content)) };
  };
  const refresh = async (playing: Playing, chosen: boolean) => {
    let read: Awaited<ReturnType<typeof readAnew>>;
    let fresh: string[];
    let turn: number;
    do {
      turn = playing.turn;
      read = await readAnew(playing);
      const { scenes, rest } = playing.programme;
      const had = photosOf([...scenes, ...rest]);
      const unseen = [...photosOf(read.expanded.scenes)].filter((id) => !had.has(id) && !playing.seen.has(id));
      fresh = chosen || had.size === 0 ? [] : await justShot(kit, unseen.toSorted());
      // Something changed while it was read: what was read may be the old state.
    } while (turn !== playing.turn);
    const { content, expanded } = read;
    playing.content = content;
    playing.turnsAt = expanded.turnsAt;
    const there = ({ galleryId }: Show) => !content.gone.includes(galleryId);
    const shows = playing.playlist ? playing.shows : playing.shows.filter(there);
    const held = playing.replaced ?? heldPhoto(playing.programme);
    const programme = arranged(playing, expanded, fresh, chosen, kit.clock.now());
    const away = held && content.photos.has(held.photoId) && !photosOf(programme.scenes).has(held.photoId);
    playing.replaced = away && !chosen ? held : undefined;
    if (programme !== playing.programme || shows.length < playing.shows.length) {
      const now = kit.clock.now();
      const lately = [...playing.seen].filter(([, at]) => now - at <= justShotMs);
      const seen = new Map([...[...photosOf(programme.scenes)].map((id) => [id, now] as const), ...lately]);
      const edit = (stored: readonly Show[]) => (playing.playlist ? stored : stored.filter(there));
      await store(playing, { programme, seen }, edit).catch((error: unknown) => {
        // What has to go must go, even where nothing can be written; the next start reads it all anew.
        kit.log.error({ err: error }, 'a programme could not be stored');
        Object.assign(playing, { shows, programme, seen });
      });
    }
    for (const screen of screensOf(playing)) tell(screen);
  };

  const board: Board = {
    screens,
    playings,
    byKey: (keyHash) => screens.get(keys.get(keyHash) ?? ''),
    screensOf,
    put: (row, playing) => {
      const held: Omit<Held, 'state'> = {
        id: row.id,
        name: row.name,
        keyHash: row.key_hash,
        playing,
        blank: row.blank === 1,
        codeAddress: row.code_address,
        codes: {},
        places: new Map(),
        pickup: row.pickup === null ? null : (JSON.parse(row.pickup) as Held['pickup']),
        pickupVersion: 0,
        pickupProjectId: null,
        pairedAt: row.paired_at,
        lastSeenAt: row.last_seen_at,
        notedAt: row.last_seen_at ?? 0,
        wentAt: kit.clock.monotonic(),
        trouble: null,
        lines: new Set(),
        status: null,
      };
      const screen = { ...held, state: showStateOf(sources, held, readSettings(kit), nextVersion()) };
      screens.set(row.id, screen);
      keys.set(row.key_hash, row.id);
      return screen;
    },
    drop: (screen) => {
      screens.delete(screen.id);
      keys.delete(screen.keyHash);
    },
    putPlaying: (playing) => {
      playings.set(playing.id, playing);
    },
    dropUnused: () => {
      for (const playing of playings.values()) if (screensOf(playing).length === 0) playings.delete(playing.id);
    },
    rearrange: (playing, next, write) =>
      inLine(playing, async () => {
        const now = kit.clock.now();
        const shows = await kit.db.write(async (writer) => {
          const wanted = next.shows ?? (await storedShows(writer, playing.id)) ?? playing.shows;
          await putProgrammeRow(writer, rowOf({ ...playing, ...next, shows: wanted }, now));
          await write(writer);
          return wanted;
        });
        Object.assign(playing, next, { shows });
        await refresh(playing, true);
      }),
    change: (playing, act) =>
      inLine(playing, async () => {
        const programme = act(playing.programme, kit.clock.now());
        if (programme === playing.programme) return;
        await store(playing, { programme, seen: playing.seen });
        playing.replaced = undefined;
        for (const screen of screensOf(playing)) tell(screen);
      }),
    follow: (playing, galleryId, nextId) =>
      inLine(playing, async () => {
        if (playing.playlist || !playing.shows.some((show) => show.galleryId === galleryId)) return;
        const { programme, seen } = playing;
        await store(playing, { programme, seen }, (shows) => withNext(shows, galleryId, nextId));
        playing.turn += 1;
        await refresh(playing, false);
      }),
    settle: (playing) => board.change(playing, settled),
    refresh: (playing, chosen = false) => inLine(playing, () => refresh(playing, chosen)),
    tell,
  };

  const rows = await allProgrammes(kit.db.read);
  for (const row of rows) playings.set(row.id, playingOf(row, kit.clock.now()));
  for (const row of await allScreens(kit.db.read)) {
    const playing = playings.get(row.programme_id);
    if (playing) board.put(row, playing);
  }
  board.dropUnused();
  return board;
}

/** The photos of scenes, each once. */
function photosOf(scenes: readonly Scene[]): Set<string> {
  return new Set(scenes.flatMap(({ photoIds }) => photoIds));
}

/** The programme with these scenes, and with the just-shot ones among them inserted; the same object where nothing differs. */
function arranged(
  playing: Playing,
  { scenes, turnsAt: _, ...parts }: Expanded,
  fresh: readonly string[],
  chosen: boolean,
  now: number,
): Programme {
  const { programme, seconds, content, replaced, spec } = playing;
  const { later, loops, rest, dark, pinned } = programme;
  const revision = revisionOf(spec, content, scenes);
  const pins = pinned ? revision.pinned(pinned) : [];
  const samePins = !pinned || isDeepStrictEqual(pins, pinned.scenes);
  const samePart = isDeepStrictEqual(scenes, loopOf(programme));
  if (samePart && samePins && isDeepStrictEqual(parts, { later, loops, rest, dark })) return programme;
  const shown = photosOf([...programme.scenes, ...programme.inserts.map(({ scene }) => scene)]);
  const left = photosOf(scenes);
  const lost = [...shown].some((photoId) => !left.has(photoId)) || !samePins;
  const after = {
    ...withScenes(programme, scenes, now + (lost && !chosen ? ahead.press : ahead.content), revision),
    ...parts,
  };
  const on = sceneAt(after, after.from)?.scene.id;
  const inserted = new Map<string, Scene>();
  for (const id of fresh) {
    const scene = freshScene(spec, content, id, scenes);
    // A wall that is on grows before everybody's eyes.
    if (scene && !(scene.kind === 'wall' && scene.id === on)) inserted.set(scene.id, scene);
  }
  const captured: Captured = ({ photoIds: [id = ''] }) => content.photos.get(id)?.takenAt ?? madeAt(id);
  const held = replaced && !chosen ? heldAgain(after, replaced, now + ahead.content) : after;
  return withInserts(held, [...inserted.values()], now, seconds, captured);
}
