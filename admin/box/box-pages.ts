import { css, html, type TemplateResult } from 'lit';
import { back } from '../parts/icons.ts';
import { href } from '../router.ts';

/** The way back to the box's settings, above the heading of the pages below it. */
export function trail(label: string): TemplateResult {
  return html`<a class="trail" href=${href('/box')}>${back}${label}</a>`;
}

/** Head, lead and rows as the box's pages have them. */
export const boxPagesStyle = css`
  .trail { display: inline-flex; align-items: center; gap: 4px; min-height: 44px; margin-left: -6px; padding-right: 8px; color: var(--ink2); text-decoration: none; }
  @media (hover: hover) { .trail:hover { color: var(--ink); } }
  header { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; min-height: 44px; }
  header h1 { flex: 1 1 auto; }
  .lead { margin: 4px 0 16px; color: var(--ink2); text-wrap: pretty; }
  .rows { border-top: 1px solid var(--line); }
  .rows li { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 16px; min-height: 64px; padding: 10px 0; border-bottom: 1px solid var(--line); }
  .what { flex: 1 1 200px; display: grid; min-width: 0; }
  .what strong { font-weight: 500; overflow-wrap: anywhere; }
  @media (max-width: 599px) {
    h1 { font-size: 22px; line-height: 32px; }
    header .primary { min-height: 44px; font-size: 15px; }
  }
`;
