import { words } from '#words/index.ts';
import { type Html, html } from '../http/html.ts';
import { type Keys, same } from '../keys.ts';
import { stepOf } from '../links/next-step.ts';
import type { StoredLink } from '../links/table.ts';
import { under } from './gate-page.ts';
import type { Frame, NextModel } from './models.ts';

/** In the addresses of a closed page: what stands on it is told to whoever is shown it, without a visit. */
const query = 'c';

/** What a page says at its end now; undefined where it says nothing. `base` is an open page's own address, which may carry a pass. */
export function nextModel(link: StoredLink, base: string, now: number): NextModel | undefined {
  return modelOf(link, now, (path) => under(base, path));
}

/** The same on a closed page, whose addresses carry its mark. */
export function closedNextModel(keys: Keys, link: StoredLink, base: string, now: number): NextModel | undefined {
  return modelOf(link, now, (path) => `${base}${path}?${query}=${markOf(keys, link)}`);
}

/** Whether a request comes from the closed page of this link as it is addressed now. */
export function fromClosedPage(keys: Keys, link: StoredLink, asked: Readonly<Record<string, unknown>>): boolean {
  const mark = asked[query];
  return typeof mark === 'string' && same(mark, markOf(keys, link));
}

function markOf(keys: Keys, { id, edition }: StoredLink): string {
  return keys.mac('visits', `closed ${id} ${edition}`).subarray(0, 12).toString('base64url');
}

function modelOf(link: StoredLink, now: number, address: (path: string) => string): NextModel | undefined {
  const step = stepOf(link, now);
  if (!step) return undefined;
  const { text, label, target, picture } = step;
  const tap = address('/next');
  const dials = target?.startsWith('tel:') ?? false;
  const pictureAt = address('/next/picture');
  return {
    text,
    // Phones do not follow an answer to a number: it stands on the page, and only a press that a script sees is counted.
    button: label === null || target === null ? null : { label, href: dials ? target : tap, tap: dials ? tap : null },
    picture: picture && {
      address: `${pictureAt}${pictureAt.includes('?') ? '&' : '?'}e=${picture.hash.slice(0, 16)}`,
      width: picture.width,
      height: picture.height,
      alt: picture.alt || text,
    },
  };
}

/** The next step as it stands below the photos, or on the closed page. */
export function nextStep(frame: Frame, model: NextModel | undefined): Html | undefined {
  if (!model) return undefined;
  const say = words(frame.locale).guest.next;
  const { text, button, picture } = model;
  return html`<section class="next" aria-label="${say.name}">
<p class="said" dir="auto">${text}</p>
${
  picture &&
  html`<img src="${picture.address}" width="${picture.width}" height="${picture.height}" alt="${picture.alt}" loading="lazy" decoding="async">
<p class="how">${say.hold}</p>`
}
${
  button &&
  (button.tap === null
    ? html`<a class="secondary" href="${button.href}" target="_blank" rel="noopener noreferrer nofollow"><bdi>${button.label}</bdi></a>`
    : html`<a class="secondary" href="${button.href}" data-tap="${button.tap}"><bdi>${button.label}</bdi></a>`)
}
</section>`;
}
