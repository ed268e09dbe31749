import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Audience } from '#contract/audiences.ts';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { ProjectKind } from '#contract/projects.ts';
import { type Words, words } from '#words/index.ts';
import { lastMoment, momentOf } from '#words/moments.ts';
import { Refused } from '../api.ts';
import { readSettings } from '../box/calls.ts';
import { listGalleries } from '../galleries/calls.ts';
import { Load } from '../load.ts';
import { controls } from '../parts/controls.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { readProject } from '../projects/calls.ts';
import { addLink, listAudiences } from './calls.ts';
import { dayText } from './days.ts';
import { standingsOf } from './from-preset.ts';
import type { LinkForm, Mistakes, Where } from './link-change.ts';
import type { LinkFormElement } from './link-form.ts';
import { madePassword } from './made-password.ts';
import { formOfDraft, type LinkDraft, mistakesInDraft, policyOfDraft, turned, wishOf } from './new-link.ts';
import { policySentence } from './policy-parts.ts';
import { refusedFields } from './refused-fields.ts';
import '../parts/admin-dialog.ts';
import '../parts/admin-segments.ts';
import './link-form.ts';
import './preset-cards.ts';

/**
 * Makes a link: for whom, by which preset, and what is to be otherwise. `galleryIds` where it is settled what it opens;
 * else it is chosen here. It says `made` with the link (after a made password was noted), and `closed`.
 */
@customElement('new-link-dialog')
export class NewLinkDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property() projectId = '';
  @property() kind: ProjectKind | undefined;
  @property({ attribute: false }) galleryIds: readonly string[] | undefined;
  @property({ type: Boolean }) open = false;
  @state() private draft: LinkDraft = fresh;
  @state() private mistakes: Mistakes = {};
  @state() private noGallery = false;
  @state() private refused: Refused | undefined;
  @state() private busy = false;
  @state() private made: Link | undefined;
  readonly #load = new Load(this, () => this.#ask(), { start: false });

  static override styles = [
    controls,
    css`
      .all { display: grid; gap: 20px; }
      .block { display: grid; gap: 8px; }
      .block > b, legend { font-weight: 500; }
      .told { color: var(--dead); font-size: 13px; line-height: 20px; }
      .rules { border-top: 1px solid var(--line); }
      .tint b { font-weight: 500; }
      legend { padding: 0; }
      .galleries { display: grid; grid-template-columns: repeat(auto-fill, minmax(240px, 1fr)); gap: 0 16px; grid-auto-rows: max-content; max-height: 260px; overflow-y: auto; }
      .galleries label { display: flex; align-items: center; gap: 12px; min-height: 44px; padding: 8px 0; cursor: pointer; overflow-wrap: anywhere; }
      .galleries .small { flex: none; }
      .galleries input { width: 20px; height: 20px; margin: 0; accent-color: var(--accent); flex: none; }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('open') || !this.open) return;
    this.draft = fresh;
    this.mistakes = {};
    this.noGallery = false;
    this.refused = undefined;
    this.made = undefined;
    void this.#load.again();
  }

  async #ask() {
    const [audiences, galleries, { timeZone }, project] = await Promise.all([
      listAudiences(),
      this.galleryIds === undefined ? listGalleries(this.projectId) : [],
      readSettings(),
      readProject(this.projectId),
    ]);
    const own = audiences.filter(({ kind }) => this.kind === undefined || kind === this.kind);
    const [only] = galleries;
    this.draft = {
      ...this.draft,
      audience: own[0]?.id ?? '',
      galleryIds: this.galleryIds ?? (galleries.length === 1 && only ? [only.id] : []),
    };
    return { audiences: own, galleries, zone: timeZone, projectEnds: project.endsAt };
  }

  override render() {
    const { links, admin } = this.words;
    return html`<admin-dialog heading=${this.made ? links.made : links.add} ?open=${this.open} wide @closed=${this.#closed}>
      ${
        this.made
          ? madePassword(this.made, this.words)
          : this.open
            ? this.#load.render(this.words, ({ audiences, galleries, zone, projectEnds }) =>
                this.#form(audiences, galleries, { now: Date.now(), zone, projectEnds }),
              )
            : nothing
      }
      ${
        this.made
          ? html`<button slot="footer" class="primary" @click=${this.#noted}>${links.noted}</button>`
          : html`<button slot="footer" @click=${this.#close}>${admin.cancel}</button>
            <button slot="footer" class="primary" aria-disabled=${this.busy || !this.#load.value ? 'true' : 'false'} @click=${() => void this.#make()}>${this.busy ? links.making : links.make}</button>`
      }
    </admin-dialog>`;
  }

  #form(audiences: readonly Audience[], galleries: readonly Gallery[], where: Where) {
    const { links } = this.words;
    const { draft } = this;
    const many = draft.for === 'many';
    const preset = audiences.find(({ id }) => id === draft.audience);
    const form = formOfDraft(draft, preset);
    const { now, zone, projectEnds } = where;
    const ends = projectEnds === null ? '' : links.untilDay(lastMoment(Date.parse(projectEnds), now, zone));
    return html`<div class="all">
      ${this.refused ? problemLine(sentenceOf(this.refused, this.words)) : nothing}
      ${this.galleryIds === undefined ? this.#galleries(galleries) : nothing}
      <div class="block"><b>${links.forWhom}</b>
        <admin-segments whole label=${links.forWhom} .value=${draft.for} .options=${[
          { value: 'one', label: links.forOne },
          { value: 'many', label: links.forMany },
        ]} @choose=${({ detail }: CustomEvent<'one' | 'many'>) => this.#turn({ for: detail })}></admin-segments>
        <p class="small">${many ? links.forManyHelp : links.forOneHelp}</p></div>
      <div class="block"><b>${links.audience}</b>
        <preset-cards .words=${this.words} .audiences=${audiences} .value=${draft.audience} ?many=${many} free
          @choose=${({ detail }: CustomEvent<string>) => this.#turn({ audience: detail })}></preset-cards></div>
      <div class="block"><b>${links.adjust}</b>
        <p class="tint" aria-live="polite">${policySentence(policyOfDraft(draft, preset, where), this.words, now, zone)}</p>
        <link-form class="rules" folded .words=${this.words} .form=${form} .mistakes=${this.mistakes} ?needsPassword=${preset?.passwordAsked}
          .standings=${preset && standingsOf(form, preset, now, where)} .today=${dayText(momentOf(now, now, zone))} .projectEnds=${ends}
          @edit=${({ detail }: CustomEvent<Partial<LinkForm>>) => this.#set({ edits: { ...draft.edits, ...detail } })}></link-form></div>
    </div>`;
  }

  #galleries(galleries: readonly Gallery[]) {
    const { links, admin } = this.words;
    const chosen = new Set(this.draft.galleryIds);
    const turn = (id: string) =>
      this.#set({ galleryIds: galleries.map((one) => one.id).filter((one) => (one === id) !== chosen.has(one)) });
    return html`<fieldset class="block"><legend>${links.whichGalleries}</legend><div class="galleries">
      ${galleries.map(
        ({ id, title, photoIds }) =>
          html`<label><input type="checkbox" .checked=${chosen.has(id)} @change=${() => turn(id)} />${title} <span class="small">${admin.photos(photoIds.length)}</span></label>`,
      )}</div>
      ${this.noGallery ? html`<p class="told" role="alert">${links.chooseGallery}</p>` : nothing}</fieldset>`;
  }

  #turn(to: Partial<Pick<LinkDraft, 'for' | 'audience'>>) {
    this.#set(turned(this.draft, to));
  }

  #set(change: Partial<LinkDraft>) {
    this.draft = { ...this.draft, ...change };
    this.mistakes = {};
    this.noGallery = false;
  }

  async #make() {
    const { value } = this.#load;
    if (this.busy || !value) return;
    const { draft } = this;
    const where = { now: Date.now(), zone: value.zone, projectEnds: value.projectEnds };
    const preset = value.audiences.find(({ id }) => id === draft.audience);
    this.noGallery = draft.galleryIds.length === 0;
    if (this.#wrong(mistakesInDraft(draft, preset, where)) || this.noGallery) return this.#goTo();
    this.busy = true;
    this.refused = undefined;
    try {
      const link = await addLink(this.projectId, wishOf(draft, preset, where));
      if (link.password === undefined) this.#tell(link);
      else this.made = link;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.noGallery = error.code === 'invalid_input' && error.fields.includes('galleryIds');
      if (this.#wrong(refusedFields(error, formOfDraft(draft, preset))) || this.noGallery) this.#goTo();
      else this.refused = error;
    } finally {
      this.busy = false;
    }
  }

  /** Shows what is wrong with the rules; false where nothing is. */
  #wrong(mistakes: Mistakes): boolean {
    this.mistakes = mistakes;
    return Object.keys(mistakes).length > 0;
  }

  /** To the first of what is wrong. */
  async #goTo() {
    await this.updateComplete;
    if (this.noGallery) return this.renderRoot.querySelector<HTMLInputElement>('.galleries input')?.focus();
    const [first] = Object.keys(this.mistakes);
    const form = this.renderRoot.querySelector<LinkFormElement>('link-form');
    await form?.updateComplete;
    if (first !== undefined) form?.goTo(first);
  }

  #noted() {
    if (this.made) this.#tell(this.made);
  }

  #tell(link: Link) {
    this.made = undefined;
    this.#close();
    this.dispatchEvent(new CustomEvent<Link>('made', { detail: link }));
  }

  #close() {
    this.open = false;
    this.dispatchEvent(new Event('closed'));
  }

  #closed() {
    // Closed by Escape with a password on it: the link is there all the same.
    if (this.made) this.#noted();
    else this.dispatchEvent(new Event('closed'));
  }
}

const fresh: LinkDraft = { for: 'one', audience: '', galleryIds: [], edits: {} };
