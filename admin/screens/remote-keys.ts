import { css, html, LitElement, type SVGTemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ScreenCommand } from '#contract/screens.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { next, pause, play, previous } from '../parts/icons.ts';

/** The keys of a screen's remote, in the thumb's reach. It says `press` with the ScreenCommand, and leaves the rest to its page. */
@customElement('remote-keys')
export class RemoteKeys extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ type: Boolean }) paused = false;
  /** There is nothing to lead through. */
  @property({ type: Boolean }) idle = false;
  /** The key that waits for an answer. */
  @property() pressed = '';

  static override styles = [
    controls,
    css`
      .keys { display: grid; grid-template-columns: 1fr 1fr 1fr; gap: 8px; }
      button { min-height: 64px; padding: 0 8px; font-size: 17px; }
      button.on { border-color: var(--accent); background: var(--tint); box-shadow: inset 0 0 0 1px var(--accent); }
      button:active { background: var(--selected); }
    `,
  ];

  override render() {
    const { key, remote } = this.words.screens;
    return html`<div class="keys" role="group" aria-label=${remote}>
      ${this.#key('previous', key.previous, previous)}
      ${this.paused ? this.#key('resume', key.resume, play, true) : this.#key('pause', key.pause, pause, true)}
      ${this.#key('next', key.next, next)}
    </div>`;
  }

  #key(type: 'previous' | 'next' | 'pause' | 'resume', label: string, icon: SVGTemplateResult, worded = false) {
    const on = this.pressed === type || type === 'resume';
    const press = () => this.idle || this.dispatchEvent(new CustomEvent<ScreenCommand>('press', { detail: { type } }));
    return html`<button class=${on ? 'on' : ''} aria-label=${label} title=${label} aria-disabled=${this.idle ? 'true' : 'false'} @click=${press}>${icon}${worded ? label : ''}</button>`;
  }
}
