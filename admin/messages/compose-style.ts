import { css } from 'lit';
import { numberStyle } from '../links/fields.ts';
import { bodyStyle } from './body-style.ts';

export const composeStyle = [
  numberStyle,
  bodyStyle,
  css`
    .all { display: grid; gap: 16px; grid-template-columns: minmax(0, 1fr); }
    .choose { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 12px; align-items: center; }
    .who { display: flex; align-items: center; gap: 4px 12px; min-height: 48px; padding: 4px 0; border-block: 1px solid var(--line); }
    .who > div { flex: 1; min-width: 0; }
    .who p { overflow-wrap: anywhere; }
    .who strong { font-weight: 500; }
    .who .nr { flex: none; color: var(--ink2); font-variant-numeric: tabular-nums; white-space: nowrap; }
    .notes { display: grid; gap: 4px; }
    .notes p { display: flex; gap: 8px; align-items: flex-start; text-wrap: pretty; }
    .notes svg { margin-top: 2px; width: 16px; height: 16px; }
    .notes .warn { color: var(--soon); }
    .notes .bad { color: var(--dead); }
    .line { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0 12px; min-height: 20px; }
    .line button { min-height: 32px; padding: 0 8px; margin-right: -8px; color: var(--accent); font-size: 13px; }
    @media (pointer: coarse) { .line button { min-height: 44px; } }
    .told { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; width: 100%; min-height: 44px; color: var(--ink); font-size: 15px; line-height: 24px; }
    .told svg { color: var(--live); }
    .told p { flex: 1; min-width: 120px; }
    .told.marks { color: var(--ink2); font-size: 13px; line-height: 20px; }
    .bar { display: flex; flex-wrap: wrap; align-items: center; justify-content: flex-end; gap: 8px; width: 100%; }
    .bar > .primary { min-width: 160px; }
    .bar > :is(button, a) { white-space: nowrap; }
    @media (max-width: 599px) {
      .all { gap: 12px; }
      .bar > .primary { order: -1; flex: 1 0 100%; }
      .bar > :is(button, a):not(.primary) { flex: 1 1 auto; padding: 0 8px; }
      .bar > admin-menu { display: grid; flex: 1 1 auto; }
      .told { min-height: 24px; }
      textarea { max-height: 38dvh; }
    }
  `,
];
