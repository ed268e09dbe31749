import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ScreenCode } from '#contract/screens.ts';
import { lastMoment } from '#words/moments.ts';
import './code-square.ts';
import { fitTexts } from './fit.ts';
import { fitted } from './frame.ts';
import type { Venue } from './venue-still.ts';
import { kioskWords, weightOf } from './words.ts';

/** A link's code with what it opens and until when; drawn in the units (`--u`) of the scene around it. */
@customElement('code-card')
export class CodeCard extends LitElement {
  @property({ attribute: false }) code: ScreenCode | undefined;
  @property({ attribute: false }) venue: Venue | undefined;
  /** Box time, UTC ms: days left are counted from it. */
  @property({ attribute: false }) now = 0;
  /** Of the unit that the code opens: its name stands in the heading. */
  @property({ attribute: false }) unit = '';
  /** On an upright screen the code stands on the other side. */
  @property({ type: Boolean, reflect: true }) mirrored = false;

  static override styles = [
    fitted,
    css`
    :host { display: flex; flex-direction: column; overflow: hidden; background: #fff; color: #1a1916; }
    code-square { flex: 0 1 calc(592 * var(--u)); min-height: 0; width: calc(592 * var(--u)); }
    .words { flex: none; padding: 0 calc(64 * var(--u)); min-width: 0; }
    h2 { margin: 0 0 calc(5 * var(--u)); max-height: calc(74 * var(--u)); font-weight: 500; }
    p {
      margin: 0; font-size: calc(36 * var(--u)); line-height: calc(52 * var(--u)); color: #5a564e;
      max-height: calc(104 * var(--u)); overflow: hidden; overflow-wrap: anywhere; text-wrap: balance;
    }
    .one { padding-bottom: calc(16 * var(--u)); }
    .one h2 { margin: 0; max-height: calc(64 * var(--u)); line-height: 1.1; }
    @container (max-aspect-ratio: 11 / 10) {
      :host { flex-direction: row; align-items: center; }
      :host([mirrored]) { flex-direction: row-reverse; }
      code-square { flex: none; height: calc(592 * var(--u)); }
      .words { flex: 1; padding: 0 calc(40 * var(--u)) 0 0; }
      :host([mirrored]) .words { padding: 0 0 0 calc(40 * var(--u)); }
      h2, .one h2 { max-height: calc(190 * var(--u)); margin-bottom: calc(16 * var(--u)); line-height: 1.28; }
      p { max-height: calc(208 * var(--u)); }
    }
  `,
  ];

  override render() {
    const { code, venue, unit } = this;
    const own = venue && kioskWords(venue.locale);
    return html`<code-square .code=${code?.code}></code-square>
      ${
        code && venue && own
          ? html`<div class="words ${unit ? 'one' : ''}" lang=${venue.locale}>
              <h2 data-fit="56 52 48 44 40 36">${unit ? own.takeUnit(unit) : own.scan}</h2>
              ${unit ? html`<p>${this.#within(code, venue, own)}</p>` : this.#lines(code, venue, own)}
            </div>`
          : nothing
      }`;
  }

  protected override updated() {
    fitTexts(this.renderRoot, `${this.clientWidth} ${this.clientHeight}`);
  }

  #lines(code: ScreenCode, { timeZone }: Venue, own: ReturnType<typeof kioskWords>) {
    return html`<p>${this.#what(code, own)}</p>
      ${code.expiresAt === null ? nothing : html`<p>${own.until(lastMoment(code.expiresAt, this.now, timeZone))}</p>`}`;
  }

  #within({ photos, expiresAt }: ScreenCode, { timeZone }: Venue, own: ReturnType<typeof kioskWords>): string {
    return own.photosFor(photos, expiresAt === null ? undefined : lastMoment(expiresAt, this.now, timeZone));
  }

  /** A title that would push the count out of its two lines is left out: the count says what a guest gets. */
  #what({ galleryTitle, photos }: ScreenCode, own: ReturnType<typeof kioskWords>): string {
    const whole = own.photos(galleryTitle, photos);
    return weightOf(whole) > 22 ? own.photos('', photos) : whole;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'code-card': CodeCard;
  }
}
