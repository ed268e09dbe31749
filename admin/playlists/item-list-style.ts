import { css } from 'lit';

export const itemListStyle = css`
  ol { margin: 0; padding: 0; list-style: none; border-top: 1px solid var(--line); }
  li { position: relative; scroll-margin-top: 92px; border-bottom: 1px solid var(--line); background: var(--paper); }
  li.on::before { content: ''; position: absolute; inset: 0 auto 0 -8px; width: 3px; background: var(--brand); }
  .row { display: flex; align-items: center; min-height: 76px; }
  .handle { flex: none; width: 32px; min-height: 60px; margin-left: -4px; padding: 0; color: var(--ink3); cursor: grab; touch-action: none; }
  .main { flex: 1; min-width: 0; min-height: 68px; padding: 4px 8px 4px 4px; justify-content: flex-start; gap: 12px; text-align: left; font-weight: 400; }
  scene-picture { flex: none; width: 96px; }
  scene-picture.still { opacity: 0.35; }
  .what { flex: 1; display: grid; min-width: 0; }
  .title { font-weight: 500; overflow-wrap: anywhere; display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; }
  .fold { flex: none; color: var(--ink2); }
  .open .fold { rotate: 180deg; }
  .off .what, .off scene-picture { opacity: 0.55; }
  .note { display: flex; gap: 8px; padding: 0 8px 10px 32px; font-size: 13px; line-height: 20px; color: var(--soon); text-wrap: pretty; }
  .note svg { width: 16px; height: 20px; }
  .note.quiet { color: var(--ink2); }
  .note a { color: inherit; }
  .way { display: inline; min-height: 0; padding: 0; border: 0; background: none; color: inherit; font-weight: 400; text-decoration: underline; text-underline-offset: 3px; }
  item-form { padding: 4px 0 0 32px; }
  .none { padding: 24px 0; color: var(--ink2); text-wrap: pretty; }
  .slot { background: var(--tint); }
  .flying { box-shadow: 0 8px 24px rgba(26, 25, 22, 0.28); opacity: 1 !important; cursor: grabbing; }
  @media (pointer: coarse) { .way, .note a { padding: 12px 0; } }
  @media (max-width: 767px) {
    /* Below the preview, which sticks. */
    li { scroll-margin-top: calc(56.25vw + 60px); }
    li.on::before { left: -16px; }
    item-form { padding-left: 0; }
    .main { gap: 10px; padding-right: 0; }
    scene-picture { width: 80px; }
    .note { padding-left: 28px; }
  }
`;
