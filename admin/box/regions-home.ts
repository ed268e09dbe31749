import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Settings } from '#contract/box.ts';
import type { Regions } from '#contract/regions.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { saveSetting } from './save-setting.ts';
import { sectionStyle } from './section-style.ts';
import '../parts/admin-select.ts';

/** Provinces are known of one country alone; regions are told with its code. */
const china = 'CN';

/** Where most guests are from: a province, and a city where it is known. It says `saved` with the Settings. */
@customElement('regions-home')
export class RegionsHome extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) settings: Settings | undefined;
  @property({ attribute: false }) provinces: Regions['provinces'] = [];

  static override styles = [
    controls,
    sectionStyle,
    css`
      .line admin-select { flex: 1 1 200px; }
      @media (max-width: 599px) { .line admin-select { flex-basis: 100%; } }
    `,
  ];

  override render() {
    if (!this.settings) return nothing;
    const { home: own } = this.words.regions;
    const [, province = '', city = ''] = this.settings.homeRegion?.split('/') ?? [];
    const { regionOf } = this.words.reports;
    const cities = this.provinces.find(({ name }) => name === province)?.cities ?? [];
    return html`
      <h2>${own.title}</h2>
      <div class="all"><div class="row">
        <div class="line">
          <admin-select label=${own.province} .value=${province}
            .options=${choices(
              own.none,
              this.provinces.map(({ name }) => name),
              province,
              (name) => regionOf(`${china}/${name}`),
            )}
            @choose=${({ detail }: CustomEvent<string>) => void this.#save(detail === '' ? null : `${china}/${detail}`)}></admin-select>
          ${
            cities.length > 0 || city !== ''
              ? html`<admin-select label=${own.city} .value=${city} .options=${choices(own.anyCity, cities, city)}
                @choose=${({ detail }: CustomEvent<string>) => void this.#save([china, province, ...(detail === '' ? [] : [detail])].join('/'))}></admin-select>`
              : nothing
          }
        </div>
        <p class="help">${own.help}</p>
      </div></div>
    `;
  }

  async #save(homeRegion: string | null) {
    await saveSetting(this, 'homeRegion', { homeRegion }, { homeRegion: this.settings?.homeRegion ?? null });
  }
}

/** One that was chosen stays to be seen, also where the table knows it no more. */
function choices(none: string, names: readonly string[], chosen: string, called = (name: string) => name) {
  const all = chosen === '' || names.includes(chosen) ? names : [chosen, ...names];
  return [{ value: '', label: none }, ...all.map((name) => ({ value: name, label: called(name) }))];
}
