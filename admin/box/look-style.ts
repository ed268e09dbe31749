import { css } from 'lit';

/** The previews of logo and colour. */
export const lookStyle = css`
  .faces { display: grid; grid-template-columns: 1fr 1fr; gap: 8px; width: 100%; }
  figure { display: grid; gap: 12px; align-content: start; margin: 0; padding: 16px; border: 1px solid var(--line2); }
  .logos figure { min-height: 120px; grid-template-rows: 1fr auto; align-items: center; }
  .logos img { max-width: 100%; max-height: 56px; object-fit: contain; justify-self: start; }
  figcaption { font-size: 13px; line-height: 20px; }
  .bar { width: 64%; height: 4px; }
  .tinted { padding: 8px 12px; }
  .press { justify-self: start; padding: 10px 16px; border-radius: 8px; font-weight: 500; }
  .presets { display: flex; flex-wrap: wrap; gap: 4px; margin-left: -6px; }
  .preset { width: 44px; padding: 0; border-color: transparent; background: none; }
  .preset i { width: 28px; height: 28px; border-radius: 8px; }
  .preset[aria-pressed='true'] { border-color: var(--ink); }
  .own { display: grid; place-items: center; width: 60px; height: 44px; }
  .own input { width: 52px; height: 32px; padding: 0; border: 1px solid var(--line2); border-radius: 8px; background: none; cursor: pointer; }
  .own input:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
  .error { color: var(--dead); font-size: 13px; line-height: 20px; }
  @media (max-width: 599px) { figure { padding: 12px; } }
`;
