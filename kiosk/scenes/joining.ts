import type { ReactiveControllerHost } from 'lit';
import type { ScreenPhoto } from '#contract/screens.ts';

/** Lets photos that come while a wall is on join it as soon as they can be drawn, and not before. */
export class Joining {
  /** The one that joined last and leads the wall, of this scene; empty where none came while it was on. */
  newest = '';
  readonly #host: ReactiveControllerHost;
  #scene = '';
  #here = new Set<string>();
  #coming = new Set<string>();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** The photos that are on the wall by now. */
  of(photos: readonly ScreenPhoto[]): ScreenPhoto[] {
    return photos.filter((photo) => this.#here.has(keyOf(photo)));
  }

  /** Hears what the wall is to show: all of it at once where it is another scene. */
  heed(scene: string, photos: readonly ScreenPhoto[], address: (photo: ScreenPhoto) => string): void {
    const keys = new Set(photos.map(keyOf));
    if (scene !== this.#scene || this.#here.size === 0) {
      this.#scene = scene;
      this.#here = keys;
      this.newest = '';
      return;
    }
    this.#here = new Set([...this.#here].filter((key) => keys.has(key)));
    for (const photo of photos) {
      const key = keyOf(photo);
      if (this.#here.has(key) || this.#coming.has(key)) continue;
      const source = address(photo);
      if (source === '') continue;
      this.#coming.add(key);
      void this.#join(scene, photo, source, photos[0]?.id === photo.id);
    }
  }

  async #join(scene: string, photo: ScreenPhoto, source: string, leads: boolean): Promise<void> {
    const key = keyOf(photo);
    const picture = new Image();
    picture.src = source;
    try {
      await picture.decode();
    } catch {
      // It stays out of it; the next state may bring it with another address.
      this.#coming.delete(key);
      return;
    }
    this.#coming.delete(key);
    if (scene !== this.#scene) return;
    this.#here.add(key);
    if (leads) this.newest = photo.id;
    this.#host.requestUpdate();
  }
}

function keyOf({ id, edition }: ScreenPhoto): string {
  return `${id}/${edition}`;
}
