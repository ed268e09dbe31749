import { css } from 'lit';

/** How the page of the first steps is laid out: two columns on a laptop, one on a phone. */
export const startStyle = css`
  header { display: flex; flex-wrap: wrap; align-items: flex-start; justify-content: space-between; gap: 8px 16px; padding-bottom: 16px; }
  .lead { color: var(--ink2); }
  .steps { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 400px); gap: 0 48px; max-width: 1080px; }
  section { display: grid; gap: 12px; align-content: start; padding: 24px 0; border-top: 1px solid var(--line); }
  .one, .two { grid-column: 1; }
  .three, .four { grid-column: 2; }
  .one { grid-row: 1; }
  .two { grid-row: 2; }
  .three { grid-row: 1; }
  .four { grid-row: 2; }
  h2 { display: flex; align-items: center; gap: 12px; }
  .number { display: grid; place-items: center; width: 28px; height: 28px; border: 1px solid var(--line2); border-radius: 14px; font-size: 15px; line-height: 20px; font-variant-numeric: tabular-nums; }
  .name { max-width: 480px; }
  .drop { display: grid; gap: 12px; justify-items: center; padding: 32px 24px; border: 1px dashed var(--line2); text-align: center; }
  .drop > svg { width: 28px; height: 28px; color: var(--ink2); }
  .drop.over { border: 2px solid var(--accent); background: var(--tint); padding: 31px 23px; }
  .drop .small { max-width: 420px; text-wrap: pretty; }
  .file { position: relative; display: inline-flex; }
  .file input { position: absolute; inset: 0; width: 100%; opacity: 0; cursor: pointer; font-size: 0; }
  .file .button { display: inline-flex; align-items: center; justify-content: center; min-height: 44px; padding: 0 16px; border-radius: 8px; background: var(--accent); color: var(--on-accent); font-weight: 500; }
  .file:has(:focus-visible) { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 8px; }
  .told { display: grid; gap: 4px; }
  .told strong { font-weight: 500; }
  .nocode { display: grid; gap: 12px; justify-items: center; align-content: center; min-height: 222px; padding: 24px; background: var(--fill); text-align: center; }
  .nocode svg { width: 40px; height: 40px; color: var(--ink3); }
  button.code { justify-self: start; padding: 0; border: 1px solid var(--line); border-radius: 0; background: #fff; }
  button.code img { display: block; image-rendering: pixelated; }
  @media (max-width: 1023px) {
    .steps { grid-template-columns: minmax(0, 1fr); }
    .one, .two, .three, .four { grid-column: 1; grid-row: auto; }
  }
  @media (max-width: 599px) {
    h1 { font-size: 22px; line-height: 32px; }
    .drop { padding: 24px 16px; }
    .drop.over { padding: 23px 15px; }
    .file, .file .button { width: 100%; }
    .drop .acts { width: 100%; }
    .file .button { min-height: 52px; font-size: 17px; }
    button.code { justify-self: center; }
    }
`;
