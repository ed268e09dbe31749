import { css, html, nothing, type TemplateResult } from 'lit';
import { called } from '#contract/called.ts';
import type { Words } from '#words/index.ts';
import { momentOf } from '#words/moments.ts';
import { conditionOf, toneOf } from '../links/link-facts.ts';
import type { MenuItem } from '../parts/admin-menu.ts';
import { tick } from '../parts/icons.ts';
import { stateMark } from '../parts/state-mark.ts';
import { href } from '../router.ts';
import type { PersonRow } from './person-facts.ts';
import '../parts/admin-menu.ts';

export interface RowGiven {
  readonly words: Words;
  readonly zone: string;
  readonly now: number;
  readonly projectId: string;
  readonly chosen: boolean;
  /** Nothing can be changed: there are no ticks. */
  readonly fixed: boolean;
  readonly items: readonly MenuItem[];
  readonly turn: () => void;
  readonly choose: (what: string) => void;
}

/** The page of who a row is about; of the link, where that is nobody in particular. */
export function pathOf({ recipientId, links }: PersonRow, projectId: string): string {
  return `/projects/${projectId}/${recipientId === null ? `links/${links[0]?.id}` : `people/${recipientId}`}`;
}

/** Somebody as a row: who it is, what became of the links, what was sent. */
export function personRow(row: PersonRow, given: RowGiven): TemplateResult {
  const { words, zone, now, projectId, chosen, fixed } = given;
  const { people: own, admin } = words;
  const name = called(row);
  const at = (instant: string) => admin.at(momentOf(Date.parse(instant), now, zone));
  const about = [row.company, row.gallery].filter((part) => part !== '').join(admin.comma);
  return html`<tr role="row" class=${chosen ? 'chosen' : ''}>
    ${fixed ? nothing : html`<td role="cell" class="tick"><label><input type="checkbox" .checked=${chosen} aria-label=${own.tick(name)} @change=${given.turn} /></label></td>`}
    <th role="rowheader" scope="row" class="who"><a class="name" href=${href(pathOf(row, projectId))}>${name}</a>
      ${about === '' ? nothing : html`<p class="small">${about}</p>`}
      ${row.tags.length === 0 ? nothing : html`<p class="tags">${row.tags.map((one) => html`<span>${one}</span>`)}</p>`}</th>
    <td role="cell" class="fate figures">${fateOf(row, words, now)}</td>
    <td role="cell" class="last small figures">${row.lastOpenAt === null ? nothing : html`<span class="lead">${own.lastAt(at(row.lastOpenAt))}</span><span class="plain">${at(row.lastOpenAt)}</span>`}</td>
    <td role="cell" class="sent small">${
      row.sent === null
        ? nothing
        : html`${tick}<span>${own.sent(at(row.sent.sentAt), row.sent.sentBy, own.purposes[row.sent.purpose])}</span>`
    }</td>
    <td role="cell" class="do"><admin-menu .name=${own.acts(name)} .items=${given.items} @choose=${({ detail }: CustomEvent<string>) => given.choose(detail)}></admin-menu></td>
  </tr>`;
}

function fateOf(row: PersonRow, { people: own, links, admin }: Words, now: number) {
  if (row.count === 0) return html`<span class="none">${own.noLink}</span>`;
  const [only] = row.links;
  const condition = row.count === 1 && only ? conditionOf(only, now) : 'live';
  const limit = row.count === 1 ? (only?.policy.maxDevices ?? null) : null;
  const more = [
    ...(row.count > 1 ? [own.links(row.count)] : []),
    ...(row.opens > 1 && row.most !== '' ? [own.mostly(row.most)] : []),
    ...(row.saved > 0 ? [own.savedPhotos(row.saved)] : []),
    ...(limit !== null && (row.phones ?? 0) > 1 ? [own.limited(limit)] : []),
  ];
  return html`<p>${
    row.opens === 0 ? stateMark('quiet', own.unopened) : html`<b>${own.opened(row.opens, row.phones ?? 1)}</b>`
  }${condition === 'live' ? nothing : html` ${stateMark(toneOf[condition], links.states[condition])}`}</p>
    ${more.length === 0 ? nothing : html`<p class="small">${more.join(admin.comma)}</p>`}`;
}

export const personRowStyle = css`
  table { width: 100%; border-collapse: collapse; }
  th { padding: 8px 16px 8px 0; border-bottom: 1px solid var(--line); color: var(--ink2); font-size: 13px; line-height: 20px; font-weight: 400; text-align: left; white-space: nowrap; }
  td, tbody th { height: 72px; padding: 10px 16px 10px 0; border-bottom: 1px solid var(--line); vertical-align: middle; }
  tbody th { color: var(--ink); font-size: 15px; line-height: 24px; white-space: normal; }
  tr.chosen { background: var(--tint); }
  .tick { width: 44px; padding: 0; }
  .tick label { display: grid; place-items: center; width: 44px; min-height: 44px; cursor: pointer; }
  .tick input { width: 20px; height: 20px; margin: 0; accent-color: var(--accent); }
  .tick input:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
  .name { color: var(--ink); font-size: 17px; line-height: 28px; font-weight: 500; text-decoration: none; overflow-wrap: anywhere; }
  .who .small { overflow-wrap: anywhere; }
  .tags { display: flex; flex-wrap: wrap; gap: 4px; padding-top: 4px; }
  .tags span { padding: 0 8px; background: var(--fill); color: var(--ink2); font-size: 13px; line-height: 22px; overflow-wrap: anywhere; }
  .fate b { font-weight: 500; }
  .fate .none { color: var(--ink2); }
  .last .lead { display: none; }
  .last { white-space: nowrap; }
  .sent svg { display: inline-block; width: 16px; height: 16px; margin-right: 4px; vertical-align: -3px; color: var(--live); }
  .do { width: 44px; padding: 0; }
  @media (hover: hover) { .name:hover { text-decoration: underline; text-underline-offset: 3px; } }
  @media (min-width: 1024px) { .who { width: 32%; } .fate { width: 24%; } }
  @media (max-width: 1023px) {
    table, tbody { display: block; }
    thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    tr { display: grid; grid-template-columns: auto minmax(0, 1fr) 44px; gap: 0 4px; padding: 8px 0; border-bottom: 1px solid var(--line); }
    td, tbody th { display: block; width: auto; height: auto; padding: 0; border: 0; }
    .tick { grid-area: 1 / 1 / 2 / 2; width: 40px; margin-left: -10px; }
    .who { grid-area: 1 / 2 / 2 / 3; padding-top: 8px; }
    .do { grid-area: 1 / 3 / 2 / 4; }
    .fate { grid-column: 2 / -1; padding-top: 4px; }
    .last { grid-column: 2 / -1; white-space: normal; }
    .last .lead { display: inline; }
    .last .plain { display: none; }
    .sent { grid-column: 2 / -1; }
    td:empty { display: none; }
  }
`;
