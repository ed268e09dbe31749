import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Audience } from '#contract/audiences.ts';
import { type Words, words } from '#words/index.ts';
import type { End } from '../links/days.ts';
import { numberField, numberStyle } from '../links/fields.ts';
import type { LinkForm, Mistakes, Where } from '../links/link-change.ts';
import { formOfDraft, type LinkDraft, mistakesInDraft, turned } from '../links/new-link.ts';
import { audienceNames } from '../links/policy-parts.ts';
import { controls } from '../parts/controls.ts';
import '../parts/admin-dialog.ts';
import '../parts/admin-segments.ts';
import '../parts/admin-select.ts';

/** By which preset a client's link is made, and what is otherwise; it says `chosen` with the terms, and `closed`. */
@customElement('terms-sheet')
export class TermsSheet extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) audiences: readonly Audience[] = [];
  @property({ attribute: false }) terms: LinkDraft = { for: 'one', audience: '', galleryIds: [], edits: {} };
  @property({ attribute: false }) where: Where = { now: 0, zone: 'UTC', projectEnds: null };
  @property({ type: Boolean }) open = false;
  @state() private draft: LinkDraft = this.terms;
  @state() private mistakes: Mistakes = {};

  static override styles = [
    controls,
    numberStyle,
    css`
      .all { display: grid; gap: 20px; }
      .block { display: grid; gap: 8px; }
      .block > b { font-weight: 500; }
      .line { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; }
      .line .number { width: 128px; }
      .check { display: flex; align-items: center; gap: 8px; min-height: 44px; cursor: pointer; }
      .check input { width: 20px; height: 20px; margin: 0; accent-color: var(--accent); }
      .back { justify-self: start; margin-left: -16px; color: var(--accent); }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('open') || !this.open) return;
    this.draft = this.terms;
    this.mistakes = {};
  }

  override render() {
    const { personal, admin } = this.words;
    return html`<admin-dialog heading=${personal.sheet} ?open=${this.open} @closed=${this.#closed}>
      ${this.open ? this.#body() : nothing}
      <button slot="footer" class="primary" @click=${this.#done}>${admin.done}</button>
    </admin-dialog>`;
  }

  get #preset(): Audience | undefined {
    return this.audiences.find(({ id }) => id === this.draft.audience);
  }

  #body() {
    const { links, personal } = this.words;
    const own = links.form;
    const preset = this.#preset;
    const form = formOfDraft(this.draft, preset);
    const names = audienceNames(this.audiences, this.words);
    const ends: readonly End[] = [
      'days',
      ...(this.where.projectEnds !== null || form.end === 'project' ? ['project' as const] : []),
      'none',
    ];
    return html`<div class="all">
      <admin-select label=${links.audience} .value=${this.draft.audience} .options=${this.audiences.map(({ id }) => ({ value: id, label: names.get(id) ?? id }))}
        @choose=${({ detail }: CustomEvent<string>) => this.#set(turned(this.draft, { audience: detail }))}></admin-select>
      <div class="block"><b>${own.opens}</b><div class="line">${numberField({
        name: 'opens',
        label: own.opens,
        unit: own.times,
        value: form.unlimited ? '' : form.opens,
        placeholder: form.unlimited ? '∞' : undefined,
        error: this.#error('opens'),
        disabled: form.unlimited,
        typed: (opens) => this.#edit({ opens }),
      })}<label class="check"><input type="checkbox" .checked=${form.unlimited} @change=${(event: Event) => this.#edit({ unlimited: (event.target as HTMLInputElement).checked })} />${own.unlimited}</label></div>${this.#told('opens')}</div>
      <div class="block"><b>${own.expires}</b><div class="line">
        <admin-segments label=${own.expires} .value=${form.end} .options=${ends.map((value) => ({ value, label: own.ends[value] }))} @choose=${({ detail }: CustomEvent<End>) => this.#edit({ end: detail })}></admin-segments>
        ${form.end === 'days' ? numberField({ name: 'days', label: own.daysLabel, unit: own.days, value: form.days, error: this.#error('days'), typed: (days) => this.#edit({ days }) }) : nothing}</div>${this.#told('days')}</div>
      <div class="block"><b>${own.download}</b><admin-segments whole label=${own.download} .value=${form.download} .options=${(['off', 'screen', 'original'] as const).map((value) => ({ value, label: links.downloads[value] }))}
        @choose=${({ detail }: CustomEvent<LinkForm['download']>) => this.#edit({ download: detail })}></admin-segments></div>
      ${preset?.passwordAsked ? html`<p class="small">${links.passwordMade}</p>` : nothing}
      ${Object.keys(this.draft.edits).length > 0 ? html`<button class="quiet back" @click=${() => this.#set({ ...this.draft, edits: {} })}>${personal.backToPreset}</button>` : nothing}
    </div>`;
  }

  #error(name: 'opens' | 'days'): string | undefined {
    const why = this.mistakes[name];
    return why && this.words.links.form.wrong[why];
  }

  #told(name: 'opens' | 'days') {
    const error = this.#error(name);
    return error === undefined ? nothing : html`<p class="told" id="${name}-told" role="alert">${error}</p>`;
  }

  #edit(change: Partial<LinkForm>) {
    this.#set({ ...this.draft, edits: { ...this.draft.edits, ...change } });
  }

  #set(draft: LinkDraft) {
    this.draft = draft;
    this.mistakes = {};
  }

  async #done() {
    this.mistakes = mistakesInDraft(this.draft, this.#preset, this.where);
    const [first] = Object.keys(this.mistakes);
    if (first !== undefined) {
      await this.updateComplete;
      return this.renderRoot.querySelector<HTMLInputElement>(`[name='${first}']`)?.focus();
    }
    this.dispatchEvent(new CustomEvent<LinkDraft>('chosen', { detail: this.draft }));
    this.open = false;
    this.#closed();
  }

  #closed() {
    this.dispatchEvent(new Event('closed'));
  }
}
