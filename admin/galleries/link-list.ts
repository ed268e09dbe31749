import { css, html, nothing, type TemplateResult } from 'lit';
import type { Link } from '#contract/links.ts';
import type { Words } from '#words/index.ts';
import { conditionOf, nameOf, opensLeft, toneOf } from '../links/link-facts.ts';
import { stateMark } from '../parts/state-mark.ts';
import { href } from '../router.ts';

/** Links with their state, each a way to its page. */
export function linkList(
  links: readonly Link[],
  audiences: ReadonlyMap<string, string>,
  titles: ReadonlyMap<string, string>,
  words: Words,
  most = 50,
): TemplateResult {
  const { links: own, galleries } = words;
  const now = Date.now();
  return html`<ul class="links">${links.slice(0, most).map((link) => {
    const condition = conditionOf(link, now);
    const left = opensLeft(link);
    const word = condition === 'nearly' && left !== null ? galleries.page.left(left) : own.states[condition];
    return html`<li><div><a href=${href(`/projects/${link.projectId}/links/${link.id}`)}>${nameOf(link, audiences, titles)}</a>${link.downloads === 0 ? nothing : html`<p class="small figures">${own.downloaded(link.downloads)}</p>`}</div>${stateMark(toneOf[condition], word)}</li>`;
  })}${links.length > most ? html`<li class="small">${galleries.moreLinks(links.length - most)}</li>` : nothing}</ul>`;
}

const first = 5;

/** The first few links; the others beneath, folded. */
export function foldedLinks(
  links: readonly Link[],
  audiences: ReadonlyMap<string, string>,
  titles: ReadonlyMap<string, string>,
  words: Words,
): TemplateResult {
  const rest = links.slice(first);
  // One alone takes no more room than the line that would hide it.
  if (rest.length < 2) return linkList(links, audiences, titles, words);
  return html`${linkList(links.slice(0, first), audiences, titles, words)}
    <details class="rest"><summary>${words.galleries.moreLinks(rest.length)}</summary>${linkList(rest, audiences, titles, words)}</details>`;
}

export const linkListStyle = css`
  .links li { display: flex; align-items: center; justify-content: space-between; gap: 12px; min-height: 36px; }
  .links li > div { min-width: 0; }
  .links a { display: block; padding: 6px 0; color: var(--ink); text-decoration: none; overflow-wrap: anywhere; }
  .links a + p { margin: -6px 0 6px; }
  .links .state { white-space: nowrap; }
  .rest summary { display: list-item; padding: 8px 0; color: var(--ink2); font-size: 13px; line-height: 20px; }
  @media (hover: hover) { .links a:hover { text-decoration: underline; } }
  @media (pointer: coarse) { .links li { min-height: 44px; } .links a { padding: 10px 0; } .links a + p { margin-top: -10px; } .rest summary { padding: 12px 0; } }
`;
