import { css } from 'lit';

/** The style of the photo grid and its cells. */
export const gridStyle = css`
  :host { display: block; }
  .all { position: relative; }
  .head { position: absolute; inset: 0 0 auto; display: flex; align-items: center; gap: 12px; height: 36px; }
  .head h2 { margin: 0; font-size: 15px; line-height: 24px; font-weight: 500; white-space: nowrap; }
  .head span { min-width: 0; font-size: 13px; color: var(--ink2); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; font-variant-numeric: tabular-nums; }
  .head button { min-height: 36px; margin-left: auto; padding: 0 8px; font-size: 13px; font-weight: 400; color: var(--ink2); white-space: nowrap; }
  .cell { position: absolute; top: 0; left: 0; overflow: hidden; background: var(--fill); cursor: pointer; touch-action: manipulation; -webkit-tap-highlight-color: transparent; -webkit-touch-callout: none; user-select: none; -webkit-user-select: none; }
  .cell photo-thumb { width: 100%; height: 100%; }
  .cell:focus { outline: none; }
  .cell:focus-visible { z-index: 1; outline: 3px solid var(--accent); outline-offset: 1px; }
  .cell.chosen::after { content: ''; position: absolute; inset: 0; border: 3px solid var(--accent); pointer-events: none; }
  .cell.rejected photo-thumb { opacity: 0.3; }
  .cell.failed { box-shadow: inset 0 0 0 1px var(--dead); background: var(--dead-ground); }
  .cell.failed photo-thumb { visibility: hidden; }
  .tick { position: absolute; top: 0; left: 0; display: none; width: 40px; height: 40px; padding: 8px; }
  .tick svg { width: 24px; height: 24px; padding: 4px; border-radius: 12px; background: rgb(26 25 22 / 40%); color: #ffffff; box-shadow: inset 0 0 0 1.5px #ffffff; stroke-width: 2; }
  .cell.chosen .tick svg { background: var(--accent); color: var(--on-accent); box-shadow: none; }
  .cell:not(.chosen) .tick path { opacity: 0; }
  :is(.cell.choosing, .cell:focus-visible) .tick { display: block; }
  @media (hover: hover) {
    .cell:hover .tick { display: block; }
    .cell:not(.chosen) .tick:hover path { opacity: 1; }
  }
  .sign { position: absolute; right: 4px; bottom: 4px; display: grid; place-items: center; width: 20px; height: 20px; border-radius: 10px; background: #ffffff; }
  .sign svg { width: 14px; height: 14px; stroke-width: 2.2; }
  .sign.picked { color: #1b7a4b; }
  .sign.rejected { color: #5a564e; }
  .sign.hidden { left: 4px; right: auto; color: #b91c35; }
  .unshown photo-thumb { opacity: 0.45; }
  .sign.failed { inset: 0; margin: auto; background: none; color: var(--dead); }
  .sign.failed svg { width: 20px; height: 20px; stroke-width: 1.5; }
  .word { position: absolute; inset: auto 0 4px; font-size: 13px; line-height: 20px; text-align: center; color: var(--ink2); }
  .pano { position: absolute; top: 4px; right: 4px; padding: 0 6px; background: #ffffff; color: #1a1916; font-size: 13px; line-height: 20px; }
  .rest {
    position: absolute; inset: 0; bottom: 0;
    background: repeating-linear-gradient(var(--fill) 0 104px, var(--paper) 104px 108px);
  }
`;
