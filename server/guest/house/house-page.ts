import { words } from '#words/index.ts';
import { html } from '../../http/html.ts';
import { cover } from '../cover.ts';
import type { Frame } from '../models.ts';
import { wholePage } from '../page.ts';

/** `ask`: whether it is one of the house; `done`: it is; `gone`: its code was used or is over. */
export type HouseState = 'ask' | 'done' | 'gone';

/** The page on which a phone of the house is left out of figures; `base` is its own address. */
export function housePage(frame: Frame, state: HouseState, base: string): string {
  const say = words(frame.locale).regions.house;
  const { title, text } = say[state];
  const main = html`<div class="closed" data-page="message">
${cover(frame, null, base)}
<div class="card">
<h1>${title}</h1>
<p class="lead">${text}</p>
${state !== 'gone' && html`<form method="post" action="${base}">${state === 'done' && html`<input type="hidden" name="leave" value="1">`}<button class="${state === 'ask' ? 'primary' : 'secondary'}" type="submit">${state === 'ask' ? say.ask.yes : say.done.leave}</button></form>`}
</div>
</div>`;
  return wholePage(frame, title, main, { still: true });
}
