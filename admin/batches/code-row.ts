import { css, html, nothing, type TemplateResult } from 'lit';
import type { BatchLink, BatchLinkState } from '#contract/batches.ts';
import type { Words } from '#words/index.ts';
import { momentOf } from '#words/moments.ts';
import { isDead } from '../links/link-facts.ts';
import { code as codeIcon } from '../parts/icons.ts';
import { stateMark } from '../parts/state-mark.ts';
import '../parts/admin-menu.ts';

/** What may be done with one code. */
export type CodeAct = 'code' | 'void' | 'reissue' | 'rules';

export interface CodeFacts {
  readonly words: Words;
  readonly zone: string;
  readonly now: number;
  /** Codes may be changed. */
  readonly may: boolean;
  readonly act: (what: CodeAct, code: BatchLink) => void;
}

const tones = { unused: 'quiet', opened: 'live', void: 'dead' } as const satisfies Record<BatchLinkState, string>;

/** How a code is: by its own word, or, where its link ended otherwise, by that of the link. */
export function codeState({ state, link }: BatchLink, { batches, links }: Words): TemplateResult {
  const over = state !== 'void' && isDead(link);
  return over ? stateMark('dead', links.states[link.state]) : stateMark(tones[state], batches.states[state]);
}

/** When it was opened last, and on how many phones. */
export function codeOpens(code: BatchLink, { admin, batches }: Words, now: number, zone: string): string {
  if (code.lastOpenAt === null) return batches.page.never;
  return [
    admin.at(momentOf(Date.parse(code.lastOpenAt), now, zone)),
    ...(code.phones > 0 ? [batches.page.phones(code.phones)] : []),
  ].join(admin.comma);
}

/** One code as a row of the table. */
export function codeRow(code: BatchLink, { words, zone, now, may, act }: CodeFacts): TemplateResult {
  const own = words.batches.page;
  const { number, issue, state, phones, lastOpenAt } = code;
  const last = lastOpenAt === null ? own.never : words.admin.at(momentOf(Date.parse(lastOpenAt), now, zone));
  const items = [
    { value: 'rules', label: own.rules },
    ...(may ? [{ value: 'reissue', label: own.reissue }] : []),
    ...(may && state !== 'void' ? [{ value: 'void', label: own.void, dangerous: true }] : []),
  ];
  return html`<tr role="row" class=${state}>
    <th role="rowheader" scope="row"><b>${own.no(number)}</b>${issue > 1 ? html` <span class="small">${own.issue(issue)}</span>` : nothing}</th>
    <td role="cell">${codeState(code, words)}</td>
    <td role="cell" class="phones">${phones === 0 ? html`<span aria-hidden="true">${own.noPhones}</span>` : own.phones(phones)}</td>
    <td role="cell" class="last">${last}</td>
    <td role="cell" class="do"><div>
      ${state === 'void' ? nothing : html`<button class="dense" aria-label="${own.code} ${own.no(number)}" @click=${() => act('code', code)}>${codeIcon}${own.code}</button>`}
      <admin-menu .name=${own.acts(number)} .items=${items} @choose=${({ detail }: CustomEvent<CodeAct>) => act(detail, code)}></admin-menu>
    </div></td>
  </tr>`;
}

export const codeRowStyle = css`
  table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
  th { padding: 8px 16px 8px 0; border-bottom: 1px solid var(--line); color: var(--ink2); font-size: 13px; line-height: 20px; font-weight: 400; text-align: left; }
  td, tbody th { height: 56px; padding: 6px 16px 6px 0; border-bottom: 1px solid var(--line); color: var(--ink); font-size: 15px; line-height: 24px; }
  tbody th b { font-weight: 500; }
  tr.void th b { color: var(--ink2); }
  td.phones, td.last { color: var(--ink2); }
  td.do { width: 1%; padding-right: 0; }
  .do > div { display: flex; align-items: center; justify-content: flex-end; gap: 4px; }
  .do button { white-space: nowrap; }
  @media (max-width: 767px) {
    table, tbody { display: block; }
    thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    tr { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 12px; padding: 12px 0; border-bottom: 1px solid var(--line); }
    td, tbody th { height: auto; padding: 0; border: 0; }
    td.phones { display: none; }
    td.last { grid-column: 1; font-size: 13px; line-height: 20px; }
    td.do { grid-area: 1 / 2 / 4 / 3; align-self: center; width: auto; }
  }
`;
