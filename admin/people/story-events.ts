import { html, nothing, type TemplateResult } from 'lit';
import type { Sent } from '#contract/messages.ts';
import type { Story, StoryVisit } from '#contract/people.ts';
import type { Words } from '#words/index.ts';
import { momentOf } from '#words/moments.ts';
import { boxNow } from '../live.ts';
import { heart, phone, speech } from '../parts/icons.ts';
import '../parts/admin-menu.ts';
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
  /** Forgets the phone of a visit; undefined where that is not for who looks. */
  readonly forget: ((visit: StoryVisit) => void) | undefined;
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

/** What is known of visits that are not kept one by one any more. */
export function olderVisits(story: Story, words: Words, zone: string): TemplateResult | typeof nothing {
  if (story.olderVisits === 0) return nothing;
  const { recipient: own } = words.people;
  const first =
    story.firstOpenAt === null ? '' : words.admin.onDay(momentOf(Date.parse(story.firstOpenAt), boxNow(), zone));
  return html`<p class="quiet older">${own.older(story.olderVisits, first)}</p>`;
}

function visitEvent(visit: StoryVisit, story: Story, given: StoryGiven) {
  const { words, zone, now, forget } = given;
  const own = words.people.recipient;
  const several = story.links.length > 1;
  const did = own.visitDid(visit.looked, visit.saved);
  const at = words.admin.at(momentOf(Date.parse(visit.openedAt), now, zone));
  return html`${phone}<div>
    <p><b>${several ? own.ofLink(given.nameOf(visit.linkId)) : did}</b></p>
    ${several ? html`<p class="small">${did}</p>` : nothing}
    <p class="small">${whoOf(visit, story, words)}</p>
    ${visit.staff ? html`<p class="small">${own.byStaff}</p>` : nothing}
    ${visit.standIn && !visit.forgotten ? html`<p class="small">${own.standIn}</p>` : nothing}
    ${when(visit.openedAt, visit.lastSeenAt, given)}</div>
    ${
      forget === undefined || visit.forgotten
        ? nothing
        : html`<admin-menu .name=${own.visitActs(at)} .items=${[{ value: 'forget', label: own.forget, dangerous: true }]} @choose=${() => forget(visit)}></admin-menu>`
    }`;
}

/** App, phone and place, as far as they are known: 微信 · iPhone · 杭州. */
function whoOf(visit: StoryVisit, story: Story, { people, reports }: Words): string {
  const own = people.recipient;
  const phones = Math.max(...story.visits.filter(({ linkId }) => linkId === visit.linkId).map((one) => one.phone));
  const app = visit.app === 'other' ? '' : (reports.apps[visit.app] ?? '');
  const place = visit.onSite ? own.onSite : visit.region === '' ? own.away : reports.regionOf(visit.region);
  return [
    ...(app === '' ? [] : [app]),
    own.machine(visit.device, visit.system),
    ...(phones > 1 ? [own.nth(visit.phone)] : []),
    place,
    ...(visit.forgotten ? [own.forgotten] : []),
  ].join(own.dot);
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
