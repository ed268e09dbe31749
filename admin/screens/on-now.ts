import { sceneAt } from '#contract/scene-at.ts';
import type { Scene } from '#contract/scenes.ts';
import type { Screen, ScreenCode, ScreenPhoto } from '#contract/screens.ts';
import type { Words } from '#words/index.ts';
import { momentOf } from '#words/moments.ts';

/** What is really on a screen, by what it said of itself last. */
export interface OnNow {
  readonly what: keyof Words['screens']['on'];
  /** The photo that is seen, where one is. */
  readonly photo: ScreenPhoto | undefined;
  readonly scene: Scene | undefined;
  readonly code: ScreenCode | null;
  /** Its code was put away: the venue's still stands in its place. */
  readonly withheld: boolean;
  readonly fresh: boolean;
  /** Until the next one, ms; null where that is not known. */
  readonly leftMs: number | null;
}

const nothing = { photo: undefined, scene: undefined, code: null, withheld: false, fresh: false, leftMs: null };

/** What is on at this moment of the box's clock. */
export function onNow({ state, status, online, shows }: Screen, now: number): OnNow {
  const due = sceneAt(state.programme, now);
  if (!status) {
    const photo = due && state.photos[due.scene.photoId];
    const code = (due?.scene.linkId && state.codes[due.scene.linkId]) || null;
    return { ...nothing, photo, scene: due?.scene, code, what: online ? 'waiting' : 'offline' };
  }
  if (status.mode === 'blank') return { ...nothing, what: 'blank' };
  const photo = status.photoId === null ? undefined : state.photos[status.photoId];
  if (status.mode === 'venue' || !photo) {
    const empty = shows.length === 0 ? 'nothing' : state.programme.scenes.length === 0 ? 'noPhotos' : 'venue';
    return { ...nothing, what: empty };
  }
  const { scenes, inserts, pinned } = state.programme;
  const all = [...scenes, ...inserts.map(({ scene }) => scene), ...(pinned ? [pinned.scene] : [])];
  const scene = all.find(({ id }) => id === status.sceneId);
  const code = (status.linkId !== null && state.codes[status.linkId]) || null;
  const withheld = !code && Boolean(scene?.linkId && state.codes[scene.linkId]);
  const leftMs = due && due.scene.id === status.sceneId && due.endsAt !== null ? Math.max(0, due.endsAt - now) : null;
  const { fresh } = status;
  const what = withheld ? 'still' : code ? (fresh ? 'freshCode' : 'code') : fresh ? 'fresh' : 'photo';
  return { what, photo, scene, code, withheld, fresh, leftMs };
}

/** What is on in a sentence; `away` while the box is out of reach and nobody knows. */
export function sentenceOfNow(screen: Screen, on: OnNow, words: Words, away = false): string {
  const { screens, admin } = words;
  if (away) return screens.on.unknown;
  if (!screen.online) return screens.on.offline;
  const { what, leftMs } = on;
  if (what === 'blank' || !on.photo || what === 'waiting') return screens.on[what];
  const more = screen.paused
    ? screens.pausedNote
    : screen.pinned
      ? screens.pinnedNote
      : leftMs === null
        ? undefined
        : screens.left(Math.ceil(leftMs / 1000));
  return [screens.on[what], more].filter((part) => part !== undefined).join(admin.comma);
}

/** How a screen is: live, blank, silent, never seen; not known while the box is out of reach, since the clock `away`. */
export function healthOf(
  { online, lastSeenAt, status, blank }: Screen,
  { screens }: Words,
  away?: string,
): { tone: 'live' | 'dead' | 'quiet'; word: string } {
  if (away !== undefined) return { tone: 'quiet', word: screens.unknownSince(away) };
  if (!online) return lastSeenAt ? { tone: 'dead', word: screens.silent } : { tone: 'quiet', word: screens.fresh };
  if (status ? status.mode === 'blank' : blank) return { tone: 'quiet', word: screens.dark };
  return { tone: 'live', word: screens.fine };
}

/** Held photos, when it was heard last, and how far its clock is apart. */
export function figuresOf(screen: Screen, words: Words, now: number, zone: string, away = false): string {
  const { screens, admin } = words;
  const { status, lastSeenAt } = screen;
  const online = screen.online && !away;
  const seen = lastSeenAt === null ? undefined : Date.parse(lastSeenAt);
  const parts = [
    status && screens.held(status.held, status.wanted),
    seen === undefined
      ? screens.never
      : online
        ? admin.ago(Math.max(0, now - seen) / 1000)
        : clockOf(seen, now, zone, words),
    online && status && screens.offset(Math.round(Math.abs(status.offsetMs))),
  ];
  return parts.filter((part) => typeof part === 'string').join(admin.comma);
}

/** The clock since which the box is out of reach, told as `clockOf` does; undefined while it is there. */
export function awayClock(since: number | undefined, zone: string, words: Words): string | undefined {
  return since === undefined ? undefined : clockOf(since, Date.now(), zone, words);
}

/** `14:33` today, the day with it otherwise. */
export function clockOf(at: number, now: number, zone: string, { admin }: Words): string {
  const moment = momentOf(at, now, zone);
  return moment.days === 0 ? moment.clock : admin.at(moment);
}
