import { words } from '#words/index.ts';
import { type Html, html } from '../../http/html.ts';
import { lock, pictures } from '../icons.ts';
import type { Frame } from '../models.ts';
import { typed } from '../page.ts';
import { placeholderOf } from '../placeholder.ts';
import type { OfferModel } from './models.ts';

/** The galleries as rows; `linked`: each leads to its link's page. */
export function offerRows(frame: Frame, offers: readonly OfferModel[], linked: boolean): Html {
  return html`<ul class="offers">${offers.map((offer) => {
    const row = rowOf(frame, offer);
    return html`<li>${linked ? html`<a class="offer" href="${offer.address}">${row}</a>` : html`<div class="offer">${row}</div>`}</li>\n`;
  })}</ul>`;
}

function rowOf(frame: Frame, { title, chapters, photos, thumbhash, password }: OfferModel): Html {
  const { gate } = words(frame.locale).guest;
  const { guest: say } = words(frame.locale).welcome;
  const picture = placeholderOf(thumbhash, 'cover');
  return html`<span class="face">${picture ? html`<img src="${picture.url}" alt="">` : password ? lock : pictures}</span>
<span class="about"><span class="title">${typed(title)}</span>
<span class="count"><span class="many">${gate.lead(chapters, photos)}</span> ${password && html`<span class="mark">${say.password}</span>`}</span></span>`;
}
