import { css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Settings } from '#contract/box.ts';
import type { Regions } from '#contract/regions.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page.ts';
import { controls } from '../parts/controls.ts';
import { boxPagesStyle, trail } from './box-pages.ts';
import { readRegions } from './calls.ts';
import './regions-data.ts';
import './regions-home.ts';
import './regions-keep.ts';

/** Where guests are from as a rule, how long single records stay, and what places are looked up in. */
@customElement('regions-page')
export class RegionsPage extends PageElement {
  /** What a section saved, until the frame has heard of it. */
  @state() private saved: Settings | undefined;
  readonly #regions = new Load(this, readRegions);

  static override styles = [controls, boxPagesStyle, css`.lead { max-width: 840px; margin-bottom: 24px; }`];

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('settings')) this.saved = undefined;
  }

  override render() {
    const { box, regions } = this.words;
    return html`
      ${trail(box.settings.title)}
      <header><h1 tabindex="-1">${regions.title}</h1></header>
      <p class="lead">${regions.lead}</p>
      ${this.#regions.render(this.words, (value) => this.#sections(value))}
    `;
  }

  #sections(value: Regions) {
    const settings = this.saved ?? this.settings;
    const keep = ({ detail }: CustomEvent<Settings>) => {
      this.saved = detail;
    };
    const changed = ({ detail }: CustomEvent<Regions>) => {
      this.#regions.value = detail;
      this.requestUpdate();
    };
    return html`
      <regions-home .words=${this.words} .settings=${settings} .provinces=${value.provinces} @saved=${keep}></regions-home>
      <regions-keep .words=${this.words} .settings=${settings} @saved=${keep}></regions-keep>
      <regions-data .words=${this.words} .regions=${value} @changed=${changed}></regions-data>
    `;
  }
}
