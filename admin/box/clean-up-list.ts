import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CleanUpGallery } from '#contract/clean-up.ts';
import { type Words, words } from '#words/index.ts';
import { momentOf } from '#words/moments.ts';
import { changeGallery } from '../galleries/calls.ts';
import { controls } from '../parts/controls.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { sizeText } from '../parts/size-text.ts';
import { href } from '../router.ts';

/** Galleries that the clean-up takes next, each with the way to keep it. It says `kept` when one is not among them any more. */
@customElement('clean-up-list')
export class CleanUpList extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) items: readonly CleanUpGallery[] = [];
  @property() zone = 'UTC';
  @state() private busy = '';

  static override styles = [
    controls,
    css`
      li { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; min-height: 64px; padding: 12px 0; border-bottom: 1px solid var(--line); }
      .what { flex: 1 1 280px; min-width: 0; }
      .what a { font-weight: 500; color: inherit; overflow-wrap: anywhere; }
      .when { flex: none; min-width: 120px; font-variant-numeric: tabular-nums; color: var(--ink2); }
      .when.soon { color: var(--soon); }
      @media (max-width: 599px) { .when { flex: 1; } }
    `,
  ];

  override render() {
    return html`<ul>${this.items.map((item) => this.#row(item))}</ul>`;
  }

  #row({ galleryId, title, projectId, projectTitle, endedAt, goesAt, photos, bytes }: CleanUpGallery) {
    const { cleanUp: own } = this.words.trash;
    const { admin } = this.words;
    const now = Date.now();
    const on = (at: string) => admin.onDay(momentOf(Date.parse(at), now, this.zone));
    const due = Date.parse(goesAt) <= now;
    const about = [projectTitle, own.ended(on(endedAt)), own.has(photos, sizeText(bytes))].join(admin.comma);
    return html`<li>
      <div class="what"><a href=${href(`/projects/${projectId}/galleries/${galleryId}`)}>${title}</a><p class="small figures">${about}</p></div>
      <p class="when ${due ? 'soon' : ''}">${due ? own.goesNow : own.goes(on(goesAt))}</p>
      <button aria-disabled=${this.busy === '' ? 'false' : 'true'} @click=${() => void this.#keep(galleryId, title)}>${own.keep}<span class="unseen"> ${title}</span></button>
    </li>`;
  }

  async #keep(id: string, title: string) {
    if (this.busy !== '') return;
    this.busy = id;
    const say = () => this.dispatchEvent(new Event('kept'));
    try {
      await changeGallery(id, { kept: true });
      const undo = async () => {
        await changeGallery(id, { kept: false });
        say();
      };
      notify({ text: this.words.trash.cleanUp.kept(title), undo });
      say();
    } catch (error) {
      notifyRefused(error, this.words);
    } finally {
      this.busy = '';
    }
  }
}
