import { css } from 'lit';

export const recipientPageStyle = css`
  .path a { color: var(--ink2); text-decoration: none; }
  @media (hover: hover) { .path a:hover, .name:hover { text-decoration: underline; } }
  header { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; margin-bottom: 16px; }
  .who { flex: 1 1 240px; min-width: 0; }
  h1, .company { overflow-wrap: anywhere; }
  .company { color: var(--ink2); }
  h2 { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 12px; margin-bottom: 8px; }
  .asks { border-top: 1px solid var(--line); }
  .about { display: grid; grid-template-columns: repeat(auto-fit, minmax(220px, 1fr)); gap: 12px 32px; padding: 16px 0; border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); }
  .asks + .about { border-top: 0; }
  .about dt { color: var(--ink2); font-size: 13px; line-height: 20px; }
  .about dd { overflow-wrap: anywhere; }
  .about dd a { display: inline-flex; align-items: center; min-height: 24px; }
  .note { white-space: pre-line; }
  .quiet { color: var(--ink2); }
  .tags { display: flex; flex-wrap: wrap; gap: 4px; }
  .tags span { padding: 0 8px; background: var(--fill); color: var(--ink2); font-size: 13px; line-height: 22px; }
  section { padding-top: 24px; min-width: 0; }
  .links li { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; padding: 12px 0; border-bottom: 1px solid var(--line); }
  .links li > div:first-child { flex: 1 1 280px; min-width: 0; }
  .name { margin-right: 8px; color: var(--ink); font-weight: 500; text-decoration: none; overflow-wrap: anywhere; }
  li.dead .name { color: var(--ink2); }
  .do { display: flex; align-items: center; gap: 4px 8px; }
  .do button { white-space: nowrap; }
  .sides { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 40px; align-items: start; }
  .looked { display: grid; grid-template-columns: repeat(auto-fill, minmax(128px, 1fr)); gap: 12px 8px; }
  .looked photo-thumb { aspect-ratio: 3 / 2; }
  .looked p { padding-top: 4px; }
  .looked .liked { display: flex; align-items: center; gap: 4px; padding-top: 0; color: var(--dead); }
  .liked svg { width: 16px; height: 16px; }
  .story { list-style: none; margin: 0; padding: 0; }
  .story > li { display: flex; gap: 12px; padding: 12px 0; border-bottom: 1px solid var(--line); }
  .story > li > svg { margin-top: 2px; color: var(--ink2); }
  .story > li > div { flex: 1; min-width: 0; }
  .story photo-thumb { flex: none; width: 72px; height: 48px; }
  .story b { font-weight: 500; }
  .older { padding-top: 12px; text-wrap: pretty; }
  .line { overflow-wrap: anywhere; white-space: pre-line; }
  summary { display: inline-flex; align-items: center; min-height: 44px; color: var(--ink2); font-size: 13px; text-decoration: underline; text-underline-offset: 3px; }
  details .line { padding: 8px 12px; background: var(--fill); }
  .more { display: flex; flex-wrap: wrap; align-items: center; gap: 0 12px; }
  .more details { min-width: 0; }
  .more details[open] { flex: 1 1 100%; }
  .more button { min-height: 44px; padding: 0; color: var(--ink2); font-size: 13px; font-weight: 400; text-decoration: underline; text-underline-offset: 3px; }
  @media (pointer: coarse) { .about dd a { min-height: 44px; } }
  @media (max-width: 899px) { .sides { grid-template-columns: minmax(0, 1fr); } }
  @media (max-width: 599px) {
    h1 { font-size: 22px; line-height: 32px; }
    header .acts { width: 100%; }
    header .acts > button { flex: 1 1 auto; padding: 0 8px; white-space: nowrap; }
    header .acts button.primary { min-height: 44px; font-size: 15px; }
    .do { width: 100%; }
    .do > button { flex: 1; }
    .looked { grid-template-columns: repeat(auto-fill, minmax(104px, 1fr)); }
  }
`;
