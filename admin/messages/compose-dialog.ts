import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Locale } from '#contract/common.ts';
import type { Message, Purpose, SentHow, Wording } from '#contract/messages.ts';
import type { ProjectKind } from '#contract/projects.ts';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { waiting } from '../load.ts';
import { controls } from '../parts/controls.ts';
import { copyText } from '../parts/copy-text.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { saveFile } from '../parts/save-file.ts';
import { go } from '../router.ts';
import { readMail } from './calls.ts';
import { composeFoot } from './compose-foot.ts';
import { composeOne } from './compose-one.ts';
import { composeStyle } from './compose-style.ts';
import { Composition } from './composition.ts';
import '../parts/admin-dialog.ts';
import '../parts/admin-segments.ts';
import '../parts/admin-select.ts';
import './text-fields.ts';

/**
 * Writes to the people of these links: a text is chosen, read with the values of each, changed by hand, and handed to the
 * clipboard, the phone's messages, a mail program or a share sheet; who was written to is noted as sent, until that is
 * taken back. Set `open`; it says `closed`, and `sent` when what was noted changed. `together`: one message for all.
 */
@customElement('compose-dialog')
export class ComposeDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property() projectId = '';
  @property() kind: ProjectKind | undefined;
  @property({ attribute: false }) linkIds: readonly string[] = [];
  @property() purpose: Purpose = 'other';
  @property({ type: Boolean }) together = false;
  @property({ type: Boolean }) open = false;
  /** The words for all are being changed. */
  @state() private writing = false;
  /** What was just noted as sent, to be taken back. */
  @state() private noted: { readonly messages: readonly Message[]; readonly text: string } | undefined;
  @state() private failed: Refused | undefined;
  @state() private byHand = false;
  @state() private busy = false;
  @query('textarea') private area!: HTMLTextAreaElement | null;
  readonly #all = new Composition(this);

  static override styles = [controls, composeStyle];

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('open') || !this.open) return;
    const { projectId, kind, linkIds, purpose, together } = this;
    this.#fresh();
    const locale: Locale = this.words.admin.tag === 'en' ? 'en' : 'zh-CN';
    this.#all.at = 0;
    void this.#all.start({ projectId, kind, linkIds, purpose, together, locale });
  }

  override render() {
    const { compose } = this.words.messages;
    return html`<admin-dialog heading=${compose.title} ?open=${this.open} @closed=${this.#closed}>
      ${this.open ? html`<div class="all" tabindex="-1" autofocus>${this.#body()}</div>` : nothing}
      ${this.open ? (this.writing ? this.#writingFoot() : this.#foot()) : nothing}
    </admin-dialog>`;
  }

  #body() {
    const { refused, texts, message } = this.#all;
    const again = html`<button @click=${() => void this.#all.compose()}>${this.words.admin.retry}</button>`;
    return html`
      ${texts ? this.#choices(texts.map(({ id, names }) => ({ value: id, label: names[this.#own] }))) : nothing}
      ${refused ? problemLine(sentenceOf(refused, this.words), again) : nothing}
      ${this.failed ? problemLine(sentenceOf(this.failed, this.words)) : nothing}
      ${
        this.writing
          ? html`<text-fields .words=${this.words} .wording=${this.#all.wording} @edit=${({
              detail,
            }: CustomEvent<Partial<Wording>>) => {
              this.#all.draft = { ...this.#all.wording, ...detail };
              this.requestUpdate();
            }}></text-fields>`
          : message
            ? this.#one(message)
            : refused
              ? nothing
              : waiting(this.words)
      }`;
  }

  /** Which text, in which language, and for each or for all at once. */
  #choices(options: readonly { value: string; label: string }[]) {
    const { compose } = this.words.messages;
    const languages = (['zh-CN', 'en'] as const).map((value) => ({ value, label: compose.languages[value] }));
    const ways = (['each', 'together'] as const).map((value) => ({ value, label: compose.ways[value] }));
    const change = (what: Parameters<Composition['choose']>[0]) => {
      this.#fresh();
      void this.#all.choose(what);
    };
    return html`<div class="choose">
        <admin-select label-hidden label=${compose.text} .value=${this.#all.textId} .options=${[...options, { value: '', label: compose.own }]}
          @choose=${({ detail }: CustomEvent<string>) => (detail === '' ? this.#writeOwn() : change({ textId: detail }))}></admin-select>
        <admin-segments label=${compose.language} .value=${this.#all.locale} .options=${languages} @choose=${({ detail }: CustomEvent<Locale>) => change({ locale: detail })}></admin-segments>
      </div>
      ${
        this.linkIds.length > 1 && !this.writing
          ? html`<admin-segments whole label=${compose.way} .value=${this.#all.together ? 'together' : 'each'} .options=${ways}
              @choose=${({ detail }: CustomEvent<string>) => change({ together: detail === 'together' })}></admin-segments>`
          : nothing
      }`;
  }

  #one(message: Message) {
    return composeOne({
      words: this.words,
      all: this.#all,
      message,
      byHand: this.byHand,
      show: (at) => this.#show(at),
      write: this.#write,
    });
  }

  #writingFoot() {
    const { compose } = this.words.messages;
    return html`<button slot="footer" class="primary" @click=${this.#look}>${compose.look}</button>`;
  }

  #foot() {
    const { message } = this.#all;
    if (!message) return html`<button slot="footer" @click=${this.#close}>${this.words.admin.close}</button>`;
    return composeFoot({
      words: this.words,
      all: this.#all,
      message,
      noted: this.noted?.text,
      busy: this.busy,
      copy: () => void this.#copy(message),
      share: () => void this.#share(message),
      choose: (what) => void this.#choose(what, message),
      went: (how) => this.#went(message, how),
      undo: () => void this.#undo(),
      show: (at) => this.#show(at),
      close: this.#close,
    });
  }

  get #own(): Locale {
    return this.words.admin.tag === 'en' ? 'en' : 'zh-CN';
  }

  async #copy(message: Message) {
    const { compose } = this.words.messages;
    const { body } = this.#all.saidIn(message);
    if (body.trim() === '') return;
    if (!(await copyText(body, this.area))) {
      this.byHand = true;
      return;
    }
    this.byHand = false;
    await this.#note([message], 'copy', compose.copied(message.name));
    if (this.area?.matches(':focus')) this.renderRoot.querySelector<HTMLElement>('.bar .primary')?.focus();
  }

  async #share(message: Message) {
    const { subject, body } = this.#all.saidIn(message);
    try {
      await navigator.share({ title: subject, text: body });
    } catch (error) {
      // Closed without having chosen anybody.
      if (error instanceof DOMException) return;
      throw error;
    }
    this.#went(message, 'share');
  }

  async #choose(what: string, message: Message) {
    const { compose } = this.words.messages;
    const name = (this.#all.together ? '' : message.name) || compose.title;
    if (what === 'texts') {
      this.#close();
      return go('/box/messages');
    }
    try {
      if (what === 'csv') return saveFile(`${compose.csvFile}.csv`, await this.#all.csv());
      if (what === 'file') {
        const to = message.mail === null ? {} : { to: message.mail };
        const { linkIds } = message;
        const mail = await readMail(this.projectId, {
          linkIds: linkIds.slice(0, 20),
          ...to,
          ...this.#all.saidIn(message),
        });
        saveFile(`${name}.eml`, mail);
        return this.#went(message, 'file');
      }
    } catch (error) {
      return this.#fail(error);
    }
    if (what === 'mark') return this.#went(message, 'other');
    const rest = this.#all.messages?.filter((one) => !this.#all.sentHow(one)) ?? [];
    return this.#note(rest, 'other', compose.markedAll(rest.length));
  }

  /** It left for another program. */
  #went(message: Message, how: SentHow) {
    void this.#note([message], how, this.words.messages.compose.sent(message.name));
  }

  async #note(messages: readonly Message[], how: SentHow, text: string) {
    const fresh = messages.filter((message) => !this.#all.sentHow(message));
    await this.#change(async () => {
      await this.#all.mark(fresh, how);
      this.noted = { messages: fresh, text };
    });
  }

  async #undo() {
    const { noted } = this;
    if (!noted) return;
    await this.#change(async () => {
      await this.#all.unmark(noted.messages);
      this.noted = undefined;
    });
  }

  async #change(act: () => Promise<void>) {
    if (this.busy) return;
    this.busy = true;
    this.failed = undefined;
    try {
      await act();
      this.dispatchEvent(new Event('sent'));
    } catch (error) {
      this.#fail(error);
    } finally {
      this.busy = false;
    }
  }

  /** Said in the dialog itself: notices lie behind it. */
  #fail(error: unknown) {
    if (!(error instanceof Refused)) throw error;
    this.failed = error;
  }

  #show(at: number) {
    if (at < 0 || at >= (this.#all.messages?.length ?? 0)) return;
    this.#fresh();
    this.#all.show(at);
  }

  readonly #write = () => {
    this.#fresh();
    this.#all.draft = this.#all.wording;
    this.writing = true;
  };

  #writeOwn() {
    this.#all.textId = '';
    this.#all.draft = { subject: '', body: '' };
    this.#write();
  }

  readonly #look = () => {
    this.#fresh();
    void this.#all.compose();
  };

  #fresh() {
    this.failed = undefined;
    this.writing = false;
    this.byHand = false;
    this.noted = undefined;
  }

  readonly #close = () => {
    this.open = false;
    this.#closed();
  };

  readonly #closed = () => {
    this.dispatchEvent(new Event('closed'));
  };
}
