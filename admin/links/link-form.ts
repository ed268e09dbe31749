import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { pencil } from '../parts/icons.ts';
import type { End } from './days.ts';
import { numberField, numberStyle, wholeNumber } from './fields.ts';
import type { PresetField, Standing } from './from-preset.ts';
import type { FieldName, LinkForm, Mistakes } from './link-change.ts';
import { linkFormStyle } from './link-form-style.ts';
import { type Rows, ruleRows } from './rule-rows.ts';
import '../parts/admin-segments.ts';
import './link-password.ts';

/**
 * What a link allows, row by row; each row says how it stands to the link's preset. It says `edit` with what was changed
 * of the form, and keeps nothing itself.
 */
@customElement('link-form')
export class LinkFormElement extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) form: LinkForm | undefined;
  @property({ attribute: false }) mistakes: Mistakes = {};
  /** How each part stands to the preset, where the link has one. */
  @property({ attribute: false }) standings: Readonly<Record<PresetField, Standing>> | undefined;
  /** What differs because the preset was changed since, and not by hand. */
  @property({ attribute: false }) became: ReadonlySet<PresetField> = new Set();
  @property() used = '';
  /** How many photos were downloaded; empty where none could be. */
  @property() taken = '';
  /** One that is there already; empty: it is being made. */
  @property() linkId = '';
  /** Changes with the link, so that a password that is shown is never an old one. */
  @property() edition = '';
  @property({ type: Boolean }) hasPassword = false;
  /** The preset asks for a password: the link cannot be made without one, and the box makes one up. */
  @property({ type: Boolean }) needsPassword = false;
  /** The rules that few need are behind a fold. */
  @property({ type: Boolean }) folded = false;
  /** The project's last day in words; empty where it has none. */
  @property() projectEnds = '';
  /** `2026-12-21`. */
  @property() today = '';

  static override styles = [controls, numberStyle, linkFormStyle];

  override render() {
    const { form } = this;
    if (!form) return nothing;
    const own = this.words.links.form;
    const { opening, visit, phones, watermark, preview, feedback, refresh } = ruleRows(form, this.#rows);
    const [opens, end, download, password] = [
      this.#opens(form),
      this.#end(form),
      this.#download(form),
      this.#password(form),
    ];
    const label = this.#row(
      { name: own.label, help: own.labelHelp, fields: ['label'] },
      this.#text('label', own.label, form.label),
    );
    const placement = this.#row(
      { name: own.placement, fields: ['placement'] },
      this.#text('placement', own.placement, form.placement, own.placementHelp),
    );
    if (!this.folded)
      return html`${opens}${end}${opening}${download}${visit}${password}${phones}${watermark}${preview}${feedback}${refresh}${label}${placement}`;
    // What is wrong, or was set, is never behind the fold.
    const wrong = (['opensAt', 'visit', 'phones', 'refresh', 'placement'] as const).some((name) => this.mistakes[name]);
    return html`${opens}${end}${download}${password}${label}
      <details ?open=${wrong}><summary><b>${own.more}</b><span class="small">${own.moreHelp}</span></summary>
        ${opening}${visit}${phones}${watermark}${preview}${feedback}${refresh}${placement}</details>`;
  }

  /** Puts the cursor where something is wrong. */
  goTo(name: string): void {
    const field = this.renderRoot.querySelector<HTMLElement>(`[name='${name}']`);
    const fold = field?.closest('details');
    if (fold) fold.open = true;
    field?.focus();
  }

  get #rows(): Rows {
    return {
      words: this.words,
      today: this.today,
      row: (about, values) => this.#row(about, values),
      error: (name) => this.#error(name),
      tell: (change) => this.#tell(change),
    };
  }

  #opens(form: LinkForm) {
    const own = this.words.links.form;
    const total = numberField({
      name: 'opens',
      label: form.for === 'many' ? own.total : own.opens,
      unit: own.times,
      value: form.unlimited ? '' : form.opens,
      placeholder: form.unlimited ? '∞' : undefined,
      error: this.#error('opens'),
      disabled: form.unlimited && form.for === 'one',
      // For many the total may simply be left empty.
      typed: (opens) => this.#tell(form.for === 'many' ? { opens, unlimited: opens.trim() === '' } : { opens }),
    });
    const phone = numberField({
      name: 'perPhone',
      label: `${own.perPhone}${this.words.admin.comma}${own.perPhoneHelp}`,
      unit: own.times,
      value: form.perPhone,
      placeholder: '∞',
      error: this.#error('perPhone'),
      typed: (perPhone) => this.#tell({ perPhone }),
    });
    const about = { name: own.opens, help: this.used, fields: ['opens', 'perPhone'], preset: 'opens' } as const;
    if (form.for === 'one')
      return this.#row(
        about,
        html`${total}<label class="check"><input type="checkbox" .checked=${form.unlimited} @change=${(event: Event) => this.#tell({ unlimited: (event.target as HTMLInputElement).checked })} />${own.unlimited}</label>
        <div class="phone"><span class="small">${own.perPhone}</span>${phone}</div>`,
      );
    const count = (typed: string) => wholeNumber(typed, 1, 1_000_000) ?? null;
    const says = own.manySays(count(form.perPhone), form.unlimited ? null : count(form.opens));
    return this.#row(
      { ...about, hint: says },
      html`<div class="phone first"><span class="small">${own.perPhone}</span>${phone}</div>
        <div class="phone"><span class="small">${own.total}</span>${total}</div>`,
    );
  }

  #end(form: LinkForm) {
    const own = this.words.links.form;
    const ends = (['none', 'days', 'date', 'project'] as const).filter(
      (end) => end !== 'project' || this.projectEnds !== '' || form.end === 'project',
    );
    const help = form.end === 'project' && this.projectEnds !== '' ? own.projectEnds(this.projectEnds) : '';
    return this.#row(
      { name: own.expires, help, fields: ['days', 'date'], preset: 'end' },
      html`<admin-segments whole label=${own.expires} .value=${form.end} .options=${ends.map((value) => ({ value, label: own.ends[value] }))} @choose=${({ detail }: CustomEvent<End>) => this.#tell({ end: detail })}></admin-segments>
        ${form.end === 'days' ? numberField({ name: 'days', label: own.daysLabel, unit: own.days, value: form.days, error: this.#error('days'), typed: (days) => this.#tell({ days }) }) : nothing}
        ${
          form.end === 'date'
            ? html`<input type="date" name="date" aria-label=${own.dateLabel} .value=${form.date} min=${this.today} aria-invalid=${this.#error('date') === undefined ? 'false' : 'true'} aria-describedby=${this.#error('date') === undefined ? nothing : 'date-told'} @input=${(event: InputEvent) => this.#tell({ date: (event.target as HTMLInputElement).value })} />`
            : nothing
        }`,
    );
  }

  #download(form: LinkForm) {
    const { links } = this.words;
    const own = links.form;
    return this.#row(
      { name: own.download, help: this.taken, fields: ['download'], preset: 'download' },
      html`<admin-segments whole label=${own.download} .value=${form.download} .options=${(['off', 'screen', 'original'] as const).map((value) => ({ value, label: links.downloads[value] }))}
        @choose=${({ detail }: CustomEvent<LinkForm['download']>) => this.#tell({ download: detail })}></admin-segments>`,
    );
  }

  #password(form: LinkForm) {
    const { links } = this.words;
    const own = links.form;
    const typed = this.#text(
      'password',
      own.newPassword,
      form.password,
      this.hasPassword ? own.keepPassword : this.needsPassword ? links.passwordMade : own.setPassword,
    );
    const choice = html`<admin-segments class="few" label=${own.password} .value=${form.asks ? 'on' : 'off'} .options=${(['off', 'on'] as const).map((value) => ({ value, label: own.passwords[value] }))} @choose=${({ detail }: CustomEvent<string>) => this.#tell({ asks: detail === 'on' })}></admin-segments>`;
    const shown =
      this.linkId !== '' && this.hasPassword && form.asks && form.password === ''
        ? html`<link-password .words=${this.words} .linkId=${this.linkId} .edition=${this.edition}></link-password>`
        : nothing;
    return this.#row(
      { name: own.password, fields: ['password'], preset: 'password' },
      html`${this.needsPassword ? nothing : choice}${form.asks ? typed : nothing}${shown}`,
    );
  }

  #row({ name, help = '', fields, preset, hint = '' }: Parameters<Rows['row']>[0], values: unknown): TemplateResult {
    const wrong = fields.filter((field) => this.#error(field) !== undefined);
    const standing = preset && this.standings?.[preset];
    return html`<div class="row"><div><b>${name}</b>${help === '' ? nothing : html`<p class="small figures">${help}</p>`}
        ${standing?.same ? html`<p class="small from">${this.words.links.form.fromPreset}</p>` : nothing}</div>
      <div class="values">${values}</div>${wrong.map((field) => html`<p class="told" id="${field}-told" role="alert">${this.#error(field)}</p>`)}
      ${hint === '' ? nothing : html`<p class="small hint">${hint}</p>`}
      ${standing && !standing.same ? this.#other(standing, name) : nothing}</div>`;
  }

  /** What was changed by hand, and what the preset says instead. */
  #other({ said, back }: Standing, name: string) {
    const { links, admin } = this.words;
    const own = links.form;
    const value = links.presetSaid(said);
    const became = this.became.has(said.field);
    const [text, label] = became
      ? [own.presetBecame(value), own.takePreset]
      : [`${own.byHand}${admin.comma}${own.presetIs(value)}`, own.backToPreset];
    return html`<p class="small hint mine">${became ? nothing : pencil}<span>${text}</span>${
      back === undefined
        ? nothing
        : html`<button class="quiet dense" aria-label=${`${name}${admin.comma}${label}`} @click=${() => this.#tell(back)}>${label}</button>`
    }</p>`;
  }

  #text(name: 'password' | 'label' | 'placement', label: string, value: string, placeholder = '') {
    const wrong = this.#error(name) !== undefined;
    return html`<input class="text" name=${name} autocomplete="off" autocapitalize="off" spellcheck="false" aria-label=${label} .value=${value} placeholder=${placeholder}
      aria-invalid=${wrong ? 'true' : 'false'} aria-describedby=${wrong ? `${name}-told` : nothing} @input=${(event: InputEvent) => this.#tell({ [name]: (event.target as HTMLInputElement).value })} />`;
  }

  #error(name: FieldName): string | undefined {
    const why = this.mistakes[name];
    return why && this.words.links.form.wrong[why];
  }

  #tell(change: Partial<LinkForm>) {
    this.dispatchEvent(new CustomEvent<Partial<LinkForm>>('edit', { detail: change }));
  }
}
