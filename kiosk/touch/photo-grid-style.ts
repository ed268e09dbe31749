import { css } from 'lit';

export const photoGridStyle = css`
  :host { display: block; position: relative; overflow: hidden; min-width: 0; min-height: 0; }
  .scroller {
    position: absolute; inset: 0; overflow: hidden scroll; scrollbar-width: none; overscroll-behavior: none; overflow-anchor: none;
    touch-action: pan-y; -webkit-overflow-scrolling: touch;
  }
  .scroller::-webkit-scrollbar { display: none; }
  .all { position: relative; min-height: 100%; contain: layout size; }
  button {
    margin: 0; border: 0; padding: 0; color: inherit; font: inherit; cursor: inherit; touch-action: pan-y;
    -webkit-tap-highlight-color: transparent; -webkit-touch-callout: none;
  }
  .tile { position: absolute; top: 0; left: 0; overflow: hidden; contain: strict; }
  .tile:focus { outline: none; }
  img { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: cover; opacity: 0; transition: opacity 200ms; pointer-events: none; }
  img.there { opacity: 1; }
  .tick { position: absolute; top: calc(23 * var(--u)); right: calc(23 * var(--u)); width: calc(80 * var(--u)); height: calc(80 * var(--u)); }
  .tile[aria-pressed='true']::after { content: ''; position: absolute; inset: 0; border: calc(8 * var(--u)) solid #e3b668; }
  .tile:focus-visible::before { content: ''; position: absolute; z-index: 1; inset: 0; border: calc(4 * var(--u)) solid #f6f4f0; }
  .tile:active { filter: brightness(1.12); }
  .fresh {
    position: absolute; left: calc(24 * var(--u)); bottom: calc(24 * var(--u)); padding: 0 calc(20 * var(--u)); background: rgb(14 13 12 / 78%);
    font-size: calc(36 * var(--u)); line-height: calc(56 * var(--u));
  }
  .above {
    position: absolute; top: calc(24 * var(--u)); left: 50%; transform: translateX(-50%); height: calc(96 * var(--u)); padding: 0 calc(40 * var(--u));
    border-radius: calc(16 * var(--u)); background: #e3b668; color: #1a1916; font-size: calc(36 * var(--u)); font-weight: 500; white-space: nowrap;
  }
  .above:focus-visible { outline: calc(4 * var(--u)) solid #f6f4f0; outline-offset: calc(2 * var(--u)); }
  @media (prefers-reduced-motion: reduce) { img { transition: none; } }
`;
