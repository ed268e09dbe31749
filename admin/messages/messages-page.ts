import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { fillText } from '#contract/message-fields.ts';
import type { MessageText } from '#contract/messages.ts';
import type { ProjectKind } from '#contract/projects.ts';
import { boxPagesStyle, trail } from '../box/box-pages.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page.ts';
import { askFirst } from '../parts/ask-first.ts';
import { controls } from '../parts/controls.ts';
import { plus } from '../parts/icons.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { listTexts, putText, removeText } from './calls.ts';
import { formOfText, inputOfText } from './text-form.ts';
import '../parts/admin-menu.ts';
import '../parts/admin-segments.ts';
import './text-dialog.ts';

const kinds = ['event', 'estate', 'product'] as const;

/** The texts that are sent with links, a kind of project at a time. Owners and staff change them, others read. */
@customElement('messages-page')
export class MessagesPage extends PageElement {
  @state() private kind: ProjectKind = 'event';
  /** The one in the dialog; undefined: one is being added. */
  @state() private subject: MessageText | undefined;
  @state() private editing = false;
  readonly #load = new Load(this, () => listTexts());

  static override styles = [
    controls,
    boxPagesStyle,
    css`
      .kinds { margin-bottom: 16px; }
      .rows li { min-height: 88px; }
      .about { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; color: var(--ink2); font-size: 13px; line-height: 20px; overflow-wrap: anywhere; }
      .name { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 12px; }
      .mark { color: var(--ink2); font-size: 13px; line-height: 20px; }
      .do { display: flex; align-items: center; gap: 4px; }
      .room { width: 44px; }
      @media (max-width: 599px) {
        .rows li { flex-wrap: nowrap; }
        .what { flex: 1 1 0; }
        .room { display: none; }
      }
    `,
  ];

  override render() {
    const { messages, box, admin } = this.words;
    const { page } = messages;
    const all = kinds.map((value) => ({ value, label: admin.kinds[value] }));
    return html`${this.is('owner') ? trail(box.settings.title) : nothing}
      <header><h1 tabindex="-1">${page.title}</h1>${this.#mayChange && this.#load.value ? html`<button class="primary" @click=${() => this.#edit(undefined)}>${plus}${page.add}</button>` : nothing}</header>
      <p class="lead">${page.lead}${this.#mayChange ? nothing : html` ${page.readOnly}`}</p>
      <div class="kinds"><admin-segments label=${page.kind} .value=${this.kind} .options=${all} @choose=${({
        detail,
      }: CustomEvent<ProjectKind>) => {
        this.kind = detail;
      }}></admin-segments></div>
      ${this.#load.render(this.words, (texts) => html`<ul class="rows">${texts.filter(({ kind }) => kind === this.kind).map((text) => this.#row(text))}</ul>`)}
      <text-dialog .words=${this.words} .text=${this.subject} .kind=${this.kind} .taken=${new Set(this.#load.value?.map(({ id }) => id))} ?fixed=${!this.#mayChange} ?open=${this.editing}
        @closed=${() => {
          this.editing = false;
        }} @saved=${({ detail }: CustomEvent<MessageText>) => void this.#saved(detail)}></text-dialog>`;
  }

  #row(text: MessageText) {
    const { admin, messages } = this.words;
    const { page, purposes } = messages;
    const name = this.#name(text);
    const marks = [
      ...(text.own ? [page.own] : []),
      ...(text.changed ? [page.changed] : []),
      // Those that came with the box are called by what they are for.
      ...(text.own || text.changed ? [purposes[text.purpose]] : []),
    ];
    const items = [
      ...(text.changed ? [{ value: 'restore', label: page.restore }] : []),
      ...(text.own ? [{ value: 'remove', label: page.remove, dangerous: true }] : []),
    ];
    const locale = admin.tag === 'en' ? 'en' : 'zh-CN';
    const own = text.texts[locale].body || text.texts['zh-CN'].body || text.texts.en.body;
    return html`<li>
      <div class="what"><div class="name"><strong>${name}</strong>${marks.length > 0 ? html`<span class="mark">${marks.join(admin.comma)}</span>` : nothing}</div>
        <p class="about">${fillText(own, page.sample).text.replace(/\s+/g, ' ')}</p></div>
      <div class="do"><button class="dense" aria-label=${`${this.#mayChange ? page.edit : page.look}${admin.comma}${name}`} @click=${() => this.#edit(text)}>${this.#mayChange ? page.edit : page.look}</button>
        ${
          !this.#mayChange
            ? nothing
            : items.length > 0
              ? html`<admin-menu .name=${page.acts(name)} .items=${items} @choose=${() => void this.#remove(text)}></admin-menu>`
              : html`<span class="room"></span>`
        }</div>
    </li>`;
  }

  /** An account that is limited to some projects changes nothing that others use. */
  get #mayChange(): boolean {
    return this.is('owner', 'staff') && this.session?.projectIds === null;
  }

  #name({ names }: MessageText): string {
    return names[this.words.admin.tag === 'en' ? 'en' : 'zh-CN'];
  }

  #edit(text: MessageText | undefined) {
    this.subject = text;
    this.editing = true;
  }

  async #saved(text: MessageText) {
    const { page } = this.words.messages;
    notify({ text: this.subject ? page.saved(this.#name(text)) : page.added(this.#name(text)) });
    this.kind = text.kind;
    await this.#load.again();
  }

  /** Removes an own text, or brings a shipped one back; the words that go can be had again for a while. */
  async #remove(text: MessageText) {
    const { page } = this.words.messages;
    const name = this.#name(text);
    const question = text.own
      ? { heading: page.removeAsk(name), text: page.removeText, yes: page.remove }
      : { heading: page.restoreAsk(name), text: page.restoreText, yes: page.restore };
    if (!(await askFirst({ ...question, dangerous: true }))) return;
    try {
      await removeText(text.id);
      const undo = async () => {
        await putText(text.id, inputOfText(formOfText(text)));
        await this.#load.again();
      };
      notify({ text: text.own ? page.removed(name) : page.restored(name), undo });
    } catch (error) {
      notifyRefused(error, this.words);
    }
    await this.#load.again();
  }
}
