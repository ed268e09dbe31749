import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Session, Settings } from '#contract/box.ts';
import type { Project } from '#contract/projects.ts';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { readSettings } from '../box/calls.ts';
import { controls } from '../parts/controls.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { listProjects } from './calls.ts';
import './project-row.ts';

/** What there is on the box. It says `session-ended` where the box knows the session no more. */
@customElement('now-page')
export class NowPage extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) session: Session | undefined;
  @state() private projects: Project[] | undefined;
  @state() private settings: Settings | undefined;
  @state() private refused: Refused | undefined;
  @state() private slow = false;

  static override styles = [
    controls,
    css`
    section { padding-top: 16px; }
    h2 { padding-bottom: 8px; border-bottom: 1px solid var(--line); }
    .empty { display: grid; gap: 4px; max-width: 560px; padding: 24px 0; }
    .empty p + p { color: var(--ink2); text-wrap: pretty; }
    .empty p:first-child { font-weight: 500; }
    .waiting { height: 64px; border-bottom: 1px solid var(--line); display: grid; align-content: center; gap: 8px; }
    .waiting i { display: block; height: 12px; background: var(--fill); }
    .waiting i:first-child { width: 40%; }
    .waiting i:last-child { width: 20%; }
    .problem button { margin-top: 8px; }
  `,
  ];

  override connectedCallback() {
    super.connectedCallback();
    void this.#load();
  }

  override firstUpdated() {
    // Who comes by keyboard or hears the page starts at its top, not where the form was.
    this.renderRoot.querySelector('h1')?.focus({ preventScroll: true });
  }

  override render() {
    const { now } = this.words.admin;
    return html`
      <h1 tabindex="-1">${now.title}</h1>
      <section aria-labelledby="projects">
        <h2 id="projects">${now.projects}</h2>
        ${this.#list()}
      </section>
    `;
  }

  #list() {
    const { now, retry, loading } = this.words.admin;
    if (this.refused) {
      const again = html`<button @click=${this.#load}>${retry}</button>`;
      return problemLine(sentenceOf(this.refused, this.words), again);
    }
    if (!this.projects) {
      const bars = html`<div class="waiting"><i></i><i></i></div>`;
      return this.slow ? html`<div role="status" aria-label=${loading}>${bars}${bars}${bars}</div>` : nothing;
    }
    if (this.projects.length === 0) return html`<div class="empty"><p>${now.empty}</p><p>${now.emptyHelp}</p></div>`;
    const zone = this.settings?.timeZone ?? 'UTC';
    return html`<ul>${this.projects.map((project) => html`<li><project-row .words=${this.words} .project=${project} .timeZone=${zone}></project-row></li>`)}</ul>`;
  }

  async #load() {
    this.refused = undefined;
    const slow = setTimeout(() => {
      this.slow = true;
    }, 400);
    try {
      [this.projects, this.settings] = await Promise.all([listProjects(), readSettings()]);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.code === 'not_signed_in') this.dispatchEvent(new Event('session-ended'));
      else this.refused = error;
    } finally {
      clearTimeout(slow);
    }
  }
}
