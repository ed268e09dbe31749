import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Batch, BatchLink, BatchLinkState } from '#contract/batches.ts';
import type { Link } from '#contract/links.ts';
import { numbered } from '#contract/numbered.ts';
import { wholeNumber } from '../links/fields.ts';
import { policySentence } from '../links/policy-parts.ts';
import { Live } from '../live.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page.ts';
import { controls } from '../parts/controls.ts';
import { printer } from '../parts/icons.ts';
import { notifyRefused } from '../parts/notice.ts';
import { projectGone } from '../parts/project-frame.ts';
import { OneProject } from '../projects/one-project.ts';
import { go, href } from '../router.ts';
import { batchShare, shareBar, shareStyle } from './batch-figures.ts';
import { batchMade, batchName, batchNumbers } from './batch-name.ts';
import { batchPageStyle } from './batch-page-style.ts';
import { codesAPage, readBatch } from './calls.ts';
import { reissueOne, voidOne, voidUnused } from './code-acts.ts';
import { CodeList } from './code-list.ts';
import { type CodeAct, codeOpens, codeRow, codeRowStyle, codeState } from './code-row.ts';
import '../links/code-dialog.ts';
import '../links/code-figure.ts';
import '../parts/admin-menu.ts';
import '../parts/admin-segments.ts';
import './csv-dialog.ts';

const states = ['unused', 'opened', 'void'] as const;

/** One batch: how many of its codes are used, each of them by its number, and what may be done with it. */
@customElement('batch-page')
export class BatchPage extends PageElement {
  /** What was typed, and what came of it. */
  @state() private typed = '';
  @state() private found: BatchLink | undefined;
  @state() private wrong = '';
  @state() private shown: BatchLink | undefined;
  @state() private printing = false;
  #batchId = '';
  readonly #project = new OneProject(this, () => this.param('projectId'));
  readonly #load = new Load(this, () => readBatch(this.param('batchId')), { of: () => this.param('batchId') });
  readonly #codes = new CodeList(this, () => this.param('batchId'));

  static override styles = [controls, shareStyle, codeRowStyle, batchPageStyle];

  constructor() {
    super();
    const told = new Set(['batch.changed', 'visit.opened', 'link.changed', 'link.revoked', 'project.changed']);
    new Live(
      this,
      ({ fact, facts }) =>
        told.has(fact) &&
        (facts.batchId ?? this.#batchId) === this.#batchId &&
        facts.projectId === this.param('projectId'),
      () => this.#again(),
      // A hall that opens its codes is shown once in a while, and not at each of them.
      1000,
    );
  }

  override willUpdate() {
    if (this.#batchId === this.param('batchId')) return;
    this.#batchId = this.param('batchId');
    this.found = undefined;
    this.typed = '';
    this.wrong = '';
    void this.#codes.filter(undefined);
  }

  get #may(): boolean {
    return this.#project.value?.archived === false;
  }

  override render() {
    if (this.#project.gone) return projectGone(this.words);
    const { batches: own } = this.words;
    const path = `/projects/${this.param('projectId')}`;
    return html`<nav class="path small" aria-label=${own.page.path}><a href=${href(path)}>${this.#project.value?.title ?? ''}</a> / <a href=${href(`${path}/batches`)}>${own.title}</a></nav>
      ${this.#load.value ? nothing : html`<h1 tabindex="-1" class="unseen">${own.title}</h1>`}
      ${this.#load.render(this.words, (batch) => this.#page(batch))}`;
  }

  #page(batch: Batch) {
    const { admin, batches: own } = this.words;
    const making = batch.made < batch.count;
    const items = [{ value: 'unused', label: own.page.voidUnused, dangerous: true }];
    return html`
      <header>
        <div><h1 tabindex="-1">${batchName(batch, this.words)}</h1>
          <p class="small figures">${[batch.galleryTitle, own.codes(batch.count), batchNumbers(batch, this.words)].join(admin.comma)}</p>
          <p class="small">${batchMade(batch, this.words, this.zone)}</p></div>
        <div class="acts"><button class="primary" @click=${() => {
          this.printing = true;
        }}>${printer}${own.print}</button>
        ${this.#may && !making && batch.unused > 0 ? html`<admin-menu .name=${own.page.more2} .items=${items} @choose=${() => void voidUnused(batch, this.words, () => void this.#again())}></admin-menu>` : nothing}</div>
      </header>
      ${making ? html`<div class="making">${batchShare(batch, this.words)}<p class="small">${own.makingHelp}</p></div>` : this.#figures(batch)}
      <p class="tint"><span class="small">${own.page.each}</span><br />${policySentence(batch.policy, this.words, Date.now(), this.zone)}</p>
      ${this.#finder(batch)}
      ${this.#table(batch)}
      <csv-dialog .words=${this.words} .batch=${batch} ?owner=${this.is('owner')} ?open=${this.printing}
        @closed=${() => {
          this.printing = false;
        }}></csv-dialog>
      <code-dialog .words=${this.words} .link=${this.shown?.link} .title=${this.shown ? numbered(batchName(batch, this.words), this.shown.number) : ''} ?open=${this.shown !== undefined}
        @closed=${() => {
          this.shown = undefined;
        }} @changed=${({ detail }: CustomEvent<Link>) => this.#revived(detail)}></code-dialog>`;
  }

  #figures(batch: Batch) {
    const { admin, batches: own } = this.words;
    return html`<div class="key">${states.map(
      (name) =>
        html`<div><b>${batch[name].toLocaleString(admin.tag)}</b><span class="small"><i class=${name}></i>${own.states[name]}</span></div>`,
    )}</div>${shareBar(batch, own.page.share)}`;
  }

  #finder(batch: Batch) {
    const own = this.words.batches.page;
    return html`<section class="finder">
      <form role="search" @submit=${(event: Event) => {
        event.preventDefault();
        void this.#find(batch);
      }}>
        <label for="number">${own.find}</label>
        <div><input id="number" name="number" inputmode="numeric" autocomplete="off" placeholder=${String(batch.firstNumber)} .value=${this.typed}
          aria-invalid=${this.wrong === '' ? 'false' : 'true'} aria-describedby="number-told"
          @input=${(event: InputEvent) => this.#type((event.target as HTMLInputElement).value)} /><button type="submit">${own.findIt}</button></div>
        <p id="number-told" class=${this.wrong === '' ? 'small' : 'told'} role=${this.wrong === '' ? nothing : 'alert'}>${this.wrong || own.numberHelp}</p>
      </form>
      <div class="found" aria-live="polite">${this.found ? this.#one(this.found, batch) : nothing}</div>
    </section>`;
  }

  /** The one that was looked for. */
  #one(code: BatchLink, batch: Batch) {
    const own = this.words.batches.page;
    const { link, number, state, issue } = code;
    const name = numbered(batchName(batch, this.words), number);
    return html`
      ${state === 'void' ? nothing : html`<code-figure framed .words=${this.words} .linkId=${link.id} .address=${link.url ?? ''} .name=${name} .most=${176}></code-figure>`}
      <div><h2>${own.no(number)} ${issue > 1 ? html`<span class="small">${own.issue(issue)}</span>` : nothing}</h2>
        <p>${codeState(code, this.words)}</p><p class="small figures">${codeOpens(code, this.words, Date.now(), this.zone)}</p>
        <div class="acts">
          ${state === 'void' ? nothing : html`<button @click=${() => this.#act('code', code)}>${own.code}</button>`}
          ${this.#may ? html`<button @click=${() => this.#act('reissue', code)}>${own.reissue}</button>` : nothing}
          ${this.#may && state !== 'void' ? html`<button class="dangerous" @click=${() => this.#act('void', code)}>${own.void}</button>` : nothing}
          <a href=${href(`/projects/${link.projectId}/links/${link.id}`)}>${own.rules}</a>
        </div></div>`;
  }

  #table(batch: Batch) {
    const { batches } = this.words;
    const own = batches.page;
    const { state = 'all' } = this.#codes;
    const options = [
      { value: 'all', label: own.all },
      ...states.map((value) => ({ value, label: batches.states[value], count: batch[value] })),
    ];
    const facts = {
      words: this.words,
      zone: this.zone,
      now: Date.now(),
      may: this.#may,
      act: (what: CodeAct, code: BatchLink) => this.#act(what, code),
    };
    const { number, state: how, phones, last, acts } = own.columns;
    return html`<div class="bar"><admin-segments label=${own.filter} .value=${state} .options=${options}
        @choose=${({ detail }: CustomEvent<BatchLinkState | 'all'>) => void this.#codes.filter(detail === 'all' ? undefined : detail)}></admin-segments></div>
      ${this.#codes.load.render(this.words, ({ items, nextCursor }) =>
        items.length === 0
          ? html`<p class="none">${own.none}</p>`
          : html`<table role="table" aria-label=${batches.title}>
              <thead role="rowgroup"><tr role="row">${[number, how, phones, last].map((name) => html`<th role="columnheader" scope="col">${name}</th>`)}
                <th role="columnheader" scope="col"><span class="unseen">${acts}</span></th></tr></thead>
              <tbody role="rowgroup">${items.map((code) => codeRow(code, facts))}</tbody></table>
            <div class="foot"><span class="small figures">${own.shown(items.length)}</span>${nextCursor === null ? nothing : html`<button @click=${() => void this.#codes.more()}>${own.more(codesAPage)}</button>`}</div>`,
      )}`;
  }

  #type(typed: string) {
    this.typed = typed;
    this.wrong = '';
  }

  async #find({ firstNumber, count }: Batch) {
    const own = this.words.batches.page;
    const last = firstNumber + count - 1;
    const number = wholeNumber(this.typed.replace(/^\s*(no\.?|#)\s*/i, ''), firstNumber, last);
    this.found = undefined;
    this.wrong = number === undefined ? own.notHere(firstNumber, last) : '';
    if (number === undefined) return;
    try {
      this.found = await this.#codes.find(number);
      if (!this.found) this.wrong = own.notYet;
    } catch (error) {
      notifyRefused(error, this.words);
    }
  }

  #act(what: CodeAct, code: BatchLink) {
    const { link, number } = code;
    if (what === 'code') this.shown = code;
    else if (what === 'rules') go(`/projects/${link.projectId}/links/${link.id}`);
    else if (what === 'void') void voidOne(this.#batchId, code, this.words, () => void this.#again());
    else void this.#reissue(number);
  }

  async #reissue(number: number) {
    const made = await reissueOne(this.#batchId, number, this.words);
    if (!made) return;
    // The one in hand is the one that is wanted next.
    this.found = made;
    this.typed = String(number);
    this.wrong = '';
    await this.#again();
  }

  #revived(link: Link) {
    if (this.shown) this.shown = { ...this.shown, link };
    void this.#again();
  }

  async #again() {
    const { found } = this;
    await Promise.all([this.#load.again(), this.#codes.load.again()]);
    if (!found || this.found?.number !== found.number) return;
    try {
      this.found = await this.#codes.find(found.number);
    } catch (error) {
      notifyRefused(error, this.words);
    }
  }
}
