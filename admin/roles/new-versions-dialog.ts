import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Audience } from '#contract/audiences.ts';
import { galleryLimit } from '#contract/gallery-limit.ts';
import type { ProjectKind } from '#contract/projects.ts';
import type { Version } from '#contract/versions.ts';
import type { Picked } from '../galleries/picker-foot.ts';
import { listAudiences } from '../links/calls.ts';
import { numberStyle, textField } from '../links/fields.ts';
import { audienceNames, presetSentence } from '../links/policy-parts.ts';
import { Load } from '../load.ts';
import { controls } from '../parts/controls.ts';
import { MakerDialog } from '../parts/maker-dialog.ts';
import { notify } from '../parts/notice.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { addVersions } from './calls.ts';
import { newVersionsStyle } from './new-versions-style.ts';
import {
  type DraftMistakes,
  mistakesInVersions,
  refusedVersions,
  type VersionsDraft,
  wishOfVersions,
} from './versions-draft.ts';
import '../galleries/photo-picker.ts';
import '../links/address-line.ts';
import '../parts/admin-dialog.ts';
import '../parts/admin-segments.ts';
import '../parts/photo-thumb.ts';

/** How many photos of those that are chosen are shown. */
const strip = 12;

/**
 * Makes versions of some photos for several audiences at once. `baseTitle`, `photoIds` and `there` (presets that have
 * theirs already) where they are settled. It says `made` with all of them (after passwords were noted), and `closed`.
 */
@customElement('new-versions-dialog')
export class NewVersionsDialog extends MakerDialog<readonly Version[]> {
  @property() projectId = '';
  @property() kind: ProjectKind | undefined;
  @property() baseTitle = '';
  @property({ attribute: false }) photoIds: readonly string[] = [];
  @property({ attribute: false }) there: readonly string[] = [];
  @state() private draft: VersionsDraft = fresh;
  @state() private mistakes: DraftMistakes = {};
  @state() private picking = false;
  readonly #load = new Load(this, () => this.#ask(), { start: false });

  static override styles = [controls, numberStyle, newVersionsStyle];

  protected override begin() {
    this.draft = { ...fresh, title: this.baseTitle, photoIds: this.photoIds };
    this.mistakes = this.photoIds.length > galleryLimit ? { photos: 'tooMany' } : {};
    void this.#load.again();
  }

  async #ask() {
    return (await listAudiences()).filter(({ kind }) => this.kind === undefined || kind === this.kind);
  }

  override render() {
    const own = this.words.roles.versions.dialog;
    const { made } = this;
    const heading = made ? own.made(made.length) : this.baseTitle === '' ? own.title : own.addTitle(this.baseTitle);
    return html`<admin-dialog wide heading=${heading} ?open=${this.open} @closed=${this.closed}>
        ${made ? this.#passwords(made) : this.open ? this.#load.render(this.words, (audiences) => this.#form(audiences)) : nothing}
        ${this.buttons({ make: own.make(this.draft.audiences.length), making: own.making, may: this.#load.value !== undefined, run: () => void this.#make() })}
      </admin-dialog>
      <photo-picker .words=${this.words} .projectId=${this.projectId} mode="take" heading=${own.choosing} ?open=${this.picking}
        @closed=${() => {
          this.picking = false;
        }} @picked=${({ detail }: CustomEvent<Picked>) => this.#take([...detail.ids, ...detail.rest])}></photo-picker>`;
  }

  #form(audiences: readonly Audience[]) {
    const { links, roles } = this.words;
    const own = roles.versions.dialog;
    const { draft } = this;
    const many = draft.for === 'many';
    return html`<div class="all">
      ${this.refused ? problemLine(sentenceOf(this.refused, this.words)) : nothing}
      ${textField({
        name: 'title',
        label: own.name,
        value: draft.title,
        help: own.nameHelp,
        error: this.mistakes.title && own[this.mistakes.title],
        typed: (title) => this.#set({ title }),
      })}
      ${this.#photos()}
      <fieldset class="block"><legend>${own.roles}</legend>
        <div class="cards">${audiences.map((preset) => this.#card(preset, many))}</div>
        ${this.mistakes.audiences ? html`<p class="told" role="alert">${own[this.mistakes.audiences]}</p>` : html`<p class="small">${own.rolesHelp}</p>`}</fieldset>
      <div class="block"><b>${links.forWhom}</b>
        <admin-segments whole label=${links.forWhom} .value=${draft.for} .options=${[
          { value: 'one', label: links.forOne },
          { value: 'many', label: links.forMany },
        ]} @choose=${({ detail }: CustomEvent<'one' | 'many'>) => this.#set({ for: detail })}></admin-segments>
        <p class="small">${many ? links.forManyHelp : links.forOneHelp}</p></div>
      <div class="block"><b>${own.shared}</b>
        <admin-segments whole label=${own.shared} .value=${draft.shared ? 'shared' : 'own'} .options=${(['own', 'shared'] as const).map((value) => ({ value, label: own.ways[value] }))}
          @choose=${({ detail }: CustomEvent<string>) => this.#set({ shared: detail === 'shared' })}></admin-segments>
        <p class="small">${draft.shared ? own.sharedHelp : own.own(this.#titles(audiences))}</p></div>
    </div>`;
  }

  #photos() {
    const own = this.words.roles.versions.dialog;
    const { photoIds } = this.draft;
    const wrong = this.mistakes.photos;
    const tooMany = photoIds.length > galleryLimit;
    const more = photoIds.length - strip;
    return html`<div class="block"><b>${own.photos}</b>
      ${photoIds.length === 0 ? nothing : html`<div class="strip" aria-hidden="true">${photoIds.slice(0, strip).map((id) => html`<photo-thumb .photo=${{ id, edition: 0 }}></photo-thumb>`)}${more > 0 ? html`<span class="figures">${this.words.roles.versions.more(more)}</span>` : nothing}</div>`}
      <div class="line"><span>${photoIds.length === 0 ? own.none : own.chosen(photoIds.length)}</span>
        <button class="photos" @click=${() => {
          this.picking = true;
        }}>${photoIds.length === 0 ? own.choose : own.again}</button></div>
      ${
        wrong === undefined
          ? nothing
          : html`<p class="told" role="alert">${wrong === 'tooMany' ? `${own.tooMany(photoIds.length, galleryLimit)}${own.chapters}` : own[wrong]}</p>`
      }
      ${
        tooMany
          ? html`<div><button @click=${() => this.#set({ photoIds: photoIds.slice(0, galleryLimit) })}>${own.takeFirst(galleryLimit)}</button></div>`
          : nothing
      }</div>`;
  }

  #card(preset: Audience, many: boolean) {
    const own = this.words.roles.versions.dialog;
    const { audiences } = this.draft;
    const turn = () =>
      this.#set({
        audiences: audiences.includes(preset.id)
          ? audiences.filter((id) => id !== preset.id)
          : [...audiences, preset.id],
      });
    const name = audienceNames([preset], this.words).get(preset.id);
    return html`<label><input type="checkbox" name="audience" value=${preset.id} .checked=${audiences.includes(preset.id)} @change=${turn} />
      <span><b>${name}</b>${this.there.includes(preset.id) ? html` <span class="small">${own.there}</span>` : nothing}
      <span class="small says">${presetSentence(preset, many, this.words)}</span></span></label>`;
  }

  /** What the galleries of those that are ticked will be called. */
  #titles(audiences: readonly Audience[]): string {
    const title = this.draft.title.trim() || this.words.library.make.default;
    const names = audienceNames(audiences, this.words);
    const ticked = audiences.filter(({ id }) => this.draft.audiences.includes(id));
    const some = (ticked.length > 0 ? ticked : audiences).slice(0, 2);
    const quote = this.words.admin.tag === 'en' ? ['“', '”'] : ['「', '」'];
    return some
      .map(({ id }) => `${quote[0]}${title} · ${names.get(id)}${quote[1]}`)
      .join(this.words.admin.tag === 'en' ? ', ' : '');
  }

  #passwords(made: readonly Version[]) {
    const { admin, links, roles } = this.words;
    const own = roles.versions.dialog;
    const names = audienceNames(this.#load.value ?? [], this.words);
    const asking = made.filter(({ link }) => link.password !== undefined);
    return html`<div class="all"><p>${own.passwords}</p>${asking.map(({ audience, link }) => {
      const name = names.get(audience) ?? audience;
      return html`<div class="block"><b>${name}</b><address-line .words=${this.words} .address=${link.password ?? ''} .label=${own.passwordOf(name)}
        .copyLabel=${links.copyPassword} .copiedText=${admin.copied}></address-line></div>`;
    })}</div>`;
  }

  #take(photoIds: readonly string[]) {
    this.#set({ photoIds });
    if (photoIds.length > galleryLimit) this.mistakes = { photos: 'tooMany' };
  }

  #set(change: Partial<VersionsDraft>) {
    this.draft = { ...this.draft, ...change };
    this.mistakes = {};
    this.refused = undefined;
  }

  async #make() {
    const { value } = this.#load;
    if (this.busy || !value) return;
    if (this.#wrong(mistakesInVersions(this.draft))) return;
    const offered = value.map(({ id }) => id);
    await this.makeIt(
      () => addVersions(this.projectId, wishOfVersions(this.draft, offered)),
      (made) => made.some(({ link }) => link.password !== undefined),
      ({ code, fields }) => this.#wrong(refusedVersions(code, fields)),
    );
  }

  /** Shows what is wrong and goes to the first of it; false where nothing is. */
  #wrong(mistakes: DraftMistakes): boolean {
    this.mistakes = mistakes;
    const at = mistakes.title ? "input[name='title']" : mistakes.photos ? 'button.photos' : "input[name='audience']";
    if (Object.keys(mistakes).length === 0) return false;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(at)?.focus());
    return true;
  }

  protected override tell(made: readonly Version[]) {
    notify({ text: this.words.roles.versions.dialog.made(made.length) });
    this.dispatchEvent(new CustomEvent<readonly Version[]>('made', { detail: made }));
  }
}

const fresh: VersionsDraft = { title: '', photoIds: [], audiences: [], for: 'one', shared: false };
