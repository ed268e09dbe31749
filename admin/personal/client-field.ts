import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { called } from '#contract/called.ts';
import type { Recipient, ShortRecipient } from '#contract/recipients.ts';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { controls } from '../parts/controls.ts';
import { tick } from '../parts/icons.ts';
import { listRecipients } from '../people/calls.ts';
import { named, type PersonalDraft } from './draft.ts';

/** What is known of whom it is for. */
export type Named = Pick<PersonalDraft, 'name' | 'client'>;

/**
 * Whom a gallery is for: a name, and while it is typed the clients who are there already, so that nobody is added twice.
 * It says `named` with what is in it.
 */
@customElement('client-field')
export class ClientField extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property() projectId = '';
  @property() name = '';
  @property({ attribute: false }) client: ShortRecipient | undefined;
  /** What is wrong with it. */
  @property() mistake = '';
  @state() private found: readonly Recipient[] = [];
  @query('input') private input!: HTMLInputElement | null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  static override styles = [
    controls,
    css`
      label { display: flex; align-items: center; gap: 18px; height: 52px; padding: 0 13px; border: 1px solid var(--line2); border-radius: 8px; cursor: text; }
      label:focus-within { outline: 2px solid var(--accent); outline-offset: -2px; border-color: transparent; }
      label.wrong { border-color: var(--dead); box-shadow: inset 0 0 0 1px var(--dead); }
      label > span { flex: none; color: var(--ink2); }
      input { flex: 1; min-width: 0; height: 100%; padding: 0; border: 0; background: none; color: var(--ink); font: inherit; font-size: 17px; outline: none; appearance: none; }
      input::placeholder { color: var(--ink3); opacity: 1; }
      .error { padding-top: 4px; color: var(--dead); font-size: 13px; line-height: 20px; }
      .known { display: flex; gap: 8px; margin: 8px -16px 0; padding: 0 16px; overflow-x: auto; scrollbar-width: none; }
      @media (min-width: 900px) { .known { flex-wrap: wrap; margin: 8px 0 0; padding: 0; } }
      .known button { flex: none; max-width: 100%; border-color: var(--accent); }
      .chosen { display: flex; flex-wrap: wrap; align-items: center; gap: 0 8px; padding-top: 4px; font-size: 13px; line-height: 20px; color: var(--ink2); }
      .chosen svg { width: 16px; height: 16px; color: var(--live); }
      .chosen button { padding: 0 8px; color: var(--accent); font-size: 13px; }
    `,
  ];

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override focus() {
    this.input?.focus({ preventScroll: true });
  }

  /** Puts a phone's keyboard away. */
  rest() {
    this.input?.blur();
  }

  override render() {
    const { personal } = this.words;
    const wrong = this.mistake !== '';
    return html`<label class=${wrong ? 'wrong' : ''}><span>${personal.forWhom}</span>
        <input name="client" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="done" maxlength="80" placeholder=${personal.forWhomExample} .value=${this.name}
          aria-invalid=${wrong ? 'true' : 'false'} aria-describedby=${wrong ? 'told' : nothing} @input=${this.#typed} @keydown=${this.#key} /></label>
      ${wrong ? html`<p id="told" class="error" role="alert">${this.mistake}</p>` : nothing}
      <div role="status">${this.client ? this.#chosen(this.client) : this.found.length > 0 ? this.#known() : nothing}</div>`;
  }

  #known() {
    const { personal } = this.words;
    return html`<div class="known" role="group" aria-label=${personal.known}>${this.found.map(
      (one) =>
        html`<button class="dense" @click=${() => this.#use(one)}>${personal.useKnown(called(one), one.company)}</button>`,
    )}</div>`;
  }

  #chosen(client: ShortRecipient) {
    const { personal } = this.words;
    return html`<p class="chosen">${tick}<span>${personal.chosen(called(client))}</span>
      <button class="quiet dense" @click=${() => this.#say({ name: this.name, client: undefined })}>${personal.another}</button></p>`;
  }

  #typed(event: InputEvent) {
    const name = (event.target as HTMLInputElement).value;
    this.#say({ name, client: undefined });
    clearTimeout(this.#timer);
    this.found = name.trim() === '' ? [] : this.found;
    if (name.trim() !== '') this.#timer = setTimeout(() => void this.#find(name.trim()), 200);
  }

  #key(event: KeyboardEvent) {
    // Also at the end of a word that an input method is still putting together.
    if (event.key === 'Enter' && !event.isComposing) this.rest();
  }

  async #find(name: string) {
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const found = await knownAs(this.projectId, name);
      if (turn === this.#turn && this.name.trim() === name) this.found = found;
    } catch (error) {
      // It is only a help: without it a name can be given all the same.
      if (!(error instanceof Refused)) throw error;
    }
  }

  #use(client: Recipient) {
    this.found = [];
    this.rest();
    this.#say(named(client));
  }

  #say(named: Named) {
    this.dispatchEvent(new CustomEvent<Named>('named', { detail: named }));
  }
}

const honorifics = [...new Set(Object.entries(words('zh-CN').messages.values.honorifics).flat())];

/** Clients that are meant by what is typed: 李先生 may have been noted as 李 and 先生. */
async function knownAs(projectId: string, typed: string): Promise<Recipient[]> {
  const found = async (q: string) => (await listRecipients(projectId, { q, limit: 3 })).items;
  const [has] = honorifics.flatMap((one) =>
    typed.endsWith(one) ? [typed.slice(0, -one.length)] : typed.startsWith(`${one} `) ? [typed.slice(one.length)] : [],
  );
  const name = has?.trim() ?? '';
  if (name === '') return found(typed);
  const [whole, parts] = await Promise.all([found(typed), found(name)]);
  const same = parts.filter((one) => called(one) === typed && !whole.some(({ id }) => id === one.id));
  return [...whole, ...same].slice(0, 3);
}
