import { css } from 'lit';

export const linkFormStyle = css`
  .row { display: grid; grid-template-columns: 132px minmax(0, 1fr); gap: 4px 16px; align-items: center; min-height: 60px; padding: 8px 0; border-bottom: 1px solid var(--line); }
  .row > div:first-child b, summary b { font-weight: 500; }
  .from { color: var(--ink3); }
  .values { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; }
  .values .number { width: 112px; }
  .values input[type='date'] { width: 176px; }
  .values input[type='datetime-local'] { width: 216px; }
  .values admin-segments { flex: 1 1 auto; max-width: 100%; }
  .values admin-segments.few { flex: none; }
  .values link-password { flex: 1 1 100%; }
  .check { display: flex; align-items: center; gap: 8px; min-height: 44px; cursor: pointer; }
  .check input { width: 20px; height: 20px; margin: 0; accent-color: var(--accent); }
  .phone { display: flex; align-items: center; gap: 8px; margin-left: auto; }
  .phone.first { margin-left: 0; }
  .values input.text { flex: 1 1 200px; width: auto; min-width: 0; }
  .row > .told, .row > .hint { grid-column: 2; text-wrap: pretty; }
  .mine { display: flex; flex-wrap: wrap; align-items: center; gap: 0 8px; color: var(--ink); }
  .mine svg { width: 16px; height: 16px; color: var(--accent); }
  .mine button { min-height: 28px; margin-left: -4px; padding: 0 4px; color: var(--accent); font-size: 13px; line-height: 20px; }
  details { border-bottom: 1px solid var(--line); }
  details[open] { border-bottom: 0; }
  summary { display: flex; flex-wrap: wrap; align-items: center; gap: 0 12px; min-height: 60px; list-style: none; }
  summary::-webkit-details-marker { display: none; }
  summary::after { content: ''; width: 8px; height: 8px; margin: 0 6px 4px auto; border: solid var(--ink2); border-width: 0 1.5px 1.5px 0; transform: rotate(45deg); }
  details[open] summary::after { transform: rotate(225deg); margin-bottom: -4px; }
  @media (pointer: coarse) { .mine button { min-height: 44px; } }
  @media (max-width: 599px) {
    .row { grid-template-columns: minmax(0, 1fr); padding: 12px 0; }
    .row > div:first-child { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 12px; }
    .row > .told, .row > .hint { grid-column: 1; }
    .phone { margin-left: 0; }
    .values .number { width: 128px; }
    .values admin-segments:not(.unit) { width: 100%; }
    .values input[type='date'], .values input[type='datetime-local'] { width: 100%; }
  }
`;
