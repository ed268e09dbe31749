import { css } from 'lit';
import { warnedStyle } from './code-style.ts';

export const linkPageStyle = [
  warnedStyle,
  css`
    .path a { color: var(--ink2); text-decoration: none; }
    @media (hover: hover) { .path a:hover { text-decoration: underline; } }
    header { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 16px; margin-bottom: 12px; }
    h1 { min-width: 0; overflow-wrap: anywhere; }
    header .state { font-size: 15px; line-height: 24px; }
    header .acts { margin-left: auto; }
    .sides { display: grid; grid-template-columns: minmax(0, 608fr) minmax(280px, 368fr); gap: 24px 40px; align-items: start; }
    b { font-weight: 500; }
    .asks { margin-bottom: 16px; border-top: 1px solid var(--line); }
    .over { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 12px 24px; margin-bottom: 16px; padding: 12px 16px; background: var(--dead-ground); }
    .about { display: flex; gap: 16px; padding: 16px 0; }
    .about dt { width: 132px; flex: none; padding-top: 14px; font-weight: 500; }
    .about dd { flex: 1; min-width: 0; }
    next-step-section { padding: 24px 0; border-top: 1px solid var(--line); }
    .side { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; }
    .code { display: grid; grid-template-columns: minmax(0, 232px) minmax(120px, 1fr); gap: 16px; align-items: start; }
    .code > div { display: grid; gap: 8px; }
    .code admin-menu { display: grid; }
    .side h2 { margin-top: 12px; }
    .foot { display: none; }
    @media (max-width: 899px) {
      .keep { display: none; }
      .foot { position: sticky; z-index: 5; bottom: var(--tab-bar, 0px); display: flex; gap: 8px; margin: 16px -16px 0; padding: 12px 16px; border-top: 1px solid var(--line); background: var(--paper); }
      .foot .primary { flex: 1; }
      .sides { grid-template-columns: minmax(0, 1fr); }
      header .acts { width: 100%; margin: 0; }
      header .acts > :first-child { margin-right: auto; }
      header .acts.few { width: auto; margin-left: auto; }
    }
    @media (max-width: 599px) {
      h1 { font-size: 22px; line-height: 32px; }
      .about { display: block; }
      .over .primary { width: 100%; }
      .code { grid-template-columns: minmax(0, 1fr); }
      code-figure { justify-self: center; width: 100%; max-width: 300px; }
    }
  `,
];
