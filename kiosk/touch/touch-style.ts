import { css } from 'lit';

/** Buttons for fingers, 128 units high: primary ones are filled. */
export const touchStyle = css`
  button {
    margin: 0; min-height: calc(128 * var(--u)); padding: 0 calc(48 * var(--u)); box-sizing: border-box; border: calc(2 * var(--u)) solid #5a564e;
    border-radius: calc(16 * var(--u)); background: none; color: #f6f4f0; font: inherit; font-size: calc(48 * var(--u)); line-height: calc(64 * var(--u));
    font-weight: 500; cursor: inherit; touch-action: manipulation; -webkit-tap-highlight-color: transparent; -webkit-touch-callout: none;
  }
  button.primary { border-color: #e3b668; background: #e3b668; color: #1a1916; }
  button:active { filter: brightness(1.15); }
  button:focus { outline: none; }
  button:focus-visible { outline: calc(4 * var(--u)) solid #f6f4f0; outline-offset: calc(4 * var(--u)); }
  button[aria-disabled='true'] { opacity: .4; }
`;
