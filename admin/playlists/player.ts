import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { loopOf, sceneAt } from '#contract/scene-at.ts';
import type { Programme, Scene, SceneNow } from '#contract/scenes.ts';

/**
 * The scenes that go round together with an item's: what is on now, else a later loop that has it; what is on now for an
 * item that has none. In a mixed loop some come several times.
 */
export function loopWith(programme: Programme, itemId: string | undefined): readonly Scene[] {
  const { scenes, rest, loops } = programme;
  const has = (some: readonly Scene[]) => some.some((scene) => scene.itemId === itemId);
  const now = loopOf(programme);
  if (itemId === undefined || has(now)) return now;
  const known = new Map([...scenes, ...rest].map((scene) => [scene.id, scene]));
  const later = loops.map((ids) => ids.flatMap((id) => known.get(id) ?? [])).find(has);
  return later ?? now;
}

/** When the scene at a place of a loop begins, ms. */
export function startOf(scenes: readonly Scene[], place: number): number {
  return roundOf(scenes.slice(0, place));
}

/** The place of what is on at a time of the round, ms. */
export function placeAt(scenes: readonly Scene[], at: number): number {
  let left = at % Math.max(1, roundOf(scenes));
  return scenes.findIndex(({ ms }) => {
    left -= ms;
    return left < 0;
  });
}

/** How long a round takes, ms. */
export function roundOf(scenes: readonly Scene[]): number {
  return scenes.reduce((sum, { ms }) => sum + ms, 0);
}

const beatMs = 250;

/** Plays a programme by a clock of its own, which can be held and moved. */
export class Player implements ReactiveController {
  /** It goes on by itself. */
  playing = true;
  readonly #host: ReactiveControllerHost;
  #programme: Programme | undefined;
  #itemId: string | undefined;
  /** Where it stood when its clock was last started or moved, ms of the round, and when that was. */
  #at = 0;
  #since = performance.now();
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#move(this.#at);
    this.#timer = setInterval(() => this.playing && !document.hidden && this.#host.requestUpdate(), beatMs);
  }

  hostDisconnected(): void {
    this.#at = this.#clock;
    clearInterval(this.#timer);
  }

  get scenes(): readonly Scene[] {
    return this.#programme ? loopWith(this.#programme, this.#itemId) : [];
  }

  /** What is on; nothing where there is nothing to show. */
  get on(): SceneNow | undefined {
    if (!this.#programme) return undefined;
    const alone = { inserts: [], pinned: null, pausedAt: null, later: [], order: [], epoch: 0, from: 0 };
    return sceneAt({ ...this.#programme, ...alone, scenes: [...this.scenes], order: [] }, this.#clock);
  }

  /** The place of what is on among `scenes`. */
  get place(): number {
    return placeAt(this.scenes, this.#clock);
  }

  /** Until the next scene, ms; null where there is no other. */
  get leftMs(): number | null {
    const ends = this.on?.endsAt ?? null;
    return ends === null ? null : Math.max(0, ends - this.#clock);
  }

  /** How far it is in the scene that is on, 0 to 1. */
  get share(): number {
    const { on } = this;
    return on ? Math.min(1, Math.max(0, (this.#clock - on.startedAt) / on.scene.ms)) : 0;
  }

  /** Goes on with another programme where it was: in the same scene, else in the same item, else at the same time. */
  take(programme: Programme): void {
    const before = this.on?.scene;
    const { share, place } = this;
    this.#programme = programme;
    const { scenes } = this;
    const same = scenes[place]?.id === before?.id ? place : scenes.findIndex(({ id }) => id === before?.id);
    const near = same >= 0 ? same : scenes.findIndex(({ itemId }) => itemId === before?.itemId);
    const found = scenes[near];
    if (found) this.#move(startOf(scenes, near) + (same >= 0 ? share * found.ms : 0));
    else this.#move(Math.min(this.#clock, Math.max(0, roundOf(scenes) - 1)));
  }

  /** Jumps to the first scene of an item; false where it has none. */
  jump(itemId: string): boolean {
    if (!this.#programme) return false;
    const scenes = loopWith(this.#programme, itemId);
    const place = scenes.findIndex((scene) => scene.itemId === itemId);
    if (place < 0) return false;
    this.#itemId = itemId;
    this.#move(startOf(scenes, place));
    return true;
  }

  step(by: 1 | -1): void {
    const { scenes, place } = this;
    if (scenes.length > 0) this.#move(startOf(scenes, (place + by + scenes.length) % scenes.length));
  }

  hold(still: boolean): void {
    this.#move(this.#clock);
    this.playing = !still;
    this.#host.requestUpdate();
  }

  get #clock(): number {
    return this.playing ? this.#at + performance.now() - this.#since : this.#at;
  }

  #move(at: number) {
    this.#at = at;
    this.#since = performance.now();
    this.#host.requestUpdate();
  }
}
