import { css } from 'lit';

export const newVersionsStyle = css`
  .all { display: grid; gap: 20px; }
  .block { display: grid; gap: 8px; }
  .block > b, legend { font-weight: 500; }
  legend { padding: 0 0 8px; }
  .line { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 8px; color: var(--ink2); }
  .strip { display: flex; gap: 4px; height: 56px; overflow: hidden; }
  .strip photo-thumb { flex: 0 1 80px; min-width: 32px; height: 56px; }
  .strip span { display: grid; flex: 0 0 56px; place-items: center; background: var(--fill); color: var(--ink2); }
  .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(240px, 1fr)); gap: 8px; }
  .cards label { display: flex; gap: 12px; align-items: start; min-height: 44px; padding: 10px 12px; border: 1px solid var(--line2); border-radius: 8px; cursor: pointer; }
  .cards label:has(:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); background: var(--tint); }
  .cards label:has(:focus-visible) { outline: 2px solid var(--accent); outline-offset: 2px; }
  .cards input { width: 20px; height: 20px; margin: 2px 0 0; accent-color: var(--accent); flex: none; outline: none; }
  .cards b { font-weight: 500; }
  .says { display: block; }
  @media (hover: hover) { .cards label:not(:has(:checked)):hover { background: var(--fill); } }
`;
