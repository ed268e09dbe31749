import { css } from 'lit';

/** What lies over the stage, and how it goes. */
export const kioskAppStyle = css`
:host { position: fixed; inset: 0; overflow: hidden; background: #0e0d0c; color: #f6f4f0; }
/* Above the invitation of a pickup station, 96 units high. */
.above { bottom: calc(100vmin * 96 / 1080); }
pairing-page { z-index: 1; }
.leaving { opacity: 0; transition: opacity 700ms ease-in-out; }
.identified {
  position: absolute; inset: 0; z-index: 2; display: grid; align-content: center; justify-items: center; gap: 3vmin; padding: 8vmin;
  background: rgb(14 13 12 / 86%); text-align: center; font-size: 15vmin; line-height: 1.2; font-weight: 500; overflow-wrap: anywhere;
}
.identified span { font-size: 4.5vmin; font-weight: 400; color: rgb(246 244 240 / 78%); font-variant-numeric: tabular-nums; }
@media (prefers-reduced-motion: reduce) { .leaving { transition: none; } }
`;
