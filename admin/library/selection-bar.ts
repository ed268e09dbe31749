import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { FootBar, footBarStyle } from '../parts/foot-bar.ts';
import { cross, pencil, people, photos, tag, tick, trash } from '../parts/icons.ts';
import '../parts/admin-menu.ts';

export type BarAct =
  | 'all'
  | 'none'
  | 'pick'
  | 'reject'
  | 'clear'
  | 'words'
  | 'rename'
  | 'add'
  | 'make'
  | 'versions'
  | 'withdraw';

/** What can be done with the chosen photos, at the foot of the page. It says `act` with which. */
@customElement('selection-bar')
export class SelectionBar extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ type: Number }) count = 0;
  /** All there are. */
  @property({ type: Number }) total = 0;
  /** May change photos. */
  @property({ type: Boolean }) changes = false;
  /** May make galleries and add to them. */
  @property({ type: Boolean }) places = false;

  static override styles = [controls, footBarStyle];

  constructor() {
    super();
    new FootBar(this, () => this.#act('none'));
  }

  override render() {
    const { bar } = this.words.library;
    const act = (name: BarAct) => () => this.#act(name);
    return html`<div class="bar" role="toolbar" aria-label=${bar.label}>
      <span class="count first" role="status">${bar.chosen(this.count)}</span>
      ${this.count < this.total ? html`<button class="quiet dense" @click=${act('all')}>${bar.all}</button>` : nothing}
      <button class="quiet dense" @click=${act('none')}>${cross}${bar.none}</button>
      <span class="room wide"></span><span class="break"></span>
      ${
        this.changes
          ? html`<button class="wide" @click=${act('pick')}>${tick}${bar.pick}</button>
            <button class="wide spare" @click=${act('reject')}>${cross}${bar.reject}</button>`
          : nothing
      }
      ${
        this.places
          ? html`<button class="grow" @click=${act('add')}>${bar.add}</button><button class="primary grow" @click=${act('make')}>${bar.make}</button>`
          : nothing
      }
      ${this.changes || this.places ? this.#more() : nothing}
    </div>`;
  }

  #more() {
    const { bar } = this.words.library;
    const versions = { value: 'versions', label: this.words.roles.versions.add, icon: people };
    const changes = [
      { value: 'pick', label: bar.pick, icon: tick },
      { value: 'reject', label: bar.reject, icon: cross },
      { value: 'clear', label: bar.clear, icon: photos },
      { value: 'words', label: bar.words, icon: tag },
      { value: 'rename', label: bar.rename, icon: pencil },
      { value: 'withdraw', label: bar.withdraw, icon: trash, dangerous: true },
    ];
    const items = [...(this.places ? [versions] : []), ...(this.changes ? changes : [])];
    return html`<admin-menu .name=${bar.more} .items=${items} @choose=${({ detail }: CustomEvent<BarAct>) => this.#act(detail)}></admin-menu>`;
  }

  #act(name: BarAct) {
    this.dispatchEvent(new CustomEvent<BarAct>('act', { detail: name }));
  }
}
