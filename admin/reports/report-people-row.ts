import { html, nothing, type TemplateResult } from 'lit';
import { called } from '#contract/called.ts';
import type { Person } from '#contract/people.ts';
import type { Words } from '#words/index.ts';
import { momentOf } from '#words/moments.ts';
import type { ReportList } from '#words/zh-CN/report-people.ts';
import { opensLeft } from '../links/link-facts.ts';
import { lasts } from '../links/policy-parts.ts';
import { tick } from '../parts/icons.ts';
import { href } from '../router.ts';

export interface PersonGiven {
  readonly words: Words;
  readonly zone: string;
  /** UTC ms. */
  readonly now: number;
  readonly projectId: string;
  readonly list: ReportList;
  readonly chosen: boolean;
  /** Nothing can be changed: there are no ticks. */
  readonly fixed: boolean;
  readonly turn: () => void;
}

/** Somebody in a list at the foot of a report: who it is, why they are in it, and what was sent. */
export function personLine(person: Person, given: PersonGiven): TemplateResult {
  const { words, projectId, chosen, fixed } = given;
  const { recipient, link } = person;
  const name = called({ name: person.name, honorific: recipient?.honorific ?? '' });
  const company = recipient?.company === name ? '' : (recipient?.company ?? '');
  const about = [company, ...why(person, given)].filter((part) => part !== '');
  const path = recipient === null ? `links/${link.id}` : `people/${recipient.id}`;
  return html`<li>
    ${fixed ? nothing : html`<label class="tick"><input type="checkbox" .checked=${chosen} aria-label=${words.reportPeople.tick(name)} @change=${given.turn} /></label>`}
    <div class="who"><a href=${href(`/projects/${projectId}/${path}`)}>${name}</a><span class="small figures">${about.join(words.admin.comma)}</span></div>
    ${sentOf(person, given)}
  </li>`;
}

function why({ link, gallery, opens, most, lastOpenAt }: Person, { words, zone, now, list }: PersonGiven): string[] {
  const own = words.reportPeople;
  const { left, day } = lasts(link, words, now, zone);
  const lasting = day === '' ? '' : left;
  if (list === 'not_opened') return [gallery, lasting];
  if (list === 'ending') {
    const some = opensLeft(link);
    return [gallery, lasting, ...(some === null ? [] : [own.left(some)])];
  }
  const last = lastOpenAt === null ? '' : own.lastAt(words.admin.at(momentOf(Date.parse(lastOpenAt), now, zone)));
  return [own.opened(opens), most === '' ? (list === 'came_back' ? gallery : '') : own.mostly(most), last];
}

/** That it was told lately what the list is for; else what was sent last. */
function sentOf({ told, sent }: Person, { words, zone, now, list }: PersonGiven): TemplateResult {
  const own = words.reportPeople;
  const at = (instant: string) => words.admin.at(momentOf(Date.parse(instant), now, zone));
  if (told !== null)
    return html`<span class="sent told small">${tick}${own.told(list, told.sentBy, at(told.sentAt))}</span>`;
  return html`<span class="sent small">${sent === null ? own.unsent : own.sent(sent.sentBy, at(sent.sentAt))}</span>`;
}
