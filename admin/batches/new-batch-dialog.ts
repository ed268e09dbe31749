import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Audience } from '#contract/audiences.ts';
import type { Batch } from '#contract/batches.ts';
import type { Gallery } from '#contract/galleries.ts';
import { batchLimit } from '#contract/numbered.ts';
import type { ProjectKind } from '#contract/projects.ts';
import { numberField, numberStyle, textField, wholeNumber } from '../links/fields.ts';
import { audienceNames, policySentence } from '../links/policy-parts.ts';
import { usualAudience } from '../links/usual-audience.ts';
import { controls } from '../parts/controls.ts';
import { MakerDialog } from '../parts/maker-dialog.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import {
  type BatchField,
  type BatchForm,
  freshBatch,
  mistakesInBatch,
  policyOfBatch,
  refusedInBatch,
  wishOfBatch,
} from './batch-form.ts';
import { addBatch } from './calls.ts';
import '../parts/admin-dialog.ts';
import '../parts/admin-select.ts';
import '../parts/admin-switch.ts';

/** Makes many numbered links at once. It says `made` with the batch, whose codes are made from then on, and `closed`. */
@customElement('new-batch-dialog')
export class NewBatchDialog extends MakerDialog<Batch> {
  @property({ attribute: false }) galleries: readonly Gallery[] = [];
  /** Of every kind of project. */
  @property({ attribute: false }) audiences: readonly Audience[] = [];
  @property() kind: ProjectKind | undefined;
  @property() zone = 'UTC';
  /** The end of the project. */
  @property({ attribute: false }) projectEnds: string | null = null;
  @state() private form: BatchForm = freshBatch;
  @state() private wrong: ReadonlySet<BatchField> = new Set();

  static override styles = [
    controls,
    numberStyle,
    css`
      .all { display: grid; gap: 20px; }
      .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 20px 16px; align-items: start; }
      .block { display: grid; gap: 8px; align-content: start; }
      .block > span:first-child { font-weight: 500; }
      .tint b { font-weight: 500; }
    `,
  ];

  protected override begin() {
    this.form = { ...freshBatch, galleryId: this.galleries[0]?.id ?? '', audience: usualAudience(this.#own) };
    this.wrong = new Set();
  }

  get #own(): readonly Audience[] {
    return this.audiences.filter(({ kind }) => kind === this.kind);
  }

  override render() {
    const own = this.words.batches.form;
    return html`<admin-dialog heading=${own.heading} ?open=${this.open} @closed=${this.closed}>
      ${this.open ? this.#fields() : nothing}
      ${this.buttons({ make: own.make(wholeNumber(this.form.count, 1, batchLimit)), making: own.making, run: () => void this.#make() })}
    </admin-dialog>`;
  }

  #fields() {
    const { links, batches } = this.words;
    const own = batches.form;
    const { form } = this;
    const preset = this.#own.find(({ id }) => id === form.audience);
    const names = audienceNames(this.#own, this.words);
    const error = (name: BatchField) => (this.wrong.has(name) ? own.wrong[name] : undefined);
    const figure = (name: 'count' | 'firstNumber' | 'days', label: string, unit: string, empty?: string) =>
      html`<div class="block"><span aria-hidden="true">${label}</span>${numberField({
        ...{ name, label, unit, value: form[name], placeholder: empty, error: error(name) },
        typed: (value) => this.#edit({ [name]: value }),
      })}${error(name) === undefined ? nothing : html`<p id="${name}-told" class="told">${error(name)}</p>`}</div>`;
    const where = { now: Date.now(), zone: this.zone, projectEnds: this.projectEnds };
    return html`<div class="all" @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && event.target instanceof HTMLInputElement && void this.#make()}>
      ${this.refused ? problemLine(sentenceOf(this.refused, this.words)) : nothing}
      <div class="pair">${figure('count', own.count, own.countUnit)}${figure('firstNumber', own.first, '')}</div>
      ${textField({
        ...{ name: 'label', label: own.label, value: form.label, help: own.labelHelp, placeholder: own.labelExample },
        error: error('label'),
        typed: (label) => this.#edit({ label }),
      })}
      <admin-select label=${own.gallery} .value=${form.galleryId} .options=${this.galleries.map(({ id, title }) => ({ value: id, label: title }))}
        @choose=${({ detail }: CustomEvent<string>) => this.#edit({ galleryId: detail })}></admin-select>
      <div class="pair">
        <admin-select label=${own.audience} .value=${form.audience} .options=${[
          ...this.#own.map(({ id }) => ({ value: id, label: names.get(id) ?? '' })),
          { value: '', label: links.noAudience },
        ]} @choose=${({ detail }: CustomEvent<string>) => this.#edit({ audience: detail })}></admin-select>
        ${figure('days', own.days, own.daysUnit, preset ? own.daysEmpty : own.daysNone)}
      </div>
      <admin-switch label=${own.onePhone} help=${form.onePhone ? own.onePhoneHelp : own.manyPhonesHelp} ?on=${form.onePhone}
        @choose=${({ detail }: CustomEvent<boolean>) => this.#edit({ onePhone: detail })}></admin-switch>
      ${
        preset?.passwordAsked
          ? textField({
              ...{ name: 'password', label: own.password, value: form.password, help: own.passwordHelp },
              error: error('password'),
              typed: (password) => this.#edit({ password }),
            })
          : nothing
      }
      <p class="tint" aria-live="polite">${policySentence(policyOfBatch(form, preset, where), this.words, where.now, this.zone)}</p>
    </div>`;
  }

  #edit(change: Partial<BatchForm>) {
    this.form = { ...this.form, ...change };
    this.wrong = new Set();
  }

  async #make() {
    if (this.busy) return;
    const { form } = this;
    const preset = this.#own.find(({ id }) => id === form.audience);
    if (await this.#isWrong(mistakesInBatch(form, preset))) return;
    await this.makeIt(
      () => addBatch(form.galleryId, wishOfBatch(form, preset)),
      () => false,
      ({ fields }) => this.#isWrong(refusedInBatch(fields)),
    );
  }

  /** Shows what is wrong, and goes to the first of it; false where nothing is. */
  async #isWrong(wrong: ReadonlySet<BatchField>): Promise<boolean> {
    this.wrong = wrong;
    if (wrong.size === 0) return false;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLInputElement>("input[aria-invalid='true']")?.focus();
    return true;
  }

  protected override tell(batch: Batch) {
    this.dispatchEvent(new CustomEvent<Batch>('made', { detail: batch }));
  }
}
