import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type Words, words } from '#words/index.ts';
import { inputStyle, textInput } from '../library/inputs.ts';
import { tagsOf } from '../library/tags.ts';
import { controls } from '../parts/controls.ts';
import { fieldStyle } from '../parts/field.ts';
import '../parts/admin-dialog.ts';

/** Which tags recipients are to get or to lose. It says `tags` with them, and `closed`. */
@customElement('tag-dialog')
export class TagDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ type: Number }) count = 0;
  /** Tags that there are to choose from. */
  @property({ attribute: false }) known: readonly string[] = [];
  @property({ type: Boolean }) removing = false;
  @property({ type: Boolean }) open = false;
  @state() private typed = '';
  @state() private wrong = false;

  static override styles = [
    controls,
    fieldStyle,
    inputStyle,
    css`
      .known { display: flex; flex-wrap: wrap; gap: 8px; padding-top: 16px; }
      .known button[aria-pressed='true'] { border-color: var(--accent); background: var(--tint); }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('open') || !this.open) return;
    this.typed = '';
    this.wrong = false;
  }

  override render() {
    const own = this.words.people.tagDialog;
    const chosen = new Set(tagsOf(this.typed));
    const heading = this.removing ? own.remove(this.count) : own.add(this.count);
    return html`<admin-dialog heading=${heading} ?open=${this.open} @closed=${() => this.#closed()}>
      <form @submit=${this.#apply}>${textInput({
        name: 'tags',
        label: own.field,
        value: this.typed,
        help: own.help,
        error: this.wrong ? own.none : undefined,
        most: 900,
        input: (typed) => {
          this.typed = typed;
          this.wrong = false;
        },
      })}<button type="submit" hidden></button></form>
      ${
        this.known.length === 0
          ? nothing
          : html`<div class="known" role="group" aria-label=${own.known}>${this.known.map(
              (tag) =>
                html`<button class="dense" aria-pressed=${chosen.has(tag) ? 'true' : 'false'} @click=${() => this.#turn(tag)}>${tag}</button>`,
            )}</div>`
      }
      <button slot="footer" @click=${() => {
        this.open = false;
      }}>${this.words.admin.cancel}</button>
      <button slot="footer" class="primary" @click=${this.#apply}>${this.removing ? own.submitRemove : own.submitAdd}</button>
    </admin-dialog>`;
  }

  #turn(tag: string) {
    const chosen = tagsOf(this.typed);
    const next = chosen.includes(tag) ? chosen.filter((one) => one !== tag) : [...chosen, tag];
    this.typed = next.join(this.words.admin.comma);
    this.wrong = false;
  }

  #apply(event: Event) {
    event.preventDefault();
    const tags = tagsOf(this.typed);
    this.wrong = tags.length === 0;
    if (this.wrong) return;
    this.dispatchEvent(new CustomEvent<string[]>('tags', { detail: tags }));
    this.open = false;
  }

  #closed() {
    this.open = false;
    this.dispatchEvent(new Event('closed'));
  }
}
