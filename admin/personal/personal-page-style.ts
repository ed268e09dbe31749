import { css } from 'lit';

/** The page for a personal gallery: on a phone the whole screen with the acts in the thumb's reach, else two columns. */
export const personalPageStyle = css`
  .page { display: grid; grid-template: 'head head' auto 'from side' auto 'photos side' 1fr / minmax(0, 1fr) 360px; gap: 12px 32px; align-items: start; }
  header { grid-area: head; display: flex; align-items: center; gap: 8px; min-height: 44px; }
  header h1 { flex: 1; min-width: 0; }
  header a { display: grid; place-items: center; flex: none; width: 44px; height: 44px; margin-left: -12px; border-radius: 8px; color: var(--ink); }
  header button { color: var(--ink2); font-weight: 400; }
  .chips { grid-area: from; display: flex; gap: 8px; min-width: 0; overflow-x: auto; scrollbar-width: none; }
  .chips button { flex: none; gap: 10px; padding: 0 13px; font-weight: 400; white-space: nowrap; }
  .chips span { color: var(--ink3); font-variant-numeric: tabular-nums; }
  .chips button[aria-pressed='true'] { border-color: var(--ink); background: var(--ink); color: var(--paper); }
  .chips button[aria-pressed='true'] span { color: inherit; opacity: 0.8; }
  .chips button:focus-visible { outline-offset: -2px; }
  .photos { grid-area: photos; min-width: 0; }
  .photos .more { display: flex; justify-content: center; padding: 16px; }
  .side { grid-area: side; position: sticky; top: 24px; display: grid; gap: 12px; }
  .from-screen { display: flex; align-items: center; justify-content: space-between; gap: 12px; padding: 4px 0 4px 12px; background: var(--tint); }
  .terms { display: flex; align-items: center; justify-content: space-between; gap: 12px; min-height: 44px; }
  .terms p { min-width: 0; overflow-wrap: anywhere; }
  .terms button { flex: none; margin-right: -12px; padding: 0 12px; color: var(--accent); }
  .text { max-height: 320px; padding: 8px 12px; overflow-y: auto; background: var(--fill); color: var(--ink2); white-space: pre-line; overflow-wrap: anywhere; }
  .text:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
  .wrong { color: var(--dead); font-size: 13px; line-height: 20px; }
  .make { display: flex; gap: 8px; }
  .make .primary { flex: 1; min-height: 52px; font-size: 17px; font-variant-numeric: tabular-nums; }
  .make .icon { flex: none; width: 60px; min-height: 52px; }
  @media (max-width: 767px) {
    .page { grid-template: 'head' auto 'who' auto 'from' auto 'photos' minmax(0, 1fr) 'foot' auto / minmax(0, 1fr); gap: 0; height: 100vh; height: 100dvh; align-items: stretch; }
    header { min-height: 56px; padding: 4px 4px 0 16px; }
    header h1 { font-size: 17px; line-height: 28px; }
    .side { display: contents; }
    client-field { grid-area: who; padding: 0 16px 8px; }
    .chips { padding: 0 16px 12px; }
    .photos { overflow-y: auto; overscroll-behavior: contain; }
    .foot { grid-area: foot; display: grid; gap: 8px; padding: 4px 16px max(20px, env(safe-area-inset-bottom)); border-top: 1px solid var(--line); background: var(--paper); }
    /* Its lines run on, so that more of it is seen; all of it under a finger. */
    .text { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; padding-block: 0; border-block: 8px solid var(--fill); overflow: hidden; white-space: normal; }
    .text:focus { display: block; max-height: 45dvh; overflow-y: auto; white-space: pre-line; }
    .empty { padding: 24px 16px; }
    .problem { margin: 8px 16px; }
  }
  @media (max-width: 767px) and (max-height: 640px) { .text { -webkit-line-clamp: 1; } }
  @media (min-width: 768px) { .foot { display: grid; gap: 12px; } }
`;
