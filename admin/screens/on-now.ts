import { sceneAt, settledAt } from '#contract/scene-at.ts';
import type { Pinned, Scene } from '#contract/scenes.ts';
import type { Screen, ScreenCode, ScreenPhoto, ScreenStatus, ShowState } from '#contract/screens.ts';
import type { Words } from '#words/index.ts';
import { momentOf } from '#words/moments.ts';

/** What is really on a screen, by what it said of itself last. */
export interface OnNow {
  /** `scene` where one is seen; `waiting` and `offline`: it never said what. */
  readonly what: 'scene' | 'blank' | 'dark' | 'pickup' | 'venue' | 'nothing' | 'noPhotos' | 'waiting' | 'offline';
  readonly scene: Scene | undefined;
  /** The first photo that is seen, where one is. */
  readonly photo: ScreenPhoto | undefined;
  readonly code: ScreenCode | null;
  /** Its code was put away: the venue's still stands in its place. */
  readonly withheld: boolean;
  readonly fresh: boolean;
  /** A just-shot photo was shown within the last minute. */
  readonly lately: boolean;
  /** Photos that a guest at the station has ticked. */
  readonly picked: number;
  /** Until the next one, ms; null where that is not known. */
  readonly leftMs: number | null;
  /** What was put on by hand and is on now. */
  readonly pinned: Pinned | null;
}

/** What is known of a link whose code is on. */
export interface LinkTold {
  /** Of its audience; empty without one. */
  readonly audience: string;
  readonly opensLeft: number | null;
}

const latelyMs = 60_000;

/** What is on at this moment of the box's clock. */
export function onNow(screen: Screen, now: number): OnNow {
  const { state, status, online } = screen;
  const { programme } = state;
  const due = sceneAt(programme, now);
  const { pinned } = settledAt(programme, now);
  const lately = programme.inserts.some(({ at, ms }) => at <= now && now < at + ms + latelyMs);
  const none = {
    ...{ scene: undefined, photo: undefined, code: null, withheld: false, fresh: false, lately, picked: 0 },
    ...{ leftMs: null, pinned },
  };
  const seen = (scene: Scene): OnNow => {
    const code = codeOf(scene, state);
    const photo = scene.photoIds.map((id) => state.photos[id]).find((one) => one !== undefined);
    return { ...none, what: 'scene', scene, photo, code };
  };
  if (!status) return { ...(due ? seen(due.scene) : none), what: online ? 'waiting' : 'offline' };
  if (status.mode === 'blank' || status.mode === 'dark') return { ...none, what: status.mode };
  if (status.mode === 'pickup') return { ...none, what: 'pickup', picked: status.picked };
  const scene = sceneSaid(status, state);
  if (status.mode === 'venue' || !scene) return { ...none, what: emptiness(screen) };
  const on = seen(scene);
  // What it draws is that scene without its code.
  const withheld = on.code !== null && status.linkId === null;
  const leftMs = due && due.scene.id === scene.id && due.endsAt !== null ? Math.max(0, due.endsAt - now) : null;
  return { ...on, code: withheld ? null : on.code, withheld, fresh: status.fresh, leftMs };
}

function codeOf({ code }: Scene, { codes }: ShowState): ScreenCode | null {
  return (code !== null && codes[code]) || null;
}

/** The scene that it says is on; one of which a photo is gone by now is not drawn any more. */
function sceneSaid(status: ScreenStatus, { programme, photos }: ShowState): Scene | undefined {
  const { scenes, rest, inserts, pinned } = programme;
  const all = [...scenes, ...(pinned?.scenes ?? []), ...inserts.map(({ scene }) => scene), ...rest];
  const known = all.find(({ id }) => id === status.sceneId);
  if (known) return known.photoIds.length > 0 && known.photoIds.every((id) => !photos[id]) ? undefined : known;
  // It goes on with what it was told before.
  if (status.photoId === null || !photos[status.photoId]) return undefined;
  const { galleryId, photoId } = status;
  return { kind: 'photo', id: status.sceneId ?? '', itemId: '', ms: 1000, galleryId, photoIds: [photoId], code: null };
}

function emptiness({ shows, playlist, state: { programme } }: Screen): 'nothing' | 'noPhotos' | 'venue' {
  if (shows.length === 0 && !playlist) return 'nothing';
  return programme.scenes.length === 0 ? 'noPhotos' : 'venue';
}

/** What is on in two parts, the second empty where there is no more to say; `away` while nobody knows. */
export function partsOfNow(
  screen: Screen,
  on: OnNow,
  words: Words,
  now: number,
  { away = false, links = new Map() }: { away?: boolean; links?: ReadonlyMap<string, LinkTold> } = {},
): readonly [what: string, more: string] {
  const { screens } = words;
  if (away) return [screens.on.unknown, ''];
  if (!screen.online) return [screens.on.offline, ''];
  if (on.what === 'pickup') return [screens.on.pickup(on.picked), ''];
  if (on.what === 'dark') return [screens.on.asleep, ''];
  if (on.what !== 'scene' || !on.scene) return [screens.on[on.what === 'scene' ? 'waiting' : on.what], ''];
  const { scene, pinned, leftMs } = on;
  const code = on.code ? 'shown' : on.withheld ? 'away' : 'none';
  const link = on.code ? links.get(on.code.linkId) : undefined;
  const title = scene.kind === 'message' ? scene.text : 'title' in scene ? scene.title : '';
  const audience = (scene.kind === 'poster' ? scene.audience : null) ?? link?.audience ?? '';
  const count = scene.kind === 'wall' ? scene.count : scene.photoIds.length;
  const { kind } = scene;
  const { fresh, lately } = on;
  const what = screens.scene({ kind, code, fresh, lately, title, count, audience, opensLeft: link?.opensLeft ?? null });
  if (pinned && (pinned.until !== null || screen.paused)) {
    if (screen.paused) return [what, screens.pausedNote];
    return [what, screens.backIn(Math.max(1, Math.ceil(((pinned.until ?? now) - now) / 1000)))];
  }
  if (pinned) return [what, screens.pinnedNote];
  if (screen.paused) return [what, screens.pausedNote];
  // Of a code that is on for whoever comes, how often it opens says more than how long it stays.
  if (leftMs === null || kind === 'poster' || (kind === 'wall' && lately)) return [what, ''];
  return [what, screens.left(Math.ceil(leftMs / 1000))];
}

/** What is on in a sentence. */
export function sentenceOfNow(...told: Parameters<typeof partsOfNow>): string {
  const [, , { admin }] = told;
  return partsOfNow(...told)
    .filter((part) => part !== '')
    .join(admin.comma);
}

/** How a screen is: live, in use, dark, in trouble, silent, never seen; not known while the box is out of reach, since the clock `away`. */
export function healthOf(
  { online, lastSeenAt, status, blank, trouble }: Screen,
  { screens }: Words,
  away?: string,
): { tone: 'live' | 'dead' | 'quiet'; word: string } {
  if (away !== undefined) return { tone: 'quiet', word: screens.unknownSince(away) };
  if (!online) return lastSeenAt ? { tone: 'dead', word: screens.silent } : { tone: 'quiet', word: screens.fresh };
  if (trouble) return { tone: 'dead', word: screens.trouble[trouble] };
  if (status?.mode === 'pickup') return { tone: 'live', word: screens.used };
  if (status?.mode === 'dark') return { tone: 'quiet', word: screens.asleep };
  if (status ? status.mode === 'blank' : blank) return { tone: 'quiet', word: screens.dark };
  return { tone: 'live', word: screens.fine };
}

/** Held photos, when it was heard last, and how far its clock is apart; of a pickup station in use, that it is touched. */
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
    online &&
      status &&
      (status.mode === 'pickup' ? screens.touch : screens.offset(Math.round(Math.abs(status.offsetMs)))),
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
