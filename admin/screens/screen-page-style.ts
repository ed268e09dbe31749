import { css } from 'lit';

/** A remote for one hand: the picture on top, galleries, and the keys in the thumb's reach; side by side where there is room. */
export const screenPageStyle = css`
  header { display: flex; align-items: center; gap: 4px 12px; min-height: 44px; margin-bottom: 8px; }
  header h1 { min-width: 0; overflow-wrap: anywhere; }
  header admin-menu { margin-left: auto; }
  .back { display: grid; place-items: center; flex: none; width: 44px; height: 44px; margin-left: -12px; border-radius: 8px; color: var(--ink2); }
  .two { display: grid; grid-template-columns: minmax(0, 1.5fr) minmax(0, 1fr); grid-template-rows: auto 1fr; gap: 24px 32px; align-items: start; }
  .lead { display: grid; gap: 24px; grid-row: 1 / 3; grid-column: 2; }
  .seen { display: grid; gap: 8px; }
  .line { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; min-height: 44px; }
  .line p { flex: 1 1 auto; font-size: 17px; line-height: 28px; }
  .failed { display: flex; gap: 12px; padding: 12px 16px; background: var(--dead-ground); }
  .done { display: flex; gap: 12px; color: var(--ink2); }
  .done svg { margin-top: 2px; color: var(--live); }
  .failed svg { margin-top: 2px; color: var(--dead); }
  @media (max-width: 899px) {
    .two { grid-template-columns: minmax(0, 1fr); grid-template-rows: none; gap: 16px; }
    .lead { grid-row: auto; grid-column: auto; display: contents; }
    remote-keys { position: sticky; bottom: var(--tab-bar, 0px); z-index: 2; }
  }
  @media (max-width: 599px) {
    h1 { font-size: 22px; line-height: 32px; }
    screen-picture { margin: 0 -16px; }
  }
`;
