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

/** The box's mark, in its brand colour. */
export const mark = svg`<svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true"><path fill="var(--brand)" d="M0 0h24v24H0z"/>
  <path fill="none" stroke="#fff" stroke-width="2" d="M6 6h12v12H6z"/><path fill="#fff" d="M10 10h4v4h-4z"/></svg>`;
