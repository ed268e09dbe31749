import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DayPart, PlaylistItem, PlaylistSpec } from '#contract/playlists.ts';
import { type Words, words } from '#words/index.ts';
import { numberStyle, textField } from '../links/fields.ts';
import { controls } from '../parts/controls.ts';
import { nearestWeight, weights } from './draft.ts';
import { formPartStyle } from './form-style.ts';
import { kindParts } from './kind-parts.ts';
import type { Known } from './known.ts';
import type { Mistakes } from './mistakes.ts';
import '../parts/admin-switch.ts';
import './choice-chips.ts';
import './day-parts.ts';
import './seconds-field.ts';

/** All that can be said of one item. It says `choose` with the item as it is to be. */
@customElement('item-form')
export class ItemForm extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  /** The venue's words: what its screens say. */
  @property({ attribute: false }) lines: Words['playlists'] = words('zh-CN').playlists;
  @property({ attribute: false }) item: PlaylistItem | undefined;
  @property({ attribute: false }) known: Known | undefined;
  /** Another number draws it anew: what is known has grown. */
  @property({ type: Number }) beat = 0;
  @property() zone = 'UTC';
  @property() projectId = '';
  /** Of the project, where an item needs one now. */
  @property() firstGalleryId = '';
  @property() order: PlaylistSpec['order'] = 'listed';
  /** What is to be told beside its field. */
  @property({ attribute: false }) mistakes: Mistakes = {};

  static override styles = [
    controls,
    numberStyle,
    formPartStyle,
    css`
      .all { display: grid; gap: 20px; padding: 8px 0 20px; }
      .box { display: grid; gap: 12px; padding: 12px 16px; border: 1px solid var(--line); }
      .notice { padding: 8px 12px; background: var(--tint); font-size: 13px; line-height: 20px; text-wrap: pretty; }
    `,
  ];

  override render() {
    const { item } = this;
    if (!item) return nothing;
    const { form } = this.words.playlistsEditor;
    const each = item.kind === 'photos' || item.kind === 'codes';
    return html`<div class="all">
      ${kindParts(item, {
        ...this.#given,
        say: (change) => this.#say(change),
        text: (name, value, about) => this.#text(name, value, about),
        error: (name) => this.#error(name),
      })}
      <seconds-field .words=${this.words} label=${each ? form.secondsEach : form.seconds} .value=${item.seconds} error=${this.#error('seconds')}
        @choose=${({ detail }: CustomEvent<number>) => this.#say({ seconds: detail })}></seconds-field>
      ${this.order === 'mixed' ? this.#weight(item) : nothing}
      <day-parts .words=${this.words} label=${form.when} .parts=${item.when} ?strict=${this.#error('when') !== ''}
        @choose=${({ detail }: CustomEvent<DayPart[]>) => this.#say({ when: detail })}></day-parts>
      <admin-switch label=${form.off} ?on=${item.off} @choose=${({ detail }: CustomEvent<boolean>) => this.#say({ off: detail })}></admin-switch>
    </div>`;
  }

  get #given() {
    const { words: own, lines, known, beat, zone, projectId, firstGalleryId } = this;
    return { words: own, lines, known, beat, zone, projectId, firstGalleryId };
  }

  #weight({ weight }: PlaylistItem) {
    const { form } = this.words.playlistsEditor;
    const options = weights.map((value) => ({ value: String(value), label: form.weights[value] }));
    return html`<div class="part"><span class="name" aria-hidden="true">${form.weight}</span>
      <choice-chips label=${form.weight} value=${String(nearestWeight(weight))} .options=${options}
        @choose=${({ detail }: CustomEvent<string>) => this.#say({ weight: Number(detail) })}></choice-chips></div>`;
  }

  #text(name: string, value: string, { label, example, help }: { label: string; example?: string; help?: string }) {
    const error = this.#error(name);
    return textField({
      name,
      label,
      value,
      placeholder: example,
      ...(help !== undefined && { help }),
      error: error || undefined,
      typed: (typed) => this.#say({ [name]: typed }),
    });
  }

  #error(name: string): string {
    const wrong = this.mistakes[name];
    return wrong ? this.words.playlistsEditor.wrong[wrong] : '';
  }

  #say(change: object) {
    if (!this.item) return;
    const changed = { ...this.item, ...change } as PlaylistItem;
    this.dispatchEvent(new CustomEvent<PlaylistItem>('choose', { detail: changed }));
  }
}
