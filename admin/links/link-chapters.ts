import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Gallery } from '#contract/galleries.ts';
import { chapterLimit, countedChapters } from '#contract/gallery-limit.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { focusAct } from '../parts/focus-act.ts';
import { cross, down, plus } from '../parts/icons.ts';
import { href } from '../router.ts';
import '../parts/admin-menu.ts';

/** The galleries that a link opens, in order: added, moved, taken away, by buttons that a keyboard reaches. It says `change` with the new order. */
@customElement('link-chapters')
export class LinkChapters extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) ids: readonly string[] = [];
  /** All of the project. */
  @property({ attribute: false }) galleries: readonly Gallery[] = [];
  @property({ type: Boolean }) fixed = false;
  @state() private said = '';
  /** What is focused after a move: the same button of the same chapter. */
  #focus: { id: string; act: string } | undefined;

  static override styles = [
    controls,
    css`
      ol { margin: 0; padding: 0; list-style: none; }
      li { display: flex; align-items: center; gap: 4px; min-height: 52px; border-bottom: 1px solid var(--line); }
      .nr { width: 24px; color: var(--ink2); }
      .title { flex: 1; min-width: 0; padding: 6px 8px 6px 0; overflow-wrap: anywhere; }
      .count { padding-right: 8px; white-space: nowrap; }
      button.icon { border-color: transparent; background: none; }
      .up svg { rotate: 180deg; }
      admin-menu { margin-top: 8px; }
      .add { display: flex; align-items: center; gap: 8px; }
    `,
  ];

  override updated() {
    if (this.#focus) focusAct(this.renderRoot, this.#focus);
    this.#focus = undefined;
  }

  override render() {
    const { chapters } = this.words.links;
    const { ids } = this;
    const known = new Map(this.galleries.map((gallery) => [gallery.id, gallery]));
    const left = this.galleries.filter(({ id }) => !ids.includes(id));
    return html`<ol aria-label=${chapters.label}>${repeat(
      ids,
      (id) => id,
      (id, nr) => {
        const gallery = known.get(id);
        const title = gallery?.title ?? '';
        return html`<li data-id=${id}><span class="nr figures">${nr + 1}</span>
          <span class="title">${gallery ? html`<a href=${href(`/projects/${gallery.projectId}/galleries/${id}`)}>${title}</a>` : nothing}</span>
          <span class="count small figures">${this.words.galleries.chapters.photos(gallery?.photoIds.length ?? 0)}</span>
          ${
            this.fixed
              ? nothing
              : html`${this.#button('up', chapters.up(title), down, nr > 0, () => this.#move(nr, nr - 1))}
                ${this.#button('down', chapters.down(title), down, nr < ids.length - 1, () => this.#move(nr, nr + 1))}
                ${this.#button('away', chapters.remove(title), cross, ids.length > 1, () => this.#remove(nr))}`
          }</li>`;
      },
    )}</ol>
    ${
      this.fixed || left.length === 0 || countedChapters(ids, (id) => known.get(id)?.next?.id) >= chapterLimit
        ? nothing
        : html`<admin-menu .label=${chapters.add} .items=${left.map(({ id, title }) => ({ value: id, label: title, icon: plus }))} @choose=${({ detail }: CustomEvent<string>) => this.#tell([...ids, detail], chapters.added(known.get(detail)?.title ?? ''))}></admin-menu>`
    }
    <p class="unseen" role="status">${this.said}</p>`;
  }

  #button(act: string, label: string, icon: unknown, may: boolean, run: () => void) {
    return html`<button class="icon ${act}" aria-label=${label} title=${label} aria-disabled=${may ? 'false' : 'true'} @click=${() => may && run()}>${icon}</button>`;
  }

  #move(from: number, to: number) {
    const { chapters } = this.words.links;
    const id = this.ids[from] ?? '';
    const ids = this.ids.toSpliced(from, 1).toSpliced(to, 0, id);
    this.#focus = { id, act: to < from ? 'up' : 'down' };
    this.#tell(ids, chapters.moved(this.galleries.find((one) => one.id === id)?.title ?? '', to + 1));
  }

  #remove(nr: number) {
    const { chapters } = this.words.links;
    const id = this.ids[nr];
    const next = this.ids[nr + 1] ?? this.ids[nr - 1];
    if (next !== undefined) this.#focus = { id: next, act: 'away' };
    this.#tell(this.ids.toSpliced(nr, 1), chapters.removed(this.galleries.find((one) => one.id === id)?.title ?? ''));
  }

  #tell(ids: readonly string[], said: string) {
    this.ids = ids;
    this.said = said;
    this.dispatchEvent(new CustomEvent<readonly string[]>('change', { detail: ids }));
  }
}
