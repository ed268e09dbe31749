import { words } from '#words/index.ts';
import { lastMoment, type Moment, momentOf } from '#words/moments.ts';
import { type Html, html } from '../http/html.ts';
import { cover } from './cover.ts';
import { clock, person } from './icons.ts';
import type { ClosedModel, Frame } from './models.ts';
import { wholePage } from './page.ts';

/** The whole page of a link that opens nothing now: which limit, since when, and that the photos are safe. */
export function closedPage(frame: Frame, model: ClosedModel): string {
  return wholePage(frame, model.title, closed(frame, model));
}

/** The same as it goes into `<main>`. */
export function closedFragment(frame: Frame, model: ClosedModel): string {
  return closed(frame, model).text;
}

function closed(frame: Frame, model: ClosedModel): Html {
  const say = words(frame.locale).guest.closed;
  const { title, text } = told(frame, model);
  const opensAt = model.why.state === 'scheduled' ? model.why.opensAt : null;
  return html`<div class="closed" data-page="closed" data-self="${model.base}">
${cover(frame, model.thumbhash, model.base)}
<div class="card">
<h1>${title}</h1>
<p class="lead">${text}</p>
${opensAt === null ? html`<p class="note">${person}<span>${say.askStaff}</span></p>` : countdown(frame, model.base, opensAt)}
</div>
</div>`;
}

function told(frame: Frame, { title, why }: ClosedModel): { title: string; text: string } {
  const { closed: say, at } = words(frame.locale).guest;
  const moment = (instant: number): Moment => momentOf(instant, frame.now, frame.timeZone);
  switch (why.state) {
    case 'expired':
      return { title: say.expired(lastMoment(why.at, frame.now, frame.timeZone)), text: say.expiredText(title) };
    case 'exhausted': {
      const last = why.lastAt === null ? null : at(moment(why.lastAt));
      return why.perVisitor
        ? { title: say.exhaustedHere, text: say.exhaustedHereText(title, why.opens, last) }
        : { title: say.exhausted, text: say.exhaustedText(title, why.opens, last) };
    }
    case 'revoked':
      return { title: say.revoked, text: say.revokedText(title) };
    case 'scheduled':
      return { title: say.scheduled(at(moment(why.opensAt))), text: say.scheduledText(title) };
  }
}

function countdown(frame: Frame, base: string, opensAt: number): Html {
  const say = words(frame.locale).guest.closed;
  const left = Math.max(0, opensAt - frame.now);
  const days = momentOf(opensAt, frame.now, frame.timeZone).days;
  return html`${left > 86_400_000 ? html`<p class="count">${say.daysLeft(days)}</p>` : html`<p class="count" role="timer" data-ticks>${ticks(left)}</p>`}
<p class="note" data-opens-in="${left}">${clock}<span>${say.opensByItself}</span></p>
<a class="secondary" href="${base}">${say.lookNow}</a>`;
}

/** 04:23:10, or 23:10 in the last hour. */
function ticks(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  const figures = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return (figures[0] === 0 ? figures.slice(1) : figures).map((figure) => String(figure).padStart(2, '0')).join(':');
}
