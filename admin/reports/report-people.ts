import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { People, Person } from '#contract/people.ts';
import type { Report } from '#contract/report.ts';
import { type Words, words } from '#words/index.ts';
import type { ReportList } from '#words/zh-CN/report-people.ts';
import { boxNow } from '../live.ts';
import { controls } from '../parts/controls.ts';
import { speech } from '../parts/icons.ts';
import { mostAtOnce, type PartOf, readPeople } from '../people/calls.ts';
import type { PeopleDialogs } from '../people/people-dialogs.ts';
import { purposeOf } from '../people/person-facts.ts';
import { href } from '../router.ts';
import { personLine } from './report-people-row.ts';
import '../people/people-dialogs.ts';

const few = 6;
/** In the order in which they stand, two beside each other. */
const names = ['not_opened', 'came_back', 'not_downloaded', 'ending'] as const satisfies readonly ReportList[];
/** The page is drawn anew with each open of a full hall; the lists need not be. */
const restMs = 5000;

type Lists = Readonly<Record<ReportList, readonly Person[]>>;

/**
 * Who has to be written to next, at the foot of a report and of the same part of the project: lists with what is noted as
 * sent, and the way to a ready text for those who are chosen. Who was told lately is not chosen by itself.
 */
@customElement('report-people')
export class ReportPeople extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  /** Its lists are asked for anew with each. */
  @property({ attribute: false }) report: Report | undefined;
  @property() projectId = '';
  @property({ attribute: false }) zone = 'UTC';
  /** What the report is narrowed to. */
  @property({ attribute: false }) about: PartOf = {};
  @property({ type: Boolean }) fixed = false;
  @state() private counts: People['counts'] | undefined;
  @state() private lists: Lists | undefined;
  /** Links whose tick was turned by hand, by list. */
  @state() private turned: Readonly<Partial<Record<ReportList, ReadonlySet<string>>>> = {};
  @state() private whole: ReadonlySet<ReportList> = new Set();
  @query('people-dialogs') private dialogs!: PeopleDialogs | null;
  #asked = '';
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #askedAt = Number.NEGATIVE_INFINITY;
  #writing: ReportList | undefined;

  static override styles = [
    controls,
    css`
      .lists { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 24px 48px; align-items: start; }
      section { min-width: 0; }
      .head { display: flex; flex-wrap: wrap; align-items: center; gap: 0 12px; min-height: 52px; }
      .head h2 { flex: 1 1 auto; display: flex; align-items: baseline; gap: 8px; }
      .head h2 span { color: var(--ink2); font-size: 15px; font-weight: 400; }
      li { display: grid; grid-template-columns: auto minmax(0, 1fr) minmax(0, auto); gap: 0 12px; align-items: center; min-height: 60px; padding: 6px 0; border-top: 1px solid var(--line); }
      .fixed li { grid-template-columns: minmax(0, 1fr) minmax(0, auto); }
      .tick { display: grid; place-items: center; width: 44px; min-height: 44px; margin-left: -12px; margin-right: -12px; cursor: pointer; }
      .tick input { width: 20px; height: 20px; margin: 0; accent-color: var(--accent); }
      .tick input:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
      .who { min-width: 0; overflow-wrap: anywhere; }
      .who a { display: inline-flex; align-items: center; min-height: 28px; color: inherit; font-weight: 500; text-decoration: none; }
      .who .small { display: block; }
      .sent { text-align: right; overflow-wrap: anywhere; }
      .told { color: var(--live); }
      .told svg { display: inline-block; width: 16px; height: 16px; margin-right: 4px; vertical-align: -3px; }
      .rest { display: flex; flex-wrap: wrap; gap: 8px; padding-top: 8px; border-top: 1px solid var(--line); }
      .rest a { display: inline-flex; align-items: center; min-height: 44px; padding: 0 4px; font-size: 13px; }
      .none { color: var(--ink2); }
      @media (hover: hover) { .who a:hover { text-decoration: underline; text-underline-offset: 3px; } }
      @media (pointer: coarse) { .who a { min-height: 44px; } }
      @media (max-width: 1099px) { .lists { gap: 24px 32px; } }
      @media (max-width: 899px) { .lists { grid-template-columns: minmax(0, 1fr); } }
      @media (max-width: 599px) {
        li { grid-template-columns: auto minmax(0, 1fr); }
        .fixed li { grid-template-columns: minmax(0, 1fr); }
        .sent { grid-column: 2; text-align: left; }
        .fixed .sent { grid-column: 1; }
        .head button { width: 100%; margin-bottom: 8px; }
      }
      @media print { .head button, .tick, .rest { display: none; } }
    `,
  ];

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  override willUpdate() {
    const { report, projectId, about } = this;
    if (!report) return;
    const part = JSON.stringify([projectId, about]);
    const asked = `${part} ${report.madeAt}`;
    if (asked === this.#asked) return;
    const same = this.#asked.startsWith(part);
    this.#asked = asked;
    if (!same) {
      this.turned = {};
      this.whole = new Set();
      this.#askedAt = Number.NEGATIVE_INFINITY;
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(), Math.max(0, this.#askedAt + restMs - performance.now()));
  }

  override render() {
    const { lists, counts, fixed } = this;
    const own = this.words.reportPeople;
    if (!lists || !counts) return nothing;
    const some = names.filter((name) => counts[name] > 0);
    return html`<h2 class="unseen">${own.title}</h2>
      ${counts.all === 0 ? nothing : some.length === 0 ? html`<p class="none">${own.nobody}</p>` : nothing}
      <div class="lists ${fixed ? 'fixed' : ''}">${some.map((name) => this.#list(name, lists[name], counts[name]))}</div>
      <people-dialogs .words=${this.words} .projectId=${this.projectId} .kind=${this.report?.project.kind} @changed=${() => void this.#sent()}></people-dialogs>`;
  }

  #list(name: ReportList, people: readonly Person[], count: number) {
    const own = this.words.reportPeople;
    const chosen = people.filter((person) => this.#isChosen(name, person));
    const shown = this.whole.has(name) ? people : people.slice(0, few);
    return html`<section aria-labelledby=${name}>
      <div class="head"><h2 id=${name}>${own.headings[name]}<span class="figures">${own.count(count)}</span></h2>
        ${this.fixed ? nothing : html`<button aria-disabled=${chosen.length === 0 ? 'true' : 'false'} @click=${() => this.#write(name, chosen)}>${speech}${chosen.length === 0 ? own.none[name] : own.acts[name](chosen.length)}</button>`}</div>
      <ul>${shown.map((person) =>
        personLine(person, {
          words: this.words,
          zone: this.zone,
          now: boxNow(),
          projectId: this.projectId,
          list: name,
          chosen: this.#isChosen(name, person),
          fixed: this.fixed,
          turn: () => this.#turnOne(name, person),
        }),
      )}</ul>
      ${count > few ? this.#rest(name, shown.length, people.length) : nothing}
    </section>`;
  }

  /** More than are shown: those that are there, and the page of people, which is narrowed to the same. */
  #rest(name: ReportList, shown: number, there: number) {
    const own = this.words.reportPeople;
    const asked = new URLSearchParams({ list: name, ...this.about });
    const all = () => {
      this.whole = new Set([...this.whole, name]);
    };
    return html`<div class="rest">
      ${shown < there ? html`<button class="dense" @click=${all}>${own.all(there)}</button>` : nothing}
      <a href=${href(`/projects/${this.projectId}/people?${asked}`)}>${own.toPeople}</a></div>`;
  }

  #isChosen(name: ReportList, { link, told }: Person): boolean {
    // Thanks are for some, a reminder is for all.
    const usual = told === null && name !== 'came_back';
    return usual !== (this.turned[name]?.has(link.id) ?? false);
  }

  #turnOne(name: ReportList, { link }: Person) {
    const next = new Set(this.turned[name]);
    if (!next.delete(link.id)) next.add(link.id);
    this.turned = { ...this.turned, [name]: next };
  }

  #write(name: ReportList, chosen: readonly Person[]) {
    if (chosen.length === 0) return;
    this.#writing = name;
    this.dialogs?.write(
      chosen.map(({ link }) => link),
      purposeOf[name],
    );
  }

  /** Who was told is not chosen any more, whatever was ticked before. */
  async #sent() {
    await this.#ask();
    const name = this.#writing;
    if (!name) return;
    const told = new Set(this.lists?.[name].filter((person) => person.told !== null).map(({ link }) => link.id));
    const left = [...(this.turned[name] ?? [])].filter((id) => !told.has(id));
    this.turned = { ...this.turned, [name]: new Set(left) };
  }

  async #ask() {
    this.#turn += 1;
    const turn = this.#turn;
    this.#askedAt = performance.now();
    const { projectId, about } = this;
    const read = (list: ReportList) => readPeople(projectId, { list, most: mostAtOnce, ...about });
    try {
      const first = await read('not_opened');
      const rest = await Promise.all(
        names.map(async (name) =>
          name === 'not_opened' ? first.items : first.counts[name] === 0 ? [] : (await read(name)).items,
        ),
      );
      if (turn !== this.#turn) return;
      this.counts = first.counts;
      this.lists = Object.fromEntries(names.map((name, at) => [name, untoldFirst(rest[at] ?? [])])) as unknown as Lists;
    } catch {
      // What was there stays; the page itself says that the box does not answer, and asks again.
    }
  }
}

function untoldFirst(people: readonly Person[]): Person[] {
  return people.toSorted((a, b) => Number(a.told !== null) - Number(b.told !== null));
}
