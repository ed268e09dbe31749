import { css } from 'lit';

/** The text of a message, to be typed: as high as what is in it, within bounds. */
export const bodyStyle = css`
  label.body { display: grid; gap: 8px; }
  label.body > span:first-child { font-weight: 500; }
  textarea { width: 100%; min-height: 168px; max-height: 52dvh; padding: 12px; border: 1px solid var(--line2); border-radius: 8px; background: var(--paper); color: var(--ink); font: inherit; line-height: 24px; resize: vertical; field-sizing: content; overflow-wrap: anywhere; }
  textarea:focus { outline: 2px solid var(--accent); outline-offset: -2px; border-color: transparent; }
  textarea[aria-invalid='true'] { border-color: var(--dead); box-shadow: inset 0 0 0 1px var(--dead); }
  textarea[aria-invalid='true']:focus { box-shadow: none; outline-color: var(--dead); }
  @media (max-width: 599px) { textarea { max-height: 44dvh; font-size: 17px; line-height: 28px; } }
`;
