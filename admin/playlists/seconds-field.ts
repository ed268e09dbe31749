import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type Words, words } from '#words/index.ts';
import { numberField, numberStyle, wholeNumber } from '../links/fields.ts';
import { controls } from '../parts/controls.ts';
import { formPartStyle } from './form-style.ts';
import './choice-chips.ts';

const usual = [5, 8, 12, 20];

/** How long a scene stays: one of the usual lengths, or seconds of one's own. It says `choose` with the number, NaN for none. */
@customElement('seconds-field')
export class SecondsField extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property() label = '';
  @property({ type: Number }) value = 8;
  /** What is wrong with it, in words. */
  @property() error = '';
  /** As it is typed, while it is one's own. */
  @state() private typed: string | undefined;

  static override styles = [controls, numberStyle, formPartStyle];

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('value')) return;
    if (this.typed === undefined && !usual.includes(this.value)) this.typed = String(this.value);
    // Another item, or taken back.
    else if (this.typed !== undefined && Number.isFinite(this.value) && Number(this.typed) !== this.value)
      this.typed = usual.includes(this.value) ? undefined : String(this.value);
  }

  override render() {
    const { form, list } = this.words.playlistsEditor;
    const options = [
      ...usual.map((seconds) => ({ value: String(seconds), label: list.seconds(seconds) })),
      { value: 'own', label: form.ownSeconds },
    ];
    return html`<div class="part"><span class="name" aria-hidden="true">${this.label}</span>
      <div class="in-line">
        <choice-chips label=${this.label} value=${this.typed === undefined ? String(this.value) : 'own'} .options=${options}
          @choose=${({ detail }: CustomEvent<string>) => this.#choose(detail)}></choice-chips>
        ${
          this.typed === undefined
            ? nothing
            : numberField({
                name: 'seconds',
                label: this.label,
                value: this.typed,
                unit: form.secondsUnit,
                error: this.error || undefined,
                typed: (text) => this.#type(text),
              })
        }
      </div>
      ${this.error === '' ? nothing : html`<p id="seconds-told" class="told">${this.error}</p>`}</div>`;
  }

  #choose(value: string) {
    if (value === 'own') {
      this.typed = String(this.value);
      void this.updateComplete
        .then(() => this.renderRoot.querySelector('input[name="seconds"]'))
        .then((input) => {
          (input as HTMLInputElement | null)?.select();
        });
      return;
    }
    this.typed = undefined;
    this.#say(Number(value));
  }

  #type(text: string) {
    this.typed = text;
    this.#say(wholeNumber(text, 0, 100_000) ?? Number.NaN);
  }

  #say(seconds: number) {
    this.dispatchEvent(new CustomEvent<number>('choose', { detail: seconds }));
  }
}
