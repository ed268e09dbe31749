import { html, nothing, type TemplateResult } from 'lit';
import type { Report } from '#contract/report.ts';
import type { Words } from '#words/index.ts';
import type { About } from './asked.ts';
import type { Figured } from './table.ts';
import './figure-table.ts';

/** What every section of the report's page is drawn from. */
export interface Given {
  readonly words: Words;
  readonly report: Report;
  readonly projectId: string;
  /** Tables in place of charts. */
  readonly tables: boolean;
  readonly zone: string;
  /** By the box's clock: the instant, UTC ms, and the day. */
  readonly now: number;
  readonly today: string;
  /** May change the project. */
  readonly staff: boolean;
  readonly owner: boolean;
  /** The page's address, narrowed further. */
  readonly narrowed: (about: About) => string;
  /** What the switches of sections say, by the section's name. */
  readonly switched: Readonly<Record<string, string>>;
  readonly turn: (section: string, to: string) => void;
  /** Sets the project's due day, or takes it away. */
  readonly due: (day: string | null) => void;
}

/** One section: its heading, what stands beside it, and its chart or its table; `none` where there is nothing to draw. */
export interface Section {
  /** A name of its own on the page. */
  readonly id: string;
  readonly heading: string;
  readonly beside?: TemplateResult | typeof nothing;
  readonly chart: () => TemplateResult;
  readonly table: () => Figured;
  readonly note?: TemplateResult | typeof nothing;
  readonly none?: string | undefined;
}

export function section(given: Given, { id, heading, beside, chart, table, note, none }: Section): TemplateResult {
  const body =
    none !== undefined
      ? html`<p class="none">${none}</p>`
      : given.tables
        ? html`<figure-table .words=${given.words} label=${heading} .table=${table()}></figure-table>`
        : chart();
  return html`<section aria-labelledby=${id}><div class="head"><h2 id=${id}>${heading}</h2>${beside ?? nothing}</div>${body}${note ?? nothing}</section>`;
}

/** A switch among few, as words of which one is underlined. */
export function switchOf(
  given: Given,
  name: string,
  label: string,
  options: readonly { readonly value: string; readonly label: string }[],
  value: string,
): TemplateResult {
  return html`<div class="switch" role="radiogroup" aria-label=${label}>${options.map(
    (one) =>
      html`<label><input type="radio" name=${name} value=${one.value} .checked=${one.value === value} @change=${() => given.turn(name, one.value)} />${one.label}</label>`,
  )}</div>`;
}
