import { css, type SVGTemplateResult, svg } from 'lit';
import type { CodePicture } from '#contract/common.ts';

const quiet = 4;

/** A QR code with its quiet zone, at most so many pixels wide: as many whole ones a module as fit. */
export function codePicture({ modules, path }: CodePicture, label: string, room: number): SVGTemplateResult {
  const side = modules + 2 * quiet;
  const width = Math.max(1, Math.floor(room / side)) * side;
  return svg`<svg role="img" aria-label=${label} width=${width} height=${width} viewBox="${-quiet} ${-quiet} ${side} ${side}" shape-rendering="crispEdges">
    <path d=${path} fill="#1a1916"></path></svg>`;
}

/** Ink on white, whatever the page is in: cameras want it so. */
export const codeStyle = css`
  .code { background: #ffffff; }
  .code svg { display: block; }
`;
