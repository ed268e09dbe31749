import { words } from '#words/index.ts';
import { type Html, html } from '../http/html.ts';
import { under } from './gate-page.ts';
import { save } from './icons.ts';
import type { Frame, GalleryModel, PagePhoto } from './models.ts';
import { bytes } from './tile.ts';

type Chapter = GalleryModel['chapters'][number];

/**
 * How a chapter's photos are kept: all of it, or some. Inside an app, which takes no archive, the script leads from photo to
 * photo, each of which a long press keeps.
 */
export function keepBar(frame: Frame, model: GalleryModel, chapter: Chapter): Html {
  const say = words(frame.locale).guest.gallery.keep;
  const photos = chapter.photos.filter((photo) => photo.ready && photo.save !== null);
  const [only] = photos;
  if (!only) return html``;
  const title = model.chapters.length > 1 ? chapter.title : null;
  const inside = html`${save}<span>${say.all(title, photos.length)}</span>`;
  const some = photos.length > 1 && html`<button class="some" type="button">${say.some}</button>`;
  if (model.zip === null)
    return html`<div class="keep"><p class="hold">${say.hold}</p><button class="all" type="button">${inside}</button>${some}</div>`;
  const all = photos.length === 1 ? only.save : archive(model.zip, `chapter=${chapter.id}`);
  return html`<div class="keep">
<a class="all" href="${all}" data-zip="${model.zip}" download>${inside}</a>
${some}
</div>`;
}

/** Without script there is no large view to save from, and no taps to choose by: every photo is in a form below. */
export function keepForm(frame: Frame, model: GalleryModel): Html {
  const say = words(frame.locale).guest.gallery.keep;
  const photos = model.chapters.flatMap((chapter) => chapter.photos).filter((photo) => photo.ready && photo.save);
  if (photos.length === 0) return html``;
  const list = html`<ol>${photos.map((photo) => html`<li>${model.zip !== null && html`<input type="checkbox" name="photos" value="${photo.id}" aria-label="${nameOf(photo)}">`}${link(model, photo)}${photo.original !== null && photo.mark === null && html` <span class="figure">${bytes(photo.bytes)}</span>`}</li>`)}</ol>`;
  const pass = new URLSearchParams(model.base.split('?')[1] ?? '');
  return html`<noscript><section class="kept"><h2>${say.heading}</h2>${
    model.zip === null
      ? list
      : html`<form method="get" action="${under(model.base.split('?')[0] as string, '/download.zip')}">${[...pass].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}${list}<button class="primary" type="submit">${say.chosen}</button></form>`
  }</section></noscript>`;
}

/** Where downloads come to nothing the photo is shown by itself, to be held. */
function link({ zip }: GalleryModel, photo: PagePhoto): Html {
  const name = html`<bdi>${nameOf(photo)}</bdi>`;
  if (zip === null) return html`<a href="${photo.best ?? photo.large}">${name}</a>`;
  return html`<a href="${photo.save}" download>${name}</a>`;
}

function nameOf(photo: PagePhoto): string {
  return photo.title || photo.name;
}

function archive(zip: string, query: string): string {
  return `${zip}${zip.includes('?') ? '&' : '?'}${query}`;
}
