import { css, html, LitElement, nothing, type SVGTemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Session, Settings } from '#contract/box.ts';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { readNow } from '../home/calls.ts';
import { Live } from '../live.ts';
import { Reach } from '../reach.ts';
import { href } from '../router.ts';
import { controls } from './controls.ts';
import { chart, cube, display, folder, globe, home, key, leave, mark, person, phone } from './icons.ts';
import { stateMark } from './state-mark.ts';
import './admin-menu.ts';

/** Under which of the frame's places a page stands: a project's report under reports, all else by how its path begins. */
function placeOf(path: string): string {
  if (/^\/projects\/[^/]+\/report$/.test(path)) return '/reports';
  return `/${path.split('/')[1] ?? ''}`;
}

/**
 * The frame of the signed-in pages: a rail with the box, the places and who is signed in; on phones a head and a tab bar.
 * It says `change-language`, `own-password`, `house` and `sign-out`.
 */
@customElement('staff-frame')
export class StaffFrame extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) session: Session | undefined;
  @property({ attribute: false }) settings: Settings | undefined;
  /** The path one is at: `/projects/…`. */
  @property() path = '/';
  /** The page has a phone's whole screen. */
  @property({ type: Boolean, reflect: true }) whole = false;
  /** How many things need a hand; the page "Now" tells it with `needs`, elsewhere it is asked for. */
  @state() private needs = 0;
  readonly #reach = new Reach(this);

  static override styles = [
    controls,
    css`
      :host { display: grid; grid-template-columns: 200px minmax(0, 1fr); min-height: 100vh; min-height: 100dvh; background: var(--paper); }
      .rail { position: sticky; top: 0; display: flex; flex-direction: column; height: 100vh; height: 100dvh; padding: 16px 12px; background: var(--ground); border-right: 1px solid var(--line); overflow-y: auto; }
      .box { display: flex; align-items: center; gap: 12px; min-height: 44px; margin-bottom: 12px; padding: 0 12px; font-weight: 500; color: inherit; text-decoration: none; }
      .box span { min-width: 0; overflow-wrap: anywhere; }
      .box img { height: 24px; max-width: 96px; object-fit: contain; }
      .rail .box:has(img) { flex-direction: column; align-items: flex-start; gap: 8px; padding: 8px 12px; }
      .rail .box img { height: 32px; max-width: 100%; }
      nav { display: grid; gap: 4px; }
      nav a { position: relative; display: flex; align-items: center; gap: 12px; min-height: 44px; padding: 0 12px; border-radius: 8px; color: var(--ink2); text-decoration: none; }
      nav a[aria-current] { background: var(--selected); color: var(--ink); font-weight: 500; }
      .count { margin-left: auto; min-width: 20px; padding: 0 6px; border-radius: 10px; background: var(--soon); color: var(--paper); font-size: 13px; line-height: 20px; text-align: center; font-variant-numeric: tabular-nums; }
      .foot { margin-top: auto; padding-top: 16px; }
      .health { display: flex; gap: 12px; padding: 8px 12px; color: var(--ink2); }
      .who { display: flex; align-items: center; gap: 12px; min-height: 44px; padding: 0 0 0 12px; color: var(--ink2); }
      .who span { flex: 1; min-width: 0; overflow-wrap: anywhere; line-height: 20px; color: var(--ink); }
      .who admin-menu { margin-left: -12px; }
      .who small { display: block; }
      main { width: 100%; max-width: 1400px; padding: 24px 32px 48px; }
      .top { display: none; }
      @media (hover: hover) { nav a:hover { background: var(--selected); } }
      @media (max-width: 767px) {
        :host { display: block; padding-bottom: var(--tab-bar); }
        .top { display: flex; align-items: center; gap: 8px; min-height: 60px; padding: 8px 4px 8px 16px; }
        .top .box { flex: 1; min-width: 0; margin: 0; padding: 0; font-size: 17px; }
        .rail { position: fixed; z-index: 10; inset: auto 0 0; height: auto; padding: 0 0 env(safe-area-inset-bottom); flex-direction: row; border: 0; border-top: 1px solid var(--line); overflow: visible; }
        .rail .box, .foot { display: none; }
        nav { flex: 1; display: flex; gap: 0; }
        nav a { flex: 1; flex-direction: column; justify-content: center; gap: 4px; min-height: 64px; padding: 0; border-radius: 0; font-size: 13px; line-height: 20px; }
        nav a[aria-current] { background: none; }
        .count { position: absolute; top: 6px; left: calc(50% + 6px); margin: 0; min-width: 18px; padding: 0 5px; line-height: 18px; }
        main { padding: 8px 16px 32px; }
        :host([whole]) { padding: 0; }
        :host([whole]) :is(.top, .rail) { display: none; }
        :host([whole]) main { padding: 0; }
      }
      @media print {
        :host { display: block; padding: 0; }
        .rail, .top { display: none; }
        main { max-width: none; padding: 0; }
      }
    `,
  ];

  constructor() {
    super();
    // Nearly every fact may be one more thing or one less.
    new Live(
      this,
      () => this.path !== '/',
      () => this.#count(),
      5000,
    );
    this.addEventListener('needs', (event) => {
      this.needs = (event as CustomEvent<number>).detail;
    });
  }

  protected override firstUpdated() {
    if (this.path !== '/') void this.#count();
  }

  override render() {
    const { admin } = this.words;
    const { places } = admin;
    const { username = '', role = 'staff' } = this.session ?? {};
    const connected = this.#reach.awaySince === undefined;
    const health = stateMark(connected ? 'live' : 'dead', connected ? admin.boxFine : admin.boxLost);
    const menu = html`<admin-menu .name=${admin.account} .items=${[
      { value: 'change-language', label: admin.otherLanguage, icon: globe },
      { value: 'own-password', label: admin.ownPassword.title, icon: key },
      { value: 'house', label: this.words.regions.house.menu, icon: phone },
      { value: 'sign-out', label: admin.signOut, icon: leave },
    ]} @choose=${({ detail }: CustomEvent<string>) => this.dispatchEvent(new Event(detail))}></admin-menu>`;
    const box = html`<a class="box" href=${href('/')}>${this.#logo()}<span>${this.settings?.boxName ?? ''}</span></a>`;
    return html`
      <header class="top">${box}<span role="status">${connected ? nothing : health}</span>${menu}</header>
      <aside class="rail" aria-label=${admin.rail}>
        ${box}
        <nav aria-label=${admin.pages}>
          ${this.#place('/', places.now, home, this.needs)}
          ${this.#place('/projects', places.projects, folder)}
          ${role === 'photographer' ? nothing : html`${this.#place('/screens', places.screens, display)}${this.#place('/reports', this.words.reportPage.place, chart)}`}
          ${role === 'owner' ? this.#place('/box', places.box, cube) : nothing}
        </nav>
        <div class="foot">
          <div class="health" role="status">${cube}${health}</div>
          <div class="who">${person}<span>${username}<small class="small">${admin.roles[role]}</small></span>${menu}</div>
        </div>
      </aside>
      <main id="main"><slot></slot></main>
    `;
  }

  async #count() {
    if (!this.session || this.session.role === 'photographer') return;
    try {
      this.needs = (await readNow()).needs.length;
    } catch (error) {
      // The page beside it says what is wrong.
      if (!(error instanceof Refused)) throw error;
    }
  }

  #logo() {
    const logo = this.settings?.logo;
    return logo ? html`<img src=${logo} alt="" />` : mark;
  }

  #place(path: string, label: string, icon: SVGTemplateResult, count = 0) {
    const here = path === placeOf(this.path);
    return html`<a href=${href(path)} aria-current=${here ? 'page' : nothing}>${icon}<span>${label}</span>${
      count > 0 ? html`<span class="count" aria-label=${this.words.admin.needs(count)}>${count}</span>` : nothing
    }</a>`;
  }
}
