import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { numberStyle, textField } from './fields.ts';
import type { StepForm, StepMistakes } from './next-step-value.ts';

/** The fields of a next step. It says `edit` with what was typed and `picture` with a file that was chosen, and keeps nothing itself. */
@customElement('next-step-form')
export class NextStepFormElement extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) form: StepForm | undefined;
  @property({ attribute: false }) mistakes: StepMistakes = {};
  /** Address of the picture that there is, or was just chosen; empty where there is none. */
  @property() picture = '';
  /** `2026-11-21`. */
  @property() today = '';

  static override styles = [
    controls,
    numberStyle,
    css`
      :host { display: grid; gap: 16px; }
      .two { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: 16px; align-items: start; }
      .day { display: grid; gap: 8px; justify-items: start; }
      .day label, .picture > span { font-weight: 500; }
      .day input { width: 176px; }
      .picture { display: grid; gap: 8px; justify-items: start; }
      .picture img { display: block; width: auto; max-width: 160px; max-height: 200px; border: 1px solid var(--line); }
      .row { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; }
      .file { position: relative; }
      .file input { position: absolute; inset: 0; width: 100%; opacity: 0; cursor: pointer; }
      .file:has(:focus-visible) { outline: 2px solid var(--accent); outline-offset: 2px; }
      @media (max-width: 599px) { .two { grid-template-columns: minmax(0, 1fr); } .day input { width: 100%; } .day { justify-items: stretch; } }
    `,
  ];

  override render() {
    const { form, mistakes } = this;
    if (!form) return nothing;
    const own = this.words.links.step;
    const text = (name: keyof StepForm, label: string, more: { help?: string; placeholder?: string } = {}) =>
      textField({
        ...{ name, label, value: form[name], error: mistakes[name] ? own.wrong[name] : undefined },
        ...more,
        typed: (value) => this.#tell({ [name]: value }),
      });
    return html`
      ${text('text', own.text, { placeholder: own.textExample })}
      <div class="two">
        ${text('label', own.label, { placeholder: own.labelExample })}
        ${text('target', own.target, { help: own.targetHelp, placeholder: 'https://' })}
      </div>
      <div class="picture">
        <span id="picture">${own.picture}</span>
        ${this.picture === '' ? nothing : html`<img src=${this.picture} alt=${own.pictureNow} />`}
        <div class="row">
          <span class="file"><a class="button" aria-hidden="true" tabindex="-1">${this.picture === '' ? own.choose : own.replace}</a><input type="file" aria-label=${this.picture === '' ? own.choose : own.replace} aria-describedby="picture-help" accept="image/jpeg,image/png,image/webp" @change=${this.#chosen} /></span>
          ${this.picture === '' ? nothing : html`<button class="quiet" type="button" @click=${() => this.#picture(null)}>${own.removePicture}</button>`}
        </div>
        <p class="small" id="picture-help">${own.pictureHelp}</p>
      </div>
      ${this.picture === '' ? nothing : text('pictureAlt', own.alt, { help: own.altHelp })}
      <div class="day">
        <label for="endsOn">${own.ends}</label>
        <input type="date" id="endsOn" name="endsOn" .value=${form.endsOn} min=${this.today} aria-invalid=${mistakes.endsOn ? 'true' : 'false'} aria-describedby="endsOn-told" @input=${(event: InputEvent) => this.#tell({ endsOn: (event.target as HTMLInputElement).value })} />
        <span id="endsOn-told" class=${mistakes.endsOn ? 'told' : 'small'}>${mistakes.endsOn ? own.wrong.endsOn : own.endsHelp}</span>
      </div>
    `;
  }

  /** Puts the cursor where something is wrong. */
  goTo(name: string): void {
    this.renderRoot.querySelector<HTMLInputElement>(`input[name='${name}']`)?.focus();
  }

  #chosen(event: Event) {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (file) this.#picture(file);
    input.value = '';
  }

  #picture(file: File | null) {
    this.dispatchEvent(new CustomEvent<File | null>('picture', { detail: file }));
  }

  #tell(change: Partial<StepForm>) {
    this.dispatchEvent(new CustomEvent<Partial<StepForm>>('edit', { detail: change }));
  }
}
