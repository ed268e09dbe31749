import { html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { PeopleList } from '#contract/people.ts';
import type { Recipient } from '#contract/recipients.ts';
import { Live } from '../live.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page.ts';
import { controls } from '../parts/controls.ts';
import { plus, upload } from '../parts/icons.ts';
import { OneProject } from '../projects/one-project.ts';
import { go } from '../router.ts';
import { limitToOnePhone, removeThose, revokeThose } from './people-acts.ts';
import type { PeopleAct } from './people-bar.ts';
import type { PeopleDialogs } from './people-dialogs.ts';
import { itemsOf, partIn, untold } from './people-items.ts';
import { askPeople, type Shown } from './people-load.ts';
import { peoplePageStyle } from './people-style.ts';
import { fits, listNames, type PersonRow, purposeOf } from './person-facts.ts';
import { pathOf, personRow, personRowStyle } from './person-row.ts';
import '../parts/admin-search.ts';
import '../parts/admin-segments.ts';
import '../parts/admin-select.ts';
import '../parts/project-frame.ts';
import './people-bar.ts';
import './people-dialogs.ts';

const pageOf = 200;
const facts = new Set([
  'recipient.changed',
  'link.changed',
  'link.revoked',
  'visit.opened',
  'message.sent',
  'photo.saved',
]);

/** Whom a project's links are for, and the lists of those who have to be written to. */
@customElement('people-page')
export class PeoplePage extends PageElement {
  @state() private chosen: ReadonlySet<string> = new Set();
  @state() private q = '';
  @state() private busy = false;
  @query('people-dialogs') private dialogs!: PeopleDialogs;
  #most = pageOf;
  #asked = '';
  readonly #project = new OneProject(this, () => this.param('projectId'));
  readonly #load = new Load<Shown>(
    this,
    () =>
      askPeople(this.param('projectId'), {
        list: this.#list,
        tag: this.#tag,
        part: partIn(this.place.query),
        q: this.q,
        most: this.#most,
      }),
    { of: () => this.param('projectId') },
  );

  static override styles = [controls, personRowStyle, peoplePageStyle];

  constructor() {
    super();
    new Live(
      this,
      ({ fact, facts: told }) => facts.has(fact) && told.projectId === this.param('projectId'),
      () => this.#load.again(),
      3000,
    );
  }

  override willUpdate() {
    const asked = `?${this.place.query}`;
    if (asked === this.#asked) return;
    const first = this.#asked === '';
    this.#asked = asked;
    this.chosen = new Set();
    this.#most = pageOf;
    if (!first) void this.#load.again();
  }

  override render() {
    const { people: own } = this.words;
    const { value } = this.#load;
    const some = value !== undefined && (value.page.total > 0 || value.people.counts.all > 0 || this.#filtered);
    return html`<project-frame .words=${this.words} .viewer=${this.session?.role} ?gone=${this.#project.gone} .project=${this.#project.value} tab="people">
      ${some && !this.#fixed ? html`<div slot="acts"><button @click=${this.#import}>${upload}${own.import}</button><button class="primary" @click=${this.#add}>${plus}${own.add}</button></div>` : nothing}
      ${this.#load.render(this.words, (shown) => (some ? this.#all(shown) : this.#empty(own.importCsv)))}
      <people-dialogs .words=${this.words} .projectId=${this.param('projectId')} .kind=${this.#project.value?.kind} .tags=${value?.page.tags.map(({ tag }) => tag) ?? []}
        @changed=${() => void this.#load.again()} @done=${this.#untick}></people-dialogs>
    </project-frame>`;
  }

  #empty(importing: string) {
    const { people: own } = this.words;
    return html`<div class="empty"><p>${own.empty}</p><p>${own.emptyHelp}</p>${
      this.#fixed
        ? nothing
        : html`<div class="acts"><button class="primary" @click=${this.#add}>${plus}${own.add}</button><button @click=${this.#import}>${upload}${importing}</button></div>`
    }</div>`;
  }

  #all(shown: Shown) {
    const { people: own } = this.words;
    const { counts } = shown.people;
    const { tags, total } = shown.page;
    const options = listNames.map((value) => ({
      value,
      label: own.lists[value],
      count: value === 'all' ? total : counts[value],
    }));
    const rows = this.#rows(shown);
    return html`
      <div class="bar"><admin-segments label=${own.listsLabel} .value=${this.#list} .options=${options} @choose=${({ detail }: CustomEvent<PeopleList>) => this.#go(detail, this.#tag)}></admin-segments></div>
      <div class="tools">
        <admin-search tall label=${own.searchLabel} placeholder=${own.search} clear=${own.clearSearch} .value=${this.q} @search=${({ detail }: CustomEvent<string>) => this.#search(detail)}></admin-search>
        ${
          tags.length === 0 && this.#tag === ''
            ? nothing
            : html`<admin-select label=${own.tag} label-hidden .value=${this.#tag} .options=${[
                { value: '', label: own.allTags },
                ...tags.map(({ tag, count }) => ({ value: tag, label: own.tagCount(tag, count) })),
              ]} @choose=${({ detail }: CustomEvent<string>) => this.#go(this.#list, detail)}></admin-select>`
        }
      </div>
      ${this.#partial ? html`<p class="small part">${own.partOnly} <button class="quiet dense" @click=${() => this.#go(this.#list, this.#tag, true)}>${own.wholeProject}</button></p>` : nothing}
      ${shown.list === 'all' || rows.length === 0 ? nothing : html`<p class="tint">${own.leads[shown.list]}</p>`}
      ${rows.length === 0 ? this.#none(shown) : this.#table(shown, rows)}
      ${this.#more(shown)}
      ${this.#chosenRows.length === 0 ? nothing : this.#bar(rows)}`;
  }

  #none({ list, people }: Shown) {
    const { people: own } = this.words;
    if (this.#filtered)
      return html`<div class="empty"><p>${own.noneFound}</p><button @click=${this.#clear}>${own.clearFilter}</button></div>`;
    if (list === 'all') return this.#empty(own.importCsv);
    if (people.counts.all > 0) return html`<p class="none">${own.emptyLists[list]}</p>`;
    return html`<div class="empty"><p>${own.noLinks}</p><p>${own.noLinksHelp}</p><button class="primary" @click=${() => this.#go('all', '')}>${own.toAll}</button></div>`;
  }

  #table({ list }: Shown, rows: readonly PersonRow[]) {
    const { people: own } = this.words;
    const fixed = this.#fixed;
    const ticked = rows.filter(({ key }) => this.chosen.has(key)).length;
    const all = ticked >= untold(rows).length;
    const { name, fate, last, sent, acts } = own.columns;
    return html`<table role="table" aria-label=${own.lists[list]}>
      <thead role="rowgroup"><tr role="row">
        ${
          fixed
            ? nothing
            : html`<th role="columnheader" scope="col" class="tick"><label><input type="checkbox" aria-label=${own.tickAll} .checked=${all} .indeterminate=${ticked > 0 && !all} @change=${() => this.#tick(all ? [] : untold(rows))} /></label></th>`
        }
        ${[name, fate, last, sent].map((column) => html`<th role="columnheader" scope="col">${column}</th>`)}
        <th role="columnheader" scope="col"><span class="unseen">${acts}</span></th></tr></thead>
      <tbody role="rowgroup">${rows.map((row) =>
        personRow(row, {
          words: this.words,
          zone: this.zone,
          now: Date.now(),
          projectId: this.param('projectId'),
          chosen: this.chosen.has(row.key),
          fixed,
          items: [{ value: 'open', label: own.open }, ...(fixed ? [] : itemsOf(list, row, this.words))],
          turn: () => this.#turn(row.key),
          choose: (what) => void this.#choose(what, row),
        }),
      )}</tbody>
    </table>`;
  }

  #more({ list, page, people, rows }: Shown) {
    const { people: own } = this.words;
    if (list !== 'all') {
      const count = people.counts[list];
      return count > rows.length ? html`<p class="small">${own.cut(rows.length, count)}</p>` : nothing;
    }
    const left = page.total - page.items.length;
    const show = () => {
      this.#most += pageOf;
      void this.#load.again();
    };
    return left > 0
      ? html`<p class="more"><button @click=${show}>${own.moreRows(Math.min(left, pageOf))}</button></p>`
      : nothing;
  }

  #bar(rows: readonly PersonRow[]) {
    const chosen = this.#chosenRows;
    const total = Math.max(untold(rows).length, chosen.length);
    return html`<div class="under"></div><people-bar .words=${this.words} .list=${this.#list} .count=${chosen.length} .total=${total}
      ?linked=${chosen.some(({ links }) => links.length > 0)} ?busy=${this.busy}
      @act=${({ detail }: CustomEvent<PeopleAct>) => void this.#act(detail, chosen)}></people-bar>`;
  }

  get #list(): PeopleList {
    const asked = this.place.query.get('list');
    return listNames.find((name) => name === asked) ?? 'all';
  }

  get #tag(): string {
    return this.place.query.get('tag') ?? '';
  }

  get #partial(): boolean {
    return this.#list !== 'all' && Object.keys(partIn(this.place.query)).length > 0;
  }

  get #fixed(): boolean {
    return this.#project.value?.archived === true;
  }

  get #filtered(): boolean {
    return this.q !== '' || this.#tag !== '' || this.#partial;
  }

  /** Those that are shown: the box has searched recipients, a list is searched here. */
  #rows({ list, rows }: Shown): readonly PersonRow[] {
    return list === 'all' || this.q.trim() === '' ? rows : rows.filter((row) => fits(row, this.q.trim()));
  }

  get #chosenRows(): PersonRow[] {
    const { value } = this.#load;
    return value ? this.#rows(value).filter(({ key }) => this.chosen.has(key)) : [];
  }

  #recipientsOf(rows: readonly PersonRow[]): Recipient[] {
    const ids = new Set(rows.map(({ recipientId }) => recipientId));
    return this.#load.value?.page.items.filter(({ id }) => ids.has(id)) ?? [];
  }

  #go(list: PeopleList, tag: string, whole = false) {
    const part = whole ? {} : partIn(this.place.query);
    const asked = new URLSearchParams({
      ...(list !== 'all' && { list }),
      ...(tag !== '' && { tag }),
      ...part,
    }).toString();
    go(`/projects/${this.param('projectId')}/people${asked === '' ? '' : `?${asked}`}`);
  }

  #search(q: string) {
    this.q = q;
    this.#untick();
    if (this.#list === 'all') void this.#load.again();
  }

  readonly #clear = () => {
    this.#search('');
    this.#go(this.#list, '', true);
  };
  readonly #add = () => this.dialogs.edit();
  readonly #import = () => this.dialogs.import();
  readonly #untick = () => this.#tick([]);

  #turn(key: string) {
    const next = new Set(this.chosen);
    if (!next.delete(key)) next.add(key);
    this.chosen = next;
  }

  #tick(rows: readonly PersonRow[]) {
    this.chosen = new Set(rows.map(({ key }) => key));
  }

  async #choose(what: string, row: PersonRow) {
    if (what === 'open') return go(pathOf(row, this.param('projectId')));
    if (what === 'edit') return this.dialogs.edit(this.#recipientsOf([row])[0]);
    await this.#act(what as PeopleAct, [row]);
  }

  async #act(act: PeopleAct, rows: readonly PersonRow[]) {
    const links = rows.flatMap((row) => row.links);
    const list = this.#list;
    const { value } = this.#load;
    if (act === 'all' && value) this.#tick(untold(this.#rows(value)));
    if (act === 'none') this.#untick();
    if (act === 'link') this.dialogs.make(this.#recipientsOf(rows));
    if (act === 'tag' || act === 'untag') this.dialogs.tag(this.#recipientsOf(rows), act === 'untag');
    if (act === 'write') this.dialogs.write(links, list === 'all' ? undefined : purposeOf[list]);
    if (act === 'onePhone') await this.#while(() => limitToOnePhone(links, this.words));
    if (act === 'revoke') await this.#while(() => revokeThose(links, this.words));
    if (act === 'remove') await this.#while(() => removeThose(this.#recipientsOf(rows), this.words));
  }

  async #while(act: () => Promise<boolean>) {
    this.busy = true;
    try {
      if (await act()) this.#untick();
    } finally {
      this.busy = false;
      await this.#load.again();
    }
  }
}
