import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Photo } from '#contract/photos.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { fieldStyle } from '../parts/field.ts';
import { inputStyle, textInput } from './inputs.ts';
import { renamed, unknownToken } from './rename-pattern.ts';
import '../parts/admin-dialog.ts';

const previewed = 5;

/** New names for several photos by a pattern, seen before it is done. It says `apply` with a change a photo, and `closed`. */
@customElement('rename-dialog')
export class RenameDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) photos: readonly Photo[] = [];
  @property() zone = 'UTC';
  @property({ type: Boolean }) open = false;
  @state() private pattern = '{name}';
  @state() private start = 1;

  static override styles = [
    controls,
    fieldStyle,
    inputStyle,
    css`
      .row { display: grid; grid-template-columns: minmax(0, 1fr) 112px; gap: 8px; }
      h3 { margin: 0; font-size: 13px; line-height: 20px; font-weight: 400; color: var(--ink2); }
      li { display: grid; padding: 6px 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
      li span { font-size: 13px; line-height: 20px; color: var(--ink3); }
      .same { color: var(--soon); }
    `,
  ];

  override render() {
    const { rename } = this.words.library;
    const unknown = unknownToken(this.pattern);
    const names = this.#names();
    const error =
      this.pattern.trim() === '' ? rename.empty : unknown === undefined ? undefined : rename.unknown(unknown);
    const same = new Set(names).size < names.length;
    return html`<admin-dialog heading=${rename.heading(this.photos.length)} ?open=${this.open} @closed=${() => this.#closed()}>
      <form class="fields" @submit=${this.#apply}>
        <div class="row">
          ${textInput({
            name: 'pattern',
            label: rename.pattern,
            value: this.pattern,
            most: 160,
            error,
            input: (value) => {
              this.pattern = value;
            },
          })}
          ${textInput({
            name: 'start',
            label: rename.start,
            value: String(this.start),
            type: 'number',
            input: (value) => {
              this.start = Math.max(0, Math.min(99_999, Math.floor(Number(value)) || 0));
            },
          })}
        </div>
        <p class="small">${rename.help}</p>
        ${
          error
            ? nothing
            : html`<div><h3>${rename.preview}</h3><ul>${names
                .slice(0, previewed)
                .map((name, nr) => html`<li>${name}<span>${this.photos[nr]?.name}</span></li>`)}</ul>
              ${names.length > previewed ? html`<p class="small">${rename.andMore(names.length - previewed)}</p>` : nothing}
              ${same ? html`<p class="small same">${rename.same}</p>` : nothing}</div>`
        }
      </form>
      <button slot="footer" @click=${() => {
        this.open = false;
      }}>${this.words.admin.cancel}</button>
      <button slot="footer" class="primary" aria-disabled=${error !== undefined} @click=${this.#apply}>${rename.submit}</button>
    </admin-dialog>`;
  }

  #names() {
    return renamed(this.photos, { pattern: this.pattern, start: this.start, zone: this.zone });
  }

  #apply(event: Event) {
    event.preventDefault();
    if (this.pattern.trim() === '' || unknownToken(this.pattern) !== undefined) return;
    const names = this.#names();
    const detail = this.photos.flatMap(({ id, name }, nr) =>
      names[nr] === name ? [] : [{ id, change: { name: names[nr] } }],
    );
    if (detail.length > 0) this.dispatchEvent(new CustomEvent('apply', { detail }));
    this.open = false;
  }

  #closed() {
    this.open = false;
    this.dispatchEvent(new Event('closed'));
  }
}
