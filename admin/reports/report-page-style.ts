import { css } from 'lit';

export const reportPageStyle = css`
  header { display: flex; flex-wrap: wrap; align-items: flex-end; gap: 8px 16px; margin-bottom: 16px; }
  .title { flex: 1 1 280px; min-width: 0; }
  .of { display: flex; flex-wrap: wrap; gap: 0 12px; }
  .of a { display: inline-flex; align-items: center; min-height: 32px; color: var(--ink2); text-decoration: none; overflow-wrap: anywhere; }
  @media (hover: hover) { .of a:hover { text-decoration: underline; } }
  .line { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 16px; }
  .line .small { font-size: 15px; line-height: 24px; }
  .controls { display: flex; flex-wrap: wrap; gap: 8px; }
  header > admin-menu { margin-left: -8px; }
  filter-bar { margin-bottom: 12px; }
  .body[aria-busy='true'] { opacity: 0.55; }

  .sum { display: flex; align-items: center; gap: 8px 16px; margin-bottom: 24px; padding: 6px 6px 6px 16px; background: var(--tint); }
  .sum p { flex: 1; min-width: 0; padding: 8px 0; font-size: 17px; line-height: 28px; text-wrap: pretty; overflow-wrap: anywhere; }
  .sum button { flex: none; background: none; border-color: transparent; }
  .warned { margin: -12px 0 24px; }
  .warned li { display: flex; align-items: center; gap: 12px; min-height: 56px; padding: 6px 16px; border-bottom: 1px solid var(--line); }
  .warned li > svg { color: var(--soon); }
  .warned p { flex: 1; min-width: 0; overflow-wrap: anywhere; }
  .warned strong { font-weight: 500; }
  .warned a { flex: none; }

  .five { display: grid; grid-template-columns: repeat(5, minmax(0, 1fr)); gap: 16px 24px; padding-bottom: 24px; }
  .five strong { display: block; font-size: 40px; line-height: 52px; font-weight: 500; }
  .five .small { text-wrap: pretty; }

  .part { padding: 20px 0 28px; border-top: 1px solid var(--line); }
  .part.top { padding-top: 0; border-top: 0; }
  .two { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 24px 32px; align-items: start; }
  .three { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 24px 48px; align-items: start; }
  .stack { display: grid; grid-template-columns: minmax(0, 1fr); gap: 24px; }
  section { min-width: 0; }
  .head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0 16px; min-height: 44px; margin-bottom: 4px; }
  h3 { margin: 12px 0 0; font-size: 15px; line-height: 24px; font-weight: 500; }
  .none, .note { color: var(--ink2); }
  .note { padding-top: 8px; }
  .switch { display: flex; gap: 4px 20px; }
  .switch label { position: relative; display: flex; align-items: center; min-height: 44px; color: var(--ink2); cursor: pointer; }
  .switch label::after { content: ''; position: absolute; inset: auto 0 7px; height: 2px; }
  .switch label:has(:checked) { color: var(--ink); font-weight: 500; }
  .switch label:has(:checked)::after { background: var(--ink); }
  .switch label:has(:focus-visible) { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
  .switch input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; }

  .due { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; }
  .due input { height: 44px; padding: 0 12px; border: 1px solid var(--line2); border-radius: 8px; background: var(--paper); color: var(--ink); font: inherit; }
  .due input:focus { outline: 2px solid var(--accent); outline-offset: -2px; }
  .rows { margin: 12px 0 8px; }
  .rows li { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 4fr) minmax(0, 4fr) minmax(0, 4fr) 88px; gap: 0 16px; align-items: center; min-height: 56px; padding: 8px 0; border-top: 1px solid var(--line); }
  .who { min-width: 0; overflow-wrap: anywhere; }
  .who a { display: inline-flex; align-items: center; min-height: 32px; font-weight: 500; color: inherit; text-decoration-color: var(--line2); }
  .who .small { display: block; }
  .verdict { text-align: right; }

  .foot { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 4px 16px; padding-top: 12px; border-top: 1px solid var(--line); }
  .foot button { margin-right: -12px; color: var(--accent); }

  @media (pointer: coarse) { .of a, .who a { min-height: 44px; } }
  @media screen and (max-width: 1099px) { .three { gap: 24px 32px; } .two { gap: 24px; } }
  @media screen and (max-width: 899px) {
    .two, .three { grid-template-columns: minmax(0, 1fr); }
    .five { grid-template-columns: repeat(2, minmax(0, 1fr)); }
    .rows li { grid-template-columns: minmax(0, 1fr) auto; gap: 2px 16px; }
    .rows .small:not(.who .small) { grid-column: 1; }
    .rows .verdict { grid-column: 2; grid-row: 1; }
  }
  @media screen and (max-width: 599px) {
    h1 { font-size: 22px; line-height: 32px; }
    .title { flex: 1 1 180px; }
    .controls { order: 1; width: 100%; }
    .controls admin-segments { flex: 1 1 auto; }
    header > admin-menu { margin: 0; }
    .five strong { font-size: 28px; line-height: 40px; }
    .sum { flex-wrap: wrap; padding: 8px 16px; }
    .sum p { flex-basis: 100%; padding: 4px 0; }
    .sum button { margin-left: -16px; }
    .warned li { flex-wrap: wrap; padding: 12px 0; }
    .warned p { flex: 1 1 70%; }
    .foot button { margin: 0 0 0 -12px; }
  }
  @media print {
    .now, .rows + button, .controls, header > admin-menu, .sum button, .switch, .due button, .foot button, .of a ~ a, .warned a { display: none; }
    .sum, .five, .rows li, bar-chart, week-heat { break-inside: avoid; }
    .head, h3 { break-after: avoid; }
    .part { padding: 12px 0 16px; }
    .sum { border: 1px solid var(--line); }
    .five { grid-template-columns: repeat(5, minmax(0, 1fr)); gap: 8px 12px; }
    .five strong { font-size: 28px; line-height: 40px; }
    .two { grid-template-columns: repeat(2, minmax(0, 1fr)); }
    .three { grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 16px; }
  }
`;
