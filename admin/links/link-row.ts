import { css, html, nothing, type TemplateResult } from 'lit';
import type { Audience } from '#contract/audiences.ts';
import type { Link } from '#contract/links.ts';
import type { Words } from '#words/index.ts';
import { code } from '../parts/icons.ts';
import { meter, stateMark } from '../parts/state-mark.ts';
import { href } from '../router.ts';
import { actFor, conditionOf, type LinkAct, opensLeft, toneOf } from './link-facts.ts';
import { lasts } from './policy-parts.ts';
import '../parts/admin-menu.ts';
import '../parts/photo-thumb.ts';

export interface RowFacts {
  readonly words: Words;
  readonly zone: string;
  readonly now: number;
  readonly name: string;
  /** Titles of its galleries, and placement. */
  readonly about: string;
  /** Up to four photos of its galleries. */
  readonly photoIds: readonly string[];
  readonly preset: Audience | undefined;
  readonly busy: boolean;
  /** It is in the archive: it can only be looked at. */
  readonly fixed?: boolean;
  readonly act: () => void;
  readonly choose: (what: string) => void;
}

/** One link as a row of the table of links: what it opens, how much is left of it, and the one act that fits. */
export function linkRow(link: Link, facts: RowFacts): TemplateResult {
  const { words, zone, now, name, about, photoIds, preset, busy, fixed = false } = facts;
  const { links } = words;
  const condition = conditionOf(link, now);
  const tone = toneOf[condition];
  const { left, day } = lasts(link, words, now, zone);
  const act = actFor(link, now);
  const label = actLabel(link, act, words);
  const dead = tone === 'dead';
  const items = fixed
    ? []
    : [
        { value: 'open', label: links.edit },
        ...(act.kind === 'code' ? [] : [{ value: 'code', label: links.code }]),
        ...(link.policy.maxOpens !== null && !dead ? [{ value: 'opens', label: links.giveOpens(20) }] : []),
        ...(link.policy.expiresAt !== null && !dead ? [{ value: 'days', label: links.giveDays(7) }] : []),
        ...(link.revokedAt === null ? [{ value: 'revoke', label: links.revoke, dangerous: true }] : []),
      ];
  return html`<tr role="row" class=${tone}>
    <th role="rowheader" scope="row" class="what"><div>
      <span class="pictures n${photoIds.length}" aria-hidden="true">${photoIds.map((id) => html`<photo-thumb .photo=${{ id, edition: 0 }}></photo-thumb>`)}</span>
      <div><a class="name" href=${href(`/projects/${link.projectId}/links/${link.id}`)}>${name}</a><p class="small">${about}</p></div>
    </div></th>
    <td role="cell" class="left figures">${opensCell(link, preset, words)}</td>
    <td role="cell" data-label=${links.columns.expires}><p>${left}</p><p class="small">${day}</p></td>
    ${savingCell(link, preset, links.columns.download, words)}
    ${downloadsCell(link, words)}
    <td role="cell" class="how">${stateMark(tone, links.states[condition])}</td>
    <td role="cell" class="do">${
      fixed
        ? nothing
        : html`<div>
      <button class="dense" aria-disabled=${busy ? 'true' : 'false'} @click=${facts.act}>${label}</button>
      <admin-menu .name=${links.acts(name)} .items=${items} @choose=${({ detail }: CustomEvent<string>) => facts.choose(detail)}></admin-menu>
    </div>`
    }</td>
  </tr>`;
}

/** The words on the button of the act that fits a link. */
export function actLabel(link: Link, act: LinkAct, { links }: Words): TemplateResult | string {
  if (act.kind === 'code') return html`${code}${links.code}`;
  if (act.kind === 'revive') return links.revive;
  const { days, opens = 0 } = act.more;
  if (days !== undefined) return links.giveDays(days);
  return link.state === 'exhausted' ? links.giveAgain(opens) : links.giveOpens(opens);
}

/** What guests may save, and what the preset says of it; `label` is the column's name. */
export function savingCell(
  { policy }: Link,
  preset: Audience | undefined,
  label: string,
  { links }: Words,
): TemplateResult {
  return html`<td role="cell" data-label=${label}><p>${links.downloads[policy.download]}</p>${
    preset === undefined
      ? nothing
      : html`<p class="small">${preset.download === policy.download ? links.asPreset : links.presetIs(links.downloads[preset.download])}</p>`
  }</td>`;
}

/** How many photos were taken along; a stroke where nothing can be, and nothing was. */
export function downloadsCell({ downloads, policy }: Link, { admin, links }: Words): TemplateResult {
  const none = downloads === 0 && policy.download === 'off';
  return html`<td role="cell" class="count" data-label=${links.columns.downloads}><p>${none ? links.noDownloads : downloads.toLocaleString(admin.tag)}</p></td>`;
}

/** How many opens are left, with a meter, and where the preset says otherwise what it says. */
export function opensCell(link: Link, preset: Audience | undefined, words: Words): TemplateResult {
  const { links } = words;
  const left = opensLeft(link);
  const { maxOpens, maxOpensPerVisitor } = link.policy;
  if (left === null || maxOpens === null) {
    const phone = maxOpensPerVisitor === null ? '' : links.perPhone(maxOpensPerVisitor);
    return html`<p><b class="word">${links.unlimited}</b> <span class="small">${links.opened(link.opens)}</span></p>
      ${phone === '' ? html`<i class="free"></i>` : html`<p class="small">${phone}</p>`}`;
  }
  const soon = left * 5 < maxOpens;
  const wish =
    preset && link.for === 'one' && preset.maxOpens !== null && preset.maxOpens !== maxOpens
      ? html`${words.admin.comma}<span class="wish">${links.preset(preset.maxOpens.toLocaleString(words.admin.tag))}</span>`
      : nothing;
  return html`<p><b class=${left === 0 ? 'none' : soon ? 'few' : ''}>${left.toLocaleString(words.admin.tag)}</b> <span class="small">${links.of(maxOpens)}${wish}</span></p>
    ${meter(left / maxOpens, links.leftOf(left, maxOpens), left === 0 ? 'dead' : soon ? 'soon' : 'live')}`;
}

export const linkRowStyle = css`
  table { width: 100%; border-collapse: collapse; }
  th { padding: 8px 16px 8px 0; border-bottom: 1px solid var(--line); color: var(--ink2); font-size: 13px; line-height: 20px; font-weight: 400; text-align: left; white-space: nowrap; }
  td { height: 112px; padding: 16px 12px 16px 0; border-bottom: 1px solid var(--line); vertical-align: middle; }
  td > p:first-child { font-weight: 500; }
  tbody th { height: 112px; padding: 16px 12px 16px 0; color: var(--ink); font-size: 15px; line-height: 24px; white-space: normal; vertical-align: middle; }
  th.count, td.count { padding-right: 24px; text-align: right; }
  td.count { font-variant-numeric: tabular-nums; }
  .what > div { display: flex; align-items: center; gap: 16px; min-width: 212px; }
  .pictures { display: grid; flex: none; grid-template-columns: 44px 44px; grid-auto-rows: 32px; gap: 2px; width: 90px; height: 66px; background: var(--fill); overflow: hidden; }
  .pictures.n1 { grid-template-columns: 90px; grid-auto-rows: 66px; }
  .pictures.n2 { grid-auto-rows: 66px; }
  .pictures.n3 photo-thumb:first-child { grid-row: 1 / 3; }
  .name { display: inline-block; color: var(--ink); font-size: 17px; line-height: 28px; font-weight: 500; text-decoration: none; overflow-wrap: anywhere; }
  .what p { overflow-wrap: anywhere; }
  .left { width: 192px; }
  /* What is left over goes to the gaps, not to the names. */
  .what { width: 244px; }
  td[data-label]:not(.count) { padding-right: 20px; text-wrap: balance; }
  .left b { font-size: 28px; line-height: 40px; font-weight: 500; }
  .left b.word { font-size: 22px; line-height: 32px; }
  .left .wish { white-space: nowrap; }
  .left b.few { color: var(--soon); }
  .left b.none { color: var(--dead); }
  .left .meter, .free { display: block; width: 148px; max-width: 100%; }
  .free { height: 4px; border-top: 1px dashed var(--line2); }
  tr.dead .left b:not(.none) { color: var(--ink2); }
  tr.dead .meter.live { opacity: 0.35; }
  td[data-label] > p:first-child { white-space: nowrap; }
  .how .state { white-space: normal; }
  .do { width: 1%; padding-right: 0; }
  .do > div { display: flex; align-items: center; justify-content: flex-end; gap: 4px; }
  .do button { white-space: nowrap; }
  @media (hover: hover) { .name:hover { text-decoration: underline; text-underline-offset: 3px; } }
  @media (max-width: 1279px) {
    table, tbody { display: block; }
    thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    tr { display: grid; grid-template-columns: 1fr 1fr; gap: 12px 16px; padding: 16px 0; border-bottom: 1px solid var(--line); }
    td, tbody th { display: block; width: auto; height: auto; padding: 0; border: 0; }
    td[data-label]:not(.count), td.count { padding: 0; text-align: left; }
    .what { grid-column: 1 / -1; width: auto; }
    .left { grid-column: 1 / -1; width: auto; }
    .left .meter { width: 100%; }
    td[data-label]::before { content: attr(data-label); display: block; color: var(--ink2); font-size: 13px; line-height: 20px; }
    tr > .how { align-self: end; }
    .do { grid-column: 1 / -1; width: auto; }
    .do > div > button { flex: 1; min-height: 44px; padding: 0 16px; }
  }
  @media (min-width: 768px) and (max-width: 1279px) {
    tr { grid-template-columns: minmax(190px, 1.6fr) repeat(4, 1fr); }
    .what { grid-area: 1 / 1 / 2 / 4; }
    .do { grid-area: 1 / 4 / 2 / -1; align-self: center; }
    .left { grid-column: 1; }
    .do > div > button { flex: none; }
  }
`;
