import { css } from 'lit';

export const versionsStyle = css`
  section + section { margin-top: 48px; }
  .head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 8px 16px; min-height: 44px; }
  .head > div:first-child { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 16px; min-width: 0; }
  h2 { font-size: 22px; line-height: 32px; overflow-wrap: anywhere; }
  .strip { display: flex; gap: 4px; height: 63px; margin: 12px 0 8px; overflow: hidden; }
  .strip photo-thumb { flex: 0 1 94px; min-width: 40px; height: 63px; }
  .strip span { display: grid; flex: 0 0 60px; place-items: center; background: var(--fill); color: var(--ink2); }
  .lead { display: flex; gap: 12px; padding: 24px 0 0; color: var(--ink2); }
  @media (max-width: 599px) {
    .strip { gap: 2px; }
    .strip photo-thumb { min-width: 0; }
    .head .acts { width: 100%; }
    .head .acts button { flex: 1; padding: 0 8px; }
  }
`;
