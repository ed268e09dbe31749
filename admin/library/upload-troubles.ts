import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { down, warning } from '../parts/icons.ts';
import { asideKinds } from './file-kinds.ts';
import { acceptedTypes, picked } from './gathered.ts';
import type { Upload } from './upload-queue.ts';
import { uploads } from './uploads.ts';

/** Codes that a second try may mend. */
const passing = new Set([
  'fault',
  'upload_incomplete',
  'photo_took_too_long',
  'project_archived',
  'not_allowed',
  'not_found',
  'busy',
]);

/** What did not get into the library, each with its reason; what was not even sent, in one sentence. */
@customElement('upload-troubles')
export class UploadTroubles extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  /** The refused ones and those set aside. */
  @property({ attribute: false }) uploads: readonly Upload[] = [];

  @state() private unfolded: 'why' | 'names' | undefined;

  static override styles = [
    controls,
    css`
      :host { display: grid; gap: 8px; }
      .problem { flex-wrap: wrap; align-items: center; gap: 4px 12px; padding: 4px 4px 4px 16px; min-height: 52px; }
      .problem button { margin: 0; }
      .problem svg { margin: 0; }
      .problem p { flex: 1 1 240px; min-width: 0; padding: 8px 0; overflow-wrap: anywhere; text-wrap: pretty; }
      .problem b { font-weight: 500; }
      .problem .acts { gap: 0; }
      .problem.note { background: var(--tint); }
      .problem.note svg { color: var(--soon); }
      ul { flex: 1 1 100%; padding: 0 8px 8px 0; }
      li { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0 16px; min-height: 44px; border-top: 1px solid color-mix(in srgb, var(--ink) 10%, transparent); overflow-wrap: anywhere; }
      li > span { flex: 1 1 240px; min-width: 0; }
      .turned { transform: rotate(180deg); }
      @media (hover: hover) { .problem button:not([aria-disabled='true']):hover { background: color-mix(in srgb, var(--ink) 6%, transparent); } }
    `,
  ];

  override render() {
    const refused = this.uploads.filter(({ state }) => state === 'refused');
    const aside = this.uploads.filter(({ state }) => state === 'aside');
    return html`
      ${refused.length > 2 ? this.#folded(refused) : refused.map((upload) => this.#one(upload))}
      ${aside.length > 0 ? this.#aside(aside) : nothing}
      <input type="file" accept=${acceptedTypes} hidden />
    `;
  }

  #one(upload: Upload) {
    const { uploading } = this.words.library;
    return html`<div class="problem">${warning}
      <p role="alert"><b>${upload.name}</b>${uploading.refused(this.#why(upload))}${uploading.others}</p>
      ${this.#acts(upload)}
    </div>`;
  }

  #folded(refused: readonly Upload[]) {
    const { uploading } = this.words.library;
    const ids = refused.map(({ id }) => id);
    return html`<div class="problem">${warning}
      <p role="alert"><b>${uploading.refusedMany(refused.length)}</b></p>
      <div class="acts">
        ${this.#unfold('why', uploading.seeWhy)}
        <button class="quiet" @click=${() => uploads.remove(ids)}>${uploading.removeAll}</button>
      </div>
      <ul ?hidden=${this.unfolded !== 'why'}>
        ${refused.map((upload) => html`<li><span><b>${upload.name}</b>${uploading.refused(this.#why(upload))}</span>${this.#acts(upload)}</li>`)}
      </ul>
    </div>`;
  }

  #unfold(what: 'why' | 'names', label: string) {
    const open = this.unfolded === what;
    const turn = () => {
      this.unfolded = open ? undefined : what;
    };
    return html`<button class="quiet" aria-expanded=${open} @click=${turn}>${label}<span class=${open ? 'turned' : ''}>${down}</span></button>`;
  }

  #acts(upload: Upload) {
    const { uploading } = this.words.library;
    const again = passing.has(upload.code ?? '') && uploads.fileOf(upload.id) !== undefined;
    return html`<div class="acts">
      ${
        again
          ? html`<button class="quiet" @click=${() => uploads.retry([upload.id])}>${uploading.again}</button>`
          : html`<button class="quiet" @click=${() => this.#another(upload)}>${uploading.another}</button>`
      }
      <button class="quiet" @click=${() => uploads.remove([upload.id])}>${uploading.remove}</button>
    </div>`;
  }

  #aside(aside: readonly Upload[]) {
    const { aside: own } = this.words.library;
    const kinds = asideKinds
      .map((kind) => ({ kind, count: aside.filter((upload) => upload.aside === kind).length }))
      .filter(({ count }) => count > 0);
    const what = kinds.map(({ kind, count }) => own.kinds[kind](count)).join(own.join);
    return html`<div class="problem note">${warning}
      <p role="alert">${own.sentence(
        what,
        kinds.map(({ kind }) => own.ways[kind]),
      )}</p>
      <div class="acts">
        ${this.#unfold('names', own.names)}
        <button class="quiet" @click=${() => uploads.remove(aside.map(({ id }) => id))}>${own.dismiss}</button>
      </div>
      <ul ?hidden=${this.unfolded !== 'names'}>${aside.map(({ name }) => html`<li>${name}</li>`)}</ul>
    </div>`;
  }

  #why({ code = 'fault', format, unreadable }: Upload): string {
    const { uploading } = this.words.library;
    if (unreadable) return uploading.unreadable;
    if (code === 'not_a_photo' && format !== undefined) return uploading.contents(format);
    if (code === 'format_not_accepted' && format !== undefined) return uploading.wrongFormat(format);
    return this.words.problems[code];
  }

  #another(upload: Upload) {
    const input = this.renderRoot.querySelector<HTMLInputElement>('input[type=file]');
    if (!input) return;
    input.onchange = () => {
      const files = picked(input);
      if (files.length === 0) return;
      uploads.remove([upload.id]);
      uploads.add(files, upload);
    };
    input.click();
  }
}
