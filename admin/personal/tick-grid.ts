import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Photo } from '#contract/photos.ts';
import { type Words, words } from '#words/index.ts';
import { Press } from '../library/press.ts';
import { controls } from '../parts/controls.ts';
import { tick } from '../parts/icons.ts';
import '../parts/photo-thumb.ts';

/**
 * Photos to tick, three across on a phone; the whole photo is the target. It says `tick` with an id, and `look` with one
 * that was pressed for long (right-clicked by mouse).
 */
@customElement('tick-grid')
export class TickGrid extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) photos: readonly Photo[] = [];
  /** In the order in which they were ticked. */
  @property({ attribute: false }) chosen: readonly string[] = [];
  readonly #press = new Press((id) => this.#say('look', id));

  static override styles = [
    controls,
    css`
      ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(128px, 1fr)); gap: 2px; }
      button { position: relative; display: block; width: 100%; min-height: 0; padding: 0; border: 0; border-radius: 0; aspect-ratio: 129 / 126; background: none; user-select: none; -webkit-user-select: none; -webkit-touch-callout: none; }
      photo-thumb { width: 100%; height: 100%; pointer-events: none; }
      .sign { position: absolute; top: 8px; right: 8px; display: grid; place-items: center; width: 28px; height: 28px; border: 1.5px solid #ffffff; border-radius: 50%; background: rgb(26 25 22 / 28%); color: transparent; }
      .sign svg { width: 18px; height: 18px; stroke-width: 2; }
      [aria-pressed='true']::after { content: ''; position: absolute; inset: 0; border: 3px solid var(--accent); pointer-events: none; }
      [aria-pressed='true'] .sign { border-color: transparent; background: var(--accent); color: var(--on-accent); }
      button:focus-visible { outline-offset: -4px; z-index: 1; }
      @media (max-width: 767px) { ul { grid-template-columns: repeat(3, 1fr); } }
    `,
  ];

  override render() {
    const { personal } = this.words;
    return html`<ul aria-label=${personal.grid}>${repeat(
      this.photos,
      ({ id }) => id,
      (photo) => {
        const nr = this.chosen.indexOf(photo.id);
        const name = [photo.title || photo.name, ...(photo.caption === '' ? [] : [photo.caption])].join(
          this.words.admin.comma,
        );
        return html`<li><button aria-label=${nr < 0 ? name : personal.nth(name, nr + 1)} aria-pressed=${nr < 0 ? 'false' : 'true'} title=${photo.caption || nothing}
          @click=${() => this.#click(photo.id)} @contextmenu=${(event: Event) => this.#menu(event, photo.id)}
          @pointerdown=${(event: PointerEvent) => this.#press.down(event, photo.id)} @pointermove=${(event: PointerEvent) => this.#press.move(event)}
          @pointerup=${() => this.#press.end()} @pointercancel=${() => this.#press.end()} @pointerleave=${() => this.#press.end()}>
          <photo-thumb .photo=${photo}></photo-thumb><span class="sign">${tick}</span></button></li>`;
      },
    )}</ul>`;
  }

  #click(id: string) {
    if (!this.#press.wasLong()) this.#say('tick', id);
  }

  #menu(event: Event, id: string) {
    this.#press.menu(event);
    if (event.defaultPrevented) return;
    event.preventDefault();
    this.#say('look', id);
  }

  #say(what: 'tick' | 'look', id: string) {
    this.dispatchEvent(new CustomEvent<string>(what, { detail: id }));
  }
}
