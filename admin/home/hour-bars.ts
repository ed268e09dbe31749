import { css, html, LitElement, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';

/** Opens by hour as bars, the hour that runs in full colour; a table for who cannot see them. */
@customElement('hour-bars')
export class HourBars extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) hours: readonly { readonly hour: number; readonly opens: number }[] = [];

  static override styles = [
    controls,
    css`
      .bars { display: flex; align-items: flex-end; gap: 4px; height: 128px; }
      .bars > div { flex: 1 1 0; max-width: 48px; min-width: 0; display: grid; grid-template-rows: 1fr 24px; height: 100%; text-align: center; }
      svg { width: 100%; height: 100%; }
      rect { fill: var(--bar); }
      .now rect { fill: var(--brand); }
      .bars span { font-size: 13px; line-height: 24px; color: var(--ink2); font-variant-numeric: tabular-nums; white-space: nowrap; overflow: hidden; }
    `,
  ];

  override render() {
    const { home } = this.words;
    const most = Math.max(1, ...this.hours.map(({ opens }) => opens));
    const last = this.hours.at(-1)?.hour;
    return html`
      <div class="bars" aria-hidden="true">${this.hours.map(({ hour, opens }) => {
        const high = opens === 0 ? 0 : Math.max(2, (opens / most) * 100);
        return html`<div class=${hour === last ? 'now' : ''} title=${home.hour(hour, opens)}>
          <svg viewBox="0 0 10 100" preserveAspectRatio="none">${svg`<rect width="10" y=${100 - high} height=${high}></rect>`}</svg>
          <span>${hour}</span></div>`;
      })}</div>
      <ul class="unseen" aria-label=${home.hours}>${this.hours.map(({ hour, opens }) => html`<li>${home.hour(hour, opens)}</li>`)}</ul>
    `;
  }
}
