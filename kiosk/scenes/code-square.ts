import { css, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CodePicture } from '#contract/common.ts';
import { codeSide, drawnCode } from './code-picture.ts';

/** A code in the middle of the room that it is given, as large as whole device pixels allow. */
@customElement('code-square')
export class CodeSquare extends LitElement {
  @property({ attribute: false }) code: CodePicture | undefined;
  /** CSS pixels of the shorter side. */
  @state() private room = 0;
  readonly #measure = new ResizeObserver(([entry]) => {
    const { width = 0, height = 0 } = entry?.contentRect ?? {};
    this.room = Math.min(width, height);
  });

  static override styles = css`
    :host { display: grid; place-items: center; min-width: 0; min-height: 0; overflow: hidden; background: #fff; contain: strict; }
    .drawn { display: block; }
  `;

  override connectedCallback() {
    super.connectedCallback();
    this.#measure.observe(this);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#measure.disconnect();
  }

  override render() {
    const { code, room } = this;
    return code && room > 0 ? drawnCode(code, codeSide(code.modules, room, devicePixelRatio)) : nothing;
  }

  override updated() {
    // Not only in the next frame: what asks whether the scene can be shown waits for this.
    if (this.room === 0 && this.isConnected) {
      const { width, height } = this.getBoundingClientRect();
      this.room = Math.min(width, height);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'code-square': CodeSquare;
  }
}
