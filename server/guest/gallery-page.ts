import { words } from '#words/index.ts';
import { lastMoment, momentOf } from '#words/moments.ts';
import { type Html, html } from '../http/html.ts';
import { shapeOf } from './client/shape.ts';
import { under } from './gate-page.ts';
import { clock } from './icons.ts';
import { keepBar, keepForm } from './keep-bar.ts';
import type { Frame, GalleryModel } from './models.ts';
import { nextStep } from './next-step.ts';
import { languageLink, speaks, wholePage } from './page.ts';
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
  return html`<div class="gallery${model.download === 'off' ? ' nosave' : ''}${model.download === 'off' ? '' : ' keeps'}${model.endsAt === null ? '' : ' timed'}" data-page="gallery" data-self="${model.base}" data-live="${under(model.base, '/live')}" data-leave="${under(model.base, '/hand-over')}" data-version="${model.version}" data-download="${model.download}"${model.feedback && html` data-feedback`}${crowd(model)}>
<header class="head">
<div><h1 dir="auto"${speaks(frame, model.title)}>${model.title}</h1><p class="policy">${policy(frame, model)}</p>${ending(frame, model)}${printed(frame, model)}</div>
${languageLink(frame, model.base)}
</header>
${several && html`<nav class="tabs" aria-label="${say.chapters}"><div class="strip">${model.chapters.map((chapter, index) => tab(frame, chapter, index === 0))}</div></nav>`}
<div class="news"><p class="net" role="status"></p><div class="fresh" role="status"></div></div>
${model.chapters.map((chapter, index) => section(frame, model, chapter, index === 0, several))}
<div class="after">${nextStep(frame, model.next)}</div>
</div>`;
}

/** Where a phone on the box's own Wi-Fi tells how long photos take; and while that is crowded, where else it gets them. */
function crowd({ base, crowd }: GalleryModel): Html | false {
  if (!crowd) return false;
  return html` data-pace="${under(base, '/pace')}"${crowd.on && html` data-crowd="${crowd.elsewhere ?? ''}"`}`;
}

function policy(frame: Frame, model: GalleryModel): string {
  const say = words(frame.locale).guest.gallery;
  const { expiresAt, opensLeft } = model;
  const until = expiresAt === null ? [] : [say.until(lastMoment(expiresAt, frame.now, frame.timeZone))];
  const left = opensLeft === undefined ? [] : [say.opensLeft(opensLeft)];
  return say.joined([...until, ...left, say.saving[model.download]]);
}

/** On paper, which does not count down: whose photos of which day these are; of those that are only to be looked at, that. */
function printed(frame: Frame, { download }: GalleryModel): Html {
  const say = words(frame.locale).guest.gallery;
  const off = download === 'off' && html`<p class="printed unprinted">${say.notPrinted}</p>`;
  return html`<p class="printed">${say.printed(frame.boxName, momentOf(frame.now, frame.now, frame.timeZone))}</p>${off}`;
}

/** Until when this visit may look; the script counts down by how long that is, since a phone's own clock may be wrong. */
function ending(frame: Frame, { endsAt, lastsMs }: GalleryModel): Html | false {
  if (endsAt === null) return false;
  const say = words(frame.locale).guest.gallery;
  const text = say.ends(momentOf(endsAt, frame.now, frame.timeZone));
  const left = Math.max(0, endsAt - frame.now);
  return html`<p class="ends" role="timer" data-ends-in="${left}" data-lasts="${lastsMs ?? left}">${clock}<span>${text}</span></p>`;
}

function tab(frame: Frame, chapter: Chapter, current: boolean): Html {
  return html`<a href="#${anchor(chapter)}" data-chapter="${chapter.id}" ${current && html`aria-current="true"`}><bdi${speaks(frame, chapter.title)}>${chapter.title}</bdi> <span class="figure">${chapter.photos.length}</span></a>`;
}

function section(frame: Frame, model: GalleryModel, chapter: Chapter, first: boolean, several: boolean): Html {
  return html`<section class="${first ? 'chapter on' : 'chapter'}" id="${anchor(chapter)}" data-chapter="${chapter.id}" ${several && html`aria-label="${chapter.title}"`}>
${several && html`<h2 dir="auto"${speaks(frame, chapter.title)}>${chapter.title}</h2>`}
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
