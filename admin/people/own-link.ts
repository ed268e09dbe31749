import { html, nothing, type TemplateResult } from 'lit';
import type { Link } from '#contract/links.ts';
import type { Words } from '#words/index.ts';
import { actFor, conditionOf, isDead, opensLeft, toneOf } from '../links/link-facts.ts';
import { actLabel } from '../links/link-row.ts';
import { lasts } from '../links/policy-parts.ts';
import { copy } from '../parts/icons.ts';
import { stateMark } from '../parts/state-mark.ts';
import { href } from '../router.ts';
import '../parts/admin-menu.ts';

interface Given {
  readonly words: Words;
  readonly zone: string;
  readonly now: number;
  /** Of what it opens. */
  readonly name: string;
  /** What was looked at most; '' where nothing was. */
  readonly most: string;
  readonly busy: boolean;
  readonly fixed: boolean;
  /** The one act that fits how it is. */
  readonly act: () => void;
  readonly copy: () => void;
  readonly choose: (what: string) => void;
}

/** A link on its recipient's page: what it opens, how it stands, what is left, and how to give it on. */
export function ownLink(link: Link, given: Given): TemplateResult {
  const { words, zone, now, name, most, busy, fixed } = given;
  const { links, people, admin } = words;
  const own = people.recipient;
  const condition = conditionOf(link, now);
  const left = opensLeft(link);
  const { left: lasting, day } = lasts(link, words, now, zone);
  const act = actFor(link, now);
  const dead = isDead(link);
  const facts = [
    own.opens(link.opens),
    ...(most === '' ? [] : [people.mostly(most)]),
    ...(link.downloads > 0 ? [people.savedPhotos(link.downloads)] : []),
    ...(dead ? [] : [left === null ? own.unlimited : own.left(left), day === '' ? lasting : own.until(lasting, day)]),
  ];
  const items = [
    { value: 'open', label: links.edit },
    ...(act.kind === 'code' || link.revokedAt !== null ? [] : [{ value: 'code', label: links.code }]),
    ...(link.policy.maxOpens !== null && !dead ? [{ value: 'opens', label: links.giveOpens(20) }] : []),
    ...(link.policy.expiresAt !== null && !dead ? [{ value: 'days', label: links.giveDays(7) }] : []),
    ...(link.revokedAt === null ? [{ value: 'revoke', label: links.revoke, dangerous: true }] : []),
  ];
  return html`<li class=${dead ? 'dead' : ''}>
    <div><p><a class="name" href=${href(`/projects/${link.projectId}/links/${link.id}`)}>${name}</a> ${stateMark(toneOf[condition], links.states[condition])}</p>
      <p class="small figures">${facts.join(admin.comma)}</p></div>
    ${
      fixed
        ? nothing
        : html`<div class="do">
          ${dead || link.url === null ? nothing : html`<button class="dense" @click=${given.copy}>${copy}${own.copy}</button>`}
          <button class="dense" aria-disabled=${busy ? 'true' : 'false'} @click=${given.act}>${actLabel(link, act, words)}</button>
          <admin-menu .name=${links.acts(name)} .items=${items} @choose=${({ detail }: CustomEvent<string>) => given.choose(detail)}></admin-menu></div>`
    }</li>`;
}
