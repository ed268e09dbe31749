import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DayPart, PlaylistSpec } from '#contract/playlists.ts';
import { type Words, words } from '#words/index.ts';
import { numberStyle, textField } from '../links/fields.ts';
import { controls } from '../parts/controls.ts';
import type { Draft } from './draft.ts';
import { formPartStyle } from './form-style.ts';
import type { Mistakes } from './mistakes.ts';
import '../parts/admin-switch.ts';
import './choice-chips.ts';
import './day-parts.ts';

/** What is of the whole playlist: its name, how it goes round, dark hours, just-shot photos. It says `choose` with what changed. */
@customElement('whole-form')
export class WholeForm extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) draft: Draft | undefined;
  @property({ attribute: false }) mistakes: Mistakes = {};

  static override styles = [
    controls,
    numberStyle,
    formPartStyle,
    css`
      :host { padding-top: 24px; }
      .all { display: grid; gap: 20px; padding-top: 12px; }
    `,
  ];

  /** Goes to what is wrong. */
  reveal(): void {
    const field = this.mistakes.name
      ? this.renderRoot.querySelector<HTMLElement>("input[name='name']")
      : this.renderRoot.querySelector<LitElement>('day-parts')?.renderRoot.querySelector('input');
    field?.scrollIntoView({ block: 'center' });
    field?.focus();
  }

  override render() {
    const { draft } = this;
    if (!draft) return nothing;
    const { whole, wrong } = this.words.playlistsEditor;
    const orders = (['listed', 'mixed'] as const).map((value) => ({ value, label: whole.orders[value] }));
    return html`<h2>${whole.title}</h2><div class="all">
      ${textField({
        name: 'name',
        label: whole.name,
        value: draft.name,
        error: this.mistakes.name && wrong[this.mistakes.name],
        typed: (name) => this.#say({ name }),
      })}
      <div class="part"><span class="name" aria-hidden="true">${whole.order}</span>
        <choice-chips label=${whole.order} value=${draft.order} .options=${orders} @choose=${({ detail }: CustomEvent<PlaylistSpec['order']>) => this.#say({ order: detail })}></choice-chips>
        <p class="say">${whole.ordersSay[draft.order]}</p></div>
      <day-parts .words=${this.words} label=${whole.dark} what="dark" .parts=${draft.dark} ?strict=${this.mistakes.dark !== undefined}
        @choose=${({ detail }: CustomEvent<DayPart[]>) => this.#say({ dark: detail })}></day-parts>
      <admin-switch label=${whole.justShot} help=${whole.justShotHelp} ?on=${draft.justShot} @choose=${({ detail }: CustomEvent<boolean>) => this.#say({ justShot: detail })}></admin-switch>
    </div>`;
  }

  #say(change: Partial<Draft>) {
    this.dispatchEvent(new CustomEvent<Partial<Draft>>('choose', { detail: change }));
  }
}
