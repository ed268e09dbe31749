import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DayPart } from '#contract/playlists.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { cross, plus } from '../parts/icons.ts';
import { type DaySet, daySet, everyDay, mostParts, newPart, weekend, workDays } from './draft.ts';
import { formPartStyle } from './form-style.ts';
import { sayParts } from './said.ts';
import './choice-chips.ts';

const sets = { all: everyDay, work: workDays, weekend } as const;

/** Parts of the week, and the sentence that they make. `what`: when something is shown, or when screens are dark. It says `choose` with the DayParts. */
@customElement('day-parts')
export class DayParts extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property() label = '';
  @property() what: 'when' | 'dark' = 'when';
  @property({ attribute: false }) parts: readonly DayPart[] = [];
  /** Parts whose days are chosen one by one, by their place. */
  @state() private own: ReadonlySet<number> = new Set();
  /** What is missing is told from the first try to save on. */
  @property({ type: Boolean }) strict = false;

  static override styles = [
    controls,
    formPartStyle,
    css`
      ol { display: grid; gap: 16px; margin: 0; padding: 0; list-style: none; }
      fieldset { position: relative; display: grid; gap: 8px; min-width: 0; padding: 12px 0 0; border-top: 1px solid var(--line); }
      .drop { position: absolute; top: 10px; right: -8px; z-index: 1; color: var(--ink2); }
      choice-chips { padding-right: 44px; }
      .days { display: flex; flex-wrap: wrap; gap: 4px 16px; }
      .days label { display: flex; align-items: center; gap: 8px; min-height: 44px; cursor: pointer; }
      .days input { width: 20px; height: 20px; margin: 0; accent-color: var(--accent); }
      .times { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; }
      .times label { display: flex; align-items: center; gap: 8px; color: var(--ink2); }
      input[type='time'] { width: 132px; height: 44px; padding: 0 12px; border: 1px solid var(--line2); border-radius: 8px; background: var(--paper); color: var(--ink); font: inherit; font-variant-numeric: tabular-nums; }
      /* What opens the choice takes the room of a.m. and p.m.; a press on the field itself opens it on a phone. */
      input[type='time']::-webkit-calendar-picker-indicator { display: none; }
      input[type='time']:focus { outline: 2px solid var(--accent); outline-offset: -2px; border-color: transparent; }
      @media (max-width: 599px) { input[type='time'] { height: 52px; font-size: 17px; } }
    `,
  ];

  override render() {
    const { when, whole } = this.words.playlistsEditor;
    const { parts } = this;
    const none = this.what === 'dark' ? whole.darkNever : when.always;
    const some = this.what === 'dark' ? whole.darkAt : when.only;
    const said = sayParts(parts, this.words);
    return html`<div class="part"><span class="name" aria-hidden="true">${this.label}</span>
      <choice-chips label=${this.label} value=${parts.length > 0 ? 'some' : 'none'} .options=${[
        { value: 'none', label: none },
        { value: 'some', label: some },
      ]} @choose=${({ detail }: CustomEvent<string>) => this.#say(detail === 'none' ? [] : [newPart(this.what)])}></choice-chips>
      ${
        parts.length === 0
          ? nothing
          : html`<ol>${parts.map((part, place) => html`<li>${this.#part(part, place)}</li>`)}</ol>
            ${parts.length < mostParts ? html`<div><button type="button" class="quiet dense" @click=${() => this.#say([...parts, newPart(this.what)])}>${plus}${when.add}</button></div>` : nothing}
            <p class="say figures" role="status">${said === '' ? nothing : this.what === 'dark' ? whole.darkSays(said) : said}</p>`
      }</div>`;
  }

  #part(part: DayPart, place: number) {
    const { when } = this.words.playlistsEditor;
    const set = this.own.has(place) ? 'own' : daySet(part.days);
    const options = (['all', 'work', 'weekend', 'own'] as const).map((value) => ({ value, label: when.sets[value] }));
    const noTime = this.strict && (part.from === '' || part.to === '');
    return html`<fieldset>
      <legend class="unseen">${when.part(place + 1)}</legend>
      <choice-chips label=${when.days} value=${set} .options=${options} @choose=${({ detail }: CustomEvent<DaySet>) => this.#set(place, detail)}></choice-chips>
      ${
        set === 'own'
          ? html`<div class="days" role="group" aria-label=${when.days}>${everyDay.map(
              (day) =>
                html`<label><input type="checkbox" .checked=${part.days.includes(day)} @change=${() => this.#day(place, day)} />${when.day(day)}</label>`,
            )}</div>`
          : nothing
      }
      <div class="times">
        <label>${when.from}<input type="time" name="from-${place}" .value=${part.from} required @input=${(event: Event) => this.#time(place, 'from', event)} /></label>
        <label>${when.to}<input type="time" name="to-${place}" .value=${part.to === '24:00' ? '00:00' : part.to} required @input=${(event: Event) => this.#time(place, 'to', event)} /></label>
      </div>
      ${part.days.length === 0 ? html`<p class="told">${when.noDays}</p>` : nothing}
      ${noTime ? html`<p class="told">${when.noTime}</p>` : nothing}
      <button type="button" class="quiet icon drop" aria-label=${when.drop(place + 1)} title=${when.drop(place + 1)} @click=${() => this.#drop(place)}>${cross}</button>
    </fieldset>`;
  }

  #set(place: number, set: DaySet) {
    const own = new Set(this.own);
    own.delete(place);
    if (set === 'own') own.add(place);
    this.own = own;
    if (set !== 'own') this.#put(place, { days: [...sets[set]] });
  }

  #day(place: number, day: number) {
    const days = this.parts[place]?.days ?? [];
    const left = days.includes(day) ? days.filter((one) => one !== day) : [...days, day].toSorted();
    this.own = new Set(this.own).add(place);
    this.#put(place, { days: left });
  }

  #time(place: number, which: 'from' | 'to', event: Event) {
    this.#put(place, { [which]: (event.target as HTMLInputElement).value });
  }

  #put(place: number, change: Partial<DayPart>) {
    this.#say(this.parts.map((part, nr) => (nr === place ? { ...part, ...change } : part)));
  }

  #drop(place: number) {
    this.own = new Set([...this.own].filter((nr) => nr !== place).map((nr) => (nr > place ? nr - 1 : nr)));
    this.#say(this.parts.toSpliced(place, 1));
  }

  #say(parts: readonly DayPart[]) {
    this.dispatchEvent(new CustomEvent<readonly DayPart[]>('choose', { detail: parts }));
  }
}
