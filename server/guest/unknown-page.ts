import { words } from '#words/index.ts';
import { type Html, html } from '../http/html.ts';
import { cover } from './cover.ts';
import type { Frame } from './models.ts';
import { wholePage } from './page.ts';

/** The page of an address that is not known; it says no more than that. */
export function unknownPage(frame: Frame): string {
  return wholePage(frame, words(frame.locale).guest.unknown.title, unknown(frame));
}

/** The same as it goes into `<main>`. */
export function unknownFragment(frame: Frame): string {
  return unknown(frame).text;
}

function unknown(frame: Frame): Html {
  const say = words(frame.locale).guest.unknown;
  return html`<div class="closed" data-page="message">
${cover(frame, null, null)}
<div class="card">
<h1>${say.title}</h1>
<p class="lead">${say.text}</p>
</div>
</div>`;
}
