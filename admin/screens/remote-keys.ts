import { css, html, LitElement, type SVGTemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ScreenCommand } from '#contract/screens.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { moon, next, pause, play, previous } from '../parts/icons.ts';

/** The keys of a screen's remote, in the thumb's reach. It says `press` with the ScreenCommand, and leaves the rest to its page. */
@customElement('remote-keys')
export class RemoteKeys extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ type: Boolean }) paused = false;
  @property({ type: Boolean }) blank = false;
  /** There is nothing to lead through. */
  @property({ type: Boolean }) idle = false;
  /** The key that waits for an answer. */
  @property() pressed = '';

  static override styles = [
    controls,
    css`
      :host { background: var(--paper); }
      .keys { display: grid; grid-template-columns: 1fr 1fr 1fr; gap: 8px; padding: 8px 0; }
      button { min-height: 64px; padding: 0 8px; flex-direction: column; gap: 2px; }
      button.wide { grid-column: 1 / -1; min-height: 44px; flex-direction: row; gap: 8px; }
      button.on { border-color: var(--accent); background: var(--tint); box-shadow: inset 0 0 0 1px var(--accent); }
      button:active { background: var(--selected); }
      @media (max-width: 899px) { :host { border-top: 1px solid var(--line); } }
    `,
  ];

  override render() {
    const { key } = this.words.screens;
    return html`<div class="keys" role="group" aria-label=${this.words.screens.remote}>
      ${this.#key('previous', key.previous, previous)}
      ${this.paused ? this.#key('resume', key.resume, play) : this.#key('pause', key.pause, pause)}
      ${this.#key('next', key.next, next)}
      <button class="wide ${this.blank || this.pressed === 'blank' ? 'on' : ''}" @click=${() => this.#press({ type: 'blank', on: !this.blank })}>${moon}${this.blank ? key.light : key.blank}</button>
    </div>`;
  }

  #key(type: 'previous' | 'next' | 'pause' | 'resume', label: string, icon: SVGTemplateResult) {
    const on = this.pressed === type || type === 'resume';
    return html`<button class=${on ? 'on' : ''} aria-disabled=${this.idle ? 'true' : 'false'} @click=${() => this.idle || this.#press({ type })}>${icon}${label}</button>`;
  }

  #press(command: ScreenCommand) {
    this.dispatchEvent(new CustomEvent<ScreenCommand>('press', { detail: command }));
  }
}
