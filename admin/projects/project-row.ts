import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Project } from '#contract/projects.ts';
import { type Words, words } from '#words/index.ts';
import { lastMoment, momentOf } from '#words/moments.ts';
import { controls } from '../parts/controls.ts';
import { href } from '../router.ts';
import '../parts/photo-thumb.ts';

/** One project in a list: a few of its photos, its title, what it is, and how much is in it. */
@customElement('project-row')
export class ProjectRow extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) project: Project | undefined;
  @property() zone = 'UTC';
  /** Where the row leads, below the project's own address: `?bring`. */
  @property() to = '';

  static override styles = [
    controls,
    css`
      a { display: flex; align-items: center; gap: 8px 16px; min-height: 88px; padding: 12px 0; border-bottom: 1px solid var(--line); color: inherit; text-decoration: none; }
      @media (hover: hover) { a:hover { background: var(--ground); } a:hover .title { text-decoration: underline; text-underline-offset: 4px; } }
      .photos { display: grid; grid-template-columns: 1fr 1fr; gap: 2px; flex: none; width: 96px; height: 64px; background: var(--fill); }
      .photos photo-thumb:only-child { grid-column: 1 / -1; grid-row: 1 / 3; }
      .what { flex: 1 1 200px; min-width: 0; }
      .title { font-size: 17px; line-height: 28px; font-weight: 500; overflow-wrap: anywhere; }
      .counts { display: flex; gap: 16px; font-variant-numeric: tabular-nums; color: var(--ink2); }
      .counts span { white-space: nowrap; }
      @media (min-width: 900px) { .counts { gap: 24px; } .counts span { min-width: 96px; text-align: right; } }
      @media (max-width: 599px) { .counts { display: none; } }
      .short { display: none; }
      @media (max-width: 599px) { .short { display: block; } }
    `,
  ];

  override render() {
    if (!this.project) return nothing;
    const { kinds, tabs, comma, photos, galleries, links } = this.words.admin;
    const { id, title, kind, archivedAt, sample, cover } = this.project;
    const about = [
      kinds[kind],
      this.#ends(),
      sample ? tabs.sample.toLowerCase() : undefined,
      archivedAt ? this.words.projects.archivedOn(this.#day(archivedAt)) : undefined,
    ];
    const counts = [photos(this.project.photos), galleries(this.project.galleries), links(this.project.links)];
    return html`<a href=${href(`/projects/${id}${this.to}`)}>
      <span class="photos">${cover.slice(0, cover.length < 4 ? 1 : 4).map((photoId) => html`<photo-thumb .photo=${{ id: photoId, edition: 0 }}></photo-thumb>`)}</span>
      <span class="what">
        <span class="title">${title}</span>
        <p class="small">${about.filter((part) => part !== undefined).join(comma)}</p>
        <p class="small figures short">${counts.slice(0, 2).join(comma)}</p>
      </span>
      <span class="counts">${counts.map((count) => html`<span>${count}</span>`)}</span>
    </a>`;
  }

  #day(instant: string): string {
    return this.words.admin.onDay(momentOf(Date.parse(instant), Date.now(), this.zone));
  }

  #ends(): string | undefined {
    const endsAt = this.project?.endsAt;
    if (!endsAt) return undefined;
    const { projects, admin } = this.words;
    const at = Date.parse(endsAt);
    const day = admin.onDay(lastMoment(at, Date.now(), this.zone));
    return at > Date.now() ? projects.ends(day) : projects.ended(day);
  }
}
