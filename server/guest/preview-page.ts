import { words } from '#words/index.ts';
import { type Html, html } from '../http/html.ts';
import { cover } from './cover.ts';
import type { CardModel, Frame } from './models.ts';
import { wholePage } from './page.ts';

/** Pixels of a card's picture. */
export const cardSize = { width: 1200, height: 630 } as const;

/** The page for programs that look at an address for others: title and brand, and nothing that could be sent. */
export function previewPage(frame: Frame, model: CardModel): string {
  const main = html`<div class="closed" data-page="message">
${cover(frame, null, null)}
<div class="card">
<h1 dir="auto">${model.title}</h1>
<p class="lead">${words(frame.locale).guest.preview}</p>
</div>
</div>`;
  return wholePage(frame, model.title, main, { card: cardTags(frame, model), still: true });
}

/** What messengers read of a page's head (Open Graph). */
export function cardTags(frame: Frame, { title, image }: CardModel): Html {
  const property = (name: string, content: string | number) =>
    html`<meta property="og:${name}" content="${content}">\n`;
  const about = words(frame.locale).guest.preview;
  return html`${property('type', 'website')}${property('title', title)}${property('site_name', frame.boxName)}${property('description', about)}<meta name="description" content="${about}">
${
  image !== null &&
  html`${property('image', image)}${property('image:type', 'image/jpeg')}${property('image:width', cardSize.width)}${property('image:height', cardSize.height)}${property('image:alt', title)}<meta name="twitter:card" content="summary_large_image">`
}`;
}
