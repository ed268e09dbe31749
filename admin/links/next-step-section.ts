import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { NextStep } from '#contract/next-step.ts';
import { type Words, words } from '#words/index.ts';
import { lastMoment } from '#words/moments.ts';
import { Refused } from '../api.ts';
import { Load } from '../load.ts';
import { askFirst } from '../parts/ask-first.ts';
import { controls } from '../parts/controls.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { putStep, putStepPicture, readStep, removeStep, removeStepPicture, type StepOwner } from './next-step-calls.ts';
import type { NextStepFormElement } from './next-step-form.ts';
import {
  refusedIn,
  type StepForm,
  type StepMistakes,
  stepFormOf,
  stepInputOf,
  stepMistakesIn,
} from './next-step-value.ts';
import './next-step-form.ts';

/** The next step of a project or a link: what it says and how often it was taken, or the way to set one. */
@customElement('next-step-section')
export class NextStepSection extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property() of: StepOwner['of'] = 'project';
  @property() ownerId = '';
  @property() zone = 'UTC';
  @state() private editing = false;
  @state() private edits: Partial<StepForm> = {};
  @state() private mistakes: StepMistakes = {};
  @state() private refused: Refused | undefined;
  @state() private busy = false;
  /** Chosen and not sent yet; null: to be taken away. */
  @state() private picture: File | null | undefined;
  #preview = '';
  readonly #load = new Load(this, async () => ({ step: await readStep(this.#owner) }), { of: () => this.ownerId });

  static override styles = [
    controls,
    css`
      :host { display: grid; gap: 16px; }
      h2 { font-size: 17px; line-height: 28px; }
      .kept { display: flex; gap: 16px; align-items: flex-start; }
      .kept img { flex: none; width: auto; max-width: 96px; max-height: 120px; border: 1px solid var(--line); }
      .kept p { overflow-wrap: anywhere; }
      .over { color: var(--soon); }
      form { display: grid; gap: 16px; }
    `,
  ];

  override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('ownerId')) this.#close();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#forgetPreview();
  }

  override render() {
    const own = this.words.links.step;
    return html`<div><h2 id="step">${own.title}</h2><p class="small">${own.help[this.of]}</p></div>
      ${this.#load.render(this.words, ({ step }) => (this.editing ? this.#form(step) : this.#kept(step)), 1)}`;
  }

  #kept(step: NextStep | null) {
    const own = this.words.links.step;
    if (!step) return html`<div class="acts"><button @click=${this.#edit}>${own.add}</button></div>`;
    const { text, button, picture, endsAt, taps } = step;
    const now = Date.now();
    const over = endsAt !== null && Date.parse(endsAt) <= now;
    const until = endsAt === null ? '' : this.words.admin.at(lastMoment(Date.parse(endsAt), now, this.zone));
    return html`<div class="kept">
        ${picture ? html`<img src=${picture.address} alt=${own.pictureNow} />` : nothing}
        <div>
          <p>${text}</p>
          ${button ? html`<p class="small">${own.leads(button.label, button.target.replace(/^tel:/, ''))}</p>` : nothing}
          <p class="small figures">${own.taps(taps)}</p>
          ${endsAt === null ? nothing : html`<p class="small figures ${over ? 'over' : ''}">${over ? own.over(until) : own.until(until)}</p>`}
        </div>
      </div>
      <div class="acts"><button @click=${this.#edit}>${own.change}</button><button class="quiet" @click=${() => void this.#remove()}>${own.remove}</button></div>`;
  }

  #form(step: NextStep | null) {
    const shown = this.picture === undefined ? (step?.picture?.address ?? '') : this.#preview;
    return html`<form novalidate aria-labelledby="step" @submit=${(event: SubmitEvent) => void this.#save(event, step)}>
      ${this.refused ? problemLine(sentenceOf(this.refused, this.words)) : nothing}
      <next-step-form .words=${this.words} .form=${{ ...stepFormOf(step), ...this.edits }} .mistakes=${this.mistakes} .picture=${shown} .today=${this.#today}
        @edit=${({ detail }: CustomEvent<Partial<StepForm>>) => {
          this.edits = { ...this.edits, ...detail };
          this.mistakes = {};
        }}
        @picture=${({ detail }: CustomEvent<File | null>) => this.#choose(detail)}
        @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && event.composedPath()[0] instanceof HTMLInputElement && this.renderRoot.querySelector('form')?.requestSubmit()}></next-step-form>
      <div class="acts"><button class="primary" aria-disabled=${this.busy ? 'true' : 'false'}>${this.words.admin.save}</button><button type="button" class="quiet" @click=${this.#close}>${this.words.admin.cancel}</button></div>
    </form>`;
  }

  get #owner(): StepOwner {
    return { of: this.of, id: this.ownerId };
  }

  get #today(): string {
    return new Intl.DateTimeFormat('en-CA', { timeZone: this.zone, dateStyle: 'short' }).format(Date.now());
  }

  readonly #edit = async () => {
    this.editing = true;
    await this.updateComplete;
    await this.#goTo('text');
  };

  readonly #close = () => {
    this.editing = false;
    this.edits = {};
    this.mistakes = {};
    this.refused = undefined;
    this.picture = undefined;
    this.#forgetPreview();
  };

  #choose(file: File | null) {
    this.#forgetPreview();
    this.#preview = file ? URL.createObjectURL(file) : '';
    this.picture = file;
  }

  #forgetPreview() {
    if (this.#preview !== '') URL.revokeObjectURL(this.#preview);
    this.#preview = '';
  }

  async #goTo(name: string) {
    const form = this.renderRoot.querySelector<NextStepFormElement>('next-step-form');
    await form?.updateComplete;
    form?.goTo(name);
  }

  async #save(event: SubmitEvent, before: NextStep | null) {
    event.preventDefault();
    if (this.busy) return;
    const form = { ...stepFormOf(before), ...this.edits };
    this.mistakes = stepMistakesIn(form, this.#today);
    const [wrong] = Object.keys(this.mistakes);
    if (wrong !== undefined) return this.#goTo(wrong);
    this.busy = true;
    this.refused = undefined;
    try {
      await putStep(this.#owner, stepInputOf(form));
      if (this.picture) await putStepPicture(this.#owner, this.picture);
      else if (this.picture === null && before?.picture) await removeStepPicture(this.#owner);
      await this.#load.again();
      this.#close();
      notify({ text: this.words.links.step.saved });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.mistakes = refusedIn(error.fields);
      const [first] = Object.keys(this.mistakes);
      if (first === undefined) this.refused = error;
      else await this.#goTo(first);
    } finally {
      this.busy = false;
    }
  }

  async #remove() {
    const own = this.words.links.step;
    if (!(await askFirst({ heading: own.removeAsk, text: own.removeText[this.of], yes: own.remove, dangerous: true })))
      return;
    try {
      await removeStep(this.#owner);
      notify({ text: own.removed });
    } catch (error) {
      notifyRefused(error, this.words);
    }
    await this.#load.again();
  }
}
