import { html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Photo } from '#contract/photos.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { fieldStyle } from '../parts/field.ts';
import { inputStyle, textInput } from './inputs.ts';
import { byCapture } from './split.ts';
import '../parts/admin-dialog.ts';

/** A gallery to be made. */
export interface Made {
  readonly title: string;
  readonly photoIds: readonly string[];
}

/** Asks for the title of a gallery that holds these photos. It says `make` with it, and `closed`. */
@customElement('make-dialog')
export class MakeDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) photos: readonly Photo[] = [];
  @property({ type: Boolean }) open = false;
  @property({ type: Boolean }) busy = false;
  @state() private named = '';

  static override styles = [controls, fieldStyle, inputStyle];

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('open') && this.open) this.named ||= this.words.library.make.default;
  }

  override render() {
    const { make } = this.words.library;
    return html`<admin-dialog heading=${make.heading} ?open=${this.open} @closed=${() => this.#closed()}>
      <form class="fields" @submit=${this.#make}>
        ${textInput({
          name: 'title',
          label: make.title,
          value: this.named,
          most: 110,
          help: make.count(this.photos.length),
          input: (value) => {
            this.named = value;
          },
        })}
      </form>
      <button slot="footer" @click=${() => {
        this.open = false;
      }}>${this.words.admin.cancel}</button>
      <button slot="footer" class="primary" aria-disabled=${this.named.trim() === '' || this.busy} @click=${this.#make}>${make.submit}</button>
    </admin-dialog>`;
  }

  #make(event: Event) {
    event.preventDefault();
    const title = this.named.trim();
    if (title === '' || this.busy) return;
    const photoIds = byCapture(this.photos).map(({ id }) => id);
    this.dispatchEvent(new CustomEvent<Made>('make', { detail: { title, photoIds } }));
  }

  #closed() {
    this.open = false;
    this.named = '';
    this.dispatchEvent(new Event('closed'));
  }
}
