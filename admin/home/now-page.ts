import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Need, Now } from '#contract/now.ts';
import type { Project } from '#contract/projects.ts';
import type { Screen } from '#contract/screens.ts';
import type { StaffFact } from '#contract/socket.ts';
import { momentOf } from '#words/moments.ts';
import type { Asked } from '../asks/asked.ts';
import { Live } from '../live.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page.ts';
import { controls } from '../parts/controls.ts';
import { forward, photos, upload } from '../parts/icons.ts';
import { notifyRefused } from '../parts/notice.ts';
import type { Answered } from '../personal/own-clients.ts';
import { addSample, listProjects } from '../projects/calls.ts';
import { Reach } from '../reach.ts';
import { go, href } from '../router.ts';
import { listScreens } from '../screens/calls.ts';
import { readNow } from './calls.ts';
import { actOn, keyOf } from './need-acts.ts';
import { nowStyle } from './now-style.ts';
import '../parts/photo-thumb.ts';
import '../personal/own-clients.ts';
import '../projects/project-row.ts';
import '../screens/screen-picture.ts';
import './hour-bars.ts';
import './need-row.ts';

interface Venue {
  readonly now: Now;
  readonly screens: readonly Screen[];
  readonly kioskUrl: string;
}
/** Photographers bring photos; figures and screens are not theirs. */
type Everything = { readonly projects: readonly Project[] } & (Venue | { readonly now?: never });

/** A client who asks for more: told among a presenter's clients. */
function isClients(need: Need): need is Asked {
  return need.kind === 'asked' && need.link.recipient !== null;
}

/** What needs a hand, what is on, how it goes: in this order; for a presenter its clients before all else. */
@customElement('now-page')
export class NowPage extends PageElement {
  @state() private busy: string | undefined;
  @state() private making = false;
  @state() private at = Date.now();
  readonly #load = new Load<Everything>(this, () => this.#ask());
  readonly #reach = new Reach(this);
  #tick: ReturnType<typeof setInterval> | undefined;

  static override styles = [controls, nowStyle];

  constructor() {
    super();
    const some = (...facts: readonly StaffFact['fact'][]) => {
      const those = new Set(facts);
      return ({ fact }: StaffFact) => those.has(fact);
    };
    // Nearly every fact is in the figures, so they have a pace of their own; lists are asked for when they change.
    new Live(
      this,
      () => true,
      () => (this.is('photographer') ? undefined : this.#freshen(() => this.#now())),
      2000,
    );
    new Live(this, some('screen.changed', 'settings.changed'), () =>
      this.is('photographer') ? undefined : this.#freshen(() => this.#screensNow()),
    );
    const counted = some('project.changed', 'photo.ready', 'photo.changed', 'gallery.changed');
    const listed = some('project.changed');
    new Live(
      this,
      (told) => (this.is('photographer') ? counted : listed)(told),
      () => this.#freshen(async () => ({ projects: await listProjects() })),
      2000,
    );
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#tick = setInterval(() => {
      this.at = Date.now();
    }, 5000);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#tick);
  }

  async #ask(): Promise<Everything> {
    const projects = listProjects();
    if (this.is('photographer')) return { projects: await projects };
    const [now, screens] = await Promise.all([this.#now(), this.#screensNow(), projects]);
    return { ...now, ...screens, projects: await projects };
  }

  async #now(): Promise<Pick<Venue, 'now'>> {
    const now = await readNow();
    this.dispatchEvent(new CustomEvent<number>('needs', { detail: now.needs.length, bubbles: true, composed: true }));
    return { now };
  }

  async #screensNow(): Promise<Omit<Venue, 'now'>> {
    const { items, kioskUrl } = await listScreens();
    return { screens: items, kioskUrl };
  }

  /** Asks for a part anew; for the whole where something was refused, so that it is said. */
  async #freshen(ask: () => Promise<Partial<Everything>>): Promise<void> {
    if (!this.#load.value || this.#load.refused) return this.#load.again();
    try {
      const part = await ask();
      this.#load.value = { ...this.#load.value, ...part } as Everything;
      this.requestUpdate();
    } catch {
      await this.#load.again();
    }
  }

  override render() {
    const { home, admin } = this.words;
    return html`
      <header>
        <h1 tabindex="-1">${home.title}</h1>
        <span class="when figures">${this.#clock(admin.tag)}</span>
        ${this.is('presenter') ? this.#personal() : this.#upload()}
      </header>
      ${this.#load.render(this.words, (value) => (value.now ? this.#all(value) : this.#projects(value.projects)))}
    `;
  }

  #clock(tag: string) {
    const weekday = new Intl.DateTimeFormat(tag, { weekday: 'short', timeZone: this.zone }).format(this.at);
    return this.words.home.today(momentOf(this.at, this.at, this.zone), weekday);
  }

  #upload() {
    const projects = this.#load.value?.projects ?? [];
    const [first] = projects.filter(({ archived }) => !archived);
    if (!first) return nothing;
    const to = projects.length === 1 ? `/projects/${first.id}?bring` : '/projects?bring';
    return html`<a class="button primary upload" href=${href(to)}>${upload}${this.words.home.upload}</a>`;
  }

  /** What a presenter does all day. */
  #personal() {
    const open = this.#load.value?.projects.filter(({ archived }) => !archived) ?? [];
    const [first] = open;
    if (!first) return nothing;
    const to = open.length === 1 ? `/projects/${first.id}/personal` : '/projects?personal';
    return html`<a class="button primary upload" href=${href(to)}>${photos}${this.words.personal.make}</a>`;
  }

  #clients({ now, projects }: Venue & Everything) {
    const own = now.needs.filter(isClients);
    const open = projects.filter(({ archived }) => !archived);
    return html`<section><own-clients .words=${this.words} .zone=${this.zone} .projects=${open} .asked=${own} .busy=${this.busy ?? ''} .nameOf=${keyOf}
      @answer=${({ detail: { need, choice } }: CustomEvent<Answered>) => this.#act(need, choice)}></own-clients></section>`;
  }

  #all(all: Venue & Everything) {
    if (all.projects.length === 0) return this.#welcome();
    const clients = this.is('presenter');
    const needs = clients ? all.now.needs.filter((need) => !isClients(need)) : all.now.needs;
    return html`${clients ? this.#clients(all) : nothing}${clients && needs.length === 0 ? nothing : this.#needs(needs)}${this.#screens(all)}
      <div class="two">${this.#visits(all.now)}${this.#newest(all)}</div>`;
  }

  #welcome() {
    const { home } = this.words;
    return html`<div class="empty">
      <p>${home.welcome}</p><p>${home.welcomeHelp}</p>
      ${
        this.is('owner', 'staff')
          ? html`<div class="acts"><a class="button primary" href=${href('/projects/new')}>${home.firstProject}</a>
            <button aria-disabled=${this.making ? 'true' : 'false'} @click=${this.#sample}>${this.making ? home.makingSample : home.trySample}</button></div>`
          : nothing
      }
    </div>`;
  }

  #needs(needs: readonly Need[]) {
    const { home } = this.words;
    const calm = this.#reach.awaySince === undefined ? home.nothing : home.unknown;
    if (needs.length === 0) return html`<section><p class="calm">${calm}</p></section>`;
    return html`<section aria-labelledby="needs"><h2 id="needs">${home.needsCount(needs.length)}</h2>
      ${repeat(
        needs,
        keyOf,
        (need) =>
          html`<need-row .words=${this.words} .need=${need} .zone=${this.zone} ?busy=${this.busy === keyOf(need)} ?owner=${this.is('owner')} ?staff=${this.is('owner', 'staff')} @give=${() => this.#act(need, 'give')} @decline=${() => this.#act(need, 'decline')}></need-row>`,
      )}</section>`;
  }

  #screens({ screens, kioskUrl }: Venue) {
    const { home } = this.words;
    const all = html`<a class="all" href=${href('/screens')}>${home.allScreens(screens.length)}${forward}</a>`;
    return html`<section aria-labelledby="screens"><div class="head"><h2 id="screens">${home.screens}</h2>${screens.length > 0 ? all : nothing}</div>
      ${
        screens.length === 0
          ? html`<div class="empty"><p>${home.noScreens}</p><p>${home.noScreensHelp} <span class="figures">${kioskUrl}</span></p><a class="button" href=${href('/screens')}>${home.pairFirst}</a></div>`
          : html`<ul class="screens">${screens
              .slice(0, 4)
              .map(
                (screen) =>
                  html`<li><screen-picture .words=${this.words} .screen=${screen} .zone=${this.zone} named></screen-picture></li>`,
              )}</ul>`
      }</section>`;
  }

  #visits({ visits }: Now) {
    const { home, admin } = this.words;
    return html`<section class="visits" aria-labelledby="visits"><h2 id="visits">${home.visits}</h2>
      ${
        visits.opens === 0
          ? html`<p class="calm">${home.noVisits}</p>`
          : html`<div class="figure"><p><strong class="figures">${visits.opens.toLocaleString(admin.tag)}</strong><span class="small">${home.opens(visits.opens, visits.visitors)}</span></p>
            <hour-bars .words=${this.words} .hours=${visits.hours}></hour-bars></div>`
      }</section>`;
  }

  #newest({ now: { newest } }: Venue) {
    const { home, admin } = this.words;
    const when = newest.at ? admin.at(momentOf(Date.parse(newest.at), this.at, this.zone)) : '';
    const told = newest.by ? home.newestBy(newest.by, when, newest.count) : home.newestAt(when, newest.count);
    return html`<section class="newest" aria-labelledby="newest"><div class="head"><h2 id="newest">${home.newest}</h2>${newest.at ? html`<span class="small figures">${told}</span>` : nothing}</div>
      ${
        newest.photos.length === 0
          ? html`<p class="calm">${home.noPhotos}</p>`
          : html`<ul class="photos">${newest.photos
              .slice(0, 8)
              .map(
                (photo) =>
                  html`<li><a href=${href(`/projects/${photo.projectId}?photo=${photo.id}`)}><photo-thumb .photo=${photo} .alt=${photo.title || photo.name}></photo-thumb></a></li>`,
              )}</ul>`
      }</section>`;
  }

  #projects(projects: readonly Project[]) {
    const { home } = this.words;
    return html`<section><h2>${home.bring}</h2><ul>${projects.map((project) => html`<li><project-row .words=${this.words} .project=${project} .zone=${this.zone}></project-row></li>`)}</ul></section>`;
  }

  async #act(need: Need, choice: 'give' | 'decline') {
    this.busy = keyOf(need);
    try {
      await actOn(need, choice, this.words);
    } catch (error) {
      notifyRefused(error, this.words);
    } finally {
      // Also where somebody else did it before.
      await this.#load.again();
      this.busy = undefined;
    }
  }

  async #sample() {
    if (this.making) return;
    this.making = true;
    try {
      const project = await addSample('event', this.words.admin.tag === 'en' ? 'en' : 'zh-CN');
      go(`/projects/${project.id}/start`);
    } catch (error) {
      notifyRefused(error, this.words);
    } finally {
      this.making = false;
    }
  }
}
