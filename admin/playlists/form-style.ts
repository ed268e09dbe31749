import { css } from 'lit';

/** The parts of a form in a narrow column: each with its name above and what is to be known beneath. */
export const formPartStyle = css`
  .part { display: grid; gap: 8px; min-width: 0; }
  .name { font-weight: 500; }
  .say { font-size: 13px; line-height: 20px; color: var(--ink2); text-wrap: pretty; }
  .told { color: var(--dead); font-size: 13px; line-height: 20px; }
  .in-line { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; }
  .ends { justify-content: space-between; }
  .in-line .number { width: 128px; }
  .check { display: flex; align-items: center; gap: 12px; min-height: 44px; cursor: pointer; }
  .check input { flex: none; width: 20px; height: 20px; margin: 0; accent-color: var(--accent); }
  .ready { display: flex; flex-wrap: wrap; gap: 8px; }
  .ready button { min-height: 36px; padding: 4px 12px; border-style: dashed; font-weight: 400; text-align: left; }
  @media (pointer: coarse) { .ready button { min-height: 44px; } }
`;
