import { css } from 'lit';

export const draftPreviewStyle = css`
  .room { display: grid; place-items: center; background: var(--fill); }
  .frame { position: relative; width: 100%; aspect-ratio: 16 / 9; overflow: hidden; background: #0e0d0c; }
  .upright .frame { width: auto; height: min(520px, 100dvh - 240px); aspect-ratio: 9 / 16; }
  .stage, .stage > * { position: absolute; inset: 0; }
  scene-view { opacity: 0; }
  scene-view.there { opacity: 1; transition: opacity 400ms linear; }
  .done { position: absolute; inset: auto 0 0; height: 3px; background: var(--brand); transform-origin: 0 0; }
  .keys { display: flex; align-items: center; min-height: 52px; }
  .keys button { flex: none; color: var(--ink2); }
  .says { flex: 1; min-width: 0; padding: 4px 8px; }
  .says p { overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
  .title { font-weight: 500; }
  .note { padding: 0 0 4px; color: var(--soon); }
  admin-segments { flex: none; }
  @media (max-width: 599px) {
    .keys { padding: 0 8px; }
    .round { display: none; }
    .upright .frame { height: min(340px, 40dvh); }
    .keys button:first-child { margin-left: -8px; }
    .says { padding: 4px 0; }
    .title { font-size: 13px; line-height: 20px; }
    .note { padding: 0 16px 4px; }
  }
  @media (prefers-reduced-motion: reduce) { scene-view.there { transition: none; } }
`;
