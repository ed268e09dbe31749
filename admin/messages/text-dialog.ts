import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Locale } from '#contract/common.ts';
import { fillText } from '#contract/message-fields.ts';
import type { MessageText, Purpose, Wording } from '#contract/messages.ts';
import type { ProjectKind } from '#contract/projects.ts';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { numberStyle, textField } from '../links/fields.ts';
import { askFirst } from '../parts/ask-first.ts';
import { controls } from '../parts/controls.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { putText } from './calls.ts';
import type { TextFields } from './text-fields.ts';
import {
  formOfText,
  freshText,
  idOfText,
  inputOfText,
  mistakesInText,
  type TextForm,
  type TextMistakes,
} from './text-form.ts';
import '../parts/admin-dialog.ts';
import '../parts/admin-segments.ts';
import '../parts/admin-select.ts';
import './text-fields.ts';

/** A text is changed, or added where `text` is undefined, and read as it will be sent. It says `saved` with it, and `closed`. */
@customElement('text-dialog')
export class TextDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) text: MessageText | undefined;
  @property() kind: ProjectKind = 'event';
  /** The ids that there are. */
  @property({ attribute: false }) taken: ReadonlySet<string> = new Set();
  /** It is only to be read. */
  @property({ type: Boolean }) fixed = false;
  @property({ type: Boolean }) open = false;
  @state() private form: TextForm = freshText('event');
  @state() private locale: Locale = 'zh-CN';
  @state() private mistakes: TextMistakes | undefined;
  @state() private refused: Refused | undefined;
  @state() private busy = false;
  @query('text-fields') private fields!: TextFields | null;
  #before: TextForm = this.form;

  static override styles = [
    controls,
    numberStyle,
    css`
      .all { display: grid; gap: 16px; grid-template-columns: minmax(0, 1fr); }
      .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); gap: 16px; align-items: start; }
      .block { display: grid; gap: 8px; }
      .block > b { font-weight: 500; }
      .sides { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 24px; align-items: start; }
      .sides.one { grid-template-columns: minmax(0, 1fr); }
      .preview { display: grid; gap: 8px; position: sticky; top: 0; }
      .preview h3 { margin: 0; font-size: 15px; line-height: 24px; font-weight: 500; }
      .tint { font-size: 15px; line-height: 24px; white-space: pre-wrap; overflow-wrap: anywhere; }
      .tint strong { display: block; padding-bottom: 8px; font-weight: 500; }
      @media (max-width: 767px) { .sides { grid-template-columns: minmax(0, 1fr); } .preview { position: static; } }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('open') || !this.open) return;
    this.form = this.text ? formOfText(this.text) : freshText(this.kind);
    this.#before = this.form;
    this.locale = this.words.admin.tag === 'en' ? 'en' : 'zh-CN';
    this.mistakes = undefined;
    this.refused = undefined;
    this.busy = false;
  }

  override render() {
    const { admin, messages } = this.words;
    const { page } = messages;
    const heading = this.text ? this.text.names[admin.tag === 'en' ? 'en' : 'zh-CN'] : page.add;
    return html`<admin-dialog wide heading=${heading} ?open=${this.open} ?held=${this.#changed} @wa-hide=${this.#hide} @closed=${this.#closed}>
      ${this.open ? this.#body() : nothing}
      ${
        this.fixed
          ? html`<button slot="footer" @click=${this.#close}>${admin.close}</button>`
          : html`<button slot="footer" @click=${() => void this.#leave()}>${admin.cancel}</button>
            <button slot="footer" class="primary" aria-disabled=${this.busy ? 'true' : 'false'} @click=${() => void this.#save()}>${this.busy ? page.saving : page.save}</button>`
      }
    </admin-dialog>`;
  }

  #body() {
    const { admin, messages } = this.words;
    const { page } = messages;
    const { form, locale } = this;
    const languages = (['zh-CN', 'en'] as const).map((value) => ({ value, label: admin.languages[value] }));
    const sides = html`
      <admin-segments whole label=${page.language} .value=${locale} .options=${languages} @choose=${({
        detail,
      }: CustomEvent<Locale>) => {
        this.locale = detail;
      }}></admin-segments>
      <div class="sides ${this.fixed ? 'one' : ''}">
        ${
          this.fixed
            ? nothing
            : html`<text-fields .words=${this.words} .wording=${form.texts[locale]} .mistakes=${this.mistakes?.texts[locale] ?? {}}
                @edit=${({ detail }: CustomEvent<Partial<Wording>>) => this.#edit({ texts: { ...form.texts, [locale]: { ...form.texts[locale], ...detail } } })}></text-fields>`
        }
        ${this.#preview(form.texts[locale])}
      </div>`;
    const head = this.fixed ? nothing : this.#head();
    // What a text says is what is changed; what it is called, hardly ever.
    return html`<div class="all">${this.refused ? problemLine(sentenceOf(this.refused, this.words)) : nothing}
      ${this.text ? html`${sides}${head}` : html`${head}${sides}`}</div>`;
  }

  /** What staff find it by. */
  #head() {
    const { admin, messages } = this.words;
    const { page, purposes } = messages;
    const { form } = this;
    const kinds = (['event', 'estate', 'product'] as const).map((value) => ({ value, label: admin.kinds[value] }));
    const all = (Object.keys(purposes) as Purpose[]).map((value) => ({ value, label: purposes[value] }));
    const name = (field: 'nameZh' | 'nameEn', label: string, help: string) =>
      textField({
        name: field,
        label,
        value: form[field],
        help,
        error: field === 'nameZh' ? this.mistakes?.name : undefined,
        typed: (typed) => this.#edit({ [field]: typed }),
      });
    return html`
      ${
        this.text
          ? nothing
          : html`<div class="block"><b>${page.kind}</b><admin-segments whole label=${page.kind} .value=${form.kind} .options=${kinds}
              @choose=${({ detail }: CustomEvent<ProjectKind>) => this.#edit({ kind: detail })}></admin-segments></div>`
      }
      <div class="pair">${name('nameZh', page.name, page.nameHelp)}${name('nameEn', page.nameEn, page.nameEnHelp)}
        ${
          this.text && !this.text.own
            ? nothing
            : html`<admin-select label=${page.purpose} .value=${form.purpose} .options=${all} @choose=${({ detail }: CustomEvent<Purpose>) => this.#edit({ purpose: detail })}></admin-select>`
        }</div>`;
  }

  #preview({ subject, body }: Wording) {
    const { page } = this.words.messages;
    const sample = words(this.locale).messages.page.sample;
    const line = fillText(subject, sample).text;
    return html`<section class="preview" aria-labelledby="reads"><h3 id="reads">${page.preview}</h3>
      <p class="tint" lang=${this.locale}>${line === '' ? nothing : html`<strong>${line}</strong>`}${fillText(body, sample).text}</p>
      <p class="small">${page.previewHelp}</p></section>`;
  }

  get #changed(): boolean {
    return !this.fixed && JSON.stringify(this.form) !== JSON.stringify(this.#before);
  }

  #edit(change: Partial<TextForm>) {
    this.form = { ...this.form, ...change };
    this.mistakes = undefined;
  }

  async #save() {
    if (this.busy || this.#wrong(mistakesInText(this.form, this.words))) return;
    this.busy = true;
    this.refused = undefined;
    try {
      const saved = await putText(this.text?.id ?? idOfText(this.form, this.taken), inputOfText(this.form));
      this.#close();
      this.dispatchEvent(new CustomEvent<MessageText>('saved', { detail: saved }));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.refused = error;
    } finally {
      this.busy = false;
    }
  }

  /** Shows what is wrong and goes to the first of it; false where nothing is. */
  #wrong(mistakes: TextMistakes | undefined): boolean {
    this.mistakes = mistakes;
    if (!mistakes) return false;
    const { name, texts } = mistakes;
    const locale = texts[this.locale] ? this.locale : this.locale === 'en' ? 'zh-CN' : 'en';
    const found = texts[locale];
    if (name === undefined && found) this.locale = locale;
    void this.updateComplete.then(async () => {
      if (name !== undefined) return this.renderRoot.querySelector<HTMLElement>("input[name='nameZh']")?.focus();
      await this.fields?.updateComplete;
      return this.fields?.goTo(found?.subject === undefined ? 'body' : 'subject');
    });
    return true;
  }

  /** Escape, the cross and a click beside it: what was typed is not lost by that. */
  readonly #hide = (event: Event) => {
    const [first] = event.composedPath();
    if (first instanceof Element && first.localName === 'wa-dialog' && this.#changed) void this.#leave();
  };

  async #leave() {
    const { page } = this.words.messages;
    if (this.#changed) {
      const question = { heading: page.discardAsk, text: page.discardText, yes: page.discard, no: page.stay };
      if (!(await askFirst({ ...question, dangerous: true }))) return;
    }
    this.#close();
  }

  readonly #close = () => {
    this.#before = this.form;
    this.open = false;
    this.#closed();
  };

  readonly #closed = () => {
    this.dispatchEvent(new Event('closed'));
  };
}
