import { words } from '#words/index.ts';
import { type Html, html } from '../http/html.ts';
import { cover } from './cover.ts';
import type { Frame } from './models.ts';
import { wholePage } from './page.ts';

/** Why a page did not come: the box cannot keep up for a moment (`busy`), or has a fault. */
export type Trouble = 'busy' | 'fault';

/** The whole page for a guest whose page did not come; `again` is the address to try once more, null where there is none. */
export function errorPage(frame: Frame, trouble: Trouble, again: string | null): string {
  return wholePage(frame, words(frame.locale).guest.error[`${trouble}Title`], message(frame, trouble, again));
}

/** The same as it goes into `<main>`. */
export function errorFragment(frame: Frame, trouble: Trouble, again: string | null): string {
  return message(frame, trouble, again).text;
}

function message(frame: Frame, trouble: Trouble, again: string | null): Html {
  const say = words(frame.locale).guest.error;
  return html`<div class="closed" data-page="message">
${cover(frame, null, null)}
<div class="card">
<h1>${say[`${trouble}Title`]}</h1>
<p class="lead">${say[`${trouble}Text`]}</p>
${again !== null && html`<a class="primary" href="${again}">${say.again}</a>`}
</div>
</div>`;
}
