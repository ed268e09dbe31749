import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Welcome } from '#contract/welcome.ts';
import { Live } from '../live.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page.ts';
import { controls } from '../parts/controls.ts';
import { boxPagesStyle, trail } from './box-pages.ts';
import { readWelcome } from './calls.ts';
import './wifi-basics.ts';
import './wifi-links.ts';
import './wifi-router.ts';

/** What changes what is shown of a link, or the list itself. */
const concerns = /^(settings|link|project|gallery)\.|^visit\.opened$/;

/** The box's own Wi-Fi: the page that it greets guests with, and what the router needs for that. */
@customElement('wifi-page')
export class WifiPage extends PageElement {
  readonly #welcome = new Load(this, readWelcome);

  static override styles = [controls, boxPagesStyle, css`.lead { max-width: 840px; margin-bottom: 24px; }`];

  constructor() {
    super();
    new Live(
      this,
      ({ fact }) => concerns.test(fact),
      () => this.#welcome.again(),
      1000,
    );
  }

  override render() {
    const { box, welcome } = this.words;
    return html`
      ${trail(box.settings.title)}
      <header><h1 tabindex="-1">${welcome.admin.title}</h1></header>
      <p class="lead">${welcome.admin.lead}</p>
      ${this.#welcome.render(this.words, (value) => this.#sections(value))}
    `;
  }

  #sections(value: Welcome) {
    const changed = ({ detail }: CustomEvent<Welcome>) => {
      this.#welcome.value = detail;
      this.requestUpdate();
    };
    return html`
      <wifi-basics .words=${this.words} .welcome=${value} @changed=${changed}></wifi-basics>
      <wifi-links .words=${this.words} .welcome=${value} @changed=${changed}></wifi-links>
      <wifi-router .words=${this.words} .address=${value.address}></wifi-router>
    `;
  }
}
