import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CodePicture } from '#contract/common.ts';
import type { Link } from '#contract/links.ts';
import type { Scene } from '#contract/scenes.ts';
import type { ScreenCode, ScreenPhoto, ShowState } from '#contract/screens.ts';
import '../../kiosk/scenes/scene-view.ts';
import '../../kiosk/scenes/venue-still.ts';
import { readPhoto } from '../library/calls.ts';
import { boxNow } from '../live.ts';
import { readCode } from './calls.ts';
import { type Chosen, linkShown } from './chosen.ts';
import { pictureOf } from './screen-picture.ts';

interface Seen {
  readonly photo: ScreenPhoto;
  readonly code: ScreenCode | null;
}

/** How a choice will look, drawn as the screen draws it: one photo after the other, with its code. */
@customElement('show-preview')
export class ShowPreview extends LitElement {
  @property() label = '';
  @property({ attribute: false }) chosen: readonly Chosen[] = [];
  /** By gallery. */
  @property({ attribute: false }) links: ReadonlyMap<string, readonly Link[]> = new Map();
  @property({ attribute: false }) venue: ShowState['venue'] | undefined;
  @property({ type: Number }) seconds = 8;
  /** It goes on only while it is looked at. */
  @property({ type: Boolean }) running = false;
  @state() private seen: Seen | undefined;
  #at = 0;
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #photos = new Map<string, Promise<ScreenPhoto>>();
  #codes = new Map<string, Promise<CodePicture>>();

  static override styles = css`
    :host { display: block; }
    .frame { position: relative; aspect-ratio: 16 / 9; overflow: hidden; background: #0e0d0c; }
    .frame > * { position: absolute; inset: 0; }
  `;

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (!['chosen', 'links', 'running', 'seconds'].some((name) => changed.has(name))) return;
    clearTimeout(this.#timer);
    if (this.running) void this.#draw();
  }

  override render() {
    const { seen, venue } = this;
    if (!venue) return nothing;
    return html`<div class="frame" role="img" aria-label=${this.label} inert>${
      seen
        ? html`<scene-view .scene=${sceneOf(seen)} .photos=${{ [seen.photo.id]: seen.photo }} .code=${seen.code} .venue=${venue} .now=${boxNow()} .src=${pictureOf} .moving=${false}></scene-view>`
        : html`<venue-still .venue=${venue}></venue-still>`
    }</div>`;
  }

  async #draw() {
    this.#turn += 1;
    const turn = this.#turn;
    const all = this.chosen.flatMap((one) => (one.gallery?.photoIds ?? []).map((photoId) => ({ one, photoId })));
    const next = all[this.#at % Math.max(1, all.length)];
    const seen = next && (await this.#seenAs(next.one, next.photoId).catch(() => undefined));
    if (turn !== this.#turn) return;
    this.seen = seen;
    if (all.length < 2 || !this.running) return;
    this.#timer = setTimeout(
      () => {
        this.#at += 1;
        void this.#draw();
      },
      // A photo that cannot be shown yet is passed over.
      seen ? this.seconds * 1000 : 500,
    );
  }

  async #seenAs(one: Chosen, photoId: string): Promise<Seen> {
    const photo = await kept(this.#photos, photoId, async () => {
      const {
        id,
        edition,
        title,
        caption,
        width,
        height,
        thumbhash,
        takenAt,
        panorama,
        state: how,
      } = await readPhoto(photoId);
      if (how !== 'ready') throw new Error('not yet');
      const pano = panorama === true;
      return { id, edition, title, caption, width, height, thumbhash, takenAt: instant(takenAt), pano };
    });
    const link = linkShown(this.links.get(one.galleryId) ?? [], one);
    if (!link || !one.gallery) return { photo, code: null };
    const code = await kept(this.#codes, link.id, () => readCode(link.id));
    const { expiresAt } = link.policy;
    const { title: galleryTitle, photoIds } = one.gallery;
    return {
      photo,
      code: {
        code,
        linkId: link.id,
        fallback: false,
        public: false,
        galleryTitle,
        photos: photoIds.length,
        expiresAt: instant(expiresAt),
      },
    };
  }
}

function sceneOf({ photo: { id }, code }: Seen): Scene {
  return { kind: 'photo', id, itemId: '', ms: 1000, galleryId: null, photoIds: [id], code: code?.linkId ?? null };
}

/** Asked once; what failed may be asked again. */
function kept<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const there = known.get(key);
  if (there) return there;
  const asked = make();
  known.set(key, asked);
  asked.catch(() => known.delete(key));
  return asked;
}

function instant(told: string | null): number | null {
  return told === null ? null : Date.parse(told);
}
