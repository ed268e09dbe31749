import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Audience } from '#contract/audiences.ts';
import type { Link } from '#contract/links.ts';
import type { ProjectKind } from '#contract/projects.ts';
import { madePassword } from '../links/made-password.ts';
import { audienceNames, presetSentence } from '../links/policy-parts.ts';
import { usualAudience } from '../links/usual-audience.ts';
import { controls } from '../parts/controls.ts';
import { plus, tick } from '../parts/icons.ts';
import { MakerDialog } from '../parts/maker-dialog.ts';
import { notify } from '../parts/notice.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { addPlacements } from './calls.ts';
import { namesIn, turnedName } from './places.ts';
import '../parts/admin-dialog.ts';
import '../parts/admin-select.ts';

const mostNames = 50;

/** Makes codes for several places at once, each named on a line of its own. It says `made` (after a made password was noted), and `closed`. */
@customElement('places-dialog')
export class PlacesDialog extends MakerDialog<readonly Link[]> {
  @property() galleryId = '';
  @property() kind: ProjectKind | undefined;
  @property({ attribute: false }) audiences: readonly Audience[] = [];
  @state() private names = '';
  @state() private audience = '';
  @state() private wrong = '';

  static override styles = [
    controls,
    css`
      .all { display: grid; gap: 20px; }
      .block { display: grid; gap: 8px; }
      label, b { font-weight: 500; }
      textarea { width: 100%; min-height: 148px; padding: 10px 12px; border: 1px solid var(--line2); border-radius: 8px; background: var(--paper); color: var(--ink); font: inherit; resize: vertical; }
      textarea:focus { outline: 2px solid var(--accent); outline-offset: -2px; border-color: transparent; }
      textarea[aria-invalid='true'] { border-color: var(--dead); }
      .told { color: var(--dead); font-size: 13px; line-height: 20px; }
      @media (max-width: 599px) { textarea { font-size: 17px; } }
    `,
  ];

  protected override begin() {
    this.names = '';
    this.audience = usualAudience(this.audiences);
    this.wrong = '';
  }

  override render() {
    const own = this.words.batches.places;
    const [first] = this.made ?? [];
    const { length } = namesIn(this.names);
    return html`<admin-dialog heading=${own.heading} ?open=${this.open} @closed=${this.closed}>
      ${first ? madePassword(first, this.words) : this.open ? this.#fields() : nothing}
      ${this.buttons({ make: own.make(length), making: own.making, run: () => void this.#make() })}
    </admin-dialog>`;
  }

  #fields() {
    const { batches, links } = this.words;
    const own = batches.places;
    const names = audienceNames(this.audiences, this.words);
    const preset = this.audiences.find(({ id }) => id === this.audience);
    const written = new Set(namesIn(this.names));
    const wrong = this.wrong !== '';
    return html`<div class="all">
      ${this.refused ? problemLine(sentenceOf(this.refused, this.words)) : nothing}
      <div class="block"><label for="names">${own.names}</label>
        <textarea id="names" name="names" spellcheck="false" aria-invalid=${wrong ? 'true' : 'false'} aria-describedby="names-told" .value=${this.names}
          @input=${(event: InputEvent) => this.#write((event.target as HTMLTextAreaElement).value)}></textarea>
        <p id="names-told" class=${wrong ? 'told' : 'small'} role=${wrong ? 'alert' : nothing}>${this.wrong || own.namesHelp}</p></div>
      <div class="block"><b id="suggested">${own.suggested}</b><div class="acts" role="group" aria-labelledby="suggested">${own.suggestions[
        this.kind ?? 'event'
      ].map(
        (name) =>
          html`<button class="dense" aria-pressed=${written.has(name) ? 'true' : 'false'} @click=${() => this.#write(turnedName(this.names, name))}>${written.has(name) ? tick : plus}${name}</button>`,
      )}</div></div>
      <admin-select label=${own.audience} help=${preset ? presetSentence(preset, true, this.words) : links.noAudienceHelp} .value=${this.audience} .options=${[
        ...this.audiences.map(({ id }) => ({ value: id, label: names.get(id) ?? '' })),
        { value: '', label: links.noAudience },
      ]} @choose=${({ detail }: CustomEvent<string>) => {
        this.audience = detail;
      }}></admin-select>
    </div>`;
  }

  #write(names: string) {
    this.names = names;
    this.wrong = '';
  }

  async #make() {
    if (this.busy) return;
    const own = this.words.batches.places;
    const names = namesIn(this.names);
    if (names.length === 0) return this.#isWrong(own.wrong.none);
    if (names.length > mostNames) return this.#isWrong(own.wrong.many);
    if (names.some((name) => name.length > 120)) return this.#isWrong(own.wrong.long);
    const wish = { names, ...(this.audience !== '' && { audience: this.audience }) };
    await this.makeIt(
      () => addPlacements(this.galleryId, wish),
      ([first]) => first?.password !== undefined,
      ({ fields }) => {
        const [, at] = /^names\.(\d+)$/.exec(fields[0] ?? '') ?? [];
        if (at !== undefined) this.#isWrong(own.wrong.taken(names[Number(at)] ?? ''));
        return at !== undefined;
      },
    );
  }

  #isWrong(told: string) {
    this.wrong = told;
    this.renderRoot.querySelector('textarea')?.focus();
  }

  protected override tell(made: readonly Link[]) {
    notify({ text: this.words.batches.places.made(made.length) });
    this.dispatchEvent(new Event('made'));
  }
}
