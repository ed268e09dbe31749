import { type SVGTemplateResult, svg } from 'lit';

const icon = (shape: SVGTemplateResult) => svg`<svg width="20" height="20" viewBox="0 0 20 20" fill="none"
  stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${shape}</svg>`;

const lid = svg`<path d="M1.8 10S4.7 4.8 10 4.8 18.2 10 18.2 10 15.3 15.2 10 15.2 1.8 10 1.8 10Z"/><circle cx="10" cy="10" r="2.4"/>`;
export const eye = icon(lid);
export const eyeOff = icon(svg`${lid}<path d="M3.5 16.5l13-13"/>`);
export const globe = icon(
  svg`<circle cx="10" cy="10" r="7.2"/><path d="M2.8 10h14.4M10 2.8c2.4 2 3.3 4.4 3.3 7.2s-.9 5.2-3.3 7.2c-2.4-2-3.3-4.4-3.3-7.2S7.6 4.8 10 2.8Z"/>`,
);
export const home = icon(svg`<path d="M3 9.2 10 3l7 6.2V17h-4.6v-4.6H7.6V17H3Z"/>`);
export const person = icon(
  svg`<circle cx="10" cy="6.6" r="3.1"/><path d="M3.6 17c.5-3.4 3-5.2 6.4-5.2s5.9 1.8 6.4 5.2"/>`,
);
export const leave = icon(svg`<path d="M8 3.5H3.8v13H8M12.5 6.5 16 10l-3.5 3.5M16 10H7.5"/>`);
export const warning = icon(svg`<path d="M10 3.2 18 16.8H2ZM10 8.3v3.9M10 14.5v.1"/>`);

export const folder = icon(svg`<path d="M2.8 5.2h5l1.6 2h7.8v9H2.8Z"/>`);
export const display = icon(svg`<path d="M2.6 4h14.8v9.6H2.6ZM7 16.6h6"/>`);
export const people = icon(
  svg`<circle cx="7.4" cy="6.8" r="2.6"/><path d="M2.4 16.2c.3-3 2.3-4.6 5-4.6s4.7 1.6 5 4.6M13 4.4a2.6 2.6 0 0 1 0 4.8M14.6 12c1.8.5 2.8 2 3 4.2"/>`,
);
export const cube = icon(svg`<path d="M10 2.6 16.8 6v8L10 17.4 3.2 14V6ZM3.2 6 10 9.4 16.8 6M10 9.4v8"/>`);
export const upload = icon(svg`<path d="M10 12.6V3.4M6 7.2l4-3.8 4 3.8M3.2 12.8v3.8h13.6v-3.8"/>`);
export const download = icon(svg`<path d="M10 3.4v9.2M6 8.8l4 3.8 4-3.8M3.2 12.8v3.8h13.6v-3.8"/>`);
export const share = icon(
  svg`<circle cx="5.2" cy="10" r="2"/><circle cx="14.4" cy="4.8" r="2"/><circle cx="14.4" cy="15.2" r="2"/><path d="M7 9l5.6-3.2M7 11l5.6 3.2"/>`,
);
export const plus = icon(svg`<path d="M10 3.8v12.4M3.8 10h12.4"/>`);
export const cross = icon(svg`<path d="M5 5l10 10M15 5L5 15"/>`);
export const tick = icon(svg`<path d="M4.2 10.4l3.8 3.8 7.8-8.4"/>`);
export const more = icon(svg`<path d="M4.4 10h.02M10 10h.02M15.6 10h.02" stroke-width="2.6"/>`);
export const forward = icon(svg`<path d="M7.6 5l5 5-5 5"/>`);
export const back = icon(svg`<path d="M12.4 5l-5 5 5 5"/>`);
export const down = icon(svg`<path d="M5 7.6l5 5 5-5"/>`);
export const link = icon(
  svg`<path d="M8.4 11.6a3.4 3.4 0 0 0 5 .2l2.4-2.4a3.4 3.4 0 0 0-4.8-4.8l-1 1M11.6 8.4a3.4 3.4 0 0 0-5-.2L4.2 10.6A3.4 3.4 0 0 0 9 15.4l1-1"/>`,
);
export const copy = icon(svg`<path d="M7 7h9.4v9.4H7ZM13 7V3.6H3.6V13H7"/>`);
export const code = icon(
  svg`<path d="M3.2 3.2h5v5h-5ZM11.8 3.2h5v5h-5ZM3.2 11.8h5v5h-5ZM11.8 11.8h2v2M16.8 11.8v2M11.8 16.8h2M16.8 16.8h-1M14.6 14.6h2.2"/>`,
);
export const printer = icon(svg`<path d="M6 7V3.2h8V7M6 14H3.2V7h13.6v7H14M6 11.6h8v5.2H6Z"/>`);
export const search = icon(svg`<circle cx="8.8" cy="8.8" r="5.2"/><path d="M12.8 12.8l4 4"/>`);
export const pause = icon(svg`<path d="M7 4.4v11.2M13 4.4v11.2"/>`);
export const play = icon(svg`<path d="M6.4 4.2 15.4 10l-9 5.8Z"/>`);
export const next = icon(svg`<path d="M5 4.4 12.6 10 5 15.6ZM15 4.4v11.2"/>`);
export const previous = icon(svg`<path d="M15 4.4 7.4 10l7.6 5.6ZM5 4.4v11.2"/>`);
export const swap = icon(svg`<path d="M4 7h11M12 4l3 3-3 3M16 13H5M8 10l-3 3 3 3"/>`);
export const trash = icon(
  svg`<path d="M3.8 5.6h12.4M8 5.4V3.4h4v2M5.4 5.8l.8 10.8h7.6l.8-10.8M8.4 8.6v5M11.6 8.6v5"/>`,
);
export const restore = icon(svg`<path d="M4 4.4v4h4M4.4 8.2a6.2 6.2 0 1 1-.4 3.6"/>`);
export const pencil = icon(svg`<path d="M3.6 16.4l.8-3.6 9-9 2.8 2.8-9 9Z"/>`);
export const photos = icon(
  svg`<path d="M3 4.2h14v11.6H3ZM3 13l4-4 3.4 3.4L13 10l4 3.6"/><circle cx="12.8" cy="7.4" r="1"/>`,
);
export const calendar = icon(svg`<path d="M3.4 4.8h13.2v11.8H3.4ZM3.4 8.4h13.2M7 3v3M13 3v3"/>`);
export const clock = icon(svg`<circle cx="10" cy="10" r="6.8"/><path d="M10 6.2V10l2.6 1.8"/>`);
export const building = icon(
  svg`<path d="M4.2 17V3.4h7.2V17M11.4 8h4.4v9M2.6 17h14.8M6.8 6.6h2M6.8 9.8h2M6.8 13h2M13.4 11h.6M13.4 14h.6"/>`,
);
export const tag = icon(svg`<path d="M3.2 3.2h6.6l7 7-6.6 6.6-7-7Z"/><circle cx="6.8" cy="6.8" r=".9"/>`);
export const key = icon(svg`<circle cx="6.6" cy="13.4" r="3.2"/><path d="M9 11 16.4 3.6M13.4 6.6l2.4 2.4"/>`);
export const bell = icon(svg`<path d="M5 13.8V9a5 5 0 0 1 10 0v4.8l1.4 1.4H3.6ZM8.4 17.2h3.2"/>`);
export const moon = icon(svg`<path d="M15.8 12.2A6.6 6.6 0 0 1 7.8 4.2a6.6 6.6 0 1 0 8 8Z"/>`);
export const pin = icon(svg`<path d="M7 3.4h6l-.8 5 2.4 2.6H5.4l2.4-2.6ZM10 11v6"/>`);
export const phone = icon(svg`<path d="M6 2.8h8v14.4H6ZM9 14.8h2"/>`);
export const speech = icon(svg`<path d="M3 3.8h14v10H9.4L6 17v-3.2H3Z"/>`);
export const mail = icon(svg`<path d="M2.8 4.6h14.4v10.8H2.8ZM2.8 5.4 10 11l7.2-5.6"/>`);
export const heart = icon(svg`<path d="M10 16.6 3.9 10.4a3.7 3.7 0 0 1 5.3-5.2l.8.8.8-.8a3.7 3.7 0 0 1 5.3 5.2Z"/>`);
export const list = icon(svg`<path d="M3.4 5.4h.02M3.4 10h.02M3.4 14.6h.02M7 5.4h9.6M7 10h9.6M7 14.6h9.6"/>`);
export const archive = icon(svg`<path d="M3 3.8h14v3.6H3ZM4.2 7.4v8.8h11.6V7.4M8 10.4h4"/>`);

export const chart = icon(svg`<path d="M4 16.4V10M8 16.4V6.4M12 16.4v-8M16 16.4V3.6"/>`);

const small = (shape: SVGTemplateResult) =>
  svg`<svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">${shape}</svg>`;
export const dotLive = small(svg`<circle cx="6" cy="6" r="4" fill="currentColor"/>`);
export const dotHalf = small(
  svg`<circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M6 1.6v8.8a4.4 4.4 0 0 0 0-8.8Z" fill="currentColor"/>`,
);
export const dotDead = small(
  svg`<path d="M2.4 2.4l7.2 7.2M9.6 2.4 2.4 9.6" stroke="currentColor" stroke-width="1.8" fill="none"/>`,
);
export const dotQuiet = small(
  svg`<circle cx="6" cy="6" r="3.8" fill="none" stroke="currentColor" stroke-width="1.4"/>`,
);

/** The box's mark, in its brand colour. */
export const mark = svg`<svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true"><path fill="var(--brand)" d="M0 0h24v24H0z"/>
  <path fill="none" stroke="#fff" stroke-width="2" d="M6 6h12v12H6z"/><path fill="#fff" d="M10 10h4v4h-4z"/></svg>`;
