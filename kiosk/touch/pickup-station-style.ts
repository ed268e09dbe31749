import { css } from 'lit';
import { frame } from '../scenes/frame.ts';
import { touchStyle } from './touch-style.ts';

export const pickupStationStyle = [
  frame,
  touchStyle,
  css`
    :host { position: absolute; inset: 0; background: none; pointer-events: none; }
    .door {
      position: absolute; inset: 0; width: 100%; height: 100%; border: 0; padding: 0; background: none; pointer-events: auto;
      cursor: inherit; touch-action: none; -webkit-tap-highlight-color: transparent;
    }
    .door:focus { outline: none; }
    .door:focus-visible { outline: calc(6px) solid #e3b668; outline-offset: -6px; }
    .invitation p {
      position: absolute; bottom: 0; margin: 0; width: 100%; height: calc(96 * var(--u)); padding: 0 calc(48 * var(--u)); box-sizing: border-box;
      display: flex; align-items: center; justify-content: center; gap: calc(16 * var(--u)); background: #0e0d0c; white-space: nowrap;
      font-size: calc(36 * var(--u)); line-height: calc(52 * var(--u)); font-weight: 500;
    }
    .invitation .at-0 { justify-content: flex-start; }
    .invitation .at-2 { justify-content: flex-end; }
    .invitation svg { width: calc(48 * var(--u)); height: calc(48 * var(--u)); fill: none; stroke: #e3b668; stroke-width: 3; stroke-linecap: round; stroke-linejoin: round; }
    .station { background: #141312; pointer-events: auto; touch-action: none; opacity: 1; transition: opacity 300ms ease-in-out; }
    .station.leaving { opacity: 0; pointer-events: none; }
    @starting-style { .station { opacity: 0; } }
    picking-page, taken-code { position: absolute; inset: 0; }
    .still {
      position: absolute; inset: 0; z-index: 2; display: grid; align-content: center; justify-items: center; gap: calc(32 * var(--u));
      background: rgb(14 13 12 / 92%); text-align: center; padding: calc(48 * var(--u));
    }
    h2, p { margin: 0; font-weight: 400; }
    .still h2 { font-size: calc(96 * var(--u)); line-height: calc(120 * var(--u)); font-weight: 500; }
    .still p { font-size: calc(48 * var(--u)); line-height: calc(64 * var(--u)); color: rgb(246 244 240 / 78%); }
    .still div { display: flex; flex-wrap: wrap; justify-content: center; gap: calc(24 * var(--u)); margin-top: calc(32 * var(--u)); }
    .still button { min-width: calc(400 * var(--u)); }
    @media (prefers-reduced-motion: reduce) { .station { transition: none; } }
  `,
];
