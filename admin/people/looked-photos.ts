import { html, nothing, type TemplateResult } from 'lit';
import type { Story } from '#contract/people.ts';
import type { Words } from '#words/index.ts';
import { heart } from '../parts/icons.ts';
import '../parts/photo-thumb.ts';

const most = 60;

/** What a recipient looked at, those of the most visits first; then what was liked in the rows without a closer look. */
export function lookedPhotos({ looked, hearts }: Story, words: Words): TemplateResult {
  const own = words.people.recipient;
  const seen = new Set(looked.map(({ photoId }) => photoId));
  const liked = [...new Set(hearts.map(({ photoId }) => photoId))].filter((id) => !seen.has(id));
  const all = [
    ...looked.map(({ visits, seconds, saved, ...one }) => ({
      ...one,
      told: [
        own.lookedVisits(visits),
        ...(seconds > 0 ? [own.lookedFor(seconds)] : []),
        ...(saved ? [own.saved] : []),
      ].join(words.admin.comma),
    })),
    ...liked.map((photoId) => ({ photoId, title: own.heart, heart: true, told: '' })),
  ];
  if (all.length === 0) return html`<p class="quiet">${own.noLooks}</p>`;
  return html`<ul class="looked">${all.slice(0, most).map(
    (one) => html`<li>
      <photo-thumb .photo=${{ id: one.photoId, edition: 0 }} alt=${one.title}></photo-thumb>
      ${one.told === '' ? nothing : html`<p class="small figures">${one.told}</p>`}
      ${one.heart ? html`<p class="small liked">${heart}${own.heart}</p>` : nothing}</li>`,
  )}</ul>`;
}
