import { css } from 'lit';

/** Buttons, links and focus as every page has them. */
export const controls = css`
  :host { display: block; color: var(--ink); }
  :host([hidden]) { display: none; }
  *, *::before, *::after { box-sizing: border-box; }
  h1, h2, p, ul, dl, dd, fieldset { margin: 0; padding: 0; border: 0; }
  h1 { font-size: 28px; line-height: 40px; font-weight: 500; text-wrap: balance; }
  h1:focus { outline: none; }
  h2 { font-size: 17px; line-height: 28px; font-weight: 500; }
  ul { list-style: none; }
  a { color: var(--accent); text-underline-offset: 3px; }
  svg { display: block; flex: none; }

  button, summary { font: inherit; color: inherit; cursor: pointer; -webkit-tap-highlight-color: transparent; touch-action: manipulation; }
  button {
    display: inline-flex; align-items: center; justify-content: center; gap: 8px;
    min-height: 44px; padding: 0 16px; border: 1px solid var(--line2); border-radius: 8px;
    background: var(--paper); font-weight: 500; text-align: center;
  }
  button[hidden] { display: none; }
  button.quiet { border-color: transparent; background: none; }
  button.primary { border-color: transparent; background: var(--accent); color: var(--on-accent); }
  button[aria-disabled='true'] { cursor: default; opacity: 0.55; }
  :is(button, summary, a):focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
  @media (hover: hover) {
    button:not([aria-disabled='true']):hover { background: var(--fill); }
    button.primary:not([aria-disabled='true']):hover { background: color-mix(in oklab, var(--accent), var(--ink) 14%); }
    a:hover { text-decoration-thickness: 2px; }
  }
  @media (max-width: 599px) {
    button.primary { min-height: 52px; font-size: 17px; }
  }

  .problem { display: flex; gap: 12px; margin: 8px 0; padding: 12px 16px; background: var(--dead-ground); color: var(--ink); }
  .problem svg { margin-top: 2px; color: var(--dead); }
  .problem button { margin-top: 8px; }
  .problem:focus { outline: none; }

  .waiting > div { height: 64px; border-bottom: 1px solid var(--line); display: grid; align-content: center; gap: 8px; }
  .waiting i { display: block; height: 12px; background: var(--fill); }
  .waiting i:first-child { width: 40%; }
  .waiting i:last-child { width: 20%; }

  .empty { display: grid; gap: 8px; justify-items: start; max-width: 560px; padding: 24px 0; }
  .empty p { color: var(--ink2); text-wrap: pretty; }
  .empty p:first-child { color: var(--ink); font-weight: 500; }
  .empty button, .empty a { margin-top: 8px; }

  .small { font-size: 13px; line-height: 20px; color: var(--ink2); }
  .figures { font-variant-numeric: tabular-nums; }
  .path .report { float: right; margin: -12px 0 -12px 16px; padding: 12px 0; color: var(--accent); }
  .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .acts { display: flex; flex-wrap: wrap; gap: 8px; }
  .state { display: inline-flex; align-items: center; gap: 6px; font-size: 13px; line-height: 20px; white-space: nowrap; }
  .state.live { color: var(--live); }
  .state.soon { color: var(--soon); }
  .state.dead { color: var(--dead); }
  .state.quiet { color: var(--ink2); }
  .meter { display: block; height: 4px; }
  .meter svg { width: 100%; height: 4px; }
  .meter rect { fill: var(--brand); }
  .meter rect.rest { fill: var(--selected); }
  .meter.soon rect:not(.rest) { fill: var(--soon); }
  .meter.dead rect:not(.rest) { fill: var(--dead); }
  .tint { padding: 12px 16px; background: var(--tint); font-size: 17px; line-height: 28px; text-wrap: pretty; }

  a.button {
    display: inline-flex; align-items: center; justify-content: center; gap: 8px; min-height: 44px; padding: 0 16px;
    border: 1px solid var(--line2); border-radius: 8px; background: var(--paper); color: var(--ink); font-weight: 500;
    text-align: center; text-decoration: none;
  }
  a.button.primary { border-color: transparent; background: var(--accent); color: var(--on-accent); }
  button.dense, a.button.dense { min-height: 36px; padding: 0 12px; }
  button.dangerous { color: var(--dead); }
  button.icon { width: 44px; padding: 0; }
  @media (hover: hover) {
    a.button:hover { background: var(--fill); }
    a.button.primary:hover { background: color-mix(in oklab, var(--accent), var(--ink) 14%); }
  }
  @media (pointer: coarse) {
    button.dense, a.button.dense { min-height: 44px; }
  }
  @media (max-width: 599px) {
    a.button.primary { min-height: 52px; font-size: 17px; }
  }
`;
