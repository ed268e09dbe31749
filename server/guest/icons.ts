import { type Html, raw } from '../http/html.ts';

/** Icons of 20 px: strokes of 1.5 with round joins, in the colour of the text beside them. */
function icon(paths: string): Html {
  return raw(
    `<svg class="icon" viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`,
  );
}

export const eye = icon(
  '<path d="M1.8 10s3-5.2 8.2-5.2 8.2 5.2 8.2 5.2-3 5.2-8.2 5.2S1.8 10 1.8 10z"/><circle cx="10" cy="10" r="2.4"/>',
);
export const clock = icon('<circle cx="10" cy="10" r="7.6"/><path d="M10 5.8V10l2.8 1.7"/>');
export const save = icon('<path d="M10 2.8v9.4M6.2 8.6L10 12.4l3.8-3.8M3 13.4v3h14v-3"/>');
export const person = icon(
  '<circle cx="10" cy="6.4" r="3.4"/><path d="M3.4 17.2c.5-3.5 3.2-5.4 6.6-5.4s6.1 1.9 6.6 5.4"/>',
);
export const lock = icon(
  '<rect x="4.2" y="9" width="11.6" height="8" rx="1.6"/><path d="M6.8 9V6.4a3.2 3.2 0 0 1 6.4 0V9"/>',
);
export const pictures = icon(
  '<rect x="2.6" y="4" width="14.8" height="12" rx="1.6"/><circle cx="7" cy="8" r="1.4"/><path d="M2.8 14.4l4.4-3.8 3 2.6 3-3 4 3.8"/>',
);
