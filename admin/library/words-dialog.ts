import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Photo, PhotoChange } from '#contract/photos.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { fieldStyle } from '../parts/field.ts';
import { inputStyle, textInput } from './inputs.ts';
import { retagged, tagsOf } from './tags.ts';
import '../parts/admin-dialog.ts';

/** Title, caption and tags for several photos at once. It says `apply` with a change a photo, and `closed`. */
@customElement('words-dialog')
export class WordsDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) photos: readonly Photo[] = [];
  @property({ type: Boolean }) open = false;
  @state() private clearTitle = false;
  @state() private clearCaption = false;

  static override styles = [
    controls,
    fieldStyle,
    inputStyle,
    css`
      .clear { display: flex; align-items: center; gap: 8px; min-height: 36px; color: var(--ink2); }
      .clear input { width: 20px; height: 20px; margin: 0; accent-color: var(--accent); }
    `,
  ];

  override render() {
    const { edit } = this.words.library;
    const clear = (label: string, on: boolean, turn: (on: boolean) => void) =>
      html`<label class="clear"><input type="checkbox" .checked=${on} @change=${(event: Event) => turn((event.target as HTMLInputElement).checked)} />${label}</label>`;
    return html`<admin-dialog heading=${edit.heading(this.photos.length)} ?open=${this.open} @closed=${() => this.#closed()}>
      <form class="fields" @submit=${this.#apply}>
        <p class="small">${edit.lead}</p>
        <div>${textInput({ name: 'title', label: edit.title, value: '', most: 120 })}
          ${clear(edit.clearTitle, this.clearTitle, (on) => {
            this.clearTitle = on;
          })}</div>
        <div>${textInput({ name: 'caption', label: edit.caption, value: '', most: 1000, lines: true })}
          ${clear(edit.clearCaption, this.clearCaption, (on) => {
            this.clearCaption = on;
          })}</div>
        ${textInput({ name: 'add', label: edit.addTags, value: '', help: edit.tagsHelp })}
        ${textInput({ name: 'remove', label: edit.removeTags, value: '', help: this.#tags() })}
        <button type="submit" hidden></button>
      </form>
      <button slot="footer" @click=${() => {
        this.open = false;
      }}>${this.words.admin.cancel}</button>
      <button slot="footer" class="primary" @click=${this.#apply}>${edit.submit}</button>
    </admin-dialog>`;
  }

  /** The tags that there are to take out. */
  #tags(): string {
    const all = [...new Set(this.photos.flatMap(({ tags }) => tags))];
    return all.length > 0 ? all.slice(0, 20).join(this.words.library.aside.join) : this.words.library.edit.tagsHelp;
  }

  #apply(event: Event) {
    event.preventDefault();
    const typed = (name: string) =>
      this.renderRoot.querySelector<HTMLInputElement>(`[name=${name}]`)?.value.trim() ?? '';
    const [title, caption] = [typed('title'), typed('caption')];
    const [add, remove] = [tagsOf(typed('add')), tagsOf(typed('remove'))];
    const shared: PhotoChange = {
      ...(title !== '' ? { title } : this.clearTitle && { title: '' }),
      ...(caption !== '' ? { caption } : this.clearCaption && { caption: '' }),
    };
    const tagged = add.length + remove.length > 0;
    if (!tagged && Object.keys(shared).length === 0) return;
    const detail = this.photos.map(({ id, tags }) => ({
      id,
      change: { ...shared, ...(tagged && { tags: retagged(tags, add, remove) }) },
    }));
    this.dispatchEvent(new CustomEvent('apply', { detail }));
    this.open = false;
  }

  #closed() {
    this.open = false;
    this.dispatchEvent(new Event('closed'));
  }
}
