import { isDeepStrictEqual } from 'node:util';
import { readSettings } from '../../box/settings.ts';
import { asHeld } from '../../links/held.ts';
import { judge } from '../../links/policy.ts';
import { linkById, type StoredLink } from '../../links/table.ts';
import type { Board } from '../board.ts';
import { type HeldCode, noContent, type Sources } from '../content.ts';
import type { Held } from '../playing.ts';
import { unitSlot } from '../slots.ts';
import { isFitting } from './fitting.ts';
import { closeCode, makeCode, type Wanted } from './making.ts';
import { openPlaces, sceneName } from './places.ts';
import { heldCode } from './resolve.ts';
import { allScreenCodes, putScreenCode, type ScreenCodeRow } from './table.ts';

/** Whoever has just scanned a code may still open it for so long after the next one has come. */
export const graceMs = 90_000;
/** Where the disk takes nothing, or a preset lets no link open, it is tried again after so long. */
const againMs = 15_000;

/** The codes that screens make for themselves, and what all codes say of where they hang. */
export interface LivingCodes {
  /** Looks after one screen, or all, soon; settles when that is done. */
  look(screens?: Iterable<Held>): Promise<void>;
  stop(): Promise<void>;
}

/** What is to be done about the codes of one screen. */
interface Due {
  readonly close: readonly ScreenCodeRow[];
  readonly leave: readonly ScreenCodeRow[];
  readonly make: readonly Wanted[];
}

/** Goes on with the codes that screens had; call `look` each second, and when a screen shows something else. */
export async function openLivingCodes(
  sources: Pick<Sources, 'kit' | 'shelf'>,
  board: Pick<Board, 'screens' | 'tell'>,
): Promise<LivingCodes> {
  const { kit } = sources;
  const { clock } = kit;
  const places = await openPlaces(kit);
  /** By link, each of one screen. */
  const rows = new Map((await allScreenCodes(kit.db.read)).map((row) => [row.link_id, row]));
  /** Those that are shown, as they were read last, and what they were found to fit. */
  const links = new Map<string, StoredLink>();
  const fits = new Map<string, string>();
  /** What could not be made, by screen and slot: when to try again, monotonic. */
  const failed = new Map<string, number>();
  /** Screens for which nothing could be stored, and when to try again, monotonic. */
  const resting = new WeakMap<Held, number>();
  const pending = new Set<Held>();
  let line: Promise<void> = Promise.resolve();

  const ownRows = (screen: Held) => [...rows.values()].filter(({ screen_id }) => screen_id === screen.id);
  const forget = (linkId: string) => {
    links.delete(linkId);
    fits.delete(linkId);
  };

  const linkOf = async (row: ScreenCodeRow): Promise<StoredLink | undefined> => {
    const link = links.get(row.link_id) ?? (await linkById(kit.db.read, row.link_id));
    if (link) links.set(link.id, link);
    return link && asHeld(kit, link);
  };
  const fitsTo = async (link: StoredLink, wanted: Wanted): Promise<boolean> => {
    const key = JSON.stringify([wanted.galleryId, wanted.choice]);
    if (fits.get(link.id) === key) return true;
    if (!(await isFitting(kit, link, wanted))) return false;
    fits.set(link.id, key);
    return true;
  };

  const dueOf = async (screen: Held, wanted: ReadonlyMap<string, Wanted>): Promise<Due> => {
    const now = clock.now();
    const close: ScreenCodeRow[] = [];
    const leave: ScreenCodeRow[] = [];
    const stays = new Set<string>();
    for (const row of ownRows(screen)) {
      if (row.state === 'leaving' && isOver(row, graceMs, now)) close.push(row);
      if (row.state !== 'shown') continue;
      const want = wanted.get(row.slot);
      const link = await linkOf(row);
      if (!link || judge(link, now) !== 'live') close.push(row);
      else if (!want || !(await fitsTo(link, want)) || isTurn(screen, row, want, now)) leave.push(row);
      else stays.add(row.slot);
    }
    const make = [...wanted.values()].filter(({ slot }) => {
      const again = failed.get(`${screen.id} ${slot}`);
      return !stays.has(slot) && (again === undefined || clock.monotonic() >= again);
    });
    return { close, leave, make };
  };

  const carryOut = async (screen: Held, { close, leave, make }: Due) => {
    const made = await kit.db.write(async (writer) => {
      const now = clock.now();
      const spares = ownRows(screen).filter(({ state }) => state === 'spare');
      const next = new Map<string, ScreenCodeRow | undefined>();
      for (const row of close) {
        const left = await closeCode(writer, kit, row);
        next.set(row.link_id, left);
        if (left) spares.push(left);
      }
      for (const row of leave) {
        const leaving: ScreenCodeRow = { ...row, state: 'leaving', since: now };
        await putScreenCode(writer, leaving);
        next.set(row.link_id, leaving);
      }
      const shown: StoredLink[] = [];
      const none: Wanted[] = [];
      for (const wanted of make) {
        const free = spares.filter(({ link_id }) => !shown.some(({ id }) => id === link_id));
        const link = await makeCode(writer, kit, wanted, free);
        if (!link) {
          none.push(wanted);
          continue;
        }
        const { screenId: screen_id, slot } = wanted;
        next.set(link.id, { screen_id, slot, link_id: link.id, state: 'shown', since: now });
        shown.push(link);
      }
      return { next, shown, none };
    });
    for (const [linkId, row] of made.next) {
      if (row) rows.set(linkId, row);
      else rows.delete(linkId);
      forget(linkId);
    }
    for (const link of made.shown) links.set(link.id, link);
    for (const { slot } of make) failed.delete(`${screen.id} ${slot}`);
    for (const { slot } of made.none) failed.set(`${screen.id} ${slot}`, clock.monotonic() + againMs);
    // Guests' pages hold them as they were.
    for (const { link_id: linkId } of close) {
      const projectId = (await linkById(kit.db.read, linkId))?.projectId;
      if (projectId !== undefined) kit.changes.emit('link.changed', { linkId, projectId });
    }
  };

  const codesOf = async (screen: Held, wanted: ReadonlyMap<string, Wanted>): Promise<Record<string, HeldCode>> => {
    const codes: Record<string, HeldCode> = {};
    const { locale } = readSettings(kit);
    for (const row of ownRows(screen)) {
      const want = row.state === 'shown' ? wanted.get(row.slot) : undefined;
      const link = want && (await linkOf(row));
      const gallery = want && screen.playing.content.galleries.get(want.galleryId);
      const about = { fallback: false, locale, now: clock.now() };
      const code = link && gallery ? await heldCode(sources, link, gallery, about) : undefined;
      if (!want || !code) continue;
      codes[row.slot] = code;
      // Called for as a unit its photos have the code that they have in the loop, where they have no other there.
      if (!hasFixed(screen, want.galleryId)) codes[unitSlot(want.galleryId)] ??= code;
    }
    return codes;
  };

  const lookAfter = async (screen: Held) => {
    // What it shows has not been read yet, or there is no such screen any more.
    if (screen.playing.content === noContent || !board.screens.has(screen.id)) return;
    const wanted = wantedOf(screen);
    let news = false;
    try {
      if (clock.monotonic() < (resting.get(screen) ?? 0)) return;
      news = await places.settle(screen);
      const due = await dueOf(screen, wanted);
      if (due.close.length + due.leave.length + due.make.length > 0) await carryOut(screen, due);
    } catch (error) {
      resting.set(screen, clock.monotonic() + againMs);
      throw error;
    } finally {
      // Also where nothing could be stored: a code that opens nothing must go.
      const codes = await codesOf(screen, wanted);
      news ||= !isDeepStrictEqual(codes, screen.codes);
      screen.codes = codes;
      if (news) board.tell(screen);
    }
  };

  const look = (screens: Iterable<Held> = board.screens.values()): Promise<void> => {
    const before = pending.size;
    for (const screen of screens) pending.add(screen);
    if (before === 0 && pending.size > 0) {
      line = line.then(async () => {
        const now = [...pending];
        pending.clear();
        for (const screen of now) {
          await lookAfter(screen).catch((error: unknown) => {
            kit.log.error({ err: error, screenId: screen.id }, 'the codes of a screen could not be looked after');
          });
        }
      });
    }
    return line;
  };

  const lookAt = (linkId: string) => {
    const screen = board.screens.get(rows.get(linkId)?.screen_id ?? '');
    if (!screen) return;
    forget(linkId);
    void look([screen]);
  };
  const lookAnew = () => {
    links.clear();
    fits.clear();
    failed.clear();
    void look();
  };
  const stops = [
    kit.changes.on('visit.opened', ({ linkId }) => {
      // A hall opens one that has no last open hundreds of times a second.
      if (links.get(linkId)?.maxOpens !== null) lookAt(linkId);
    }),
    kit.changes.on('link.revoked', ({ linkId }) => lookAt(linkId)),
    kit.changes.on('link.changed', ({ linkId }) => lookAt(linkId)),
    kit.changes.on('audience.changed', lookAnew),
    kit.changes.on('project.changed', lookAnew),
    kit.changes.on('screen.changed', ({ screenId }) => {
      const screen = board.screens.get(screenId);
      if (screen) void look([screen]);
    }),
  ];
  return {
    look,
    stop: async () => {
      for (const stop of stops) stop();
      await line;
    },
  };
}

/** What a screen is to have codes of its own for, by slot. */
function wantedOf(screen: Held): Map<string, Wanted> {
  const { content } = screen.playing;
  return new Map(
    content.slots.flatMap((slot) => {
      const { id, galleryId, choice } = slot;
      const gallery = content.galleries.get(galleryId);
      if (!gallery || (choice.kind !== 'rotating' && choice.kind !== 'once')) return [];
      const placement = [screen.name, sceneName(screen, slot).scene_name].filter(Boolean).join(' · ');
      const { projectId } = gallery;
      const wanted: Wanted = { screenId: screen.id, slot: id, galleryId, projectId, choice, placement };
      return [[id, wanted] as const];
    }),
  );
}

/** Whether a gallery has a code in the loop that is the same on every screen. */
function hasFixed({ playing: { content } }: Held, galleryId: string): boolean {
  return content.slots.some(
    ({ id, choice, ...slot }) =>
      slot.galleryId === galleryId && id !== unitSlot(galleryId) && ['link', 'newest'].includes(choice.kind),
  );
}

/** Whether the next code's time has come: never while nobody sees it. */
function isTurn(screen: Held, row: ScreenCodeRow, { choice }: Wanted, now: number): boolean {
  return choice.kind === 'rotating' && screen.lines.size > 0 && isOver(row, choice.minutes * 60_000, now);
}

/** Whether it has been so for so long; also where the clock was set back, since nobody knows then. */
function isOver({ since }: ScreenCodeRow, ms: number, now: number): boolean {
  return now - since >= ms || now < since;
}
