import { words } from '#words/index.ts';
import { type Html, html } from '../http/html.ts';
import { under } from './gate-page.ts';
import type { Frame, GalleryModel, PagePhoto } from './models.ts';

/**
 * Without script: a list of photos, and of the one that was chosen from it its heart and line, where the link takes them,
 * and "that is me, hide it". With script the large view has them.
 */
export function saidForm(frame: Frame, model: GalleryModel): Html {
  const say = words(frame.locale).guest.gallery.say;
  const photos = model.chapters.flatMap((chapter) => chapter.photos).filter(({ ready }) => ready);
  if (photos.length === 0) return html``;
  const chosen = photos.find(({ id }) => id === model.saying);
  const address = `${model.base}${model.base.includes('?') ? '&' : '?'}photo=`;
  return html`<noscript><section class="kept says" id="says"><h2>${model.feedback ? say.heading : say.headingHide}</h2>${chosen && html`<img src="${chosen.screen}" alt="${nameOf(chosen)}">${model.feedback && heart(frame, model, chosen)}${hide(frame, model, chosen)}`}
<ol>${photos.map((photo) => html`<li><a href="${address}${photo.id}#says"><bdi>${nameOf(photo)}</bdi>${photo.said?.heart && ' ♥'}${photo.said?.line && html` <q>${photo.said.line}</q>`}</a></li>`)}</ol></section></noscript>`;
}

function heart(frame: Frame, { base }: GalleryModel, { id, said }: PagePhoto): Html {
  const say = words(frame.locale).guest.gallery.say;
  return html`<form method="post" action="${under(base, `/photos/${id}/heart`)}"><input type="hidden" name="go" value="page">
<label for="line">${say.line}</label><div class="field"><input id="line" name="line" maxlength="200" autocomplete="off" value="${said?.line ?? ''}"></div>
<button class="primary" name="on" value="true">${said?.heart ? say.keepLine : say.give}</button>${said?.heart && html`<button class="secondary" name="on" value="false">${say.takeBack}</button>`}</form>`;
}

function hide(frame: Frame, { base }: GalleryModel, { id, said }: PagePhoto): Html {
  const say = words(frame.locale).guest.gallery.say;
  if (said?.asked) return html`<p class="asked">${say.asked}</p>`;
  return html`<form method="post" action="${under(base, `/photos/${id}/hide`)}"><input type="hidden" name="go" value="page">
<label for="name">${say.name}</label><div class="field"><input id="name" name="name" maxlength="60" autocomplete="name"></div>
<label for="note">${say.note}</label><div class="field"><input id="note" name="note" maxlength="200" autocomplete="off"></div>
<button class="secondary">${say.hide}</button></form>`;
}

function nameOf(photo: PagePhoto): string {
  return photo.title || photo.name;
}
