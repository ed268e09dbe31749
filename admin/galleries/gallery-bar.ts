import { html, nothing, type TemplateResult } from 'lit';
import type { Gallery, GalleryOrder } from '#contract/galleries.ts';
import type { Words } from '#words/index.ts';
import { acceptedTypes, picked } from '../library/gathered.ts';
import { uploads } from '../library/uploads.ts';
import { upload } from '../parts/icons.ts';
import { href } from '../router.ts';
import '../parts/admin-segments.ts';

/** What may be done; undefined where it may not. */
export interface BarWays {
  readonly order: ((order: GalleryOrder) => void) | undefined;
  readonly bring: ((files: readonly File[]) => void) | undefined;
}

/** Above the photos of a gallery: by what they are in order, and how new ones get in. */
export function galleryBar(gallery: Gallery, words: Words, { order, bring }: BarWays): TemplateResult {
  const { page } = words.galleries;
  const orders = (['manual', 'captured'] as const).map((value) => ({ value, label: page.orders[value] }));
  const choose = ({ currentTarget }: Event) =>
    ((currentTarget as HTMLElement).nextElementSibling as HTMLInputElement).click();
  return html`<div class="bar">
    ${order && gallery.photoIds.length > 1 ? html`<admin-segments label=${page.order} .value=${gallery.order} .options=${orders} @choose=${({ detail }: CustomEvent<GalleryOrder>) => order(detail)}></admin-segments>` : nothing}
    ${uploadLine(gallery, words)}
    ${
      bring && gallery.inflow !== 'off'
        ? html`<button class="quiet" @click=${choose}>${upload}${page.upload}</button>
          <input id="files" type="file" hidden multiple accept=${acceptedTypes} @change=${(event: Event) => bring(picked(event.target as HTMLInputElement))} />`
        : nothing
    }
  </div>`;
}

/** How far the photos are that are being uploaded into a gallery, with the way to where more is told. */
function uploadLine({ id, projectId }: Gallery, words: Words): TemplateResult | typeof nothing {
  const { page } = words.galleries;
  const mine = uploads.queue.of(projectId).filter(({ galleryId, state }) => galleryId === id && state !== 'aside');
  const done = mine.filter(({ state }) => state === 'arrived' || state === 'refused').length;
  if (done === mine.length) return nothing;
  return html`<span class="small figures" role="status">${page.uploading(done, mine.length)}</span><a class="small" href=${href(`/projects/${projectId}`)}>${page.toLibrary}</a>`;
}
