import { css, html, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import type { Batch } from '#contract/batches.ts';
import type { Words } from '#words/index.ts';
import { meter } from '../parts/state-mark.ts';

/** How many of a batch's codes are there, while they are made; else how many are used, as a bar with its figures. */
export function batchShare(batch: Batch, { batches: own }: Words): TemplateResult {
  const { made, count, unused, opened, void: ended } = batch;
  if (made < count) {
    const told = own.making(made, count);
    return html`<p class="figures" role="status">${told}</p>${meter(made / count, told)}`;
  }
  const told = own.figures(unused, opened, ended);
  return html`<p class="small figures">${told}</p>${shareBar(batch, told)}`;
}

/** Used, unused and void codes as parts of one bar. */
export function shareBar({ unused, opened, void: ended }: Batch, label: string): TemplateResult {
  const part = (name: string, codes: number) =>
    codes === 0 ? nothing : html`<i class=${name} style=${styleMap({ flexGrow: String(codes) })}></i>`;
  return html`<span class="share" role="img" aria-label=${label}>${part('opened', opened)}${part('unused', unused)}${part('void', ended)}</span>`;
}

export const shareStyle = css`
  .share { display: flex; gap: 2px; height: 8px; background: var(--fill); }
  .share i { flex: 0 1 0; min-width: 2px; }
  .share .opened, .key .opened { background: var(--brand); }
  .share .unused, .key .unused { background: var(--bar); }
  .share .void, .key .void { background: var(--line2); }
`;
