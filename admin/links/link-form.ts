import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Download } from '#contract/links.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { numberField, numberStyle } from './fields.ts';
import type { End, LinkForm, Mistakes } from './link-change.ts';
import '../parts/admin-segments.ts';

/** What a link allows, row by row. It says `edit` with what was changed of the form, and keeps nothing itself. */
@customElement('link-form')
export class LinkFormElement extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) form: LinkForm | undefined;
  @property({ attribute: false }) mistakes: Mistakes = {};
  /** Fields that the box refused. */
  @property({ attribute: false }) refused: Mistakes = {};
  @property() used = '';
  @property({ type: Boolean }) hasPassword = false;
  /** The project's last day in words; empty where it has none. */
  @property() projectEnds = '';
  /** `2026-12-21`. */
  @property() today = '';

  static override styles = [
    controls,
    numberStyle,
    css`
      .row { display: grid; grid-template-columns: 132px minmax(0, 1fr); gap: 4px 16px; align-items: center; min-height: 60px; padding: 8px 0; border-bottom: 1px solid var(--line); }
      .row > div:first-child b { font-weight: 500; }
      .values { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; }
      .values .number { width: 112px; }
      .values .number.date, input[type='date'] { width: 176px; }
      .values admin-segments { flex: 1 1 auto; max-width: 100%; }
      .values admin-segments.few { flex: none; }
      .check { display: flex; align-items: center; gap: 8px; min-height: 44px; cursor: pointer; }
      .check input { width: 20px; height: 20px; margin: 0; accent-color: var(--accent); }
      .phone { display: flex; align-items: center; gap: 8px; margin-left: auto; }
      .values input.text { flex: 1 1 200px; }
      .told, .hint { grid-column: 2; }
      @media (max-width: 599px) {
        .row { grid-template-columns: minmax(0, 1fr); padding: 12px 0; }
        .told, .hint { grid-column: 1; }
        .phone { margin-left: 0; }
        .values admin-segments { width: 100%; }
      }
    `,
  ];

  override render() {
    const { form } = this;
    if (!form) return nothing;
    const own = this.words.links.form;
    const { links } = this.words;
    const endOptions = (['none', 'days', 'date', 'project'] as const).filter(
      (end) => end !== 'project' || this.projectEnds !== '' || form.end === 'project',
    );
    return html`
      ${this.#row(
        own.opens,
        this.used,
        html`${numberField({ name: 'opens', label: own.opens, unit: own.times, value: form.unlimited ? '' : form.opens, placeholder: form.unlimited ? '∞' : undefined, error: this.#error('opens'), disabled: form.unlimited, typed: (opens) => this.#tell({ opens }) })}
        <label class="check"><input type="checkbox" .checked=${form.unlimited} @change=${(event: Event) => this.#tell({ unlimited: (event.target as HTMLInputElement).checked })} />${own.unlimited}</label>
        <div class="phone"><span class="small">${own.perPhone}</span>${numberField({ name: 'perPhone', label: `${own.perPhone}${this.words.admin.comma}${own.perPhoneHelp}`, unit: own.times, value: form.perPhone, placeholder: '∞', error: this.#error('perPhone'), typed: (perPhone) => this.#tell({ perPhone }) })}</div>`,
        ['opens', 'perPhone'],
      )}
      ${this.#row(
        own.expires,
        form.end === 'project' && this.projectEnds !== '' ? own.projectEnds(this.projectEnds) : '',
        html`<admin-segments whole label=${own.expires} .value=${form.end} .options=${endOptions.map((value) => ({ value, label: own.ends[value] }))} @choose=${({ detail }: CustomEvent<End>) => this.#tell({ end: detail })}></admin-segments>
        ${form.end === 'days' ? numberField({ name: 'days', label: own.daysLabel, unit: own.days, value: form.days, error: this.#error('days'), typed: (days) => this.#tell({ days }) }) : nothing}
        ${
          form.end === 'date'
            ? html`<input type="date" name="date" aria-label=${own.dateLabel} .value=${form.date} min=${this.today} aria-invalid=${this.#error('date') === undefined ? 'false' : 'true'} @input=${(event: InputEvent) => this.#tell({ date: (event.target as HTMLInputElement).value })} />`
            : nothing
        }`,
        ['days', 'date'],
      )}
      ${this.#row(
        own.download,
        '',
        html`<admin-segments whole label=${own.download} .value=${form.download} .options=${(['off', 'screen', 'original'] as const).map((value) => ({ value, label: links.downloads[value] }))} @choose=${({ detail }: CustomEvent<Download>) => this.#tell({ download: detail })}></admin-segments>`,
      )}
      ${this.#row(
        own.password,
        '',
        html`<admin-segments class="few" label=${own.password} .value=${form.asks ? 'on' : 'off'} .options=${(['off', 'on'] as const).map((value) => ({ value, label: own.passwords[value] }))} @choose=${({ detail }: CustomEvent<string>) => this.#tell({ asks: detail === 'on' })}></admin-segments>
        ${form.asks ? this.#text('password', own.newPassword, form.password, this.hasPassword ? own.keepPassword : own.setPassword) : nothing}`,
        ['password'],
      )}
      ${this.#row(own.label, own.labelHelp, this.#text('label', own.label, form.label), ['label'])}
      ${this.#row(own.placement, '', this.#text('placement', own.placement, form.placement, own.placementHelp), ['placement'])}
    `;
  }

  /** Puts the cursor where something is wrong. */
  goTo(name: string): void {
    this.renderRoot.querySelector<HTMLInputElement>(`input[name='${name}']`)?.focus();
  }

  #row(name: string, help: string, values: unknown, fields: readonly (keyof Mistakes)[] = []) {
    const wrong = fields.find((field) => this.#error(field) !== undefined);
    return html`<div class="row"><div><b>${name}</b>${help === '' ? nothing : html`<p class="small figures">${help}</p>`}</div>
      <div class="values">${values}</div>${wrong === undefined ? nothing : html`<p class="told" id="${wrong}-told" role="alert">${this.#error(wrong)}</p>`}</div>`;
  }

  #text(name: 'password' | 'label' | 'placement', label: string, value: string, placeholder = '') {
    const wrong = this.#error(name) !== undefined;
    return html`<input class="text" name=${name} autocomplete="off" autocapitalize="off" spellcheck="false" aria-label=${label} .value=${value} placeholder=${placeholder}
      aria-invalid=${wrong ? 'true' : 'false'} aria-describedby=${wrong ? `${name}-told` : nothing} @input=${(event: InputEvent) => this.#tell({ [name]: (event.target as HTMLInputElement).value })} />`;
  }

  #error(name: keyof Mistakes): string | undefined {
    const own = this.words.links.form;
    if (this.mistakes[name]) {
      const reasons = {
        opens: own.opensWrong,
        perPhone: own.perPhoneWrong,
        days: own.daysWrong,
        date: own.dateWrong,
        password: own.passwordWrong,
      };
      return { label: own.refused, placement: own.refused, ...reasons }[name];
    }
    return this.refused[name] ? own.refused : undefined;
  }

  #tell(change: Partial<LinkForm>) {
    this.dispatchEvent(new CustomEvent<Partial<LinkForm>>('edit', { detail: change }));
  }
}
