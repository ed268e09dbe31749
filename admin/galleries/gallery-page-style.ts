import { css } from 'lit';

export const galleryPageStyle = css`
  .path a { color: var(--ink2); text-decoration: none; }
  header { display: flex; flex-wrap: wrap; align-items: center; gap: 0 16px; }
  header .count { color: var(--ink2); font-variant-numeric: tabular-nums; }
  header .acts { margin-left: auto; }
  .saved { display: inline-flex; align-items: center; gap: 6px; margin-left: auto; }
  .saved + .acts { margin-left: 0; }
  .saved.lost { color: var(--soon); }
  .parts { display: flex; gap: 2px; margin: 8px 0 16px; }
  .parts i { flex: 1; height: 4px; background: var(--selected); }
  .parts i.on { background: var(--brand); }
  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; margin-bottom: 12px; }
  .bar > :last-child { margin-left: auto; }
  .band { display: flex; gap: 12px; margin-bottom: 16px; padding: 12px 16px; background: var(--tint); }
  .band > svg { color: var(--soon); margin-top: 2px; }
  .band .acts { margin-top: 8px; }
  .full { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; margin-bottom: 12px; padding: 8px 16px; background: var(--tint); }
  .sides { display: grid; grid-template-columns: minmax(0, 1fr) 260px; align-items: start; }
  .main { padding-right: 24px; }
  aside { display: grid; gap: 24px; padding-left: 24px; border-left: 1px solid var(--line); }
  aside h2 { padding-bottom: 4px; border-bottom: 1px solid var(--line); color: var(--ink2); font-size: 13px; line-height: 20px; font-weight: 400; }
  .help { margin-top: 24px; padding-top: 12px; border-top: 1px solid var(--line); }
  .help .touch { display: none; }
  @media (pointer: coarse) { .help .keys { display: none; } .help .touch { display: inline; } }
  @media (hover: hover) { .path a:hover { text-decoration: underline; } }
  @media (max-width: 899px) {
    .sides { grid-template-columns: minmax(0, 1fr); gap: 24px; }
    .main { padding: 0; }
    aside { padding: 0; border: 0; }
    aside photo-panel { display: none; }
    .saved { width: 100%; margin: 0; min-height: 20px; }
    header .acts { width: 100%; margin: 4px 0 0; }
    header .acts .primary { flex: 1; padding: 0 8px; white-space: nowrap; }
    header .acts button { padding: 0 12px; }
    header .acts .spare { display: none; }
    .bar > :last-child { margin-left: 0; }
  }
`;
