import type { Scene } from '#contract/scenes.ts';
import type { ScreenCode, ScreenPhoto, ShowState } from '#contract/screens.ts';

/** What stands beside the photo: its code, the venue's still in the code's place, or nothing. */
export type Beside = 'code' | 'still' | 'nothing';

/** One picture for the whole screen. */
export interface View {
  /** The same for as long as nothing has to be faded; what differs otherwise is changed in place. */
  readonly key: string;
  readonly scene: Scene;
  /** Those of the scene that are there, in its order. */
  readonly photos: readonly ScreenPhoto[];
  /** Which of its two photos is seen where an upright screen shows a pair one after the other; null: all that it has. */
  readonly half: 0 | 1 | null;
  readonly code: ScreenCode | null;
  readonly beside: Beside;
  readonly fresh: boolean;
  /** Which of four places a code's card takes. */
  readonly spot: 0 | 1 | 2 | 3;
}

/** What a screen is, and what it can show. */
export interface Showing {
  /** False keeps every code back: the box was not heard for long. */
  readonly codes: boolean;
  /** An upright screen shows a pair one after the other. */
  readonly upright: boolean;
  /** False for a photo that could not be had just now. */
  readonly usable?: (photo: ScreenPhoto) => boolean;
}

/** When a scene is on, box time; `endsAt` null: until somebody says otherwise. */
export interface Span {
  readonly startedAt: number;
  readonly endsAt: number | null;
  readonly fresh: boolean;
}

/** So long a card has its place, and what stays for longer moves with it, ms: nothing is to burn in. */
export const placeMs = 5 * 60_000;
/** What is on for longer than this fades to itself in another place in between. */
const longMs = 10 * 60_000;

/** How a scene is seen at this box time; nothing where it cannot be shown as it is meant. */
export function viewOf(state: ShowState, scene: Scene, span: Span, now: number, showing: Showing): View | undefined {
  const { usable = () => true, upright } = showing;
  const photos = scene.photoIds.flatMap((id) => {
    const photo = state.photos[id];
    return photo && usable(photo) ? photo : [];
  });
  if (photos.length === 0 && needsPhotos(scene)) return undefined;
  const code = codeOf(state, scene, now);
  const beside = !code ? 'nothing' : showing.codes ? 'code' : 'still';
  // A poster without its code is no poster, and a word about 4G/5G is true for a public address alone.
  if (scene.kind === 'poster' && !code) return undefined;
  if (scene.kind === 'mobile' && !(code?.public && showing.codes)) return undefined;
  const half = scene.kind === 'pair' && upright && photos.length === 2 ? halfOf(scene, span, now) : null;
  const place = placeOf(span, now);
  return keyed({
    scene,
    photos,
    half,
    code: beside === 'code' && code ? code : null,
    beside,
    fresh: span.fresh,
    spot: (place % 4) as View['spot'],
  });
}

/** The same picture without photos that had to go; nothing where none is left. */
export function without(view: View, gone: readonly ScreenPhoto[]): View | undefined {
  const photos = view.photos.filter((photo) => !gone.includes(photo));
  if (photos.length === 0 && needsPhotos(view.scene)) return undefined;
  return keyed({ ...view, photos, half: photos.length === 2 ? view.half : null });
}

/** The photos that are seen on it. */
export function seenOn({ photos, half }: View): readonly ScreenPhoto[] {
  return half === null ? photos : photos.slice(half, half + 1);
}

/** Whether these are the same photos in the same editions and order. */
export function samePhotos(some: readonly ScreenPhoto[], others: readonly ScreenPhoto[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ id, edition }, place) => others[place]?.id === id && others[place].edition === edition)
  );
}

/** When this view becomes another by itself, box time; null: not before its scene ends. */
export function turnsAt({ scene, code, beside, half }: View, state: ShowState, span: Span, now: number): number | null {
  const expiresAt = beside === 'nothing' ? null : (code ?? codeOf(state, scene, now))?.expiresAt;
  const turns = [expiresAt, half === 0 ? middleOf(scene, span) : null, movesAt(span, now)];
  const ahead = turns.filter((at): at is number => typeof at === 'number' && at > now);
  return ahead.length > 0 ? Math.min(...ahead) : null;
}

/** A wall changes while it is on: photos join it, and slide. */
function keyed(view: Omit<View, 'key'>): View {
  const { scene, photos, beside, fresh, half, spot } = view;
  const editions = scene.kind === 'wall' ? [] : photos.map(({ id, edition }) => `${id}/${edition}`);
  const key = [scene.id, scene.kind, beside, scene.code ?? '', fresh, half, spot, ...editions].join(' ');
  return { key, ...view };
}

/** The code of a scene, if it may be shown at this time. */
function codeOf({ codes }: ShowState, { code }: Scene, now: number): ScreenCode | undefined {
  const listed = code === null ? undefined : codes[code];
  return listed && (listed.expiresAt === null || now < listed.expiresAt) ? listed : undefined;
}

function needsPhotos({ kind }: Scene): boolean {
  return kind !== 'poster' && kind !== 'wifi' && kind !== 'mobile' && kind !== 'message';
}

function halfOf(scene: Scene, span: Span, now: number): 0 | 1 {
  return now < middleOf(scene, span) ? 0 : 1;
}

function middleOf({ ms }: Scene, { startedAt }: Span): number {
  return startedAt + ms / 2;
}

/** Counts up with the box's time, so that all screens agree; within a scene it changes only where that is on for long. */
function placeOf(span: Span, now: number): number {
  return Math.floor((isLong(span) ? now : span.startedAt) / placeMs);
}

function movesAt(span: Span, now: number): number | null {
  return isLong(span) ? (Math.floor(now / placeMs) + 1) * placeMs : null;
}

function isLong({ startedAt, endsAt }: Span): boolean {
  return endsAt === null || endsAt - startedAt > longMs;
}
