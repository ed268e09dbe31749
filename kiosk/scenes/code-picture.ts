import { html, svg, type TemplateResult } from 'lit';
import type { CodePicture } from '#contract/common.ts';

/** White on every side of a code. */
export const quiet = 4;
/** Below so many device pixels a module it is a picture of a code, and only its size counts. */
const leastModule = 4;

/** The side of a code with its white in CSS pixels: the largest within `room` whose modules are whole device pixels. */
export function codeSide(modules: number, room: number, devicePixelRatio: number): number {
  const all = modules + 2 * quiet;
  const pixels = Math.floor((room * devicePixelRatio + 0.01) / all);
  return pixels < leastModule ? room : (pixels * all) / devicePixelRatio;
}

/** A code in ink on white with its four modules of white, `side` CSS pixels wide. */
export function drawnCode({ modules, path }: CodePicture, side: number): TemplateResult {
  const all = modules + 2 * quiet;
  return html`<svg class="drawn" viewBox="${-quiet} ${-quiet} ${all} ${all}" width=${side} height=${side} aria-hidden="true"
    shape-rendering="crispEdges">${svg`<path fill="#fff" d="M${-quiet} ${-quiet}h${all}v${all}h${-all}z"/><path fill="#1A1916" d=${path}/>`}</svg>`;
}
