import { css } from 'lit';

/** What to show, side by side where there is room. */
export const showDialogStyle = css`
  form { display: grid; grid-template-columns: minmax(0, 1fr); gap: 24px; }
  .problem { margin-bottom: 16px; }
  .lead { color: var(--ink2); text-wrap: pretty; }
  .two { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 32px; }
  .pick, .order { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; align-content: start; }
  .seconds { display: grid; grid-template-columns: minmax(0, 1fr); gap: 8px; }
  h3, .label { margin: 0; font-size: 15px; line-height: 24px; font-weight: 500; }
  ol { margin: -8px 0 0; padding: 0; list-style: none; }
  ol:empty { display: none; }
  li + li { border-top: 1px solid var(--line); }
  @media (max-width: 767px) { .two { grid-template-columns: minmax(0, 1fr); gap: 24px; } }
`;
