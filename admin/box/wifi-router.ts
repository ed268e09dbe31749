import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { sectionStyle } from './section-style.ts';

/** What has to be set on the router, so that phones find the welcome page by themselves. */
@customElement('wifi-router')
export class WifiRouter extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property() address = '';

  static override styles = [
    controls,
    sectionStyle,
    css`
      ol { margin: 0; padding-left: 20px; display: grid; gap: 8px; overflow-wrap: anywhere; }
      p, li { text-wrap: pretty; }
      .all { gap: 12px; }
    `,
  ];

  override render() {
    const { admin: own } = this.words.welcome;
    const { steps } = own;
    const { hostname } = URL.canParse(this.address) ? new URL(this.address) : { hostname: this.address };
    return html`
      <h2>${own.router}</h2>
      <div class="all">
        <p>${own.routerText}</p>
        <ol><li>${steps.fixed(hostname)}</li><li>${steps.names}</li><li>${steps.port}</li><li>${steps.option(this.address)}</li></ol>
        <p class="help">${own.limits}</p>
      </div>
    `;
  }
}
