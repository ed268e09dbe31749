import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import { accentsOf } from '#contract/accent.ts';
import type { Settings } from '#contract/box.ts';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { controls } from '../parts/controls.ts';
import { field, fieldStyle } from '../parts/field.ts';
import { inputOf } from '../parts/form.ts';
import { mark } from '../parts/icons.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { sentenceOf } from '../parts/problem-line.ts';
import { changeSettings, putLogo, removeLogo } from './calls.ts';
import { lookStyle } from './look-style.ts';
import { sectionStyle } from './section-style.ts';

const presets = ['#B7791F', '#A8472F', '#B0305C', '#7A4FA3', '#2B4C8C', '#1F7A8C', '#2F7A4B', '#4A4A4A'];
const hex = /^#[0-9a-f]{6}$/i;
/** Both faces at once, whatever this page is in. */
const faces = {
  light: { paper: '#ffffff', ink: '#1a1916', ink2: '#5a564e' },
  dark: { paper: '#141312', ink: '#f4f2ee', ink2: '#b5b0a6' },
} as const;

/** Logo and brand colour, seen on light and dark before they are used. It says `saved` with the Settings. */
@customElement('box-look')
export class BoxLook extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) settings: Settings | undefined;
  @state() private colour: string | undefined;
  @state() private wrong: string | undefined;
  @state() private logoWrong: string | undefined;
  @state() private busy = false;

  static override styles = [controls, fieldStyle, sectionStyle, lookStyle];

  override render() {
    if (!this.settings) return nothing;
    const { settings: own } = this.words.box;
    return html`<h2>${own.look}</h2><div class="all">${this.#logo(this.settings)}${this.#brand(this.settings)}</div>`;
  }

  #logo({ logo }: Settings) {
    const { settings: own } = this.words.box;
    const seen = (
      face: keyof typeof faces,
    ) => html`<figure style=${styleMap({ background: faces[face].paper, color: faces[face].ink2 })}>
      ${logo ? html`<img src=${logo} alt=${own.logoAlt} />` : mark}
      <figcaption>${face === 'light' ? own.onLight : own.onDark}</figcaption>
    </figure>`;
    return html`<div class="row">
      <span class="label">${own.logo}</span>
      <div class="faces logos">${seen('light')}${seen('dark')}</div>
      <input class="unseen" type="file" tabindex="-1" aria-hidden="true" accept="image/jpeg,image/png,image/webp" @change=${this.#picked} />
      <div class="acts">
        <button aria-disabled=${this.busy} @click=${() => this.renderRoot.querySelector<HTMLInputElement>('input[type=file]')?.click()}>${logo ? own.logoReplace : own.logoUpload}</button>
        ${logo ? html`<button class="quiet" @click=${this.#noLogo}>${own.logoRemove}</button>` : nothing}
      </div>
      ${this.logoWrong ? html`<p class="error" role="alert">${this.logoWrong}</p>` : html`<p class="help">${own.logoHelp}</p>`}
    </div>`;
  }

  #brand({ brandColour }: Settings) {
    const { settings: own } = this.words.box;
    const typed = this.colour ?? brandColour;
    const colour = hex.test(typed) ? typed : brandColour;
    const changed = hex.test(typed) && typed.toLowerCase() !== brandColour.toLowerCase();
    return html`<form class="row" novalidate @submit=${this.#save}>
      <span class="label">${own.colour}</span>
      <div class="presets" role="group" aria-label=${own.presets}>
        ${presets.map((preset, at) => {
          const name = own.presetNames[at] ?? preset;
          const on = preset.toLowerCase() === colour.toLowerCase();
          return html`<button type="button" class="preset" aria-pressed=${on} aria-label=${name} title=${name} @click=${() => this.#choose(preset)}><i style=${styleMap({ background: preset })}></i></button>`;
        })}
        <label class="own" title=${own.colourPick}><input type="color" aria-label=${own.colourPick} .value=${colour.toLowerCase()} @input=${(event: Event) => this.#choose((event.target as HTMLInputElement).value)} /></label>
      </div>
      <div class="line" @input=${this.#typed}>
        ${field({ name: 'brandColour', label: own.colourHex, value: typed, error: this.wrong, autocomplete: 'off', literal: true })}
        <button class="primary" aria-disabled=${!changed}>${own.colourUse}</button>
      </div>
      <div class="faces">${this.#sample('light', colour)}${this.#sample('dark', colour)}</div>
      <p class="help">${own.colourHelp}</p>
    </form>`;
  }

  #sample(face: keyof typeof faces, brand: string) {
    const { settings: own } = this.words.box;
    const { paper, ink } = faces[face];
    const { accent, onAccent, tint } = accentsOf(brand)[face];
    return html`<figure class="sample ${face}" style=${styleMap({ background: paper, color: ink })}>
      <span class="bar" style=${styleMap({ background: brand })}></span>
      <span class="tinted" style=${styleMap({ background: tint })}>${own.sampleText}</span>
      <span class="press" style=${styleMap({ background: accent, color: onAccent })}>${own.sampleButton}</span>
      <figcaption style=${styleMap({ color: accent })}>${face === 'light' ? own.onLight : own.onDark}</figcaption>
    </figure>`;
  }

  #choose(colour: string) {
    this.colour = colour.toUpperCase();
    this.wrong = undefined;
  }

  #typed(event: Event) {
    const { name, value } = event.target as HTMLInputElement;
    if (name !== 'brandColour') return;
    this.colour = value.trim();
    this.wrong = undefined;
  }

  async #save(event: Event) {
    event.preventDefault();
    const { settings: own } = this.words.box;
    const before = this.settings?.brandColour;
    if (this.colour === undefined || this.colour === before) return;
    // A colour is often copied without its mark.
    if (/^[0-9a-f]{6}$/i.test(this.colour)) this.colour = `#${this.colour}`;
    this.wrong = hex.test(this.colour) ? undefined : own.colourWrong;
    if (this.wrong) return inputOf(this, 'brandColour')?.focus();
    await this.#try(async () => {
      await this.#send(this.colour);
      this.colour = undefined;
      notify({ text: own.saved(own.names.brandColour ?? ''), undo: () => this.#send(before) });
    });
  }

  async #send(brandColour: string | undefined) {
    this.#saved(await changeSettings({ brandColour }));
  }

  async #picked(event: Event) {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = '';
    if (!file || this.busy) return;
    this.logoWrong = undefined;
    this.busy = true;
    try {
      this.#saved(await putLogo(file));
      notify({ text: this.words.box.settings.logoSaved });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.logoWrong = sentenceOf(error, this.words);
    } finally {
      this.busy = false;
    }
  }

  async #noLogo() {
    this.logoWrong = undefined;
    await this.#try(async () => {
      await removeLogo();
      if (this.settings) this.#saved({ ...this.settings, logo: null });
      notify({ text: this.words.box.settings.logoRemoved });
    });
  }

  async #try(act: () => Promise<void>) {
    try {
      await act();
    } catch (error) {
      notifyRefused(error, this.words);
    }
  }

  #saved(settings: Settings) {
    this.dispatchEvent(new CustomEvent('saved', { detail: settings }));
  }
}
