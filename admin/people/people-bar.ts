import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PeopleList } from '#contract/people.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { FootBar, footBarStyle } from '../parts/foot-bar.ts';
import { cross, phone, tag, trash } from '../parts/icons.ts';
import '../parts/admin-menu.ts';

export type PeopleAct = 'all' | 'none' | 'link' | 'write' | 'tag' | 'untag' | 'remove' | 'onePhone' | 'revoke';

/** What can be done with those who were ticked: what fits the list that they are in. It says `act` with which. */
@customElement('people-bar')
export class PeopleBar extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property() list: PeopleList = 'all';
  @property({ type: Number }) count = 0;
  /** All there are to tick. */
  @property({ type: Number }) total = 0;
  /** Whether any of them has a link that can be written about. */
  @property({ type: Boolean }) linked = false;
  @property({ type: Boolean }) busy = false;

  static override styles = [controls, footBarStyle];

  constructor() {
    super();
    new FootBar(this, () => this.#act('none'));
  }

  override render() {
    const { bar, tickAll } = this.words.people;
    return html`<div class="bar" role="toolbar" aria-label=${bar.label}>
      <span class="count first" role="status">${bar.chosen(this.count)}</span>
      ${this.count < this.total ? html`<button class="quiet dense" @click=${() => this.#act('all')}>${tickAll}</button>` : nothing}
      <button class="quiet dense" @click=${() => this.#act('none')}>${cross}${bar.none}</button>
      <span class="room wide"></span><span class="break"></span>
      ${this.#acts()}
    </div>`;
  }

  #acts() {
    const { bar } = this.words.people;
    const { list } = this;
    const button = (act: PeopleAct, label: string, primary = false) =>
      html`<button class=${primary ? 'primary grow' : 'grow'} aria-disabled=${this.busy ? 'true' : 'false'} @click=${() => this.busy || this.#act(act)}>${label}</button>`;
    if (list === 'not_opened') return button('write', bar.remind, true);
    if (list === 'not_downloaded') return button('write', bar.tellDownload, true);
    if (list === 'came_back') return button('write', bar.thank, true);
    if (list === 'ending') return button('write', bar.tellEnding, true);
    if (list === 'forwarded')
      return html`${button('write', bar.write)}${button('onePhone', bar.onePhone, true)}${this.#menu([
        { value: 'revoke', label: bar.revoke, icon: phone, dangerous: true },
      ])}`;
    return html`${this.linked ? button('write', bar.write) : button('tag', bar.tag)}${button('link', bar.link, true)}${this.#menu(
      [
        ...(this.linked ? [{ value: 'tag', label: bar.tag, icon: tag }] : []),
        { value: 'untag', label: bar.untag, icon: cross },
        { value: 'remove', label: bar.remove, icon: trash, dangerous: true },
      ],
    )}`;
  }

  #menu(items: readonly { value: string; label: string; icon: typeof trash; dangerous?: boolean }[]) {
    return html`<admin-menu .name=${this.words.people.bar.more} .items=${items} @choose=${({ detail }: CustomEvent<PeopleAct>) => this.busy || this.#act(detail)}></admin-menu>`;
  }

  #act(act: PeopleAct) {
    this.dispatchEvent(new CustomEvent<PeopleAct>('act', { detail: act }));
  }
}
