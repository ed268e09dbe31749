import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ChapterPlan, MadeChapters, NamePart, NewChapters, SplitBy } from '#contract/galleries.ts';
import { chapterLimit } from '#contract/gallery-limit.ts';
import type { ProjectKind } from '#contract/projects.ts';
import { Refused } from '../api.ts';
import { listAudiences } from '../links/calls.ts';
import { numberStyle, textField } from '../links/fields.ts';
import { madePassword } from '../links/made-password.ts';
import { usualAudience } from '../links/usual-audience.ts';
import { Load } from '../load.ts';
import { controls } from '../parts/controls.ts';
import { MakerDialog } from '../parts/maker-dialog.ts';
import { notify } from '../parts/notice.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { go } from '../router.ts';
import { addChapters, planChapters } from './calls.ts';
import '../links/preset-cards.ts';
import '../parts/admin-dialog.ts';
import '../parts/admin-segments.ts';
import '../parts/admin-select.ts';
import '../parts/photo-thumb.ts';

/**
 * Shares out more photos than one gallery holds: shows the chapters of each way, lets their titles be changed, makes them
 * with one link and goes to it. It says `made` with all, and `closed`.
 */
@customElement('chapters-dialog')
export class ChaptersDialog extends MakerDialog<MadeChapters> {
  @property() projectId = '';
  @property() kind: ProjectKind | undefined;
  @property({ attribute: false }) photoIds: readonly string[] = [];
  /** What was typed for a title before there were so many. */
  @property() named = '';
  @state() private linkTitle = '';
  @state() private by: SplitBy = 'time';
  @state() private word: NamePart = 'sku';
  @state() private plan: ChapterPlan['chapters'] | undefined;
  @state() private titles: readonly string[] = [];
  @state() private audience = '';
  @state() private missing = false;
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #audiences = new Load(this, () => this.#askAudiences(), { start: false });

  static override styles = [
    controls,
    numberStyle,
    css`
      .all { display: grid; gap: 20px; }
      .block { display: grid; gap: 8px; }
      .block > b { font-weight: 500; }
      ol { display: grid; gap: 8px; margin: 0; padding: 0; list-style: none; }
      li { display: grid; grid-template-columns: 24px minmax(140px, 1fr) auto 176px; gap: 12px; align-items: center; }
      li .nr { color: var(--ink2); text-align: right; }
      li .small { min-width: 56px; white-space: nowrap; }
      .thumbs { display: grid; grid-template-columns: repeat(4, 1fr); gap: 2px; height: 40px; }
      .thumbs photo-thumb { height: 40px; }
      .waiting { min-height: 128px; }
      @media (max-width: 599px) {
        li { grid-template-columns: 20px minmax(0, 1fr) auto; }
        .thumbs { display: none; }
      }
    `,
  ];

  protected override begin() {
    this.linkTitle = this.named.trim() || this.words.library.make.default;
    this.by = 'time';
    this.plan = undefined;
    this.missing = false;
    void this.#audiences.again();
    void this.#ask();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  async #askAudiences() {
    const audiences = (await listAudiences()).filter(({ kind }) => this.kind === undefined || kind === this.kind);
    this.audience = usualAudience(audiences);
    return audiences;
  }

  get #wish(): NewChapters {
    const { linkTitle, by, word: part, photoIds } = this;
    const title = linkTitle.trim() || this.words.library.make.default;
    return { title, photoIds: [...photoIds], by, ...(by === 'name' && { part }) };
  }

  async #ask() {
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const plan = await planChapters(this.projectId, this.#wish);
      if (turn !== this.#turn) return;
      this.plan = plan;
      this.titles = plan.map(({ title }) => title);
      this.refused = undefined;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (turn === this.#turn) this.refused = error;
    }
  }

  override render() {
    const { chapters: own } = this.words.galleries;
    const count = this.plan?.length ?? 0;
    const may = count > 0 && count <= chapterLimit;
    return html`<admin-dialog wide heading=${this.made ? own.made(this.made.galleries.length) : own.heading(this.photoIds.length)} ?open=${this.open} @closed=${this.closed}>
      ${this.made ? madePassword(this.made.link, this.words) : this.open ? this.#form() : nothing}
      ${this.buttons({ make: own.make(count), making: own.making, may, run: () => may && void this.#make() })}
    </admin-dialog>`;
  }

  #form() {
    const { chapters: own } = this.words.galleries;
    return html`<div class="all">
      <p class="small">${own.lead}</p>
      ${this.refused ? problemLine(sentenceOf(this.refused, this.words), html`<button @click=${() => void this.#ask()}>${this.words.admin.retry}</button>`) : nothing}
      ${textField({
        name: 'title',
        label: own.title,
        value: this.linkTitle,
        help: own.titleHelp,
        typed: (title) => {
          this.linkTitle = title;
          clearTimeout(this.#timer);
          // By count the chapters are called by it.
          if (this.by === 'count') this.#timer = setTimeout(() => void this.#ask(), 300);
        },
      })}
      <div class="block"><b>${own.by}</b>
        <admin-segments whole label=${own.by} .value=${this.by} .options=${(['time', 'name', 'count'] as const).map((value) => ({ value, label: own.ways[value] }))}
          @choose=${({ detail }: CustomEvent<SplitBy>) => this.#choose({ by: detail })}></admin-segments>
        <p class="small">${own.waysHelp[this.by]}</p>
        ${
          this.by === 'name'
            ? html`<admin-segments whole label=${own.part} .value=${this.word} .options=${(['sku', 'angle', 'usage'] as const).map((value) => ({ value, label: own.parts[value] }))}
                @choose=${({ detail }: CustomEvent<NamePart>) => this.#choose({ part: detail })}></admin-segments>`
            : nothing
        }</div>
      ${this.#chapters()}
      <div class="block"><b>${own.audience}</b>
        ${this.#audiences.render(
          this.words,
          (audiences) => html`<preset-cards .words=${this.words} .audiences=${audiences} .value=${this.audience} free
            @choose=${({ detail }: CustomEvent<string>) => {
              this.audience = detail;
            }}></preset-cards>`,
        )}</div>
    </div>`;
  }

  #chapters() {
    const { chapters: own } = this.words.galleries;
    const { plan } = this;
    if (!plan) return html`<div class="waiting" aria-busy="true"></div>`;
    const tooMany = plan.length > chapterLimit;
    return html`<div class="block"><b role="status">${own.list(plan.length)}</b>
      ${tooMany ? problemLine(own.tooMany(plan.length, chapterLimit)) : nothing}
      ${this.missing ? html`<p class="told" id="titles-told" role="alert">${own.missing}</p>` : nothing}
      ${
        tooMany
          ? nothing
          : html`<ol>${plan.map(({ photoIds }, nr) => {
              const empty = this.missing && (this.titles[nr] ?? '').trim() === '';
              return html`<li><span class="nr figures" aria-hidden="true">${nr + 1}</span>
                <input class="text" maxlength="120" autocomplete="off" spellcheck="false" aria-label=${own.chapter(nr + 1)} .value=${this.titles[nr] ?? ''}
                  aria-invalid=${empty ? 'true' : 'false'} aria-describedby=${empty ? 'titles-told' : nothing} @input=${(event: InputEvent) => this.#title(nr, (event.target as HTMLInputElement).value)} />
                <span class="small figures">${own.photos(photoIds.length)}</span>
                <span class="thumbs" aria-hidden="true">${photoIds.slice(0, 4).map((id) => html`<photo-thumb .photo=${{ id, edition: 0 }}></photo-thumb>`)}</span></li>`;
            })}</ol>`
      }</div>`;
  }

  #choose(change: { by?: SplitBy; part?: NamePart }) {
    this.by = change.by ?? this.by;
    this.word = change.part ?? this.word;
    this.missing = false;
    void this.#ask();
  }

  #title(nr: number, title: string) {
    this.titles = this.titles.with(nr, title);
    this.missing = false;
  }

  async #make() {
    const titles = this.titles.map((title) => title.trim());
    this.missing = titles.includes('');
    if (this.missing) {
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLInputElement>("li input[aria-invalid='true']")?.focus();
      return;
    }
    const audience = this.audience === '' ? {} : { audience: this.audience };
    await this.makeIt(
      () => addChapters(this.projectId, { ...this.#wish, titles, ...audience }),
      ({ link }) => link.password !== undefined,
      async ({ fields }) => {
        // Photos were withdrawn or dated anew meanwhile: these are the chapters now.
        if (!fields.includes('titles')) return false;
        await this.#ask();
        return true;
      },
    );
  }

  protected override tell(made: MadeChapters) {
    this.dispatchEvent(new CustomEvent<MadeChapters>('made', { detail: made }));
    notify({ text: this.words.galleries.chapters.made(made.galleries.length) });
    go(`/projects/${this.projectId}/links/${made.link.id}`);
  }
}
