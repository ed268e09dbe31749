import { css } from 'lit';
import { touchStyle } from './touch-style.ts';

export const pickingPageStyle = [
  touchStyle,
  css`
    :host { display: grid; grid-template: auto minmax(0, 1fr) auto / 100%; background: #141312; color: #f6f4f0; font-size: calc(36 * var(--u)); line-height: calc(52 * var(--u)); }
    h1, p { margin: 0; font-weight: 400; font-size: inherit; line-height: inherit; }
    .soft { color: rgb(246 244 240 / 78%); }
    header { display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: start; gap: 0 calc(32 * var(--u)); padding: calc(40 * var(--u)) calc(48 * var(--u)) calc(20 * var(--u)); }
    h1 { font-size: calc(64 * var(--u)); line-height: calc(76 * var(--u)); font-weight: 500; }
    header p { max-height: calc(52 * var(--u)); overflow: hidden; overflow-wrap: anywhere; }
    button.language, button.chip { min-height: calc(96 * var(--u)); padding: 0 calc(38 * var(--u)); font-size: calc(36 * var(--u)); line-height: calc(52 * var(--u)); font-weight: 400; border-color: #45413c; }
    button.language { margin-top: calc(16 * var(--u)); }
    :host(:lang(en)) h1 { font-size: calc(56 * var(--u)); }
    .chips {
      grid-column: 1 / -1; display: flex; gap: calc(16 * var(--u)); margin: calc(32 * var(--u)) calc(-48 * var(--u)) 0; padding: 0 calc(48 * var(--u));
      overflow: auto hidden; scrollbar-width: none; touch-action: pan-x; overscroll-behavior: none;
    }
    .chips::-webkit-scrollbar { display: none; }
    .chip { flex: none; display: flex; align-items: center; gap: calc(16 * var(--u)); white-space: nowrap; touch-action: inherit; }
    .count { color: rgb(246 244 240 / 64%); font-variant-numeric: tabular-nums; }
    .chip[aria-pressed='true'] { background: #f6f4f0; border-color: #f6f4f0; color: #1a1916; font-weight: 500; }
    .chip[aria-pressed='true'] .count { color: #706b62; font-weight: 400; }
    time-slider { grid-column: 1 / -1; margin-top: calc(32 * var(--u)); }
    main { position: relative; min-height: 0; }
    photo-grid { position: absolute; inset: 0; }
    .empty { position: absolute; inset: 0; display: grid; align-content: center; justify-items: center; padding: calc(96 * var(--u)); text-align: center; }
    .empty p { font-size: calc(48 * var(--u)); line-height: calc(64 * var(--u)); text-wrap: balance; }
    footer {
      display: grid; grid-template: calc(128 * var(--u)) calc(52 * var(--u)) / minmax(0, 1fr) auto; gap: calc(24 * var(--u)) calc(24 * var(--u)); align-items: center;
      padding: calc(40 * var(--u)) calc(48 * var(--u)) calc(40 * var(--u)); border-top: max(1px, calc(2 * var(--u))) solid #2e2b28; box-sizing: border-box; min-height: calc(286 * var(--u));
    }
    .picked { display: flex; align-items: center; gap: calc(8 * var(--u)); min-width: 0; height: 100%; overflow: hidden; }
    button.thumb { flex: none; width: calc(96 * var(--u)); height: calc(128 * var(--u)); min-height: 0; padding: 0; border: 0; border-radius: 0; background: #211f1d; overflow: hidden; }
    .thumb img { display: block; width: 100%; height: 100%; object-fit: cover; pointer-events: none; }
    button.thumb:focus-visible { outline-offset: calc(-4 * var(--u)); }
    .more { flex: none; width: calc(72 * var(--u)); font-variant-numeric: tabular-nums; }
    .take { min-width: calc(456 * var(--u)); white-space: nowrap; }
    .hint { text-align: right; white-space: nowrap; }
    .most { white-space: nowrap; }
    @container (min-aspect-ratio: 11 / 10) {
      :host { grid-template: minmax(0, 1fr) auto / calc(640 * var(--u)) minmax(0, 1fr); }
      h1, :host(:lang(en)) h1 { font-size: calc(52 * var(--u)); line-height: calc(64 * var(--u)); }
      header { grid-area: 1 / 1; grid-template-rows: auto minmax(0, auto) auto; align-content: start; overflow: hidden; padding-bottom: calc(12 * var(--u)); border-right: max(1px, calc(2 * var(--u))) solid #2e2b28; }
      main { grid-area: 1 / 2 / 3; }
      .chips { flex-wrap: wrap; overflow: hidden auto; touch-action: pan-y; max-height: calc(208 * var(--u)); margin-top: calc(24 * var(--u)); }
      footer { grid-area: 2 / 1; grid-template: calc(128 * var(--u)) auto auto / 100%; gap: calc(20 * var(--u)); padding: calc(32 * var(--u)) calc(48 * var(--u)); border-right: max(1px, calc(2 * var(--u))) solid #2e2b28; }
      .take { width: 100%; }
      .picked { grid-row: 1; }
      .take { grid-row: 2; }
      .most { display: none; }
      .hint { grid-row: 3; text-align: left; white-space: normal; min-height: calc(52 * var(--u)); }
    }
  `,
];
