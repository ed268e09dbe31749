import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Project } from '#contract/projects.ts';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { listGalleries } from '../galleries/calls.ts';
import { listLinks } from '../links/calls.ts';
import { isDead } from '../links/link-facts.ts';
import { waiting } from '../load.ts';
import { controls } from '../parts/controls.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { listProjects } from '../projects/calls.ts';
import '../parts/admin-dialog.ts';
import '../parts/admin-search.ts';
import '../parts/admin-select.ts';

/** A link that could hang there, and what it is called. */
interface Candidate {
  readonly link: Link;
  readonly name: string;
  readonly galleries: string;
}

/** Asks which link the welcome page is to offer: those of a project that are for everybody and still open. It says `put` with `{ id, name }` for each, and `closed`. */
@customElement('wifi-add')
export class WifiAdd extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  /** Those that are there already. */
  @property({ attribute: false }) listed: readonly string[] = [];
  @property({ type: Boolean }) open = false;
  @state() private projects: readonly Project[] | undefined;
  @state() private projectId = '';
  @state() private candidates: readonly Candidate[] | undefined;
  @state() private sought = '';
  @state() private refused: Refused | undefined;

  static override styles = [
    controls,
    css`
      .all { display: grid; gap: 16px; }
      ul { margin: 0; padding: 0; list-style: none; border-top: 1px solid var(--line); }
      li { display: flex; align-items: center; gap: 12px; min-height: 60px; padding: 8px 0; border-bottom: 1px solid var(--line); }
      .what { flex: 1; display: grid; min-width: 0; overflow-wrap: anywhere; }
      .what strong { font-weight: 500; }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('open') && this.open) void this.#begin();
  }

  override render() {
    const { admin: own } = this.words.welcome;
    return html`<admin-dialog heading=${own.add} ?open=${this.open} @closed=${() => this.dispatchEvent(new Event('closed'))}>
      ${this.refused ? problemLine(sentenceOf(this.refused, this.words)) : this.projects ? this.#choose(this.projects) : waiting(this.words)}
      <button slot="footer" class="primary" @click=${() => this.dispatchEvent(new Event('closed'))}>${this.words.admin.done}</button>
    </admin-dialog>`;
  }

  #choose(projects: readonly Project[]) {
    const { admin: own } = this.words.welcome;
    if (projects.length === 0) return html`<p>${own.noProjects}</p>`;
    return html`<div class="all">
      <admin-select label=${own.chooseProject} .value=${this.projectId} .options=${projects.map(({ id, title }) => ({ value: id, label: title }))}
        @choose=${({ detail }: CustomEvent<string>) => void this.#look(detail)}></admin-select>
      ${this.candidates ? this.#links(this.candidates) : waiting(this.words)}
    </div>`;
  }

  #links(all: readonly Candidate[]) {
    const { admin: own } = this.words.welcome;
    if (all.length === 0) return html`<p>${own.noLinks}</p>`;
    const sought = this.sought.trim().toLowerCase();
    const found = all.filter(({ name, galleries }) => `${name} ${galleries}`.toLowerCase().includes(sought));
    return html`
      <admin-search label=${own.search} placeholder=${own.search} clear=${own.clear} .value=${this.sought} @search=${({
        detail,
      }: CustomEvent<string>) => {
        this.sought = detail;
      }}></admin-search>
      ${found.length === 0 ? html`<p role="status">${own.noneFound}</p>` : html`<ul>${found.map((one) => this.#row(one))}</ul>`}`;
  }

  #row({ link, name, galleries }: Candidate) {
    const { links, welcome } = this.words;
    const { admin: own } = welcome;
    const about = [
      ...(galleries === name ? [] : [galleries]),
      link.for === 'many' ? links.forMany : links.forOne,
      ...(link.policy.password ? [own.password] : []),
      ...(link.state === 'scheduled' ? [own.hidden('scheduled')] : []),
    ].join(this.words.admin.comma);
    const there = this.listed.includes(link.id);
    const put = () => this.dispatchEvent(new CustomEvent('put', { detail: { id: link.id, name } }));
    return html`<li>
      <span class="what"><strong>${name}</strong><span class="small">${about}</span></span>
      <button class="dense" aria-disabled=${there} @click=${() => !there && put()}>${there ? own.shown : own.put}<span class="unseen"> ${name}</span></button>
    </li>`;
  }

  async #begin() {
    this.sought = '';
    this.refused = undefined;
    await this.#asking(async () => {
      this.projects = (await listProjects()).filter(({ archived }) => !archived);
      const [first] = this.projects;
      const again = this.projects.some(({ id }) => id === this.projectId);
      if (first) await this.#look(again ? this.projectId : first.id);
    });
  }

  async #look(projectId: string) {
    this.projectId = projectId;
    this.candidates = undefined;
    await this.#asking(async () => {
      const [links, galleries] = await Promise.all([listLinks(projectId), listGalleries(projectId)]);
      // Another project was chosen meanwhile.
      if (projectId === this.projectId) this.candidates = candidatesOf(links, galleries);
    });
  }

  async #asking(ask: () => Promise<void>) {
    try {
      await ask();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.refused = error;
    }
  }
}

/** Newest first, those for many before those for one. */
function candidatesOf(links: readonly Link[], galleries: readonly Gallery[]): Candidate[] {
  const titles = new Map(galleries.map(({ id, title }) => [id, title]));
  return links
    .filter((link) => !link.recipient && !link.batch && !isDead(link))
    .toReversed()
    .toSorted((one, other) => Number(other.for === 'many') - Number(one.for === 'many'))
    .map((link) => {
      const opens = link.galleryIds.flatMap((id) => titles.get(id) ?? []).join(' · ');
      return { link, name: link.label || link.placement || opens, galleries: opens };
    });
}
