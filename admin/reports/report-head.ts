import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Report } from '#contract/report.ts';
import type { Words } from '#words/index.ts';
import { download } from '../parts/icons.ts';
import { stateMark } from '../parts/state-mark.ts';
import { href } from '../router.ts';
import { type Asked, type SpanName, spans } from './asked.ts';
import { momentOfDay } from './days.ts';
import { type ExportAct, exportItems } from './exports.ts';
import '../parts/admin-menu.ts';
import '../parts/admin-segments.ts';

export interface Head {
  readonly words: Words;
  readonly projectId: string;
  /** The project's. */
  readonly title: string;
  /** What is on the page; undefined until it is there. */
  readonly report: Report | undefined;
  readonly asked: Asked;
  /** A day, `2026-11-21`. */
  readonly today: string;
  /** What guests do is heard of at once. */
  readonly connected: boolean;
  /** Report files may be had every evening. */
  readonly plans: boolean;
  readonly view: (tables: boolean) => void;
  readonly span: (span: SpanName) => void;
  readonly make: (what: ExportAct) => void;
}

/** The pages of what a report is narrowed to. */
function pagesOf({ about }: Asked) {
  const places = { galleryId: 'galleries', linkId: 'links', recipientId: 'people' } as const;
  return (['galleryId', 'linkId', 'recipientId'] as const).flatMap((kind) =>
    about[kind] === undefined ? [] : [[kind, `${places[kind]}/${about[kind]}`] as const],
  );
}

/** What the report is of, which days it has, charts or tables, which span, and what may be made of it. */
export function reportHead({
  words,
  projectId,
  title,
  report,
  asked,
  today,
  connected,
  plans,
  view,
  span,
  make,
}: Head): TemplateResult {
  const { reportPage: own, reports } = words;
  const said = (day: string) => momentOfDay(day, today);
  const isLive = report !== undefined && report.to >= today && connected;
  const views = [
    { value: 'charts', label: own.view.charts },
    { value: 'tables', label: own.view.tables },
  ];
  // The span of one's own is chosen already, and is to be another one.
  const ownAgain = (event: Event) => {
    const [pressed] = event.composedPath();
    if (pressed instanceof HTMLInputElement && pressed.value === 'own') span('own');
  };
  return html`<header>
    <div class="title">
      <p class="of small"><a href=${href(`/projects/${projectId}`)}>${title}</a><a href=${href('/reports?choose')}>${own.choose.other}</a>${pagesOf(
        asked,
      ).map(
        ([kind, path]) => html`<a href=${href(`/projects/${projectId}/${path}`)}>${own.filters.pages[kind]}</a>`,
      )}</p>
      <div class="line"><h1 tabindex="-1">${reports.title}</h1>${
        report === undefined
          ? nothing
          : html`<span class="small figures" title=${reports.span(report.from, report.to)}>${own.span(said(report.from), said(report.to))}</span>`
      }${isLive ? html`<span class="now" title=${own.liveHelp}>${stateMark('live', own.live)}</span>` : nothing}</div>
    </div>
    <div class="controls">
      <admin-segments label=${own.view.label} .value=${asked.tables ? 'tables' : 'charts'} .options=${views} @choose=${({ detail }: CustomEvent<string>) => view(detail === 'tables')}></admin-segments>
      <admin-segments label=${own.spans.label} .value=${live(asked.span)} .options=${spans.map((value) => ({ value, label: own.spans[value] }))} @choose=${({ detail }: CustomEvent<SpanName>) => span(detail)} @click=${ownAgain}></admin-segments>
    </div>
    ${report === undefined ? nothing : html`<admin-menu ?primary=${report.figures.opens > 0} .icon=${download} .label=${own.exports.label} .items=${exportItems(words, plans)} @choose=${({ detail }: CustomEvent<ExportAct>) => make(detail)}></admin-menu>`}
  </header>`;
}
