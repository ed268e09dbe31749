import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Addresses } from '#contract/addresses.ts';
import type { Batch } from '#contract/batches.ts';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { readAddresses } from '../box/calls.ts';
import { warningBand, warningsOf } from '../links/address-warnings.ts';
import type { CodeOrigin } from '../links/calls.ts';
import { warnedStyle } from '../links/code-style.ts';
import { controls } from '../parts/controls.ts';
import { download } from '../parts/icons.ts';
import { csvAddress } from './calls.ts';
import '../parts/admin-dialog.ts';
import '../parts/admin-segments.ts';

/** A batch's list for printing: which address the codes carry, what warns of it, and the file. It says `closed`. */
@customElement('csv-dialog')
export class CsvDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) batch: Batch | undefined;
  @property({ type: Boolean }) owner = false;
  @property({ type: Boolean }) open = false;
  @state() private addresses: Addresses | undefined;
  @state() private origin: CodeOrigin = 'public';

  static override styles = [
    controls,
    warnedStyle,
    css`.all { display: grid; gap: 16px; } .all p { text-wrap: pretty; }`,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('open') || !this.open) return;
    this.origin = 'public';
    void this.#ask();
  }

  override render() {
    const { admin, batches, links } = this.words;
    const own = batches.csv;
    const { batch } = this;
    const making = batch !== undefined && batch.made < batch.count;
    return html`<admin-dialog heading=${own.heading} ?open=${this.open} @closed=${() => this.dispatchEvent(new Event('closed'))}>
      <div class="all">
        <p>${making ? own.making : own.text}</p>
        ${
          this.addresses?.public && !making
            ? html`<admin-segments whole label=${own.origin} .value=${this.origin} .options=${(['public', 'local'] as const).map((value) => ({ value, label: links.dialog.origins[value] }))}
              @choose=${({ detail }: CustomEvent<CodeOrigin>) => {
                this.origin = detail;
              }}></admin-segments>`
            : nothing
        }
        ${making ? nothing : this.#warnings()}
      </div>
      <button slot="footer" @click=${this.#close}>${admin.cancel}</button>
      ${
        batch === undefined || making
          ? nothing
          : html`<a slot="footer" class="button primary" href=${csvAddress(batch.id, this.addresses?.public ? this.origin : undefined)} download @click=${this.#close}>${download}${own.save}</a>`
      }
    </admin-dialog>`;
  }

  #warnings() {
    if (!this.addresses) return nothing;
    const found = warningsOf(this.addresses, this.addresses.public ? this.origin : 'local');
    return found.length === 0 ? nothing : warningBand(found, this.words, this.owner);
  }

  async #ask() {
    try {
      this.addresses = await readAddresses();
    } catch (error) {
      // The list is there all the same; what warns of it is asked for the next time.
      if (!(error instanceof Refused)) throw error;
    }
  }

  #close() {
    this.open = false;
    this.dispatchEvent(new Event('closed'));
  }
}
