import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Addresses } from '#contract/addresses.ts';
import { friendlyQuarter } from '#contract/friendly.ts';
import type { Link } from '#contract/links.ts';
import { lastMoment, momentOf } from '#words/moments.ts';
import { Refused } from '../api.ts';
import { readAddresses } from '../box/calls.ts';
import { listGalleries } from '../galleries/calls.ts';
import { Live } from '../live.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page.ts';
import { askFirst } from '../parts/ask-first.ts';
import { controls } from '../parts/controls.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { projectGone, projectPath } from '../parts/project-frame.ts';
import { stateMark } from '../parts/state-mark.ts';
import { OneProject } from '../projects/one-project.ts';
import { href } from '../router.ts';
import { changeLink, listAudiences, readLink, rotateLink } from './calls.ts';
import { giveAndTell } from './give.ts';
import { changeOf, formOf, type LinkForm, type Mistakes, mistakesIn, policyOf } from './link-change.ts';
import { conditionOf, isDead, nameOf, opensLeft, toneOf } from './link-facts.ts';
import type { LinkFormElement } from './link-form.ts';
import { linkPageStyle } from './link-page-style.ts';
import { deadBand, linkSide, type SideFacts } from './link-side.ts';
import { audienceNames, policySentence } from './policy-parts.ts';
import { revokeAsked } from './revoke-asked.ts';
import { screensAsked } from './screens-asked.ts';
import '../parts/admin-menu.ts';
import './code-dialog.ts';
import './link-form.ts';

/** One link: what it allows as a sentence and as rows, its code, and its end. */
@customElement('link-page')
export class LinkPage extends PageElement {
  /** What was typed and not saved. */
  @state() private edits: Partial<LinkForm> = {};
  @state() private mistakes: Mistakes = {};
  @state() private refused: Mistakes = {};
  @state() private saving = false;
  @state() private coding = false;
  @state() private addresses: Addresses | undefined;
  #linkId = '';
  readonly #project = new OneProject(this, () => this.param('projectId'));
  readonly #load = new Load(this, () => this.#ask(), { of: () => this.param('linkId') });

  static override styles = [controls, linkPageStyle];

  constructor() {
    super();
    const told = new Set(['link.changed', 'link.revoked', 'visit.opened']);
    new Live(
      this,
      ({ fact, facts }) => told.has(fact) && facts.linkId === this.#linkId,
      () => this.#load.again(),
    );
  }

  override connectedCallback() {
    super.connectedCallback();
    addEventListener('beforeunload', this.#leave);
    void this.#askAddresses();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('beforeunload', this.#leave);
  }

  override willUpdate() {
    if (this.#linkId === this.param('linkId')) return;
    this.#linkId = this.param('linkId');
    this.#discard();
  }

  override render() {
    if (this.#project.gone) return projectGone(this.words);
    const { admin } = this.words;
    const { value } = this.#load;
    return html`${projectPath('links', this.param('projectId'), this.#project.value, this.words)}
      ${value ? nothing : html`<h1 tabindex="-1" class="unseen">${admin.tabs.links}</h1>`}
      ${this.#load.render(this.words, ({ link }) => this.#page(link))}`;
  }

  #page(link: Link) {
    const { links: own } = this.words;
    const now = Date.now();
    const name = this.#name(link);
    const condition = conditionOf(link, now);
    const form = this.#form(link);
    const before = formOf(link, this.#where);
    const changed = this.#changed(link);
    const ends = this.#project.value?.endsAt ?? null;
    const side: SideFacts = {
      words: this.words,
      name,
      addresses: this.addresses,
      owner: this.is('owner'),
      zone: this.zone,
      now,
      show: () => {
        this.coding = true;
      },
      give: (more) => void this.#give(link, more),
    };
    const items = [
      ...(link.policy.maxOpens !== null
        ? [{ value: 'opens', label: own.giveOpens(friendlyQuarter(link.policy.maxOpens)) }]
        : []),
      ...(link.policy.expiresAt !== null ? [{ value: 'days', label: own.giveDays(7) }] : []),
      { value: 'rotate', label: own.rotate, dangerous: true },
    ];
    return html`
      <header>
        <h1 tabindex="-1">${name}</h1>${stateMark(toneOf[condition], own.states[condition])}
        <div class="acts ${link.revokedAt === null ? '' : 'few'}">
          ${link.revokedAt === null ? html`<button class="dangerous" @click=${() => void revokeAsked(link, name, this.words, () => void this.#load.again())}>${own.revoke}</button>` : nothing}
          ${changed ? html`<button class="quiet keep" @click=${this.#discard}>${own.form.discard}</button>` : nothing}
          <button class="primary keep" aria-disabled=${!changed || this.saving ? 'true' : 'false'} @click=${() => void this.#save()}>${this.saving ? own.form.saving : own.form.save}</button>
          <admin-menu .name=${own.acts(name)} .items=${items} @choose=${({ detail }: CustomEvent<string>) => void this.#choose(detail, link)}></admin-menu>
        </div>
      </header>
      ${isDead(link) ? deadBand(link, side) : nothing}
      <div class="sides">
        <div>
          <p class="tint" aria-live="polite">${policySentence(policyOf(form, link, this.#where), this.words, now, this.zone)}</p>
          <link-form .words=${this.words} .form=${form} .mistakes=${this.mistakes} .refused=${this.refused} ?hasPassword=${before.asks}
            .used=${own.form.used(link.opens, opensLeft(link))} .today=${this.#today}
            .projectEnds=${ends === null ? '' : own.untilDay(lastMoment(Date.parse(ends), now, this.zone))}
            @edit=${({ detail }: CustomEvent<Partial<LinkForm>>) => this.#edit(detail)}
            @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && event.composedPath()[0] instanceof HTMLInputElement && void this.#save()}></link-form>
          <dl class="about"><dt>${own.galleries}</dt><dd>${this.#galleries(link)}</dd></dl>
        </div>
        ${isDead(link) ? nothing : linkSide(link, side)}
      </div>
      ${changed ? html`<div class="foot"><button @click=${this.#discard}>${own.form.discard}</button><button class="primary" aria-disabled=${this.saving ? 'true' : 'false'} @click=${() => void this.#save()}>${this.saving ? own.form.saving : own.form.save}</button></div>` : nothing}
      <code-dialog .words=${this.words} .link=${link} .title=${name} ?open=${this.coding}
        @closed=${() => {
          this.coding = false;
        }} @changed=${({ detail }: CustomEvent<Link>) => this.#told(detail)}></code-dialog>`;
  }

  #galleries(link: Link) {
    const titles = this.#load.value?.titles ?? new Map<string, string>();
    return link.galleryIds.map((id, index) => {
      const title = titles.get(id);
      return title === undefined
        ? nothing
        : html`${index > 0 ? this.words.admin.comma : ''}<a href=${href(`/projects/${link.projectId}/galleries/${id}`)}>${title}</a>`;
    });
  }

  async #ask() {
    const id = this.#linkId;
    const [link, galleries, audiences] = await Promise.all([
      readLink(id),
      listGalleries(this.param('projectId')),
      listAudiences(),
    ]);
    return { link, titles: new Map(galleries.map((one) => [one.id, one.title])), audiences };
  }

  async #askAddresses() {
    try {
      this.addresses = await readAddresses();
    } catch (error) {
      // Without them there are no warnings; the dialog asks again.
      if (!(error instanceof Refused)) throw error;
    }
  }

  get #where() {
    return { now: Date.now(), zone: this.zone, projectEnds: this.#project.value?.endsAt ?? null };
  }

  get #today(): string {
    const { year, month, day } = momentOf(Date.now(), Date.now(), this.zone);
    return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  }

  #name(link: Link): string {
    const { audiences = [], titles = new Map<string, string>() } = this.#load.value ?? {};
    return nameOf(link, audienceNames(audiences, this.words), titles);
  }

  #form(link: Link): LinkForm {
    return { ...formOf(link, this.#where), ...this.edits };
  }

  #changed(link: Link): boolean {
    const before = formOf(link, this.#where);
    const after = this.#form(link);
    return (Object.keys(this.edits) as (keyof LinkForm)[]).some((name) => after[name] !== before[name]);
  }

  #edit(change: Partial<LinkForm>) {
    this.edits = { ...this.edits, ...change };
    this.mistakes = {};
    this.refused = {};
  }

  readonly #discard = () => {
    this.edits = {};
    this.mistakes = {};
    this.refused = {};
  };

  readonly #leave = (event: BeforeUnloadEvent) => {
    const { value } = this.#load;
    if (value && this.#changed(value.link)) event.preventDefault();
  };

  async #save() {
    const link = this.#load.value?.link;
    if (!link || this.saving || !this.#changed(link)) return;
    const before = formOf(link, this.#where);
    const form = this.#form(link);
    this.mistakes = mistakesIn(form, before, link.policy.password, this.#where);
    const [wrong] = Object.keys(this.mistakes);
    if (wrong !== undefined) return this.#goTo(wrong);
    const change = changeOf(form, before, this.#where);
    if (Object.keys(change).length === 0) return this.#discard();
    this.saving = true;
    try {
      const hides = !link.policy.password && Boolean(change.policy?.password);
      const after = hides ? await screensAsked(link, this.is('owner', 'staff'), this.words) : undefined;
      if (hides && !after) return;
      this.#told(await changeLink(link.id, change));
      this.#discard();
      await after?.();
      notify({ text: this.words.links.form.saved });
    } catch (error) {
      const fields = error instanceof Refused ? error.fields.flatMap((name) => fieldOf[name] ?? []) : [];
      const [first] = fields;
      this.refused = Object.fromEntries(fields.map((name) => [name, true]));
      if (first === undefined) notifyRefused(error, this.words);
      else this.#goTo(form.end === 'days' && first === 'date' ? 'days' : first);
    } finally {
      this.saving = false;
    }
  }

  async #goTo(name: string) {
    await this.updateComplete;
    this.renderRoot.querySelector<LinkFormElement>('link-form')?.goTo(name);
  }

  #told(link: Link) {
    const { value } = this.#load;
    if (value) this.#load.value = { ...value, link };
    this.requestUpdate();
  }

  #give(link: Link, more: { opens?: number; days?: number }) {
    return giveAndTell(link, more, this.words, this.zone, (next) => this.#told(next));
  }

  async #choose(what: string, link: Link) {
    const { links: own } = this.words;
    if (what === 'opens') return this.#give(link, { opens: friendlyQuarter(link.policy.maxOpens ?? 0) });
    if (what === 'days') return this.#give(link, { days: 7 });
    if (!(await askFirst({ heading: own.rotateAsk, text: own.rotateText, yes: own.rotateYes, dangerous: true })))
      return;
    try {
      this.#told(await rotateLink(link.id));
      notify({ text: own.rotated });
    } catch (error) {
      notifyRefused(error, this.words);
    }
  }
}

const fieldOf: Readonly<Record<string, keyof Mistakes>> = {
  label: 'label',
  placement: 'placement',
  'policy.maxOpens': 'opens',
  'policy.maxOpensPerVisitor': 'perPhone',
  'policy.expiresInDays': 'days',
  'policy.expiresAt': 'date',
  'policy.password': 'password',
};
