import { css } from 'lit';

export const gridStyle = css`
  ol { display: grid; grid-template-columns: repeat(auto-fill, minmax(132px, 1fr)); gap: 8px; margin: 0; padding: 0; list-style: none; }
  li { position: relative; aspect-ratio: 140 / 98; background: var(--fill); -webkit-user-select: none; user-select: none; -webkit-touch-callout: none; }
  li button { display: block; position: absolute; inset: 0; width: 100%; min-height: 0; padding: 0; border: 0; border-radius: 0; background: none; cursor: grab; touch-action: manipulation; }
  li button:focus-visible { outline-offset: 1px; z-index: 1; }
  photo-thumb { width: 100%; height: 100%; }
  .nr, .mark { position: absolute; top: 0; min-width: 24px; padding: 0 6px; background: var(--paper); color: var(--ink); font-size: 15px; line-height: 20px; font-weight: 500; text-align: center; font-variant-numeric: tabular-nums; }
  .nr { left: 0; }
  .mark { right: 0; padding: 0 8px; }
  .how { position: absolute; inset: auto 0 0; padding: 2px 6px; background: var(--paper); font-size: 13px; line-height: 20px; text-align: left; }
  .how.failed { background: var(--dead-ground); color: var(--ink); }
  .unshown photo-thumb { opacity: 0.45; }
  .chosen button { outline: 2px solid var(--accent); outline-offset: 0; }
  .chosen .nr { background: var(--accent); color: var(--on-accent); }
  .held { z-index: 2; }
  .held button { outline: 3px solid var(--accent); outline-offset: 2px; box-shadow: 0 8px 24px rgba(26, 25, 22, 0.28); }
  .held .nr { background: var(--accent); color: var(--on-accent); }
  .slot { background: var(--tint); outline: 1px dashed var(--brand); outline-offset: -1px; }
  .slot button { visibility: hidden; }
  .flying { z-index: 5; opacity: 1 !important; scale: 1.1; box-shadow: 0 8px 24px rgba(26, 25, 22, 0.28); outline: 2px solid var(--accent); outline-offset: 0; cursor: grabbing; }
  .flying button { visibility: visible; outline: none; }
  .flying .nr { background: var(--accent); color: var(--on-accent); }
  @media (hover: hover) { li button:not([aria-disabled='true']):hover { background: none; } }
  @media (max-width: 599px) {
    ol { grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 4px; }
    .nr, .mark { font-size: 13px; }
  }
`;
