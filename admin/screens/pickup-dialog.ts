import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Audience } from '#contract/audiences.ts';
import type { Gallery } from '#contract/galleries.ts';
import { guestAudience } from '#contract/guest-audience.ts';
import type { Project } from '#contract/projects.ts';
import type { Pickup, Screen } from '#contract/screens.ts';
import { type Words, words } from '#words/index.ts';
import { momentOf } from '#words/moments.ts';
import { goneIsNothing, Refused } from '../api.ts';
import { listGalleries, readGallery } from '../galleries/calls.ts';
import { listAudiences } from '../links/calls.ts';
import { audienceNames, presetSentence } from '../links/policy-parts.ts';
import { waiting } from '../load.ts';
import { controls } from '../parts/controls.ts';
import { notify } from '../parts/notice.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { listProjects } from '../projects/calls.ts';
import { changeScreen } from './calls.ts';
import './gallery-ticks.ts';
import { changeShown } from './show-on.ts';
import '../parts/admin-dialog.ts';
import '../parts/admin-select.ts';

const dayMs = 86_400_000;

/** Makes a screen a pickup station: what guests may pick, and under which audience they take it along. It says `changed` with the Screen, and `closed`. */
@customElement('pickup-dialog')
export class PickupDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) screen: Screen | undefined;
  @property({ type: Boolean }) open = false;
  /** Undefined while they are asked for. */
  @state() private projects: readonly Project[] | undefined;
  @state() private projectId = '';
  @state() private galleries: ReadonlyMap<string, readonly Gallery[]> = new Map();
  @state() private audiences: readonly Audience[] = [];
  @state() private chosen: readonly string[] = [];
  @state() private audience = '';
  @state() private busy = false;
  @state() private missing = false;
  @state() private refused: Refused | undefined;

  static override styles = [
    controls,
    css`
      form { display: grid; grid-template-columns: minmax(0, 1fr); gap: 24px; margin-top: 16px; }
      .lead { color: var(--ink2); text-wrap: pretty; }
      .says { margin-top: 8px; padding: 12px 16px; background: var(--tint); text-wrap: pretty; }
      .wrong { color: var(--dead); }
      .off { margin-right: auto; }
      @media (max-width: 767px) { .off { margin-right: 0; } }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('open') && this.open && this.screen) void this.#start(this.screen);
  }

  override render() {
    const { pickupSetup: own, admin } = this.words;
    const is = this.screen?.pickup != null;
    return html`<admin-dialog heading=${own.title(this.screen?.name ?? '')} ?open=${this.open} @closed=${this.#close}>
      ${this.refused ? problemLine(sentenceOf(this.refused, this.words)) : nothing}
      <p class="lead">${own.lead}</p>
      ${this.projects ? this.#form(this.projects) : waiting(this.words)}
      ${is ? html`<button slot="footer" class="quiet dangerous off" @click=${this.#off}>${own.off}</button>` : nothing}
      <button slot="footer" @click=${this.#close}>${admin.cancel}</button>
      <button slot="footer" class="primary" aria-disabled=${this.busy || !this.projects || this.audience === ''} @click=${this.#save}>${
        this.busy ? own.busy : is ? own.keep : own.save
      }</button>
    </admin-dialog>`;
  }

  #form(projects: readonly Project[]) {
    const { pickupSetup: own } = this.words;
    if (projects.length === 0) return html`<p class="small">${own.noProjects}</p>`;
    return html`<form novalidate @submit=${this.#save}>
      <admin-select label=${own.project} value=${this.projectId} .options=${projects.map(({ id, title }) => ({ value: id, label: title }))}
        @choose=${({ detail }: CustomEvent<string>) => this.#open(detail)}></admin-select>
      <div>
        <gallery-ticks .words=${this.words} .galleries=${this.galleries.get(this.projectId)} .chosen=${this.chosen} projectId=${this.projectId}
          legend=${own.galleries} help=${own.galleriesHelp} @tick=${({ detail }: CustomEvent<Gallery>) => this.#tick(detail.id)}></gallery-ticks>
        ${this.missing ? html`<p class="small wrong" role="alert">${own.choose}</p>` : nothing}
      </div>
      ${this.#who()}
    </form>`;
  }

  #who() {
    const { pickupSetup: own } = this.words;
    const fit = this.#fitting;
    const preset = fit.find(({ id }) => id === this.audience);
    if (fit.length === 0) return html`<p class="small">${own.noAudience}</p>`;
    const names = audienceNames(fit, this.words);
    return html`<div>
      <admin-select label=${own.audience} value=${this.audience} .options=${fit.map(({ id }) => ({ value: id, label: names.get(id) ?? id }))}
        @choose=${({ detail }: CustomEvent<string>) => {
          this.audience = detail;
        }}></admin-select>
      ${preset ? html`<p class="says" role="status">${own.allows(presetSentence(preset, false, this.words))}${this.#until(preset)}</p>` : nothing}
    </div>`;
  }

  /** The day on which what is taken along now ends, where the preset counts days. */
  #until({ expiresInDays }: Audience) {
    if (expiresInDays === null) return nothing;
    const { pickupSetup: own, links } = this.words;
    const zone = this.screen?.state.venue.timeZone ?? 'UTC';
    const now = Date.now();
    return html`<br />${own.until(links.untilDay(momentOf(now + expiresInDays * dayMs, now, zone)))}`;
  }

  /** Presets of the project's kind that anybody may have, the guests' first. */
  get #fitting(): Audience[] {
    const kind = this.projects?.find(({ id }) => id === this.projectId)?.kind;
    if (!kind) return [];
    const fit = this.audiences.filter(
      (one) => one.kind === kind && !one.passwordAsked && !one.id.endsWith('.internal'),
    );
    const usual = guestAudience[kind];
    return [...fit.filter(({ id }) => id === usual), ...fit.filter(({ id }) => id !== usual)];
  }

  async #start({ pickup }: Screen) {
    Object.assign(this, { refused: undefined, missing: false, projects: undefined, busy: false });
    this.chosen = pickup?.galleryIds ?? [];
    try {
      const [projects, audiences, first] = await Promise.all([
        listProjects(),
        listAudiences(),
        pickup ? readGallery(pickup.galleryIds[0] ?? '').catch(goneIsNothing) : undefined,
      ]);
      this.audiences = audiences;
      const open = projects.filter(({ archived }) => !archived);
      const own = open.find(({ id }) => id === first?.projectId) ?? open[0];
      this.projects = open;
      if (own) await this.#open(own.id, pickup?.audience);
    } catch (error) {
      this.#tell(error);
    }
  }

  async #open(projectId: string, audience?: string) {
    this.projectId = projectId;
    const fit = this.#fitting;
    this.audience = (fit.find(({ id }) => id === audience) ?? fit[0])?.id ?? '';
    try {
      const galleries = await listGalleries(projectId);
      this.galleries = new Map(this.galleries).set(projectId, galleries);
      // Of one project alone, and of what is still there.
      if (this.projectId === projectId)
        this.chosen = this.chosen.filter((id) => galleries.some((one) => one.id === id));
    } catch (error) {
      this.#tell(error);
    }
  }

  #tick(id: string) {
    this.chosen = this.chosen.includes(id) ? this.chosen.filter((one) => one !== id) : [...this.chosen, id];
    this.missing = false;
  }

  readonly #save = async (event: Event) => {
    event.preventDefault();
    const { screen } = this;
    if (!screen || this.busy || !this.projects || this.audience === '') return;
    this.missing = this.chosen.length === 0;
    if (this.missing) return;
    const { pickupSetup: own } = this.words;
    const was = screen.pickup !== null;
    await this.#send({ galleryIds: [...this.chosen], audience: this.audience }, was ? own.saved : own.done);
  };

  readonly #off = async () => {
    const { screen } = this;
    if (!screen || this.busy) return;
    const { pickup } = screen;
    const back = async () => {
      await changeScreen(screen.id, { pickup, confirm: true });
      this.dispatchEvent(new CustomEvent('changed'));
    };
    await this.#send(null, this.words.pickupSetup.offDone, back);
  };

  async #send(pickup: Pickup | null, said: (name: string) => string, undo?: () => Promise<void>) {
    const { screen } = this;
    if (!screen) return;
    this.busy = true;
    this.refused = undefined;
    try {
      const { ask: heading, askText: text, askYes: yes } = this.words.pickupSetup;
      const changed = await changeShown(screen.id, { pickup }, this.words, { heading, text, yes });
      if (!changed) return;
      notify({ text: said(changed.name), ...(undo && { undo }) });
      this.dispatchEvent(new CustomEvent<Screen>('changed', { detail: changed }));
      this.#close();
    } catch (error) {
      this.#tell(error);
    } finally {
      this.busy = false;
    }
  }

  readonly #close = () => {
    if (!this.open) return;
    this.open = false;
    this.dispatchEvent(new Event('closed'));
  };

  #tell(error: unknown) {
    if (!(error instanceof Refused)) throw error;
    this.refused = error;
  }
}
