import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Words } from '#words/index.ts';
import { conditionOf, toneOf } from '../links/link-facts.ts';
import { stateMark } from '../parts/state-mark.ts';
import { href } from '../router.ts';
import '../parts/photo-thumb.ts';

/** Personal galleries as rows, each client's together and the newest client first; `menu` is what may be done with one. */
export function personalList(
  galleries: readonly Gallery[],
  links: readonly Link[],
  words: Words,
  menu: (gallery: Gallery, link: Link | undefined) => unknown,
): TemplateResult {
  const { personal, links: say } = words;
  const now = Date.now();
  return html`<section class="personal" aria-labelledby="personal"><h2 id="personal">${personal.list.title}</h2>
    <p class="small">${personal.list.help}</p>
    <ul>${repeat(
      byClient(galleries),
      ({ id }) => id,
      (gallery) => {
        const { id, title, photoIds, coverPhotoId, projectId } = gallery;
        const link = links.find(({ galleryIds }) => galleryIds.includes(id));
        const cover = coverPhotoId ?? photoIds[0];
        const condition = link && conditionOf(link, now);
        const about = [personal.list.photos(photoIds.length), ...(link ? [personal.list.opens(link.opens)] : [])];
        return html`<li><a href=${href(`/projects/${projectId}/galleries/${id}`)}>
          ${cover === undefined ? html`<span class="thumb"></span>` : html`<photo-thumb class="thumb" .photo=${{ id: cover, edition: 0 }}></photo-thumb>`}
          <span class="what"><b>${title}</b><span class="small figures">${about.join(words.admin.comma)}</span></span></a>
          ${condition ? stateMark(toneOf[condition], say.states[condition]) : nothing}${menu(gallery, link)}</li>`;
      },
    )}</ul></section>`;
}

/** Ids grow with time: a client stands where its newest gallery does. */
function byClient(galleries: readonly Gallery[]): Gallery[] {
  const groups = Map.groupBy(galleries.toReversed(), ({ recipientId }) => recipientId);
  return [...groups.values()].flat();
}

export const personalListStyle = css`
  .personal { margin-top: 40px; }
  .personal ul { margin-top: 8px; border-top: 1px solid var(--line); }
  .personal li { display: flex; align-items: center; gap: 12px; min-height: 72px; border-bottom: 1px solid var(--line); }
  .personal a { display: flex; flex: 1; align-items: center; gap: 16px; min-width: 0; min-height: 71px; color: inherit; text-decoration: none; }
  .personal .thumb { flex: none; width: 72px; height: 52px; background: var(--fill); }
  .personal .what { display: grid; min-width: 0; overflow-wrap: anywhere; }
  .personal b { font-weight: 500; }
  @media (hover: hover) { .personal a:hover b { text-decoration: underline; text-underline-offset: 3px; } }
`;
