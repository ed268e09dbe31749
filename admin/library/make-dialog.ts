import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Photo } from '#contract/photos.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { fieldStyle } from '../parts/field.ts';
import { inputStyle, textInput } from './inputs.ts';
import { byCapture, splitByCapture } from './split.ts';
import '../parts/admin-dialog.ts';

/** A gallery to be made. */
export interface Made {
  readonly title: string;
  readonly photoIds: readonly string[];
}

type Way = 'first' | 'split' | 'choose';

/** Asks for a gallery's title; of too many photos, how they are to be placed. It says `make` with the galleries, and `closed`. */
@customElement('make-dialog')
export class MakeDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) photos: readonly Photo[] = [];
  /** Photos that one gallery holds. */
  @property({ type: Number }) limit = 25;
  @property({ type: Boolean }) open = false;
  @property({ type: Boolean }) busy = false;
  @state() private named = '';
  @state() private way: Way = 'split';

  static override styles = [
    controls,
    fieldStyle,
    inputStyle,
    css`
      fieldset { display: grid; gap: 8px; }
      legend { padding-bottom: 8px; }
      .way { display: grid; grid-template-columns: 20px minmax(0, 1fr); gap: 2px 12px; align-items: start; padding: 10px 12px; border: 1px solid var(--line2); border-radius: 8px; cursor: pointer; }
      .way:has(:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
      .way:has(:focus-visible) { outline: 2px solid var(--accent); outline-offset: 2px; }
      .way input { width: 20px; height: 20px; margin: 2px 0 0; accent-color: var(--accent); outline: none; }
      .way .small { grid-column: 2; overflow-wrap: anywhere; }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('open') && this.open) this.named ||= this.words.library.make.default;
  }

  override render() {
    const { make } = this.words.library;
    const many = this.photos.length > this.limit;
    return html`<admin-dialog heading=${make.heading} ?open=${this.open} @closed=${() => this.#closed()}>
      <form class="fields" @submit=${this.#make}>
        ${textInput({
          name: 'title',
          label: make.title,
          value: this.named,
          most: 110,
          help: many ? undefined : make.count(this.photos.length),
          input: (value) => {
            this.named = value;
          },
        })}
        ${many ? this.#ways() : nothing}
      </form>
      <button slot="footer" @click=${() => {
        this.open = false;
      }}>${this.words.admin.cancel}</button>
      <button slot="footer" class="primary" aria-disabled=${this.named.trim() === '' || this.busy} @click=${this.#make}>${make.submit}</button>
    </admin-dialog>`;
  }

  #ways() {
    const { make } = this.words.library;
    const { limit } = this;
    const parts = this.#parts();
    const way = (value: Way, label: string, help?: string) => html`<label class="way">
      <input type="radio" name="way" value=${value} .checked=${this.way === value} @change=${() => {
        this.way = value;
      }} />${label}
      ${help ? html`<span class="small">${help}</span>` : nothing}
    </label>`;
    return html`<fieldset><legend>${make.tooMany(this.photos.length, limit)}</legend>
      ${way('split', make.ways.split(parts.length), make.splitHelp(parts.map(({ title, photoIds }) => `${title} (${photoIds.length})`)))}
      ${way('first', make.ways.first(limit), make.firstHelp)}
      ${way('choose', make.ways.choose)}
    </fieldset>`;
  }

  #parts(): Made[] {
    const { make } = this.words.library;
    const title = this.named.trim() || make.default;
    return splitByCapture(this.photos, this.limit).map((part, nr) => ({
      title: make.part(title, nr + 1),
      photoIds: part.map(({ id }) => id),
    }));
  }

  #make(event: Event) {
    event.preventDefault();
    const title = this.named.trim();
    if (title === '' || this.busy) return;
    const many = this.photos.length > this.limit;
    if (many && this.way === 'choose') {
      this.open = false;
      return;
    }
    const photoIds = byCapture(this.photos)
      .slice(0, this.limit)
      .map(({ id }) => id);
    const made: Made[] = many && this.way === 'split' ? this.#parts() : [{ title, photoIds }];
    this.dispatchEvent(new CustomEvent<Made[]>('make', { detail: made }));
  }

  #closed() {
    this.open = false;
    this.named = '';
    this.dispatchEvent(new Event('closed'));
  }
}
