import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { NewRecipient, Recipient } from '#contract/recipients.ts';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { inputStyle, textInput } from '../library/inputs.ts';
import { tagsOf } from '../library/tags.ts';
import { controls } from '../parts/controls.ts';
import { fieldStyle } from '../parts/field.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { addRecipient, changeRecipient } from './calls.ts';
import '../parts/admin-dialog.ts';

const names = ['name', 'honorific', 'company', 'contact', 'tags', 'note'] as const;
type Name = (typeof names)[number];

/** Adds a recipient, or changes `subject`. It says `saved` with it (again and again, where several are added), and `closed`. */
@customElement('recipient-dialog')
export class RecipientDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property() projectId = '';
  @property({ attribute: false }) subject: Recipient | undefined;
  @property({ type: Boolean }) open = false;
  @state() private wrong: ReadonlySet<string> = new Set();
  @state() private refused: Refused | undefined;
  @state() private busy = false;
  /** What was added last, while another one is typed. */
  @state() private added = '';

  static override styles = [controls, fieldStyle, inputStyle];

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('open') && this.open) this.#fresh('');
  }

  override render() {
    const { people, admin } = this.words;
    const own = people.dialog;
    const { subject } = this;
    return html`<admin-dialog heading=${subject ? own.edit : own.add} ?open=${this.open} @closed=${() => this.#closed()}>
      ${this.refused ? problemLine(sentenceOf(this.refused, this.words)) : nothing}
      <p class="small" role="status">${this.added === '' ? nothing : own.added(this.added)}</p>
      ${this.open ? this.#form() : nothing}
      <button slot="footer" @click=${() => {
        this.open = false;
      }}>${this.added === '' ? admin.cancel : admin.done}</button>
      ${subject ? nothing : html`<button slot="footer" aria-disabled=${this.busy ? 'true' : 'false'} @click=${() => void this.#save(true)}>${own.andNext}</button>`}
      <button slot="footer" class="primary" aria-disabled=${this.busy ? 'true' : 'false'} @click=${() => void this.#save(false)}>${
        this.busy ? own.busy : subject ? admin.save : own.submitAdd
      }</button>
    </admin-dialog>`;
  }

  #form() {
    const own = this.words.people.dialog;
    const { subject } = this;
    const value = (name: Name) =>
      name === 'tags' ? (subject?.tags ?? []).join(this.words.admin.comma.trim()) : (subject?.[name] ?? '');
    const input = (name: Name, label: string, more: { help?: string; most: number; lines?: boolean }) =>
      textInput({
        name,
        label,
        value: value(name),
        ...more,
        error: this.wrong.has(name) ? own.wrong[name] : undefined,
      });
    return html`<form class="fields" @submit=${(event: Event) => {
      event.preventDefault();
      void this.#save(false);
    }}>
      ${input('name', own.name, { help: own.nameHelp, most: 80 })}
      ${input('honorific', own.honorific, { help: own.honorificHelp, most: 40 })}
      ${input('company', own.company, { most: 120 })}
      ${input('contact', own.contact, { help: own.contactHelp, most: 200 })}
      ${input('tags', own.tags, { help: own.tagsHelp, most: 900 })}
      ${input('note', own.note, { help: own.noteHelp, most: 1000, lines: true })}
      <button type="submit" hidden></button>
    </form>`;
  }

  #input(name: Name): HTMLInputElement | null {
    return this.renderRoot.querySelector<HTMLInputElement>(`[name=${name}]`);
  }

  async #save(andNext: boolean) {
    if (this.busy) return;
    const typed = (name: Name) => this.#input(name)?.value.trim() ?? '';
    const tags = tagsOf(typed('tags'));
    const wrong = new Set<string>([...(typed('name') === '' ? ['name'] : []), ...(tags.length > 20 ? ['tags'] : [])]);
    if (wrong.size > 0) return this.#tell(wrong);
    const recipient: NewRecipient = {
      name: typed('name'),
      honorific: typed('honorific'),
      company: typed('company'),
      contact: typed('contact'),
      tags,
      note: typed('note'),
    };
    this.busy = true;
    this.refused = undefined;
    this.wrong = new Set();
    try {
      const { subject } = this;
      const saved = subject
        ? await changeRecipient(subject.id, recipient)
        : await addRecipient(this.projectId, recipient);
      this.dispatchEvent(new CustomEvent<Recipient>('saved', { detail: saved }));
      if (!andNext) this.open = false;
      else await this.#next(saved.name);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      // A tag is named by its place: `tags.3`.
      const fields = error.fields.map((field) => field.split('.')[0] ?? '');
      if (error.code === 'invalid_input' && names.some((name) => fields.includes(name))) this.#tell(new Set(fields));
      else this.refused = error;
    } finally {
      this.busy = false;
    }
  }

  /** Empties the form for another one; the company, the tags are often the same. */
  async #next(name: string) {
    this.#fresh(name);
    for (const one of ['name', 'honorific', 'contact', 'note'] as const) {
      const input = this.#input(one);
      if (input) input.value = '';
    }
    await this.updateComplete;
    this.#input('name')?.focus();
  }

  #tell(wrong: ReadonlySet<string>) {
    this.wrong = wrong;
    const first = names.find((name) => wrong.has(name));
    void this.updateComplete.then(() => first && this.#input(first)?.focus());
  }

  #fresh(added: string) {
    this.wrong = new Set();
    this.refused = undefined;
    this.added = added;
  }

  #closed() {
    this.open = false;
    this.dispatchEvent(new Event('closed'));
  }
}
