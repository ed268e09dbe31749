import { words } from '#words/index.ts';
import { lastMoment, type Moment, momentOf } from '#words/moments.ts';
import { type Html, html } from '../http/html.ts';
import { cover } from './cover.ts';
import { under } from './gate-page.ts';
import { clock, person } from './icons.ts';
import type { ClosedModel, Frame } from './models.ts';
import { nextStep } from './next-step.ts';
import { wholePage } from './page.ts';

/** The whole page of a link that opens nothing now: which limit, since when, and that the photos are safe. */
export function closedPage(frame: Frame, model: ClosedModel): string {
  // Of a project that is gone for good not even the title is known any more.
  return wholePage(frame, model.title || frame.boxName, closed(frame, model));
}

/** The same as it goes into `<main>`. */
export function closedFragment(frame: Frame, model: ClosedModel): string {
  return closed(frame, model).text;
}

function closed(frame: Frame, model: ClosedModel): Html {
  const { title, text } = told(frame, model);
  const opensAt = model.why.state === 'scheduled' ? model.why.opensAt : null;
  return html`<div class="closed" data-page="closed" data-self="${model.base}" ${model.ask && html`data-said="${saidIn(model)}"`}>
${cover(frame, model.thumbhash, model.base)}
<div class="card">
<h1>${title}</h1>
<p class="lead">${text}</p>
${opensAt === null ? asking(frame, model) : countdown(frame, model.base, opensAt)}
${nextStep(frame, model.next)}
</div>
</div>`;
}

/** The same where the page says the same: then what somebody is typing into it stays. */
function saidIn({ why, ask }: ClosedModel): string {
  return `${why.state} ${ask?.state} ${ask?.state === 'waiting' ? ask.askedAt : ''}`;
}

/** What may be asked of the staff, or what became of it. */
function asking(frame: Frame, { base, why, ask }: ClosedModel): Html {
  const say = words(frame.locale).guest.closed;
  switch (ask?.state) {
    case 'may':
      return html`<form method="post" action="${under(base, '/ask')}" data-asks>
<label for="name">${say.askName}<span class="optional">${say.optional}</span></label>
<div class="field"><input id="name" name="name" maxlength="60" autocomplete="name" autocapitalize="off" spellcheck="false" enterkeyhint="send"></div>
<details>
<summary>${say.askNote}</summary>
<div class="field"><textarea id="note" name="note" rows="3" maxlength="200" aria-label="${say.askNote}"></textarea></div>
</details>
<p class="state" role="status"></p>
<button class="primary" type="submit" name="go" value="page">${why.state === 'devices' ? say.askDevice : say.ask}</button>
<p class="note">${clock}<span>${say.willOpen}</span></p>
</form>`;
    case 'waiting':
      return html`<div class="answer" role="status" tabindex="-1" data-waits>
<p class="asked"><span class="wait" aria-hidden="true"></span>${say.asked(momentOf(ask.askedAt, frame.now, frame.timeZone))}</p>
<p>${say.waiting}</p>
</div>
<a class="secondary reload" href="${base}">${say.lookNow}</a>`;
    case 'declined':
      return html`<div class="answer" role="status" tabindex="-1"><p class="asked">${say.declined}</p>
<p>${say.declinedText}</p></div>`;
    case 'enough':
      return html`<p class="note">${person}<span>${say.enough}</span></p>`;
    default:
      if (why.state === 'replaced') return html``;
      return html`<p class="note">${person}<span>${say.askStaff}</span></p>`;
  }
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
    case 'replaced':
      return { title: say.replaced, text: say.replacedText(title) };
    case 'revoked':
      return { title: say.revoked, text: say.revokedText(title) };
    case 'devices':
      return { title: say.devices, text: say.devicesText(title, why.phones) };
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
