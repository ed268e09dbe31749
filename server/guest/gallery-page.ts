import { words } from '#words/index.ts';
import { lastMoment, momentOf } from '#words/moments.ts';
import { type Html, html } from '../http/html.ts';
import { shapeOf } from './client/shape.ts';
import { under } from './gate-page.ts';
import { keepBar, keepForm } from './keep-bar.ts';
import type { Frame, GalleryModel } from './models.ts';
import { nextStep } from './next-step.ts';
import { languageLink, wholePage } from './page.ts';
import { saidForm } from './said-form.ts';
import { placeTiles, tile } from './tile.ts';

type Chapter = GalleryModel['chapters'][number];

/** The whole page of an open gallery. */
export function galleryPage(frame: Frame, model: GalleryModel): string {
  const shapes = model.chapters.flatMap(({ photos }) => [
    ...photos.map(({ width, height }) => shapeOf(width, height)),
    ...placeTiles(photos).fillers,
  ]);
  const main = html`${gallery(frame, model)}${keepForm(frame, model)}${saidForm(frame, model)}`;
  return wholePage(frame, model.title, main, { shapes });
}

/** The same as it goes into `<main>`: the script makes the rules for its shapes. */
export function galleryFragment(frame: Frame, model: GalleryModel): string {
  return gallery(frame, model).text;
}

function gallery(frame: Frame, model: GalleryModel): Html {
  const say = words(frame.locale).guest.gallery;
  const several = model.chapters.length > 1;
  return html`<div class="gallery${model.download === 'off' ? ' nosave' : ''}${model.zip === null ? '' : ' keeps'}" data-page="gallery" data-self="${model.base}" data-live="${under(model.base, '/live')}" data-leave="${under(model.base, '/hand-over')}" data-version="${model.version}" data-download="${model.download}"${model.feedback && html` data-feedback`}>
<header class="head">
<div><h1 dir="auto">${model.title}</h1><p class="policy">${policy(frame, model)}</p>${ending(frame, model)}</div>
${languageLink(frame, model.base)}
</header>
${several && html`<nav class="tabs" aria-label="${say.chapters}"><div class="strip">${model.chapters.map((chapter, index) => tab(chapter, index === 0))}</div></nav>`}
<div class="news" role="status"></div>
${model.chapters.map((chapter, index) => section(frame, model, chapter, index === 0, several))}
<div class="after">${nextStep(frame, model.next)}</div>
</div>`;
}

function policy(frame: Frame, model: GalleryModel): string {
  const say = words(frame.locale).guest.gallery;
  const until = model.expiresAt === null ? [] : [say.until(lastMoment(model.expiresAt, frame.now, frame.timeZone))];
  return say.joined([...until, say.saving[model.download]]);
}

/** Until when this visit may look; the script counts down by how long that is, since a phone's own clock may be wrong. */
function ending(frame: Frame, { endsAt }: GalleryModel): Html | false {
  if (endsAt === null) return false;
  const say = words(frame.locale).guest.gallery;
  const text = say.ends(momentOf(endsAt, frame.now, frame.timeZone));
  return html`<p class="ends" role="timer" data-ends-in="${Math.max(0, endsAt - frame.now)}">${text}</p>`;
}

function tab(chapter: Chapter, current: boolean): Html {
  return html`<a href="#${anchor(chapter)}" data-chapter="${chapter.id}" ${current && html`aria-current="true"`}><bdi>${chapter.title}</bdi> <span class="figure">${chapter.photos.length}</span></a>`;
}

function section(frame: Frame, model: GalleryModel, chapter: Chapter, first: boolean, several: boolean): Html {
  return html`<section class="${first ? 'chapter on' : 'chapter'}" id="${anchor(chapter)}" data-chapter="${chapter.id}" ${several && html`aria-label="${chapter.title}"`}>
${several && html`<h2 dir="auto">${chapter.title}</h2>`}
${chapter.photos.length === 0 ? empty(frame) : rows(frame, model, chapter, first)}
${keepBar(frame, model, chapter)}
</section>`;
}

function rows(frame: Frame, model: GalleryModel, chapter: Chapter, first: boolean): Html {
  const { places } = placeTiles(chapter.photos);
  return html`<ul class="rows" role="list">${chapter.photos.map((photo, index) => tile(frame, model, photo, index, places[index], first))}</ul>`;
}

function empty(frame: Frame): Html {
  const say = words(frame.locale).guest.gallery;
  return html`<div class="empty"><p class="large">${say.empty}</p><p>${say.emptyHelp}</p></div>`;
}

function anchor(chapter: Chapter): string {
  return `chapter-${chapter.id}`;
}
