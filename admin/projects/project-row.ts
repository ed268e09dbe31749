import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Project } from '#contract/projects.ts';
import { type Words, words } from '#words/index.ts';
import { lastMoment } from '#words/moments.ts';
import { controls } from '../parts/controls.ts';

/** One project in a list: its title, what it is, and how much is in it. */
@customElement('project-row')
export class ProjectRow extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) project: Project | undefined;
  @property() timeZone = 'UTC';

  static override styles = [
    controls,
    css`
    :host { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 24px; min-height: 64px; padding: 12px 0; border-bottom: 1px solid var(--line); }
    .what { flex: 1 1 240px; min-width: 0; }
    .title { font-weight: 500; overflow-wrap: anywhere; }
    .about { font-size: 13px; line-height: 20px; color: var(--ink2); }
    .counts { display: flex; gap: 16px; font-size: 13px; line-height: 20px; color: var(--ink2); font-variant-numeric: tabular-nums; }
    @media (min-width: 600px) {
      .counts { gap: 24px; font-size: 15px; line-height: 24px; }
      .counts span { min-width: 96px; text-align: right; }
    }
  `,
  ];

  override render() {
    if (!this.project) return nothing;
    const { kinds, now } = this.words.admin;
    const { title, kind, archived, photos, galleries } = this.project;
    const about = [kinds[kind], this.#ends(), archived ? now.archived : undefined].filter((part) => part !== undefined);
    return html`
      <div class="what">
        <p class="title">${title}</p>
        <p class="about">${about.join(now.comma)}</p>
      </div>
      <p class="counts"><span>${now.photos(photos)}</span><span>${now.galleries(galleries)}</span></p>
    `;
  }

  #ends(): string | undefined {
    const endsAt = this.project?.endsAt;
    if (!endsAt) return undefined;
    const at = Date.parse(endsAt);
    const day = this.words.guest.day(lastMoment(at, Date.now(), this.timeZone));
    return at > Date.now() ? this.words.admin.now.ends(day) : this.words.admin.now.ended(day);
  }
}
