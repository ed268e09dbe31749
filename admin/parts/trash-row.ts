import { css, html, type TemplateResult } from 'lit';
import type { Words } from '#words/index.ts';

const dayMs = 86_400_000;

export interface TrashFacts {
  readonly words: Words;
  readonly title: string;
  /** What it is, and when it went. */
  readonly about: string;
  /** What would be back with it. */
  readonly has: string;
  /** When it is gone for good. */
  readonly goneAt: string;
  readonly act: TemplateResult;
}

/** Something in the trash that is more than a photo: what it is, what is in it, for how long it can be had back. */
export function trashRow({ words, title, about, has, goneAt, act }: TrashFacts): TemplateResult {
  const days = Math.ceil((Date.parse(goneAt) - Date.now()) / dayMs);
  return html`<li class="trashed">
    <div><p class="title">${title}</p><p class="small figures">${has}</p><p class="small">${about}</p></div>
    <p class="days ${days <= 1 ? 'soon' : ''}">${words.trash.days(days)}</p>
    ${act}
  </li>`;
}

export const trashRowStyle = css`
  .trashed { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; min-height: 88px; padding: 12px 0; border-bottom: 1px solid var(--line); }
  .trashed > div { flex: 1 1 280px; min-width: 0; }
  .trashed .title { font-size: 17px; line-height: 28px; font-weight: 500; overflow-wrap: anywhere; }
  .trashed .small { overflow-wrap: anywhere; }
  .trashed .days { flex: none; min-width: 88px; font-variant-numeric: tabular-nums; color: var(--ink2); }
  .trashed .days.soon { color: var(--soon); }
  @media (max-width: 599px) { .trashed .days { flex: 1; } }
`;
