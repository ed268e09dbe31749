import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Welcome } from '#contract/welcome.ts';
import { mostWelcome } from '#contract/welcome-limit.ts';
import { type Words, words } from '#words/index.ts';
import { alike, moved } from '../galleries/pending.ts';
import { opensLeft } from '../links/link-facts.ts';
import { controls } from '../parts/controls.ts';
import { dragOrder } from '../parts/drag-order.ts';
import { focusAct } from '../parts/focus-act.ts';
import { cross, down, plus } from '../parts/icons.ts';
import { stateMark } from '../parts/state-mark.ts';
import { href } from '../router.ts';
import { storeWelcome } from './change-welcome.ts';
import { sectionStyle } from './section-style.ts';
import './wifi-add.ts';

type Offered = Welcome['links'][number];

/** The links on the welcome page in their order: added, moved by drag or by buttons, taken off. It says `changed` with the Welcome. */
@customElement('wifi-links')
export class WifiLinks extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) welcome: Welcome | undefined;
  @state() private adding = false;
  /** What is focused after a move: the same button of the same link. */
  #focus: { readonly id: string; readonly act: string } | undefined;
  #stop: (() => void) | undefined;
  #list: Element | null = null;

  static override styles = [
    controls,
    sectionStyle,
    css`
      .all { gap: 16px; }
      wifi-add { display: contents; }
      ol { margin: 0; padding: 0; list-style: none; border-top: 1px solid var(--line); }
      li { display: flex; align-items: center; gap: 4px 12px; min-height: 64px; padding: 8px 0; border-bottom: 1px solid var(--line); background: var(--paper); cursor: grab; }
      .nr { flex: none; width: 20px; color: var(--ink2); }
      .what { flex: 1 1 160px; display: grid; min-width: 0; overflow-wrap: anywhere; }
      .what a { font-weight: 500; color: inherit; }
      .how { flex: none; display: grid; justify-items: end; }
      .moves { flex: none; display: flex; }
      .moves button { border-color: transparent; background: none; color: var(--ink2); }
      .moves button[aria-disabled='true'] { opacity: 0.3; }
      .up svg { rotate: 180deg; }
      .slot { background: var(--tint); }
      .flying { box-shadow: 0 8px 24px rgba(26, 25, 22, 0.28); opacity: 1 !important; cursor: grabbing; }
      @media (max-width: 599px) {
        li { flex-wrap: wrap; }
        .what { flex-basis: calc(100% - 32px); }
        .how { flex: 1; justify-items: start; padding-left: 32px; }
      }
    `,
  ];

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop?.();
    this.#list = null;
  }

  override updated() {
    const list = this.renderRoot.querySelector('ol');
    if (list !== this.#list) {
      this.#stop?.();
      this.#stop = list ? dragOrder(list, { dropped: (from, to) => this.#move(from, to) }) : undefined;
      this.#list = list;
    }
    if (this.#focus) focusAct(this.renderRoot, this.#focus);
    this.#focus = undefined;
  }

  get #ids(): string[] {
    return (this.welcome?.links ?? []).map(({ link }) => link.id);
  }

  override render() {
    const { admin: own } = this.words.welcome;
    if (!this.welcome) return nothing;
    const { links } = this.welcome;
    const full = links.length >= mostWelcome;
    return html`
      <h2>${own.list}</h2>
      <div class="all">
        <p class="help">${own.listHelp}</p>
        ${
          links.length === 0
            ? html`<p>${own.none}</p>`
            : html`<ol aria-label=${own.list}>${repeat(
                links,
                ({ link }) => link.id,
                (one, nr) => this.#row(one, nr, links.length),
              )}</ol>`
        }
        <div class="acts"><button aria-disabled=${full} @click=${() => {
          this.adding = !full;
        }}>${plus}${own.add}</button></div>
        ${full ? html`<p class="help">${own.full(mostWelcome)}</p>` : nothing}
      </div>
      <wifi-add .words=${this.words} .listed=${this.#ids} ?open=${this.adding} @closed=${() => {
        this.adding = false;
      }} @put=${({ detail }: CustomEvent<{ id: string; name: string }>) => void this.#add(detail)}></wifi-add>
    `;
  }

  #row({ link, name, projectTitle }: Offered, nr: number, all: number) {
    const { admin: own } = this.words.welcome;
    const left = link.state === 'live' ? opensLeft(link) : null;
    const about = [
      projectTitle,
      ...(link.policy.password ? [own.password] : []),
      ...(left === null ? [] : [own.opensLeft(left)]),
    ];
    return html`<li data-id=${link.id}>
      <span class="nr figures">${nr + 1}</span>
      <span class="what"><a href=${href(`/projects/${link.projectId}/links/${link.id}`)} draggable="false">${name}</a>
        <span class="small figures">${about.join(this.words.admin.comma)}</span></span>
      <span class="how">${this.#state(link)}</span>
      <span class="moves">
        ${this.#button('up', own.up(name), down, nr > 0, () => this.#step(nr, nr - 1))}
        ${this.#button('down', own.down(name), down, nr < all - 1, () => this.#step(nr, nr + 1))}
        ${this.#button('away', own.remove(name), cross, true, () => this.#remove(nr))}
      </span>
    </li>`;
  }

  #state({ recipient, batch, token, state }: Offered['link']) {
    const { admin: own } = this.words.welcome;
    if (recipient || batch) return stateMark('dead', own.personal);
    if (token === null) return stateMark('dead', own.noAddress);
    if (state === 'live') return this.welcome?.on ? stateMark('live', own.shown) : stateMark('quiet', own.ready);
    return stateMark(state === 'scheduled' ? 'quiet' : 'dead', own.hidden(state));
  }

  #button(act: string, label: string, icon: unknown, may: boolean, run: () => void) {
    return html`<button class="icon ${act}" aria-label=${label} title=${label} aria-disabled=${may ? 'false' : 'true'} @click=${() => may && run()}>${icon}</button>`;
  }

  #step(from: number, to: number) {
    this.#focus = { id: this.#ids[from] ?? '', act: to < from ? 'up' : 'down' };
    this.#move(from, to);
  }

  #move(from: number, to: number) {
    const ids = this.#ids;
    const next = moved(ids, from, to);
    if (alike(next, ids)) return;
    void this.#store(next, this.words.welcome.admin.moved(this.welcome?.links[from]?.name ?? '', to + 1));
  }

  #remove(nr: number) {
    const ids = this.#ids;
    const next = ids[nr + 1] ?? ids[nr - 1];
    if (next !== undefined) this.#focus = { id: next, act: 'away' };
    void this.#store(ids.toSpliced(nr, 1), this.words.welcome.admin.removed(this.welcome?.links[nr]?.name ?? ''));
  }

  #add({ id, name }: { id: string; name: string }) {
    return this.#store([...this.#ids, id], this.words.welcome.admin.added(name));
  }

  /** Shown in the new order at once; as it was where the box says no. */
  async #store(linkIds: string[], text: string) {
    const before = this.welcome;
    if (!before) return;
    const known = new Map(before.links.map((one) => [one.link.id, one]));
    this.welcome = { ...before, links: linkIds.flatMap((id) => known.get(id) ?? []) };
    const stored = await storeWelcome(this, text, { linkIds }, { linkIds: before.links.map(({ link }) => link.id) });
    if (!stored) this.welcome = before;
  }
}
