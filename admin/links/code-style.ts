import { css } from 'lit';

/** The band of warnings about an address. */
export const warnedStyle = css`
  .warned { display: flex; gap: 12px; padding: 12px 16px; background: var(--tint); }
  .warned svg { flex: none; margin-top: 2px; color: var(--soon); }
  .warned p { text-wrap: pretty; }
`;

export const codeDialogStyle = [
  warnedStyle,
  css`
    .all { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; }
    .all:focus { outline: none; }
    admin-menu { display: grid; }
    .all a { display: inline-flex; align-items: center; gap: 8px; min-height: 44px; }
    .warned a { min-height: 0; }
    .bright { display: none; text-align: center; }
    @media (pointer: coarse) { .bright { display: block; } }
    @media (max-width: 599px) {
      /* To the edges: each module gains a pixel. */
      code-figure { margin: 0 -24px; }
    }
  `,
];
