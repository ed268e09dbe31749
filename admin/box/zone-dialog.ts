import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { field, fieldStyle } from '../parts/field.ts';
import { inputOf } from '../parts/form.ts';
import { allZones, clockIn, namesOf } from './zones.ts';
import '../parts/admin-dialog.ts';

interface Found {
  readonly zone: string;
  readonly label: string;
  readonly about: string;
  readonly text: string;
}
const most = 40;

/** Finds a time zone by city, name or distance from UTC. It says `choose` with the zone's id, and `closed`. */
@customElement('zone-dialog')
export class ZoneDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  /** The one that is set. */
  @property() zone = '';
  @property({ type: Boolean }) open = false;
  @state() private wanted = '';
  #all: { readonly tag: string; readonly found: readonly Found[] } | undefined;

  static override styles = [
    controls,
    fieldStyle,
    css`
      ul { margin-top: 12px; height: 320px; overflow-y: auto; border: 1px solid var(--line2); border-radius: 8px; }
      li + li { border-top: 1px solid var(--line); }
      li button { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 12px; width: 100%; padding: 8px 12px; border: 0; border-radius: 0; text-align: left; font-weight: 400; }
      li button:focus-visible { outline-offset: -2px; }
      li button[aria-pressed='true'] { background: var(--selected); font-weight: 500; }
      .about { grid-column: 1; overflow-wrap: anywhere; }
      .clock { grid-row: 1 / 3; grid-column: 2; align-self: center; font-variant-numeric: tabular-nums; color: var(--ink2); }
      .rest { padding: 12px; color: var(--ink2); }
    `,
  ];

  override render() {
    const { settings } = this.words.box;
    const found = this.open ? this.#found() : [];
    const shown = found.slice(0, most);
    return html`<admin-dialog heading=${settings.zone} ?open=${this.open} no-footer @closed=${this.#close}>
      <div @input=${this.#type}>${field({ name: 'zone', label: settings.zoneSearch, value: this.wanted, autocomplete: 'off', optional: true })}</div>
      <ul aria-label=${settings.zone} tabindex="0">
        ${shown.map(
          ({ zone, label, about }) =>
            html`<li><button aria-pressed=${zone === this.zone} @click=${() => this.#choose(zone)}><span>${label}</span><span class="small about">${about}</span><span class="clock">${clockIn(zone)}</span></button></li>`,
        )}
        ${found.length > most ? html`<li class="rest small" role="status">${settings.zoneMore(found.length - most)}</li>` : nothing}
        ${found.length === 0 && this.open ? html`<li class="rest" role="status">${settings.zoneNone}</li>` : nothing}
      </ul>
    </admin-dialog>`;
  }

  override updated(changed: Map<string, unknown>) {
    if (changed.has('open') && this.open) setTimeout(() => inputOf(this, 'zone')?.focus(), 50);
  }

  #found(): readonly Found[] {
    const { tag } = this.words.admin;
    if (this.#all?.tag !== tag) this.#all = { tag, found: this.#list(tag) };
    const wanted = this.wanted.toLowerCase().split(/\s+/).filter(Boolean);
    return this.#all.found.filter(({ text }) => wanted.every((word) => text.includes(word)));
  }

  /** Those with a city that people here look for stand first. */
  #list(tag: string): Found[] {
    const { cities } = this.words.box.settings;
    const known = Object.keys(cities);
    const zones = [...known, ...allZones().filter((zone) => !known.includes(zone))];
    return zones.map((zone) => {
      const [long, id, offset] = namesOf(zone, tag);
      const city = cities[zone] ?? id.split('/').at(-1) ?? id;
      const about = [long, offset].filter((part, at, all) => part !== '' && all.indexOf(part) === at).join('  ');
      return { zone, label: city, about, text: `${city} ${long} ${id} ${offset}`.toLowerCase() };
    });
  }

  #type(event: Event) {
    this.wanted = (event.target as HTMLInputElement).value;
  }

  #choose(zone: string) {
    if (zone !== this.zone) this.dispatchEvent(new CustomEvent<string>('choose', { detail: zone }));
    this.#close();
  }

  #close() {
    if (!this.open) return;
    this.open = false;
    this.wanted = '';
    this.dispatchEvent(new Event('closed'));
  }
}
