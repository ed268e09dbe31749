import { css } from 'lit';

/** A remote for one hand: the picture on top, what can be called for, and the keys in the thumb's reach; side by side where there is room. */
export const screenPageStyle = css`
  header { display: flex; align-items: center; gap: 4px 12px; min-height: 44px; margin-bottom: 8px; }
  header h1 { min-width: 0; overflow-wrap: anywhere; }
  header admin-menu { margin-left: auto; }
  .back { display: grid; place-items: center; flex: none; width: 44px; height: 44px; margin-left: -12px; border-radius: 8px; color: var(--ink); }
  .two { display: grid; grid-template: 'seen right' auto 'more right' 1fr / minmax(0, 1.5fr) minmax(0, 1fr); gap: 0 32px; align-items: start; }
  .lead { display: contents; }
  .seen { grid-area: seen; }
  .right { grid-area: right; }
  .foot { display: grid; gap: 12px; padding-top: 24px; }
  .more { grid-area: more; display: grid; gap: 24px; padding-top: 16px; }
  .foot .primary { min-height: 52px; padding: 8px 16px; font-size: 17px; line-height: 24px; text-wrap: balance; overflow-wrap: anywhere; }
  .notes { display: grid; gap: 8px; }
  .failed { display: flex; gap: 12px; padding: 12px 16px; background: var(--dead-ground); }
  .done { display: flex; gap: 12px; color: var(--ink2); }
  .done svg { margin-top: 2px; color: var(--live); }
  .failed svg { margin-top: 2px; color: var(--dead); }
  @media (max-width: 899px) {
    .right { display: contents; }
    .two, .lead { display: flex; flex-direction: column; align-items: stretch; }
    /* As high as the window, so that the keys lie in the thumb's reach however little there is to call for. */
    .lead { min-height: calc(100dvh - 76px); }
    .foot { position: sticky; bottom: 0; z-index: 2; margin-top: auto; padding: 12px 0; background: var(--paper); }
  }
  @media (max-width: 767px) {
    header { min-height: 56px; margin: 0; padding: 4px 4px 4px 16px; }
    header h1 { font-size: 17px; line-height: 28px; }
    .back { margin-right: -8px; }
    .lead { min-height: calc(100dvh - 56px); }
    .units { padding: 0 16px; }
    .notes { padding: 0 16px; }
    .notes > * { margin-bottom: 8px; }
    .foot { padding: 16px 16px max(28px, env(safe-area-inset-bottom)); }
    .more { padding: 16px 16px 32px; }
    .empty { padding: 24px 16px; }
  }
`;
