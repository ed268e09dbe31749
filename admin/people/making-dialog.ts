import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Audience } from '#contract/audiences.ts';
import { called } from '#contract/called.ts';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { ProjectKind } from '#contract/projects.ts';
import type { Recipient } from '#contract/recipients.ts';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { forMany, listGalleries } from '../galleries/calls.ts';
import { addLinks, codeSvgAddress, listAudiences } from '../links/calls.ts';
import { usualAudience } from '../links/usual-audience.ts';
import { Load } from '../load.ts';
import { readCsv } from '../messages/calls.ts';
import { controls } from '../parts/controls.ts';
import { copyText } from '../parts/copy-text.ts';
import { copy, download, speech } from '../parts/icons.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { saveFile } from '../parts/save-file.ts';
import { href } from '../router.ts';
import '../links/preset-cards.ts';
import '../parts/admin-dialog.ts';

/**
 * Makes a link of its own for each of these recipients: one gallery, one preset. Then it shows them with their codes. It
 * says `made` with the links, `write` with those to write about, and `closed`.
 */
@customElement('making-dialog')
export class MakingDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property() projectId = '';
  @property() kind: ProjectKind | undefined;
  @property({ attribute: false }) recipients: readonly Recipient[] = [];
  @property({ type: Boolean }) open = false;
  @state() private galleryId = '';
  @state() private audience = '';
  @state() private refused: Refused | undefined;
  @state() private busy = false;
  @state() private made: readonly Link[] | undefined;
  readonly #load = new Load(this, () => this.#ask(), { start: false });

  static override styles = [
    controls,
    css`
      .all { display: grid; gap: 20px; }
      fieldset, .block { display: grid; gap: 8px; min-width: 0; }
      legend, .block > b { padding: 0; font-weight: 500; }
      .galleries { display: grid; grid-template-columns: repeat(auto-fill, minmax(240px, 1fr)); gap: 0 16px; max-height: 264px; overflow-y: auto; }
      .galleries label { display: flex; align-items: center; gap: 12px; min-height: 44px; padding: 8px 2px; cursor: pointer; overflow-wrap: anywhere; }
      .galleries input { flex: none; width: 20px; height: 20px; margin: 0; accent-color: var(--accent); }
      .galleries .small { flex: none; }
      li { display: grid; grid-template-columns: 88px minmax(0, 1fr) auto; gap: 0 16px; align-items: center; padding: 8px 0; border-bottom: 1px solid var(--line); }
      li a { display: block; width: 88px; height: 88px; background: #ffffff; }
      li img { display: block; width: 88px; height: 88px; }
      li b { font-weight: 500; overflow-wrap: anywhere; }
      li p { overflow-wrap: anywhere; }
      @media (max-width: 599px) {
        li { grid-template-columns: 64px minmax(0, 1fr) auto; gap: 0 12px; }
        li a, li img { width: 64px; height: 64px; }
      }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('open') || !this.open) return;
    this.refused = undefined;
    this.made = undefined;
    void this.#load.again();
  }

  async #ask() {
    const [all, audiences] = await Promise.all([listGalleries(this.projectId), listAudiences()]);
    const galleries = forMany(all);
    const own = audiences.filter(({ kind }) => kind === this.kind);
    if (!galleries.some(({ id }) => id === this.galleryId)) this.galleryId = galleries[0]?.id ?? '';
    if (!own.some(({ id }) => id === this.audience)) this.audience = usualAudience(own);
    return { galleries, audiences: own };
  }

  override render() {
    const own = this.words.people.making;
    const { made } = this;
    const heading = made ? own.made(made.length) : own.title(this.recipients.length);
    return html`<admin-dialog wide heading=${heading} ?open=${this.open} ?held=${this.busy} @closed=${() => this.#closed()}>
      ${
        made
          ? this.#result(made)
          : this.open
            ? this.#load.render(this.words, ({ galleries, audiences }) => this.#form(galleries, audiences))
            : nothing
      }
      ${this.#footer(made)}
    </admin-dialog>`;
  }

  #form(galleries: readonly Gallery[], audiences: readonly Audience[]) {
    const { people, links, admin } = this.words;
    const own = people.making;
    if (galleries.length === 0)
      return html`<div class="empty"><p>${own.noGalleries}</p><a class="button primary" href=${href(`/projects/${this.projectId}/galleries`)}>${own.toGalleries}</a></div>`;
    return html`<div class="all">
      ${this.refused ? problemLine(sentenceOf(this.refused, this.words)) : nothing}
      <fieldset><legend>${own.gallery}</legend><div class="galleries">${galleries.map(
        ({ id, title, photoIds }) =>
          html`<label><input type="radio" name="gallery" .checked=${id === this.galleryId} @change=${() => {
            this.galleryId = id;
          }} />${title} <span class="small">${admin.photos(photoIds.length)}</span></label>`,
      )}</div></fieldset>
      <div class="block"><b>${links.audience}</b><preset-cards .words=${this.words} .audiences=${audiences} .value=${this.audience} free
        @choose=${({ detail }: CustomEvent<string>) => {
          this.audience = detail;
        }}></preset-cards></div>
    </div>`;
  }

  #result(made: readonly Link[]) {
    const own = this.words.people.making;
    return html`<p class="small">${own.lead}</p><ul>${made.map((link) => {
      const name = link.recipient ? called(link.recipient) : link.label;
      return html`<li>
        <a href=${href(`/projects/${this.projectId}/links/${link.id}`)}><img loading="lazy" alt=${own.code(name)} src=${codeSvgAddress(link.id)} /></a>
        <div><b>${name}</b>${link.recipient?.company ? html`<p class="small">${link.recipient.company}</p>` : nothing}
          ${link.password === undefined ? nothing : html`<p class="figures">${own.password(link.password)}</p>`}</div>
        <button class="quiet icon" aria-label=${own.copy(name)} @click=${() => void this.#copy(link)}>${copy}</button></li>`;
    })}</ul>`;
  }

  #footer(made: readonly Link[] | undefined) {
    const { people, admin } = this.words;
    const own = people.making;
    if (made)
      return html`<button slot="footer" @click=${() => {
        this.open = false;
      }}>${admin.done}</button>
        <button slot="footer" @click=${() => void this.#csv(made)}>${download}${own.csv}</button>
        <button slot="footer" class="primary" @click=${() => this.#write(made)}>${speech}${own.write}</button>`;
    const off = this.busy || this.galleryId === '' || !this.#load.value;
    return html`<button slot="footer" @click=${() => {
      this.open = false;
    }}>${admin.cancel}</button>
      <button slot="footer" class="primary" aria-disabled=${off ? 'true' : 'false'} @click=${() => void this.#make()}>${
        this.busy ? own.busy : own.submit(this.recipients.length)
      }</button>`;
  }

  async #make() {
    if (this.busy || this.galleryId === '') return;
    this.busy = true;
    this.refused = undefined;
    try {
      this.made = await addLinks(this.projectId, {
        galleryIds: [this.galleryId],
        ...(this.audience !== '' && { audience: this.audience }),
        recipientIds: this.recipients.map(({ id }) => id),
      });
      this.dispatchEvent(new CustomEvent<readonly Link[]>('made', { detail: this.made }));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.refused = error;
    } finally {
      this.busy = false;
    }
  }

  async #copy({ url }: Link) {
    if (url !== null && (await copyText(url))) notify({ text: this.words.admin.copied });
  }

  async #csv(made: readonly Link[]) {
    try {
      const { csvName } = this.words.people.making;
      const file = await readCsv(this.projectId, { linkIds: made.map(({ id }) => id) });
      saveFile(csvName, file);
    } catch (error) {
      notifyRefused(error, this.words);
    }
  }

  #write(made: readonly Link[]) {
    this.open = false;
    this.dispatchEvent(new CustomEvent<readonly Link[]>('write', { detail: made }));
  }

  #closed() {
    this.open = false;
    this.dispatchEvent(new Event('closed'));
  }
}
