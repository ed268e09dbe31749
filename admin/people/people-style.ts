import { css } from 'lit';

export const peoplePageStyle = css`
  .bar { display: flex; margin-bottom: 8px; }
  .tools { display: flex; flex-wrap: wrap; gap: 8px; margin-bottom: 12px; }
  .tools admin-search { flex: 0 1 296px; }
  .tools admin-select { width: 200px; }
  .tint { margin-bottom: 8px; font-size: 15px; line-height: 24px; }
  .part { display: flex; flex-wrap: wrap; align-items: center; gap: 0 8px; }
  .part button { min-height: 44px; padding: 0; color: var(--accent); font-size: 13px; }
  .none { padding: 24px 0; color: var(--ink2); }
  .more { padding: 16px 0; }
  /* Room for the bar, so that the last row can be read. */
  .under { height: 88px; }
  @media (max-width: 767px) {
    .tools admin-search { flex: 3 1 180px; }
    .tools admin-select { flex: 2 1 120px; }
    .under { height: 136px; }
  }
`;
