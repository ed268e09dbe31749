import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Audience } from '#contract/audiences.ts';
import type { Gallery } from '#contract/galleries.ts';
import type { Download, Link } from '#contract/links.ts';
import type { ProjectKind } from '#contract/projects.ts';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { listGalleries } from '../galleries/calls.ts';
import { Load } from '../load.ts';
import { controls } from '../parts/controls.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { addLink, listAudiences } from './calls.ts';
import { numberField, numberStyle, textField } from './fields.ts';
import { madePassword } from './made-password.ts';
import { type LinkDraft, mistakeIn, wishOf } from './new-link.ts';
import '../parts/admin-dialog.ts';
import '../parts/admin-segments.ts';
import './address-line.ts';
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
  @state() private wrong = '';
  @state() private refused: Refused | undefined;
  @state() private busy = false;
  @state() private made: Link | undefined;
  readonly #load = new Load(this, () => this.#ask(), { start: false });

  static override styles = [
    controls,
    numberStyle,
    css`
      .all { display: grid; gap: 20px; }
      .block { display: grid; gap: 8px; }
      .block > b, legend { font-weight: 500; }
      .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; align-items: start; }
      .pair > div { display: grid; gap: 4px; }
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
    this.wrong = '';
    this.refused = undefined;
    this.made = undefined;
    void this.#load.again();
  }

  async #ask() {
    const [audiences, galleries] = await Promise.all([
      listAudiences(),
      this.galleryIds === undefined ? listGalleries(this.projectId) : [],
    ]);
    const own = audiences.filter(({ kind }) => this.kind === undefined || kind === this.kind);
    const [only] = galleries;
    this.draft = {
      ...this.draft,
      audience: own[0]?.id ?? '',
      galleryIds: this.galleryIds ?? (galleries.length === 1 && only ? [only.id] : []),
    };
    return { audiences: own, galleries };
  }

  override render() {
    const { links, admin } = this.words;
    return html`<admin-dialog heading=${this.made ? links.made : links.add} ?open=${this.open} wide @closed=${this.#closed}>
      ${
        this.made
          ? madePassword(this.made, this.words)
          : this.open
            ? this.#load.render(this.words, ({ audiences, galleries }) => this.#form(audiences, galleries))
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

  #form(audiences: readonly Audience[], galleries: readonly Gallery[]) {
    const { links } = this.words;
    const { form } = links;
    const { draft } = this;
    const many = draft.for === 'many';
    const preset = audiences.find(({ id }) => id === draft.audience);
    const wrong = (name: string) => (this.wrong === name ? this.#reason(name) : undefined);
    const told = (name: string) => {
      const reason = wrong(name);
      return reason === undefined ? nothing : html`<p class="told" id="${name}-told" role="alert">${reason}</p>`;
    };
    return html`<div class="all">
      ${this.refused ? problemLine(sentenceOf(this.refused, this.words)) : nothing}
      ${this.galleryIds === undefined ? this.#galleries(galleries) : nothing}
      <div class="block"><b>${links.forWhom}</b>
        <admin-segments whole label=${links.forWhom} .value=${draft.for} .options=${[
          { value: 'one', label: links.forOne },
          { value: 'many', label: links.forMany },
        ]} @choose=${({ detail }: CustomEvent<'one' | 'many'>) => this.#set({ for: detail, opens: undefined })}></admin-segments>
        <p class="small">${many ? links.forManyHelp : links.forOneHelp}</p></div>
      <div class="block"><b>${links.audience}</b>
        <preset-cards .words=${this.words} .audiences=${audiences} .value=${draft.audience} ?many=${many} free
          @choose=${({ detail }: CustomEvent<string>) => this.#set({ audience: detail, opens: undefined, days: undefined, download: undefined })}></preset-cards></div>
      <div class="block"><b>${links.adjust}</b><div class="pair">
        <div><span class="small">${many ? form.perPhone : form.opens}</span>${numberField({
          name: 'opens',
          label: many ? form.perPhone : form.opens,
          unit: form.times,
          value: draft.opens ?? preset?.maxOpens?.toString() ?? '',
          placeholder: '∞',
          error: wrong('opens'),
          typed: (opens) => this.#set({ opens }),
        })}${told('opens')}</div>
        <div><span class="small">${form.expires}</span>${numberField({
          name: 'days',
          label: form.daysLabel,
          unit: form.days,
          value: draft.days ?? preset?.expiresInDays?.toString() ?? '',
          placeholder: preset?.expiresWithProject && draft.days === undefined ? form.ends.project : form.ends.none,
          error: wrong('days'),
          typed: (days) => this.#set({ days }),
        })}${told('days')}</div></div>
        <span class="small">${form.download}</span>
        <admin-segments whole label=${form.download} .value=${draft.download ?? preset?.download ?? 'off'}
          .options=${(['off', 'screen', 'original'] as const).map((value) => ({ value, label: links.downloads[value] }))}
          @choose=${({ detail }: CustomEvent<Download>) => this.#set({ download: detail })}></admin-segments></div>
      <div class="pair">
        ${textField({ name: 'label', label: form.label, value: draft.label, help: form.labelHelp, error: wrong('label'), typed: (label) => this.#set({ label }) })}
        ${textField({
          name: 'password',
          label: form.password,
          value: draft.password,
          placeholder: form.passwords.off,
          help: preset?.passwordAsked ? links.passwordMade : '',
          error: wrong('password'),
          typed: (password) => this.#set({ password }),
        })}
      </div>
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
      ${this.wrong === 'galleryIds' ? html`<p class="told" role="alert">${links.chooseGallery}</p>` : nothing}</fieldset>`;
  }

  #reason(name: string): string {
    const { form } = this.words.links;
    return { opens: form.opensWrong, days: form.daysWrong }[name] ?? form.refused;
  }

  #set(change: Partial<LinkDraft>) {
    this.draft = { ...this.draft, ...change };
    this.wrong = '';
  }

  async #make() {
    if (this.busy || !this.#load.value) return;
    this.wrong = mistakeIn(this.draft) ?? '';
    if (this.wrong !== '') return this.#goTo(this.wrong);
    this.busy = true;
    this.refused = undefined;
    try {
      const link = await addLink(this.projectId, wishOf(this.draft));
      if (link.password === undefined) this.#tell(link);
      else this.made = link;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const [at = ''] = error.fields;
      this.wrong = refusedFields[at] ?? '';
      if (this.wrong === '') this.refused = error;
      else this.#goTo(this.wrong);
    } finally {
      this.busy = false;
    }
  }

  async #goTo(name: string) {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLInputElement>(`input[name='${name}']`)?.focus();
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

const fresh: LinkDraft = { for: 'one', audience: '', galleryIds: [], label: '', password: '' };

const refusedFields: Readonly<Record<string, string>> = {
  galleryIds: 'galleryIds',
  label: 'label',
  'policy.maxOpens': 'opens',
  'policy.maxOpensPerVisitor': 'opens',
  'policy.expiresInDays': 'days',
  'policy.expiresAt': 'days',
  'policy.password': 'password',
};
