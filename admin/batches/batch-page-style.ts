import { css } from 'lit';

export const batchPageStyle = css`
  .path a { color: var(--ink2); text-decoration: none; }
  header { display: flex; flex-wrap: wrap; align-items: start; gap: 8px 16px; margin-bottom: 24px; }
  header > div:first-child { flex: 1 1 280px; min-width: 0; }
  h1 { overflow-wrap: anywhere; }
  .making { display: grid; gap: 8px; margin-bottom: 24px; }
  .making .figures { font-size: 22px; line-height: 32px; font-weight: 500; }
  .key { display: flex; flex-wrap: wrap; gap: 8px 48px; margin-bottom: 12px; }
  .key div { display: grid; }
  .key b { font-size: 40px; line-height: 52px; font-weight: 500; font-variant-numeric: tabular-nums; }
  .key span { display: flex; align-items: center; gap: 8px; }
  .key i { width: 12px; height: 12px; }
  .tint { margin-top: 24px; }
  .tint b { font-weight: 500; }
  .finder { display: grid; grid-template-columns: minmax(260px, 340px) minmax(0, 1fr); gap: 16px 48px; align-items: start; margin: 24px 0; padding: 20px 0 24px; border: solid var(--line); border-width: 1px 0; }
  form { display: grid; grid-template-columns: minmax(0, 1fr); gap: 8px; }
  form label { font-weight: 500; }
  form > div { display: flex; gap: 8px; }
  input { flex: 1; width: 100%; min-width: 0; height: 64px; padding: 0 16px; border: 1px solid var(--line2); border-radius: 8px; background: var(--paper); color: var(--ink); font: inherit; font-size: 28px; font-variant-numeric: tabular-nums; }
  input::placeholder { color: var(--ink3); opacity: 1; }
  input:focus { outline: 2px solid var(--accent); outline-offset: -2px; border-color: transparent; }
  input[aria-invalid='true'] { border-color: var(--dead); }
  form button { min-width: 72px; min-height: 64px; }
  .told { color: var(--dead); font-size: 13px; line-height: 20px; }
  .found { display: flex; flex-wrap: wrap; gap: 16px 24px; min-height: 64px; }
  .found code-figure { flex: none; width: 178px; }
  .found > div { display: grid; gap: 4px; align-content: start; flex: 1 1 240px; }
  .found h2 { font-size: 22px; line-height: 32px; }
  .found .acts { align-items: center; margin-top: 8px; }
  .found .acts a { display: inline-flex; align-items: center; min-height: 44px; padding: 0 8px; }
  .bar { margin-bottom: 8px; }
  .none { padding: 24px 0; color: var(--ink2); }
  .foot { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 8px 16px; padding: 16px 0; }
  @media (hover: hover) { .path a:hover { text-decoration: underline; } }
  @media (max-width: 767px) {
    header .acts { width: 100%; }
    header .acts .primary { flex: 1; }
    .key { gap: 8px 32px; }
    .key b { font-size: 28px; line-height: 40px; }
    .finder { grid-template-columns: minmax(0, 1fr); }
  }
`;
