import { css } from 'lit';

/** The style of the dialog of one photo. */
export const photoDialogStyle = css`
  .two { display: grid; grid-template-columns: minmax(0, 1fr) 300px; gap: 24px; }
  .picture { display: grid; gap: 4px; align-content: start; }
  .picture photo-thumb { width: 100%; height: min(56vh, 520px); }
  .steps { display: flex; align-items: center; justify-content: center; gap: 8px; }
  .side { display: grid; align-content: start; }
  h3 { margin: 8px 0 0; font-size: 13px; line-height: 20px; font-weight: 400; color: var(--ink2); }
  .placed li { overflow-wrap: anywhere; }
  .placed { display: flex; flex-wrap: wrap; gap: 0 16px; }
  .placed a { display: inline-block; padding: 6px 0; }
  .buttons { display: flex; flex-wrap: wrap; gap: 8px; padding-top: 8px; }
  .buttons .problem { flex: 1 1 100%; }
  .told dt { font-size: 13px; line-height: 20px; color: var(--ink2); }
  .told dd { padding-bottom: 8px; overflow-wrap: anywhere; white-space: pre-line; }
  .pano { display: flex; align-items: center; gap: 8px; min-height: 44px; }
  .pano input { width: 20px; height: 20px; margin: 0; accent-color: var(--accent); }
  .unsaved { align-self: center; margin-right: auto; color: var(--ink2); }
  @media (max-width: 767px) {
    .two { grid-template-columns: minmax(0, 1fr); }
    .picture photo-thumb { height: 46vh; }
    .buttons > :is(button, a) { flex: 1 1 100%; }
  }
`;
