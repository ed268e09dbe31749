import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { HideRequest } from '#contract/hide.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { stateMark } from '../parts/state-mark.ts';
import { href } from '../router.ts';
import { tellOf } from './hide-acts.ts';
import '../parts/photo-thumb.ts';

/**
 * A photo that guests ask to be hidden: who asks where, and what staff can say to it. It says `answer` with true to hide it,
 * and false to leave or show it.
 */
@customElement('hide-row')
export class HideRow extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  /** All about one photo, the oldest first. */
  @property({ attribute: false }) requests: readonly HideRequest[] = [];
  @property() zone = 'UTC';
  @property({ type: Boolean }) busy = false;
  /** May answer. */
  @property({ type: Boolean }) may = false;
  /** Stands at the photo itself. */
  @property({ type: Boolean, reflect: true }) bare = false;

  static override styles = [
    controls,
    css`
      :host { display: flex; flex-wrap: wrap; align-items: center; gap: 12px 16px; padding: 12px 0; border-bottom: 1px solid var(--line); }
      :host([bare]) { padding: 8px 0; border: 0; }
      a.photo { flex: none; display: block; }
      photo-thumb { width: 96px; height: 72px; }
      .what { flex: 1 1 220px; min-width: 0; }
      .what p { overflow-wrap: anywhere; text-wrap: pretty; }
      .acts { flex: none; }
      @media (max-width: 599px) {
        .acts { width: 100%; }
        .acts button { flex: 1; }
      }
    `,
  ];

  override render() {
    const [first] = this.requests;
    if (!first) return nothing;
    const { hide } = this.words.feedback;
    const [who = '', where = '', note] = tellOf(first, this.words, this.zone);
    const open = first.state === 'open';
    const mark = first.atOnce && first.answeredBy === null ? hide.atOnce : hide.states[first.state];
    const by = first.answeredBy === null ? '' : hide.by(first.answeredBy);
    const photo = { id: first.photoId, edition: 0 };
    return html`
      ${this.bare ? nothing : html`<a class="photo" href=${href(`/projects/${first.projectId}?photo=${first.photoId}`)} aria-label=${hide.look}><photo-thumb .photo=${photo}></photo-thumb></a>`}
      <div class="what">
        <p>${who}</p>
        <p class="small">${where}</p>
        ${note === undefined ? nothing : html`<p>${note}</p>`}
        ${this.requests.length > 1 ? html`<p class="small">${hide.others(this.requests.length)}</p>` : nothing}
        ${open ? nothing : html`<p>${stateMark(first.state === 'hidden' ? 'dead' : 'quiet', mark)} <span class="small">${by}</span></p>`}
      </div>
      ${this.may ? this.#acts(first) : nothing}
    `;
  }

  #acts({ state, atOnce, answeredBy }: HideRequest) {
    const { hide } = this.words.feedback;
    const unseen = state === 'hidden' && atOnce && answeredBy === null;
    const act = (yes: boolean, label: string, kind = '') =>
      html`<button class=${kind} aria-disabled=${this.busy ? 'true' : 'false'} @click=${() => this.#say(yes)}>${label}</button>`;
    if (state === 'open') return html`<div class="acts">${act(false, hide.no, 'quiet')}${act(true, hide.yes)}</div>`;
    if (state === 'hidden')
      return html`<div class="acts">${unseen ? act(true, hide.stay, 'quiet') : nothing}${act(false, hide.back)}</div>`;
    return html`<div class="acts">${act(true, hide.yes)}</div>`;
  }

  #say(hide: boolean) {
    if (!this.busy) this.dispatchEvent(new CustomEvent<boolean>('answer', { detail: hide }));
  }
}
