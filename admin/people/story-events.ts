import { html, nothing, type TemplateResult } from 'lit';
import type { Sent } from '#contract/messages.ts';
import type { Story } from '#contract/people.ts';
import type { Words } from '#words/index.ts';
import { momentOf } from '#words/moments.ts';
import { heart, phone, speech } from '../parts/icons.ts';
import '../parts/photo-thumb.ts';

export interface StoryGiven {
  readonly words: Words;
  readonly zone: string;
  readonly now: number;
  /** Nothing can be changed. */
  readonly fixed: boolean;
  /** Titles of links, where there are several. */
  readonly nameOf: (linkId: string) => string;
  readonly takeBack: (sent: Sent) => void;
}

interface Event {
  /** ISO. */
  readonly at: string;
  readonly draw: () => TemplateResult;
}

/** What happened, newest first: visits, what was sent, what was liked. */
export function storyEvents(story: Story, given: StoryGiven): readonly Event[] {
  const titles = new Map(story.looked.map(({ photoId, title }) => [photoId, title]));
  const events: Event[] = [
    ...story.visits.map((visit) => ({ at: visit.openedAt, draw: () => visitEvent(visit, story, given) })),
    ...story.sent.map((sent) => ({ at: sent.sentAt, draw: () => sentEvent(sent, given) })),
    ...story.hearts
      .filter(({ line }) => line !== '')
      .map((one) => ({
        at: one.at,
        draw: () => {
          const own = given.words.people.recipient;
          return html`${heart}<div><p><b>${own.gaveHeart}</b> ${titles.get(one.photoId) ?? ''}</p><p class="line">${one.line}</p>${when(one.at, '', given)}</div><photo-thumb .photo=${{ id: one.photoId, edition: 0 }} alt=${titles.get(one.photoId) ?? ''}></photo-thumb>`;
        },
      })),
  ];
  return events.toSorted((a, b) => (a.at < b.at ? 1 : -1));
}

function visitEvent(visit: Story['visits'][number], story: Story, given: StoryGiven) {
  const own = given.words.people.recipient;
  const { comma } = given.words.admin;
  const phones = Math.max(...story.visits.filter(({ linkId }) => linkId === visit.linkId).map(({ phone }) => phone));
  const place = visit.onSite ? own.onSite : own.away;
  return html`${phone}<div>
    <p><b>${story.links.length > 1 ? own.ofLink(given.nameOf(visit.linkId)) : own.visitDid(visit.looked, visit.saved)}</b></p>
    <p class="small">${[
      ...(story.links.length > 1 ? [own.visitDid(visit.looked, visit.saved)] : []),
      own.visit(visit.system, visit.phone, phones),
      place,
    ].join(comma)}</p>
    ${when(visit.openedAt, visit.lastSeenAt, given)}</div>`;
}

function sentEvent(sent: Sent, given: StoryGiven) {
  const { people } = given.words;
  const own = people.recipient;
  return html`${speech}<div>
    <p><b>${own.wrote(sent.sentBy, people.purposes[sent.purpose])}</b></p>
    <p class="small">${given.words.messages.how[sent.how]}</p>
    ${when(sent.sentAt, '', given)}
    <div class="more">${sent.body === '' ? nothing : html`<details><summary>${own.showText}</summary><p class="line">${sent.body}</p></details>`}${
      given.fixed
        ? nothing
        : html`<button class="quiet dense" @click=${() => given.takeBack(sent)}>${own.takeBack}</button>`
    }</div></div>`;
}

/** When it was, and until when where that is another minute. */
function when(at: string, until: string, { words, zone, now }: StoryGiven) {
  const start = momentOf(Date.parse(at), now, zone);
  const end = until === '' ? start : momentOf(Date.parse(until), now, zone);
  const told =
    end.days === start.days
      ? words.people.recipient.visitTo(words.admin.at(start), end.clock === start.clock ? '' : end.clock)
      : words.admin.at(start);
  return html`<p class="small figures"><time datetime=${at}>${told}</time></p>`;
}
