import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Session } from '#contract/box.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from './controls.ts';
import { globe, home, leave, mark, person } from './icons.ts';

/**
 * The frame of the signed-in pages: a rail with the box, the places, and who is signed in; on phones a bar.
 * It says `change-language` and `sign-out`.
 */
@customElement('staff-frame')
export class StaffFrame extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) session: Session | undefined;
  @property() otherLang = '';
  /** While signing out. */
  @property({ type: Boolean }) leaving = false;

  static override styles = [
    controls,
    css`
      :host {
        display: grid; grid-template-columns: 200px minmax(0, 1fr);
        min-height: 100vh; min-height: 100dvh; background: var(--paper);
      }
      .rail {
        position: sticky; top: 0; display: flex; flex-direction: column; height: 100vh; height: 100dvh;
        padding: 16px 12px; background: var(--ground); border-right: 1px solid var(--line); overflow-y: auto;
      }
      .box, .who, nav a { display: flex; align-items: center; gap: 12px; min-height: 44px; padding: 0 12px; }
      .box { font-weight: 500; }
      .box span, .who span { min-width: 0; overflow-wrap: anywhere; }
      nav { flex: 1; padding-top: 4px; }
      nav a { border-radius: 8px; color: inherit; text-decoration: none; }
      nav a[aria-current] { background: var(--selected); font-weight: 500; }
      .who { color: var(--ink2); line-height: 20px; }
      .rail button { justify-content: flex-start; gap: 12px; padding: 0 12px; font-weight: 400; color: var(--ink2); }
      main { width: 100%; max-width: 1080px; padding: 24px 32px 48px; }
      @media (max-width: 767px) {
        :host { display: block; }
        .rail {
          position: static; height: auto; flex-flow: row wrap; align-items: center;
          padding: 12px 16px 8px; background: var(--paper); border: 0; border-bottom: 1px solid var(--line);
        }
        .box { flex: 1; min-width: 0; padding: 0; }
        nav { display: none; }
        .rail button { order: 1; white-space: nowrap; }
        .rail button:last-child { margin-right: -12px; }
        :is(.who, button) svg { display: none; }
        .who { order: 2; flex: 1 0 100%; min-height: 24px; padding: 0 0 0 36px; font-size: 13px; }
        main { padding: 16px 16px max(48px, env(safe-area-inset-bottom)); }
      }
    `,
  ];

  override render() {
    const { admin } = this.words;
    const { roles, now, otherLanguage } = admin;
    const { boxName = '', username = '', role = 'staff' } = this.session ?? {};
    return html`
      <header class="rail">
        <div class="box">${mark}<span>${boxName}</span></div>
        <nav aria-label=${now.places}><a href="/admin/" aria-current="page">${home}${now.title}</a></nav>
        <div class="who">${person}<span>${now.signedInAs(username, roles[role])}</span></div>
        <button class="quiet" lang=${this.otherLang} @click=${() => this.dispatchEvent(new Event('change-language'))}>
          ${globe}${otherLanguage}
        </button>
        <button class="quiet" aria-disabled=${this.leaving} @click=${this.#leave}>
          ${leave}${now.signOut}
        </button>
      </header>
      <main><slot></slot></main>
    `;
  }

  #leave() {
    if (!this.leaving) this.dispatchEvent(new Event('sign-out'));
  }
}
