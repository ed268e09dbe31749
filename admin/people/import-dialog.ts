import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Import } from '#contract/recipients.ts';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { controls } from '../parts/controls.ts';
import { download, upload } from '../parts/icons.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { saveFile } from '../parts/save-file.ts';
import { importRecipients, previewImport } from './calls.ts';
import { importTable, importTableStyle } from './import-table.ts';
import { csvOf } from './sample-csv.ts';
import '../parts/admin-dialog.ts';

const largest = 1_000_000;

/** Takes recipients from a CSV: first a verdict a row, then the rows that can be taken. It says `imported`, and `closed`. */
@customElement('import-dialog')
export class ImportDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property() projectId = '';
  @property({ type: Boolean }) open = false;
  @state() private file: File | undefined;
  @state() private preview: Import | undefined;
  @state() private done: Import | undefined;
  @state() private refused: string | undefined;
  @state() private busy = false;
  @state() private over = false;
  @query('input[type=file]') private input!: HTMLInputElement | null;

  static override styles = [
    controls,
    importTableStyle,
    css`
      .all { display: grid; gap: 16px; }
      .drop { display: grid; justify-items: start; gap: 12px; padding: 24px; border: 1px dashed var(--line2); }
      .drop.over { border-color: var(--accent); background: var(--tint); }
      .drop p { color: var(--ink2); }
      .name { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; }
      .name b { font-weight: 500; overflow-wrap: anywhere; }
      @media (pointer: coarse) { .finer { display: none; } }
      @media (max-width: 599px) { .drop { padding: 16px; } }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('open') || !this.open) return;
    this.file = undefined;
    this.preview = undefined;
    this.done = undefined;
    this.refused = undefined;
  }

  override render() {
    const own = this.words.people.importing;
    return html`<admin-dialog wide heading=${this.done ? own.done : own.title} ?open=${this.open} ?held=${this.busy} @closed=${() => this.#closed()}
      @dragover=${this.#dragOver} @dragleave=${() => {
        this.over = false;
      }} @drop=${this.#drop}>
      <div class="all">${this.done ? this.#told(this.done) : this.#choosing()}</div>
      <input type="file" accept=".csv,text/csv,text/plain" hidden @change=${this.#chosen} />
      ${this.#footer()}
    </admin-dialog>`;
  }

  #choosing() {
    const own = this.words.people.importing;
    const { file, preview } = this;
    return html`
      ${this.refused === undefined ? nothing : problemLine(this.refused)}
      ${
        file
          ? html`<p class="name"><b>${file.name}</b><button class="dense" @click=${this.#choose}>${own.again}</button></p>`
          : html`<p>${own.lead}</p>
            <div class="drop ${this.over ? 'over' : ''}"><button class="primary" @click=${this.#choose}>${upload}${own.choose}</button><p class="small finer">${own.drop}</p></div>
            <p><button class="dense" @click=${this.#sample}>${download}${own.sample}</button></p>`
      }
      ${preview ? importTable(preview, this.words) : this.busy ? html`<p role="status">${own.reading}</p>` : nothing}`;
  }

  #told({ added, merged, unchanged, refused }: Import) {
    return html`<p class="tint" role="status">${this.words.people.importing.sums(added, merged, unchanged, refused)}</p>`;
  }

  #footer() {
    const { people, admin } = this.words;
    const own = people.importing;
    if (this.done) return html`<button slot="footer" class="primary" @click=${this.#close}>${own.show}</button>`;
    const { preview } = this;
    const take = preview ? preview.added + preview.merged : 0;
    return html`<button slot="footer" @click=${this.#close}>${admin.cancel}</button>${
      preview
        ? html`<button slot="footer" class="primary" aria-disabled=${this.busy || take === 0 ? 'true' : 'false'} @click=${() => void this.#take()}>${
            this.busy ? own.busy : take === 0 ? own.nothing : own.submit(take, preview.refused)
          }</button>`
        : nothing
    }`;
  }

  readonly #choose = () => this.input?.click();

  readonly #sample = () => {
    const { sampleName, sampleRows } = this.words.people.importing;
    saveFile(sampleName, csvOf(sampleRows));
  };

  #chosen(event: Event) {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    // The same file again, mended meanwhile, is a choice too.
    input.value = '';
    if (file) void this.#look(file);
  }

  #dragOver(event: DragEvent) {
    if (this.done) return;
    event.preventDefault();
    this.over = true;
  }

  #drop(event: DragEvent) {
    event.preventDefault();
    this.over = false;
    const [file] = event.dataTransfer?.files ?? [];
    if (file && !this.done) void this.#look(file);
  }

  async #look(file: File) {
    const own = this.words.people.importing;
    this.preview = undefined;
    this.refused = file.size > largest ? own.large : undefined;
    this.file = this.refused === undefined ? file : undefined;
    if (this.file)
      await this.#ask(async () => {
        this.preview = await previewImport(this.projectId, file);
      });
    if (this.refused !== undefined) this.file = undefined;
  }

  async #take() {
    const { file, preview } = this;
    if (!file || !preview || preview.added + preview.merged === 0) return;
    await this.#ask(async () => {
      this.done = await importRecipients(this.projectId, file);
      this.dispatchEvent(new CustomEvent<Import>('imported', { detail: this.done }));
    });
  }

  async #ask(what: () => Promise<void>) {
    if (this.busy) return;
    this.busy = true;
    this.refused = undefined;
    try {
      await what();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const own = this.words.people.importing;
      const why = error.problem.errors?.[0]?.detail;
      this.refused =
        error.code === 'payload_too_large'
          ? own.large
          : error.code === 'invalid_input'
            ? why === undefined
              ? own.notCsv
              : own.refused(this.file?.name ?? '', why)
            : sentenceOf(error, this.words);
    } finally {
      this.busy = false;
    }
  }

  readonly #close = () => {
    this.open = false;
  };

  #closed() {
    this.open = false;
    this.dispatchEvent(new Event('closed'));
  }
}
