import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { words } from '#words/index.ts';
import { type Html, html } from '../../http/html.ts';
import { cover } from '../cover.ts';
import type { Frame } from '../models.ts';
import { minified, typed, wholePage } from '../page.ts';
import { largeAddress } from './address.ts';
import type { WelcomeModel, WindowModel } from './models.ts';
import { offerRows } from './offers.ts';

const sheet = minified(readFileSync(join(import.meta.dirname, 'welcome.css'), 'utf8'));

/** What a browser on the box's own Wi-Fi is greeted with: the galleries that staff put there, and nothing else. */
export function welcomePage(frame: Frame, model: WelcomeModel): string {
  const { guest: say } = words(frame.locale).welcome;
  const { offers, waiting } = model;
  const main = html`<div class="closed welcome" data-page="message">
${cover(frame, null, '/')}
<div class="card">
<h1>${say.title}</h1>
${greeting(model)}
${offers.length > 0 ? offerRows(frame, offers, true) : html`<p class="lead">${say.empty}</p>`}
${waiting && html`<form class="stay" method="post" action="${goOnAddress(frame)}"><p class="help">${say.stay}</p><button class="secondary" type="submit">${say.stayButton}</button></form>`}
</div>
</div>`;
  return wholePage(frame, say.title, main, { still: true, sheet });
}

/** The same for the window in which phones show portals: nothing there opens anything, and the way out of it is told. */
export function windowPage(frame: Frame, model: WindowModel): string {
  return wholePage(frame, headingOf(frame, model), windowMain(frame, model), { still: true, sheet });
}

/** It as it goes into `<main>`. */
export function windowFragment(frame: Frame, model: WindowModel): string {
  return windowMain(frame, model).text;
}

function headingOf(frame: Frame, { wanted, waiting }: WindowModel): string {
  const { window: say } = words(frame.locale).welcome.guest;
  return wanted ? say.wanted : waiting ? say.title : say.titleOn;
}

function windowMain(frame: Frame, model: WindowModel): Html {
  const { window: say, goOn } = words(frame.locale).welcome.guest;
  const { waiting, wanted, offers, address, base } = model;
  return html`<div class="closed welcome" data-page="message">
${cover(frame, null, base)}
<div class="card">
<h1>${headingOf(frame, model)}</h1>
${!wanted && greeting(model)}
<p class="lead">${wanted ? say.wantedText(wanted.title) : say.text}</p>
<ol class="steps">
<li>${waiting ? say.goOn : say.done}
${waiting && html`<form method="post" action="${goOnAddress(frame)}"><button class="primary" type="submit">${goOn}</button></form>`}</li>
<li>${say.browser}</li>
<li>${say.type}
${largeAddress(address)}
${wanted?.listed && html`<p class="then">${say.thenTap(wanted.title)}</p>`}</li>
</ol>
${!wanted && offers.length > 0 && html`<h2>${say.there}</h2>${offerRows(frame, offers, false)}`}
</div>
</div>`;
}

function greeting({ text }: WelcomeModel): Html | false {
  return text !== '' && html`<p class="lead words">${typed(text)}</p>`;
}

/** The window keeps no cookies, so the language goes along. */
function goOnAddress({ locale }: Frame): string {
  return `/welcome/go-on?lang=${locale}`;
}
