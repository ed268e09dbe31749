import { html, type TemplateResult } from 'lit';
import type { Gallery, GalleryChange, Inflow } from '#contract/galleries.ts';
import type { ProjectKind } from '#contract/projects.ts';
import type { Words } from '#words/index.ts';
import { href } from '../router.ts';
import '../parts/admin-select.ts';
import './gallery-days.ts';
import './gallery-on-screen.ts';

/** A gallery's settings: where photos that come in go on to, or how it takes them, whether each day has its own, and what screens say beside it. */
export function galleryInflow(
  { inflow, next, projectId, dailyAt, line, building }: Gallery,
  kind: ProjectKind | undefined,
  words: Words,
  change: (change: Omit<GalleryChange, 'version'>) => void,
): TemplateResult {
  const { galleries: own } = words;
  return html`${
    next
      ? html`<section><p>${own.goesOn(next.title)}</p><p class="small">${own.goesOnHelp}</p><p><a href=${href(`/projects/${projectId}/galleries/${next.id}`)}>${own.open}</a></p></section>`
      : html`<section><admin-select .label=${own.inflowLabel} .value=${inflow} .help=${own.inflowSays[inflow]} .options=${(['append', 'newest', 'off'] as const).map((value) => ({ value, label: own.inflows[value] }))} @choose=${({ detail }: CustomEvent<Inflow>) => change({ inflow: detail })}></admin-select></section>`
  }
    <gallery-days .words=${words} .at=${dailyAt} @choose=${({ detail }: CustomEvent<string | null>) => change({ dailyAt: detail })}></gallery-days>
    <gallery-on-screen .words=${words} line=${line} building=${building} ?unit=${kind === 'estate'} @put=${({ detail }: CustomEvent<Pick<GalleryChange, 'line' | 'building'>>) => change(detail)}></gallery-on-screen>`;
}
