import { css } from 'lit';

/** How the page "Now" is laid out. */
export const nowStyle = css`
  header { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; min-height: 44px; }
  header h1 { flex: 1; }
  .when { color: var(--ink2); }
  section { margin-top: 24px; }
  h2 { padding-bottom: 8px; }
  section > h2#needs { border-bottom: 1px solid var(--line); }
  .head { display: flex; align-items: center; justify-content: space-between; gap: 16px; padding-bottom: 8px; }
  .head h2 { padding: 0; }
  .all { display: inline-flex; align-items: center; gap: 4px; min-height: 44px; color: var(--ink2); text-decoration: none; }
  .calm { color: var(--ink2); padding: 8px 0; text-wrap: pretty; }
  .screens { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 16px; }
  .two { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 48px; }
  .figure { display: flex; align-items: flex-end; gap: 32px; }
  .figure p { flex: none; display: grid; gap: 0; padding-bottom: 8px; }
  .figure strong { font-size: 40px; line-height: 52px; font-weight: 500; }
  .figure hour-bars { flex: 1; min-width: 0; }
  .photos { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 4px; }
  .photos a { display: block; }
  .photos photo-thumb { aspect-ratio: 4 / 3; }
  @media (max-width: 1023px) {
    .screens { grid-auto-flow: column; grid-template-columns: none; grid-auto-columns: min(272px, 70vw); overflow-x: auto; scroll-snap-type: x proximity; margin: 0 -16px; padding: 0 16px; scrollbar-width: none; }
    .screens li { scroll-snap-align: center; }
    .two { grid-template-columns: minmax(0, 1fr); }
  }
  @media (max-width: 767px) {
    header { min-height: 0; }
    .upload { position: fixed; z-index: 9; left: 16px; right: 16px; bottom: calc(12px + var(--tab-bar)); }
    section:last-of-type { padding-bottom: 0; }
    .newest { padding-bottom: 72px; }
    h2 { font-size: 17px; }
  }
`;
