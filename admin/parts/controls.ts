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

  .problem { display: flex; gap: 12px; padding: 12px 16px; background: var(--dead-ground); color: var(--ink); }
  .problem svg { margin-top: 2px; color: var(--dead); }
  .problem:focus { outline: none; }
`;
