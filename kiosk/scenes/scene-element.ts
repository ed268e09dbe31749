import { LitElement, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Scene, SceneKind, SceneOf } from '#contract/scenes.ts';
import type { ScreenCode, ScreenPhoto } from '#contract/screens.ts';
import { fitTexts } from './fit.ts';
import { needsOf } from './needs.ts';
import type { Size } from './size.ts';
import type { Venue } from './venue-still.ts';

/** What a scene is drawn from, beside itself. */
export interface Around {
  readonly photos: Readonly<Record<string, ScreenPhoto>>;
  /** The one of `scene.code`. */
  readonly code: ScreenCode | null;
  /** Shows the venue's still in the code's place. */
  readonly withheld: boolean;
  readonly venue: Venue;
  /** Address of a photo in a size; empty where it is not to be had. */
  readonly src: (photo: ScreenPhoto, size: Size) => string;
  /** Just shot, on its first showing. */
  readonly fresh: boolean;
  /** Box time, UTC ms: days left are counted from it. */
  readonly now: number;
  /** Which photo of a pair an upright screen shows. */
  readonly half: 0 | 1;
  /** Which of four places the code's card takes. */
  readonly spot: 0 | 1 | 2 | 3;
  /** False: nothing turns by itself. */
  readonly moving: boolean;
}

/** All that a scene is drawn from. */
export interface Given<K extends SceneKind> extends Around {
  readonly scene: SceneOf<K>;
}

/** A photo that came and is no picture. */
export class Unreadable extends Error {
  readonly photoId: string;
  constructor(photoId: string, cause: unknown) {
    super(`photo ${photoId} cannot be read`, { cause });
    this.photoId = photoId;
  }
}

/** What the elements of all kinds of scenes have in common: what they are given, how much room they have, when they can be seen. */
export abstract class SceneElement<K extends SceneKind> extends LitElement {
  @property({ attribute: false }) given: Given<K> | undefined;
  /** CSS pixels; nothing before the first measuring. */
  @state() private measured = { width: 0, height: 0 };
  #sizes = new Map<string, Size>();
  readonly #measure = new ResizeObserver(([entry]) => {
    const { width = 0, height = 0 } = entry?.contentRect ?? {};
    const { measured } = this;
    if (width > 0 && height > 0 && (width !== measured.width || height !== measured.height)) {
      this.measured = { width, height };
    }
  });

  override connectedCallback() {
    super.connectedCallback();
    this.#measure.observe(this);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#measure.disconnect();
  }

  /** Settles when all that it was given can be drawn in the next frame; rejects where a photo cannot be read (`Unreadable`). */
  async ready(): Promise<void> {
    await settled(this);
    const pictures = [...this.renderRoot.querySelectorAll<HTMLImageElement>('img[data-photo]')];
    // The pictures first: a ground is drawn of the same photos, and cannot say which of them is none.
    await Promise.all(pictures.map(decoded));
    await Promise.all(this.pending());
    // What was measured meanwhile is drawn as well.
    await settled(this);
  }

  /** What must have settled beside its images. */
  protected pending(): readonly Promise<void>[] {
    return [];
  }

  protected override willUpdate(_changed: PropertyValues): void {
    const { given } = this;
    if (!given) return;
    const { width, height } = this.room;
    const needed = needsOf(
      given.scene as Scene,
      given.photos,
      given.code !== null || given.withheld,
      width * devicePixelRatio,
      height * devicePixelRatio,
    );
    this.#sizes = new Map(needed.map(({ photo, size }) => [photo.id, size]));
  }

  protected override updated(_changed: PropertyValues): void {
    const { width, height } = this.room;
    fitTexts(this.renderRoot, `${width} ${height}`);
  }

  /** CSS pixels; before the first measuring as it lies. */
  protected get room(): { readonly width: number; readonly height: number } {
    return this.measured.width > 0 ? this.measured : { width: this.clientWidth || 1, height: this.clientHeight || 1 };
  }

  /** The scene's photos that are there. */
  protected get photos(): ScreenPhoto[] {
    const { given } = this;
    return given ? given.scene.photoIds.flatMap((id) => given.photos[id] ?? []) : [];
  }

  /** Where a photo is found in the size in which this scene needs it, or else in another. */
  protected address(photo: ScreenPhoto): string {
    const sizes: Size[] = [this.#sizes.get(photo.id) ?? 'screen', 'kiosk', 'screen', 'thumb'];
    for (const size of sizes) {
      const address = this.given?.src(photo, size);
      if (address) return address;
    }
    return '';
  }

  /** The same in its smallest size, for a ground; where the small copy could not be had, the photo itself does. */
  protected coarse(photo: ScreenPhoto): string {
    return this.given?.src(photo, 'thumb') || this.address(photo);
  }
}

/** Where a code stands, as classes: `left` or not, `up` or not; on an upright screen a card's code is on its other side where it is up. */
export function placeOfCode(spot: Around['spot']): string {
  return `${spot % 2 ? 'left' : ''} ${spot > 1 ? 'up' : ''}`;
}

/** Waits until an element and all that it is made of are drawn. */
async function settled(element: LitElement): Promise<void> {
  while (!(await element.updateComplete));
  const parts = element.renderRoot.querySelectorAll<LitElement>('code-card, code-square, venue-still');
  await Promise.all([...parts].map(settled));
}

async function decoded(picture: HTMLImageElement): Promise<void> {
  const { src } = picture;
  try {
    await picture.decode();
  } catch (cause) {
    // Another photo came into its place meanwhile: that one counts.
    if (picture.src !== src) return decoded(picture);
    throw new Unreadable(picture.dataset.photo ?? '', cause);
  }
}
