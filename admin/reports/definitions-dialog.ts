import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Report } from '#contract/report.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import '../parts/admin-dialog.ts';

/** What each figure is, with the figure of this report beside it where it is one. It says `closed`. */
@customElement('definitions-dialog')
export class DefinitionsDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) report: Report | undefined;
  @property({ type: Boolean }) open = false;

  static override styles = [
    controls,
    css`
      dl > div { display: grid; grid-template-columns: 168px minmax(0, 1fr); gap: 4px 24px; padding: 12px 0; border-bottom: 1px solid var(--line); }
      dt { font-weight: 500; overflow-wrap: anywhere; }
      dt span { display: block; font-weight: 400; color: var(--ink2); font-variant-numeric: tabular-nums; }
      dd { text-wrap: pretty; }
      .all:focus-visible { outline: 2px solid var(--accent); outline-offset: 4px; }
      .foot { padding-top: 16px; }
      @media screen and (max-width: 599px) { dl > div { grid-template-columns: minmax(0, 1fr); } dt span { display: inline; margin-left: 8px; } }
    `,
  ];

  override render() {
    const { reportPage: own, reports } = this.words;
    const { report } = this;
    return html`<admin-dialog wide no-footer heading=${own.definitions.title} ?open=${this.open} @closed=${() => this.dispatchEvent(new Event('closed'))}>
      ${
        report === undefined
          ? nothing
          : html`<div class="all" tabindex="0" role="group" aria-label=${own.definitions.title}><dl>${report.definitions.map(({ name, text }) => html`<div><dt>${name}${this.#figure(name, report)}</dt><dd>${text}</dd></div>`)}</dl></div>
            <div class="foot small">${report.keptFrom === null ? nothing : html`<p>${reports.keptFrom(reports.day(report.keptFrom))}</p>`}<p>${reports.source(report.regionSource)}</p></div>`
      }
    </admin-dialog>`;
  }

  /** The figure that a definition is of. */
  #figure(name: string, { figures }: Report) {
    const { reports } = this.words;
    const found = Object.entries(reports.figures).find(([, said]) => said === name)?.[0] as
      | keyof Report['figures']
      | undefined;
    if (found === undefined) return nothing;
    const value = figures[found];
    const said =
      value === null ? reports.words.none : /seconds$/i.test(found) ? reports.length(value) : reports.figure(value);
    return html`<span>${said}</span>`;
  }
}
