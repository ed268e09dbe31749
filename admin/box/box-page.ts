import { css, html, type SVGTemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Settings } from '#contract/box.ts';
import { PageElement } from '../page.ts';
import { controls } from '../parts/controls.ts';
import { bell, forward, globe, key, mail as letter, list, people, pin, speech, swap } from '../parts/icons.ts';
import { href } from '../router.ts';
import './box-addresses.ts';
import './box-basics.ts';
import './box-clean-up.ts';
import './box-downloads.ts';
import './box-look.ts';

/** The box's settings, and the ways to accounts, keys and the activity. */
@customElement('box-page')
export class BoxPage extends PageElement {
  /** What a section saved, until the frame has heard of it. */
  @state() private saved: Settings | undefined;

  static override styles = [
    controls,
    css`
      .ways { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 12px; margin: 16px 0 24px; }
      .ways a { display: flex; align-items: center; gap: 12px; min-height: 64px; padding: 10px 12px; border: 1px solid var(--line2); border-radius: 8px; color: inherit; text-decoration: none; }
      .ways span { flex: 1; display: grid; min-width: 0; }
      .ways strong { font-weight: 500; }
      .ways svg { color: var(--ink2); }
      @media (hover: hover) { .ways a:hover { background: var(--fill); } }
      @media (max-width: 899px) { .ways { grid-template-columns: minmax(0, 1fr); gap: 8px; } }
      @media (max-width: 599px) { h1 { font-size: 22px; line-height: 32px; } }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('settings')) this.saved = undefined;
  }

  override render() {
    const { settings: own } = this.words.box;
    const { audiences } = this.words.roles;
    const { page: texts } = this.words.messages;
    const { admin: wifi } = this.words.welcome;
    const { regions, mail, hooks } = this.words;
    const settings = this.saved ?? this.settings;
    const keep = ({ detail }: CustomEvent<Settings>) => {
      this.saved = detail;
    };
    return html`
      <h1 tabindex="-1">${own.title}</h1>
      <nav class="ways" aria-label=${own.title}>
        ${this.#way('/box/accounts', people, own.accounts, own.accountsText)}
        ${this.#way('/audiences', swap, audiences.title, audiences.box)}
        ${this.#way('/box/messages', speech, texts.title, texts.way)}
        ${this.#way('/box/wifi', globe, wifi.title, wifi.way)}
        ${this.#way('/box/regions', pin, regions.title, regions.way)}
        ${this.#way('/box/mail', letter, mail.title, mail.way)}
        ${this.#way('/box/hooks', bell, hooks.title, hooks.way)}
        ${this.#way('/box/keys', key, own.keys, own.keysText)}
        ${this.#way('/box/audit', list, own.audit, own.auditText)}
      </nav>
      <box-basics .words=${this.words} .settings=${settings} @saved=${keep}></box-basics>
      <box-look .words=${this.words} .settings=${settings} @saved=${keep}></box-look>
      <box-downloads .words=${this.words} .settings=${settings} @saved=${keep}></box-downloads>
      <box-clean-up .words=${this.words} .settings=${settings} @saved=${keep}></box-clean-up>
      <box-addresses .words=${this.words} .settings=${settings} @saved=${keep}></box-addresses>
    `;
  }

  #way(path: string, icon: SVGTemplateResult, label: string, text: string) {
    return html`<a href=${href(path)}>${icon}<span><strong>${label}</strong><span class="small">${text}</span></span>${forward}</a>`;
  }
}
