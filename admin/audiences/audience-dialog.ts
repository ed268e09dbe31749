import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Audience } from '#contract/audiences.ts';
import type { Download } from '#contract/links.ts';
import type { ProjectKind } from '#contract/projects.ts';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { numberField, numberStyle, textField } from '../links/fields.ts';
import { formOfPreset } from '../links/from-preset.ts';
import { linkFormStyle } from '../links/link-form-style.ts';
import { type Rows, ruleRows } from '../links/rule-rows.ts';
import { controls } from '../parts/controls.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import {
  type AudienceField,
  type AudienceForm,
  type AudienceMistakes,
  formOfAudience,
  freshAudience,
  idOf,
  inputOfAudience,
  mistakesInAudience,
  refusedInAudience,
} from './audience-form.ts';
import { putAudience } from './calls.ts';
import '../parts/admin-dialog.ts';
import '../parts/admin-segments.ts';
import '../parts/admin-switch.ts';

/** Changes a preset, or adds one where `preset` is undefined. It says `saved` with the preset as it is then, and `closed`. */
@customElement('audience-dialog')
export class AudienceDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) preset: Audience | undefined;
  /** The ids that there are. */
  @property({ attribute: false }) taken: ReadonlySet<string> = new Set();
  @property() kind: ProjectKind = 'event';
  @property({ type: Boolean }) open = false;
  @state() private form: AudienceForm = freshAudience('event');
  @state() private mistakes: AudienceMistakes = {};
  @state() private refused: Refused | undefined;
  @state() private busy = false;

  static override styles = [
    controls,
    numberStyle,
    linkFormStyle,
    css`
      .names { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); gap: 16px; margin-bottom: 8px; }
      .block { display: grid; gap: 8px; margin-bottom: 20px; }
      .block > b { font-weight: 500; }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('open') || !this.open) return;
    this.form = this.preset ? formOfAudience(this.preset) : freshAudience(this.kind);
    this.mistakes = {};
    this.refused = undefined;
    this.busy = false;
  }

  override render() {
    const { admin, roles } = this.words;
    const own = roles.audiences;
    const heading = this.preset ? own.heading(this.preset.names[admin.tag === 'en' ? 'en' : 'zh-CN']) : own.add;
    return html`<admin-dialog wide heading=${heading} ?open=${this.open} @closed=${this.#closed}>
      ${this.open ? this.#fields() : nothing}
      <button slot="footer" @click=${this.#close}>${admin.cancel}</button>
      <button slot="footer" class="primary" aria-disabled=${this.busy ? 'true' : 'false'} @click=${() => void this.#save()}>${this.busy ? own.saving : this.preset ? own.save : own.make}</button>
    </admin-dialog>`;
  }

  #fields() {
    const { admin, links, roles } = this.words;
    const own = roles.audiences;
    const { form } = this;
    const text = (name: 'nameZh' | 'nameEn', label: string) =>
      textField({
        name,
        label,
        value: form[name],
        help: own.nameHelp,
        error: this.#error(name),
        typed: (value) => this.#edit({ [name]: value }),
      });
    const id = idOf(form);
    const kinds = (['event', 'estate', 'product'] as const).map((value) => ({ value, label: admin.kinds[value] }));
    const { visit, phones, watermark, refresh } = ruleRows(
      { ...formOfPreset(undefined, 'one'), ...visitPart(form) },
      this.#rows,
    );
    const ends = (['none', 'days', 'project'] as const).map((value) => ({ value, label: own.endings[value] }));
    const downloads = (['off', 'screen', 'original'] as const).map((value) => ({
      value,
      label: links.downloads[value],
    }));
    return html`
      ${this.refused ? problemLine(sentenceOf(this.refused, this.words)) : nothing}
      ${
        this.preset
          ? nothing
          : html`<div class="block"><b>${own.kind}</b><admin-segments whole label=${own.kind} .value=${form.kind} .options=${kinds}
              @choose=${({ detail }: CustomEvent<ProjectKind>) => this.#edit({ kind: detail })}></admin-segments></div>`
      }
      <div class="names">${text('nameZh', own.nameZh)}${text('nameEn', own.nameEn)}
        ${
          this.preset
            ? nothing
            : textField({
                name: 'short',
                label: own.short,
                value: id.slice(id.indexOf('.') + 1),
                help: own.shortHelp(id),
                error: this.#error('short'),
                typed: (short) => this.#edit({ short: short.trim() === '' ? undefined : short.trim() }),
              })
        }</div>
      ${this.#row(
        { name: own.opens, fields: ['opens'], hint: own.opensHelp },
        numberField({
          name: 'opens',
          label: own.opens,
          unit: links.form.times,
          value: form.opens,
          placeholder: links.unlimited,
          error: this.#error('opens'),
          typed: (opens) => this.#edit({ opens }),
        }),
      )}
      ${this.#row(
        { name: own.endsOn, fields: ['days'] },
        html`<admin-segments whole label=${own.endsOn} .value=${form.end} .options=${ends} @choose=${({ detail }: CustomEvent<AudienceForm['end']>) => this.#edit({ end: detail })}></admin-segments>
          ${form.end === 'days' ? numberField({ name: 'days', label: own.daysLabel, unit: links.form.days, value: form.days, error: this.#error('days'), typed: (days) => this.#edit({ days }) }) : nothing}`,
      )}
      ${this.#row(
        { name: links.form.download, fields: ['download'] },
        html`<admin-segments whole label=${links.form.download} .value=${form.download} .options=${downloads} @choose=${({ detail }: CustomEvent<Download>) => this.#edit({ download: detail })}></admin-segments>`,
      )}
      ${visit}${phones}${watermark}${refresh}
      <admin-switch label=${own.passwordAsked} help=${own.passwordHelp} ?on=${form.asks} @choose=${({ detail }: CustomEvent<boolean>) => this.#edit({ asks: detail })}></admin-switch>`;
  }

  /** What the rows that links have too are drawn with. */
  get #rows(): Rows {
    return {
      words: this.words,
      today: '',
      row: ({ name, fields, hint = '' }, values) =>
        this.#row({ name, fields: fields as readonly AudienceField[], hint }, values),
      error: (name) => this.#error(name as AudienceField),
      tell: (change) => this.#edit(change as Partial<AudienceForm>),
    };
  }

  #row(
    { name, fields, hint = '' }: { name: string; fields: readonly AudienceField[]; hint?: string },
    values: unknown,
  ): TemplateResult {
    const wrong = fields.find((field) => this.#error(field) !== undefined);
    return html`<div class="row"><div><b>${name}</b></div><div class="values">${values}</div>
      ${wrong === undefined ? nothing : html`<p class="told" id="${wrong}-told" role="alert">${this.#error(wrong)}</p>`}
      ${hint === '' ? nothing : html`<p class="small hint">${hint}</p>`}</div>`;
  }

  #error(name: AudienceField): string | undefined {
    const why = this.mistakes[name];
    return why && this.words.roles.audiences.wrong[why];
  }

  #edit(change: Partial<AudienceForm>) {
    this.form = { ...this.form, ...change };
    this.mistakes = {};
  }

  async #save() {
    if (this.busy) return;
    const { form, preset } = this;
    if (this.#wrong(mistakesInAudience(form, preset ? undefined : this.taken))) return;
    this.busy = true;
    this.refused = undefined;
    try {
      const saved = await putAudience(preset?.id ?? idOf(form), inputOfAudience(form));
      this.#close();
      this.dispatchEvent(new CustomEvent<Audience>('saved', { detail: saved }));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (!this.#wrong(refusedInAudience(error.fields))) this.refused = error;
    } finally {
      this.busy = false;
    }
  }

  /** Shows what is wrong and goes to the first of it; false where nothing is. */
  #wrong(mistakes: AudienceMistakes): boolean {
    this.mistakes = mistakes;
    const [first] = Object.keys(mistakes);
    if (first === undefined) return false;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`[name='${first}']`)?.focus());
    return true;
  }

  #close() {
    this.open = false;
    this.#closed();
  }

  #closed() {
    this.dispatchEvent(new Event('closed'));
  }
}

/** The parts that the rows of a link's form show as well. */
function visitPart({ visit, visitCount, visitUnit, phones, refresh, watermark }: AudienceForm) {
  return { visit, visitCount, visitUnit, phones, refresh, watermark };
}
