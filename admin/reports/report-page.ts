import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Report } from '#contract/report.ts';
import { boxNow, Live, watchLive } from '../live.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page.ts';
import { controls } from '../parts/controls.ts';
import { copy } from '../parts/icons.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { projectGone } from '../parts/project-frame.ts';
import { changeProject } from '../projects/calls.ts';
import { OneProject } from '../projects/one-project.ts';
import { go } from '../router.ts';
import { type About, type AboutKind, type Asked, askedOf, dayAt, daysOf, pathOf, type SpanName } from './asked.ts';
import { type ReportAsk, readReport } from './calls.ts';
import { Choices } from './choices.ts';
import { deliverySection } from './delivery-section.ts';
import { copySentence, type ExportAct, makeExport } from './exports.ts';
import { figureRow } from './figure-row.ts';
import type { Given } from './given.ts';
import { rememberProject } from './last-project.ts';
import { nothingYet } from './nothing-yet.ts';
import { rankingSections } from './ranking-sections.ts';
import { reportHead } from './report-head.ts';
import { reportPageStyle } from './report-page-style.ts';
import { photosSection, restSections, soonBand } from './rest-sections.ts';
import { whenSections } from './when-sections.ts';
import { whereSections } from './where-sections.ts';
import './definitions-dialog.ts';
import './filter-bar.ts';
import './filter-dialog.ts';
import './report-people.ts';
import './span-dialog.ts';
import './top-photos.ts';

const facts = new Set([
  ...['visit.opened', 'photo.viewed', 'photo.saved', 'ask.added', 'message.sent', 'recipient.changed'],
  ...['link.changed', 'link.revoked', 'gallery.changed', 'project.changed', 'batch.changed'],
]);

/** Who opened, looked and saved: a project's report, or that of a part of it, as it is now. */
@customElement('report-page')
export class ReportPage extends PageElement {
  @state() private pending = false;
  @state() private connected = true;
  @state() private switched: Readonly<Record<string, string>> = {};
  @state() private choosing: AboutKind | undefined;
  /** The kind that was chosen from last: the dialog keeps its words while it fades. */
  @state() private kind: AboutKind = 'galleryId';
  @state() private q = '';
  @state() private dialog: 'none' | 'span' | 'definitions' | 'plan' = 'none';
  #asked = '';
  #stop: (() => void) | undefined;
  readonly #project = new OneProject(this, () => this.param('projectId'));
  readonly #choices = new Choices(this, () => this.param('projectId'));
  readonly #load = new Load<Report>(this, () => readReport(this.param('projectId'), this.#ask), {
    of: () => this.param('projectId'),
  });

  static override styles = [controls, reportPageStyle];

  constructor() {
    super();
    // What was opened is on the page a moment later, and a full hall asks no more often for it than an empty one.
    new Live(
      this,
      ({ fact, facts: told }) => facts.has(fact) && told.projectId === this.param('projectId'),
      () => this.#load.again(),
      2000,
    );
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#stop = watchLive((connected) => {
      this.connected = connected;
    });
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop?.();
  }

  override willUpdate() {
    const { from, to, about } = this.#ask;
    const asked = JSON.stringify([this.param('projectId'), from, to, about, this.words.admin.tag]);
    if (asked === this.#asked) return;
    const first = this.#asked === '';
    this.#asked = asked;
    if (Object.keys(about).length > 0) this.#choices.ask();
    if (!first) void this.#again();
  }

  async #again() {
    this.pending = true;
    try {
      await this.#load.again();
    } finally {
      this.pending = false;
    }
  }

  override render() {
    if (this.#project.gone) return projectGone(this.words);
    return html`${this.#head()}
      <filter-bar .words=${this.words} .about=${this.#at.about} .names=${this.#choices.namesOf(this.#at.about, this.words, this.#report)} ?units=${this.#report?.project.kind === 'estate'}
        @choose=${({ detail }: CustomEvent<AboutKind>) => this.#choose(detail)} @clear=${({ detail }: CustomEvent<AboutKind | ''>) => this.#clear(detail)}></filter-bar>
      ${this.#load.refused?.code === 'not_found' ? this.#gone() : this.#load.render(this.words, (report) => this.#page(report), 6)}
      ${this.#dialogs()}`;
  }

  #head() {
    const report = this.#report;
    const project = this.#project.value;
    if (project) rememberProject(project.id);
    return reportHead({
      ...{ words: this.words, projectId: this.param('projectId'), title: project?.title ?? '', report },
      ...{ asked: this.#at, today: this.#today, connected: this.connected, plans: this.#plans },
      view: (tables) => this.#to({ tables }, true),
      span: (span) => this.#span(span),
      make: (what) => void (report && this.#export(what, report)),
    });
  }

  #page(report: Report) {
    const given = this.#given(report);
    const { reportPage: own, reports } = this.words;
    const none = report.figures.opens === 0 && report.figures.refused === 0;
    return html`<div class="body" aria-busy=${this.pending ? 'true' : 'false'}>
      ${none ? this.#none(given) : html`<div class="sum"><p>${report.sentence}</p><button @click=${() => void copySentence(report.sentence, this.words)}>${copy}${this.words.admin.copy}</button></div>`}
      ${soonBand(given)}
      ${none ? nothing : html`${figureRow(given)}${whenSections(given)}${photosSection(given, this.#at.longest, (longest) => this.#to({ longest }, true))}${whereSections(given)}${rankingSections(given)}`}
      ${deliverySection(given)}
      ${restSections(given)}
      <div class="part"><report-people .words=${this.words} .report=${report} .projectId=${this.param('projectId')} .zone=${this.zone} .about=${this.#at.about} ?fixed=${this.#project.value?.archived === true}></report-people></div>
      <footer class="foot small"><p>${reports.leftOut(report.leftOut.staff, report.leftOut.robots)}</p><button class="quiet dense" @click=${() => this.#show('definitions')}>${own.definitions.open}</button></footer>
    </div>`;
  }

  #none(given: Given) {
    const month = this.#at.span === '30' ? undefined : () => this.#to({ span: '30', from: '', to: '' });
    const all = Object.keys(this.#at.about).length === 0 ? undefined : () => this.#clear('');
    return nothingYet(given, { month, all });
  }

  /** What it is narrowed to is not there, or not for who is signed in. */
  #gone() {
    const { filters } = this.words.reportPage;
    return html`<div class="empty"><p role="alert">${filters.gone}</p><button @click=${() => this.#clear('')}>${filters.showAll}</button></div>`;
  }

  #dialogs() {
    const { filters } = this.words.reportPage;
    const { from, to } = this.#ask;
    const closed = () => this.#show('none');
    const units = this.kind === 'galleryId' && this.#report?.project.kind === 'estate';
    return html`
      <filter-dialog .words=${this.words} kind=${units ? filters.units : filters.kinds[this.kind]} .choices=${this.choosing === undefined ? [] : this.#choices.of(this.kind, this.q, this.words, this.#report)}
        .value=${this.#at.about[this.kind] ?? ''} .q=${this.q} ?waiting=${this.#choices.waiting} ?open=${this.choosing !== undefined}
        @search=${({ detail }: CustomEvent<string>) => this.#search(detail)} @choose=${({ detail }: CustomEvent<string>) => this.#chosen(detail)}
        @closed=${() => {
          this.choosing = undefined;
        }}></filter-dialog>
      <span-dialog .words=${this.words} .from=${from} .to=${to} .today=${this.#today} ?open=${this.dialog === 'span'} @closed=${closed}
        @choose=${({ detail }: CustomEvent<{ from: string; to: string }>) => this.#ownSpan(detail)}></span-dialog>
      <definitions-dialog .words=${this.words} .report=${this.#report} ?open=${this.dialog === 'definitions'} @closed=${closed}></definitions-dialog>
      ${this.#plans ? html`<report-plan-dialog .words=${this.words} .projectId=${this.param('projectId')} .zone=${this.zone} ?owner=${this.is('owner')} ?open=${this.dialog === 'plan'} @closed=${closed}></report-plan-dialog>` : nothing}`;
  }

  #given(report: Report): Given {
    return {
      words: this.words,
      report,
      projectId: this.param('projectId'),
      tables: this.#at.tables,
      zone: this.zone,
      now: boxNow(),
      today: this.#today,
      staff: this.is('owner', 'staff') && this.#project.value?.archived !== true,
      owner: this.is('owner'),
      narrowed: (about) => pathOf(this.param('projectId'), { ...this.#at, about: { ...this.#at.about, ...about } }),
      switched: this.switched,
      turn: (section, to) => {
        this.switched = { ...this.switched, [section]: to };
      },
      due: (day) => void this.#due(day),
    };
  }

  get #report(): Report | undefined {
    return this.#load.value;
  }
  get #at(): Asked {
    return askedOf(this.place.query);
  }
  get #today(): string {
    return dayAt(boxNow(), this.zone);
  }
  get #ask(): ReportAsk {
    return { ...daysOf(this.#at, boxNow(), this.zone), about: this.#at.about, lang: this.words.admin.tag };
  }
  get #plans(): boolean {
    return this.is('owner', 'staff') && this.#project.value?.archived !== true;
  }

  #to(change: Partial<Asked>, replace = false) {
    go(pathOf(this.param('projectId'), { ...this.#at, ...change }), { replace });
  }

  #show(dialog: ReportPage['dialog']) {
    this.dialog = dialog;
  }

  #span(span: SpanName) {
    if (span === 'own') this.#show('span');
    else this.#to({ span, from: '', to: '' });
  }

  #ownSpan(days: { from: string; to: string }) {
    this.#show('none');
    this.#to({ span: 'own', ...days });
  }

  #choose(kind: AboutKind) {
    this.kind = kind;
    this.choosing = kind;
    this.#choices.ask({ again: true });
    this.#search('');
  }

  #search(q: string) {
    this.q = q;
    if (this.kind === 'recipientId') this.#choices.search(q);
  }

  #chosen(value: string) {
    const { choosing } = this;
    if (choosing === undefined) return;
    this.choosing = undefined;
    this.#to({ about: { ...this.#at.about, [choosing]: value } });
  }

  #clear(kind: AboutKind | '') {
    const about: Record<string, string> = kind === '' ? {} : { ...this.#at.about };
    delete about[kind];
    this.#to({ about: about as About });
  }

  async #export(what: ExportAct, report: Report) {
    if (what === 'print') return print();
    if (what !== 'plan') return makeExport(what, report, this.#ask, this.words);
    await import('./plan-dialog.ts');
    this.#show('plan');
  }

  async #due(day: string | null) {
    try {
      await changeProject(this.param('projectId'), { dueOn: day });
      notify({ text: this.words.reportPage.delivery.dueSaved });
    } catch (error) {
      notifyRefused(error, this.words);
    }
    await this.#load.again();
  }
}
