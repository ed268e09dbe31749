import { css } from 'lit';

/** The items at the left, the preview at the right and always in view; on a phone the preview sticks at the top, the acts at the foot. */
export const playlistPageStyle = css`
  /* What saves is at hand however long the forms are. */
  header { position: sticky; top: 0; z-index: 5; display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; margin: -24px -32px 0; padding: 20px 32px 16px; background: var(--paper); }
  header h1 { flex: 1 1 160px; min-width: 0; overflow-wrap: anywhere; }
  .back { display: grid; place-items: center; flex: none; width: 44px; height: 44px; margin-left: -12px; border-radius: 8px; color: var(--ink2); }
  .acts { align-items: center; justify-content: flex-end; }
  .effect { max-width: 220px; text-align: right; text-wrap: balance; }
  .two { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1.08fr); gap: 16px 32px; align-items: start; }
  .seen { grid-column: 2; position: sticky; top: 84px; }
  .edited { grid-column: 1; grid-row: 1; min-width: 0; padding-bottom: 24px; }
  .over { display: flex; align-items: center; gap: 12px; min-height: 44px; }
  .over h2 { flex: 1; }
  .foot { display: none; }
  .lost { padding: 24px 16px; }
  @media (max-width: 899px) {
    .two { grid-template-columns: minmax(0, 1fr); }
    .seen { grid-column: 1; z-index: 4; background: var(--paper); border-bottom: 1px solid var(--line); }
    .edited { grid-row: auto; }
  }
  /* A keyboard is open, or the phone lies: the form needs the room. */
  @media (max-width: 899px) and (max-height: 560px) { .seen { position: static; } }
  @media (max-width: 767px) {
    header { position: static; flex-wrap: nowrap; margin: 0; padding: 6px 16px; }
    .seen { top: 0; }
    h1 { font-size: 17px; line-height: 28px; }
    header .acts { display: none; }
    .two { gap: 0; }
    .edited { padding: 8px 16px calc(120px + env(safe-area-inset-bottom)); }
    .foot { display: block; position: fixed; z-index: 5; inset: auto 0 0; padding: 8px 16px calc(8px + env(safe-area-inset-bottom)); background: var(--paper); border-top: 1px solid var(--line2); }
    .foot .acts { flex-wrap: wrap; gap: 4px 8px; }
    .foot .effect { flex: 1 1 100%; max-width: none; text-align: left; }
    .foot .put { flex: 1; padding: 0 8px; }
    .foot .put svg { display: none; }
    .foot .discard { display: none; }
    .foot .save { flex: 1; min-height: 44px; font-size: 15px; }
  }
`;
