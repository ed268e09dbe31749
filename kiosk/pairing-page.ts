import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { Locale } from '#contract/common.ts';
import type { PairingState } from '#contract/screens.ts';
import { codeSide, drawnCode } from './scenes/code-picture.ts';
import { frame } from './scenes/frame.ts';
import { kioskWords } from './scenes/words.ts';

/** How an unpaired screen becomes a screen: the number to type, and the way to where it is typed. */
@customElement('pairing-page')
export class PairingPage extends LitElement {
  @property({ attribute: false }) pairing: PairingState | undefined;
  @property() locale: Locale = 'zh-CN';
  @property({ type: Boolean }) reached = false;
  /** The screen's name, once it has one: the number gives way to it. */
  @property() name = '';
  @property({ attribute: false }) boxNow: () => number = Date.now;
  /** One unit of the pictures in CSS pixels. */
  @state() private unit = 1;
  #second: ReturnType<typeof setInterval> | undefined;
  readonly #measure = new ResizeObserver(([entry]) => {
    const { width = 0, height = 0 } = entry?.contentRect ?? {};
    this.unit = (width / height < 1.1 ? width : height) / 1080;
  });

  static override styles = [
    frame,
    css`
    :host { position: absolute; inset: 0; }
    .content {
      display: grid; grid-template: auto minmax(0, 1fr) auto / 100%; padding: calc(98 * var(--u)) calc(120 * var(--u)) calc(88 * var(--u));
      box-sizing: border-box; font-size: calc(36 * var(--u)); line-height: calc(52 * var(--u));
    }
    header, footer { display: flex; justify-content: space-between; align-items: baseline; gap: calc(48 * var(--u)); }
    header { height: calc(150 * var(--u)); align-items: flex-start; }
    p, h1, h2 { margin: 0; font-weight: 400; font-size: inherit; line-height: inherit; }
    header h1, h2 { font-weight: 500; }
    .soft { color: rgb(246 244 240 / 78%); }
    .step { color: #e3b668; }
    h2 { font-size: calc(48 * var(--u)); line-height: calc(64 * var(--u)); text-wrap: balance; }
    main { display: grid; align-content: start; min-width: 0; }
    .two { grid-template-columns: calc(540 * var(--u)) minmax(0, 1fr); gap: calc(60 * var(--u)) calc(140 * var(--u)); }
    .claimed { grid-template-columns: minmax(0, 1fr) calc(400 * var(--u)); gap: calc(140 * var(--u)); }
    section { min-width: 0; }
    .two section + section, .claimed section + section { position: relative; }
    .two section + section::before, .claimed section + section::before {
      content: ''; position: absolute; top: 0; bottom: 0; width: max(1px, var(--u)); left: calc(-80 * var(--u)); background: #2e2b28;
    }
    .claimed section + section::before { left: calc(-70 * var(--u)); }
    .place { margin: calc(28 * var(--u)) 0 calc(16 * var(--u)); width: calc(370 * var(--u)); height: calc(370 * var(--u)); }
    .drawn { display: block; }
    .claim { display: flex; align-items: baseline; gap: calc(26 * var(--u)); white-space: nowrap; }
    .claim strong { font-size: calc(50 * var(--u)); line-height: calc(64 * var(--u)); font-weight: 500; letter-spacing: .02em; }
    .digits {
      margin: calc(64 * var(--u)) 0 calc(36 * var(--u)) calc(-8 * var(--u)); font-size: calc(240 * var(--u)); line-height: 1; font-weight: 500;
      white-space: nowrap; display: flex; gap: calc(64 * var(--u)); height: calc(240 * var(--u));
    }
    .line { height: calc(4 * var(--u)); background: #2e2b28; overflow: hidden; }
    .line div { height: 100%; background: #e3b668; transform-origin: left; }
    .left { margin-top: calc(24 * var(--u)); }
    footer { justify-content: flex-start; align-items: center; gap: calc(18 * var(--u)); min-height: calc(52 * var(--u)); }
    footer svg { flex: none; width: calc(36 * var(--u)); height: calc(36 * var(--u)); fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; }
    .address { font-weight: 500; color: #f6f4f0; overflow-wrap: anywhere; }
    .content > *, .name { transition: opacity 500ms ease-in-out; }
    .named > header, .named > main, .named > footer { opacity: 0; }
    .name {
      position: absolute; inset: 0; display: grid; place-items: center; padding: calc(120 * var(--u)); text-align: center; opacity: 0;
      font-size: calc(96 * var(--u)); line-height: 1.3; font-weight: 500; text-wrap: balance; overflow-wrap: anywhere;
    }
    .named > .name { opacity: 1; transition-delay: 200ms; }
    @media (prefers-reduced-motion: reduce) { .content > *, .named > .name { transition: none; } }
    @container (max-aspect-ratio: 11 / 10) {
      main { align-content: center; }
      .two, .claimed { grid-template-columns: minmax(0, 1fr); gap: calc(120 * var(--u)); }
      .two section + section::before, .claimed section + section::before { width: auto; height: max(1px, var(--u)); bottom: auto; left: 0; right: 0; top: calc(-60 * var(--u)); }
      .digits { font-size: calc(212 * var(--u)); }
      footer { align-items: flex-start; }
    }
  `,
  ];

  override connectedCallback() {
    super.connectedCallback();
    this.#second = setInterval(() => this.requestUpdate(), 1000);
    this.#measure.observe(this);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#second);
    this.#measure.disconnect();
  }

  override render() {
    const { pairing, locale, name } = this;
    const own = kioskWords(locale);
    return html`<div class="content ${name ? 'named' : ''}" lang=${locale}>
      <header><h1>Maiimg Box</h1><p class="soft" role="status">${this.reached ? own.connected : own.connecting}</p></header>
      ${pairing ? this.#steps(pairing) : html`<main></main><footer></footer>`}
      <div class="name" aria-live="polite">${name}</div>
    </div>`;
  }

  #steps(pairing: PairingState) {
    const own = kioskWords(this.locale);
    const { adminCode, adminUrl, claimed, claimCode } = pairing;
    const code = html`<div class="place" role="img" aria-label=${own.admin}>${drawnCode(adminCode, codeSide(adminCode.modules, 370 * this.unit, devicePixelRatio))}</div>`;
    const main = claimed
      ? html`<main class="claimed">
          <section><h2>${own.enter}</h2>${this.#number(pairing)}</section>
          <section><h2>${own.admin}</h2>${code}</section>
        </main>`
      : html`<main class="two">
          <section>
            <p class="step">${own.first}</p><h2>${own.claim}</h2>${code}
            ${
              claimCode === null
                ? html`<p class="soft">${own.claimElsewhere}</p>`
                : html`<p class="claim"><span class="soft">${own.claimCode}</span> <strong>${claimCode}</strong></p>`
            }
          </section>
          <section><p class="step">${own.second}</p><h2>${own.enter}</h2>${this.#number(pairing)}</section>
        </main>`;
    return html`${main}
      <footer class="soft">${wifi}<p>${own.network} <span class="address">${shortened(adminUrl)}</span></p></footer>`;
  }

  #number({ code, madeAt, expiresAt }: PairingState) {
    const own = kioskWords(this.locale);
    const left = Math.max(0, expiresAt - this.boxNow());
    const share = Math.min(1, left / Math.max(1, expiresAt - madeAt));
    // A number that would be refused is not shown: until the box has sent another, there is none.
    const digits = left > 0 ? html`<span>${code.slice(0, 3)}</span><span>${code.slice(3)}</span>` : nothing;
    return html`<div class="digits" data-testid="pairing-code">${digits}</div>
      <div class="line"><div style=${styleMap({ transform: `scaleX(${share.toFixed(4)})` })}></div></div>
      <p class="left soft">${own.newNumber(Math.floor((left + 30_000) / 60_000))}</p>`;
  }
}

const wifi = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M3 9.5a13 13 0 0 1 18 0M6 13a8.5 8.5 0 0 1 12 0M9 16.4a4.3 4.3 0 0 1 6 0M12 19.6v.1"/></svg>`;

/** An address as people type it. */
function shortened(address: string): string {
  return address.replace(/^http:\/\//, '').replace(/\/(admin\/?)?$/, '');
}

declare global {
  interface HTMLElementTagNameMap {
    'pairing-page': PairingPage;
  }
}
