import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Addresses } from '#contract/addresses.ts';
import { friendlyQuarter } from '#contract/friendly.ts';
import type { Link } from '#contract/links.ts';
import { lastMoment, momentOf } from '#words/moments.ts';
import { Refused } from '../api.ts';
import { LinkAsks } from '../asks/link-asks.ts';
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
import { firstPurpose } from '../people/person-facts.ts';
import { OneProject } from '../projects/one-project.ts';
import { changeLink, listAudiences, readLink, rotateLink } from './calls.ts';
import { dayText } from './days.ts';
import { linkFacts } from './followed.ts';
import { becameOf, standingsOf } from './from-preset.ts';
import { giveAndTell } from './give.ts';
import { formOf, type LinkForm, policyOf } from './link-change.ts';
import { LinkEdit } from './link-edit.ts';
import { conditionOf, isDead, nameOf, opensLeft, toneOf } from './link-facts.ts';
import type { LinkFormElement } from './link-form.ts';
import { linkPageStyle } from './link-page-style.ts';
import { deadBand, linkSide, type SideFacts } from './link-side.ts';
import { audienceNames, policySentence } from './policy-parts.ts';
import { revokeAsked } from './revoke-asked.ts';
import '../messages/compose-dialog.ts';
import '../parts/admin-menu.ts';
import '../projects/archived-band.ts';
import './code-dialog.ts';
import './link-chapters.ts';
import './link-form.ts';
import './next-step-section.ts';
import './link-lock.ts';
import './link-places.ts';

/** One link: what it allows as a sentence and as rows, its code, and its end. */
@customElement('link-page')
export class LinkPage extends PageElement {
  @state() private coding = false;
  @state() private writing = false;
  @state() private addresses: Addresses | undefined;
  #linkId = '';
  readonly #project = new OneProject(this, () => this.param('projectId'));
  readonly #asks = new LinkAsks(this, () => this.param('linkId'));
  readonly #load = new Load(this, () => this.#ask(), { of: () => this.param('linkId') });
  readonly #edit = new LinkEdit(this, {
    words: () => this.words,
    where: () => this.#where,
    link: () => this.#load.value?.link,
    screens: () => this.is('owner', 'staff'),
    told: (link) => this.#told(link),
    goTo: (name) => void this.#goTo(name),
  });

  static override styles = [controls, linkPageStyle];

  constructor() {
    super();
    // A chapter may be called otherwise, or hold more, by now.
    new Live(
      this,
      ({ fact, facts }) =>
        linkFacts.has(fact) &&
        (facts.linkId ?? this.#linkId) === this.#linkId &&
        (facts.galleryId === undefined || this.#opens(facts.galleryId)),
      () => this.#load.again(),
    );
  }

  #opens(galleryId: unknown): boolean {
    return this.#load.value?.galleries.some(({ id }) => id === galleryId) ?? false;
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.#askAddresses();
  }

  override willUpdate() {
    if (this.#linkId === this.param('linkId')) return;
    this.#linkId = this.param('linkId');
    this.#edit.discard();
  }

  override render() {
    if (this.#project.gone) return projectGone(this.words);
    const { admin } = this.words;
    const { value } = this.#load;
    return html`${projectPath('links', this.param('projectId'), this.#project.value, this.words, { linkId: this.param('linkId') })}
      ${value ? nothing : html`<h1 tabindex="-1" class="unseen">${admin.tabs.links}</h1>`}
      ${this.#load.render(this.words, ({ link }) => this.#page(link))}`;
  }

  #page(link: Link) {
    const { links: own } = this.words;
    const now = Date.now();
    const name = this.#name(link);
    const condition = conditionOf(link, now);
    const form = this.#edit.form(link);
    const before = formOf(link, this.#where);
    const changed = this.#edit.changed(link);
    const { saving, mistakes, save, discard } = this.#edit;
    const preset = this.#load.value?.audiences.find(({ id }) => id === link.audience);
    const stand = (of: LinkForm) => preset && standingsOf(of, preset, Date.parse(link.createdAt), this.#where);
    const { endsAt: ends = null, archived = false } = this.#project.value ?? {};
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
      write: () => {
        this.writing = true;
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
        ${
          archived
            ? nothing
            : html`<div class="acts ${link.revokedAt === null ? '' : 'few'}">
          ${link.revokedAt === null ? html`<button class="dangerous" @click=${() => void revokeAsked(link, name, this.words, () => void this.#load.again())}>${own.revoke}</button>` : nothing}
          ${changed ? html`<button class="quiet keep" @click=${discard}>${own.form.discard}</button>` : nothing}
          <button class="primary keep" aria-disabled=${!changed || saving ? 'true' : 'false'} @click=${() => void save()}>${saving ? own.form.saving : own.form.save}</button>
          <admin-menu .name=${own.acts(name)} .items=${items} @choose=${({ detail }: CustomEvent<string>) => void this.#choose(detail, link)}></admin-menu>
        </div>`
        }
      </header>
      ${this.#asks.render(link, name, this.words, this.zone)}
      <archived-band .words=${this.words} .project=${this.#project.value} .viewer=${this.session?.role}></archived-band>
      ${isDead(link) && !archived ? deadBand(link, side) : nothing}
      ${link.policy.password ? html`<link-lock .words=${this.words} .linkId=${link.id} .zone=${this.zone}></link-lock>` : nothing}
      <div class="sides">
        <div ?inert=${archived}>
          <p class="tint" aria-live="polite">${policySentence(policyOf(form, before, link.policy, this.#where), this.words, now, this.zone)}</p>
          ${
            archived
              ? nothing
              : html`<link-form .words=${this.words} .form=${form} .mistakes=${mistakes} .linkId=${link.id} .edition=${link.updatedAt} ?hasPassword=${before.asks}
            .standings=${stand(form)} .became=${becameOf(link.follows, stand(before))}
            .used=${own.form.used(link.opens, opensLeft(link))} .taken=${link.downloads === 0 && link.policy.download === 'off' ? '' : own.downloaded(link.downloads)} .today=${this.#today}
            .projectEnds=${ends === null ? '' : own.untilDay(lastMoment(Date.parse(ends), now, this.zone))}
            @edit=${({ detail }: CustomEvent<Partial<LinkForm>>) => this.#edit.edit(detail)}
            @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && event.composedPath()[0] instanceof HTMLInputElement && void save()}></link-form>`
          }
          <dl class="about"><dt>${own.chapters.label}</dt><dd><link-chapters .words=${this.words} .ids=${link.galleryIds} .galleries=${this.#load.value?.galleries ?? []} ?fixed=${archived}
            @change=${({ detail }: CustomEvent<readonly string[]>) => void this.#rechapter(link, detail)}></link-chapters></dd></dl>
          <link-places .words=${this.words} .linkId=${link.id}></link-places>
          ${archived ? nothing : html`<next-step-section .words=${this.words} of="link" ownerId=${link.id} .zone=${this.zone}></next-step-section>`}
        </div>
        ${isDead(link) ? nothing : linkSide(link, side)}
      </div>
      ${changed ? html`<div class="foot"><button @click=${discard}>${own.form.discard}</button><button class="primary" aria-disabled=${saving ? 'true' : 'false'} @click=${() => void save()}>${saving ? own.form.saving : own.form.save}</button></div>` : nothing}
      <code-dialog .words=${this.words} .link=${link} .title=${name} ?open=${this.coding}
        @closed=${() => {
          this.coding = false;
        }} @changed=${({ detail }: CustomEvent<Link>) => this.#told(detail)}></code-dialog>
      <compose-dialog .words=${this.words} .projectId=${link.projectId} .kind=${this.#project.value?.kind} .linkIds=${[link.id]} .purpose=${firstPurpose[this.#project.value?.kind ?? 'event']} ?open=${this.writing}
        @closed=${() => {
          this.writing = false;
        }}></compose-dialog>`;
  }

  /** Holds at once, on open phones too; what is shown goes back where the box says no. */
  async #rechapter({ id, galleryIds }: Link, ids: readonly string[]) {
    try {
      this.#told(await changeLink(id, { galleryIds: [...ids] }));
      const undo = async () => this.#told(await changeLink(id, { galleryIds }));
      notify({ text: this.words.links.chapters.changed, undo });
    } catch (error) {
      notifyRefused(error, this.words);
      await this.#load.again();
    }
  }

  async #ask() {
    const id = this.#linkId;
    const [link, galleries, audiences] = await Promise.all([
      readLink(id),
      listGalleries(this.param('projectId')),
      listAudiences(),
    ]);
    return { link, galleries, titles: new Map(galleries.map((one) => [one.id, one.title])), audiences };
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
    return dayText(momentOf(Date.now(), Date.now(), this.zone));
  }

  #name(link: Link): string {
    const { audiences = [], titles = new Map<string, string>() } = this.#load.value ?? {};
    return nameOf(link, audienceNames(audiences, this.words), titles) || this.words.trash.link.unnamed;
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
