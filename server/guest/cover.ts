import { type Html, html } from '../http/html.ts';
import type { Frame } from './models.ts';
import { languageLink } from './page.ts';
import { placeholderOf } from './placeholder.ts';

/** The field of colour at the top of gate, closed and message pages: logo, name, language, and the cover's colours where they may be shown. */
export function cover(frame: Frame, thumbhash: string | null, base: string | null): Html {
  const picture = placeholderOf(thumbhash, 'cover');
  const kind = picture ? (picture.bright ? 'cover pictured bright' : 'cover pictured') : 'cover';
  return html`<header class="${kind}">${picture && html`<img class="colours" src="${picture.url}" alt="">`}
<div class="brand">${frame.logo !== null && html`<img class="logo" src="${frame.logo}" alt="" height="24">`}<span dir="auto">${frame.boxName}</span>${base !== null && languageLink(frame, base)}</div>
</header>`;
}
