import { html, nothing, type TemplateResult } from 'lit';
import type { DeliveryRow } from '#contract/report.ts';
import { stateMark } from '../parts/state-mark.ts';
import { href } from '../router.ts';
import { dayOf } from './cells.ts';
import { momentOfDay } from './days.ts';
import { type Given, section } from './given.ts';
import type { Figured } from './table.ts';
import './ranked-bars.ts';

const few = 6;
const tones = { in_time: 'live', late: 'soon', waiting: 'quiet', missed: 'dead' } as const;

/** From sending to the first open and the first download, against the due day, of links meant for one. */
export function deliverySection(given: Given): TemplateResult | typeof nothing {
  const { report, words } = given;
  const { reports } = words;
  const { delivery } = report;
  // Nothing to deliver, and nothing to say of when.
  if (delivery.links === 0 && delivery.dueOn === null) return nothing;
  return html`<div class="part">${section(given, {
    id: 'delivery',
    heading: reports.sections.delivery,
    beside: due(given),
    chart: () => chart(given),
    table: () => table(given),
    none: delivery.links === 0 ? reports.empty.delivery : undefined,
  })}</div>`;
}

/** By when; who may set it does so here. */
function due(given: Given): TemplateResult | typeof nothing {
  const { report, words, today, staff } = given;
  const { reports, reportPage: own } = words;
  const { dueOn } = report.delivery;
  const said = dueOn === null ? '' : reports.delivery.due(words.admin.onDay(momentOfDay(dueOn, today)));
  if (!staff) return dueOn === null ? nothing : html`<span class="small">${said}</span>`;
  const change = ({ target }: Event) => {
    const { value } = target as HTMLInputElement;
    if (value !== '' && value !== dueOn) given.due(value);
  };
  return html`<div class="due"><label for="due" class="small">${own.delivery.due}</label>
    <input id="due" type="date" .value=${dueOn ?? ''} aria-describedby="due-help" @change=${change} />
    ${dueOn === null ? nothing : html`<button class="quiet dense" @click=${() => given.due(null)}>${own.delivery.clearDue}</button>`}
    <span id="due-help" class="unseen">${own.delivery.dueHelp}</span></div>`;
}

function chart(given: Given): TemplateResult {
  const { report, words } = given;
  const { reports, reportPage: own } = words;
  const { delivery } = report;
  const { opened: toOpen, downloaded: toDownload, sent } = own.delivery.steps;
  const days = (value: number | null, say: (days: string) => string) =>
    value === null ? '' : say(reports.daysBetween(value));
  const rows = [
    {
      name: sent,
      value: delivery.links,
      note: reports.delivery.recipients(delivery.recipients, delivery.recipientsOpened, delivery.recipientsDownloaded),
    },
    { name: toOpen, value: delivery.opened, note: days(delivery.medianDaysToOpen, reports.delivery.medianOpen) },
    {
      name: toDownload,
      value: delivery.downloaded,
      note: days(delivery.medianDaysToDownload, reports.delivery.medianDownload),
    },
  ].map((one) => ({ ...one, figure: reports.notes.of(one.value, delivery.links) }));
  if (delivery.recipients === 0 && rows[0]) rows[0].note = '';
  const all = given.switched.delivery === 'all';
  const shown = all ? delivery.rows : delivery.rows.slice(0, few);
  return html`
    <ranked-bars wide .words=${words} label=${reports.sections.delivery} .rows=${rows} whole=${delivery.links}></ranked-bars>
    ${verdicts(given)}
    <ul class="rows">${shown.map((row) => deliveryRow(row, given))}</ul>
    ${shown.length < delivery.rows.length ? html`<button class="dense" @click=${() => given.turn('delivery', 'all')}>${own.allRows(delivery.rows.length)}</button>` : nothing}`;
}

/** How many were in time, and how many were not; of those that are told. */
function verdicts({ report, words }: Given): TemplateResult | typeof nothing {
  const { reportPage: own, reports } = words;
  const { dueOn, rows } = report.delivery;
  const parts = (['missed', 'waiting', 'late', 'in_time'] as const).flatMap((verdict) => {
    const count = rows.filter((row) => row.verdict === verdict).length;
    return count === 0 ? [] : [own.delivery.count(reports.verdicts[verdict], count)];
  });
  const said = [...(dueOn === null ? [reports.delivery.noDue] : []), ...parts];
  return said.length === 0 ? nothing : html`<p class="small figures note">${own.delivery.verdicts(said)}</p>`;
}

function deliveryRow(row: DeliveryRow, given: Given): TemplateResult {
  const { words } = given;
  const { reports, reportPage: own } = words;
  const { company, gallery } = row;
  const name = row.name || reports.words.unnamedLink;
  const about = [company === name ? '' : company, gallery === name ? '' : gallery].filter((part) => part !== '');
  const opened = row.firstOpenAt === null ? '' : own.delivery.opened(row.daysToOpen, dayOf(row.firstOpenAt, given));
  const downloaded =
    row.firstDownloadAt === null ? '' : own.delivery.downloaded(row.daysToDownload, dayOf(row.firstDownloadAt, given));
  return html`<li>
    <div class="who"><a href=${href(given.narrowed({ linkId: row.linkId }))}>${name}</a>${about.length === 0 ? nothing : html`<span class="small">${about.join(words.admin.comma)}</span>`}</div>
    <span class="small" title=${row.noted ? '' : reports.delivery.notNoted}>${sentSaid(row, given)}</span>
    <span class="small">${opened || own.delivery.notOpened}</span>
    <span class="small">${row.download === 'off' ? reports.downloadKinds.off : downloaded || own.delivery.notDownloaded}</span>
    <span class="verdict">${row.verdict === 'none' ? nothing : stateMark(tones[row.verdict], reports.verdicts[row.verdict])}</span>
  </li>`;
}

function sentSaid(row: DeliveryRow, given: Given): string {
  const { delivery } = given.words.reportPage;
  const day = dayOf(row.sentAt, given);
  return row.noted ? delivery.sent(day, row.sentBy) : delivery.made(day);
}

/** How many days it took, and when that was; empty where it has not come to that. */
function fates(row: DeliveryRow, given: Given): { opened: string; downloaded: string } {
  const { delivery } = given.words.reportPage;
  const said = (days: number | null, at: string | null) =>
    at === null ? '' : days === null ? dayOf(at, given) : delivery.days(days, dayOf(at, given));
  return {
    opened: said(row.daysToOpen, row.firstOpenAt),
    downloaded: said(row.daysToDownload, row.firstDownloadAt),
  };
}

function table(given: Given): Figured {
  const { report, words } = given;
  const { reports } = words;
  const { columns } = reports;
  return {
    columns: [
      { label: columns.name },
      { label: columns.company },
      { label: columns.gallery },
      { label: columns.sentAt },
      { label: columns.firstOpenAt },
      { label: columns.firstDownloadAt },
      { label: columns.dueAt },
      { label: columns.verdict },
    ],
    rows: report.delivery.rows.map((row) => {
      const { opened, downloaded } = fates(row, given);
      return [
        { text: row.name || reports.words.unnamedLink, path: given.narrowed({ linkId: row.linkId }) },
        { text: row.company },
        { text: row.gallery },
        { text: sentSaid(row, given), value: Date.parse(row.sentAt) },
        { text: opened, ...(row.firstOpenAt !== null && { value: Date.parse(row.firstOpenAt) }) },
        { text: downloaded, ...(row.firstDownloadAt !== null && { value: Date.parse(row.firstDownloadAt) }) },
        // The instant is where its day ends.
        row.dueAt === null
          ? { text: '' }
          : { text: dayOf(new Date(Date.parse(row.dueAt) - 1).toISOString(), given), value: Date.parse(row.dueAt) },
        { text: row.verdict === 'none' ? '' : reports.verdicts[row.verdict] },
      ];
    }),
  };
}
