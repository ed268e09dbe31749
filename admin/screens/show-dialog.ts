import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Audience } from '#contract/audiences.ts';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Project } from '#contract/projects.ts';
import type { Screen, ScreenChange } from '#contract/screens.ts';
import { type Words, words } from '#words/index.ts';
import { goneIsNothing, Refused } from '../api.ts';
import { listGalleries, readGallery } from '../galleries/calls.ts';
import { listAudiences, listLinks } from '../links/calls.ts';
import { waiting } from '../load.ts';
import { controls } from '../parts/controls.ts';
import { field, fieldStyle } from '../parts/field.ts';
import { inputOf } from '../parts/form.ts';
import { notify } from '../parts/notice.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { listProjects } from '../projects/calls.ts';
import { changeScreen, listScreens } from './calls.ts';
import { type Chosen, codeOptions, movedBy, showOf } from './chosen.ts';
import { showDialogStyle } from './show-dialog-style.ts';
import { changeShown } from './show-on.ts';
import '../parts/admin-dialog.ts';
import '../parts/admin-segments.ts';
import '../parts/admin-select.ts';
import '../playlists/playlist-choice.ts';
import './chosen-row.ts';
import './gallery-ticks.ts';
import './show-preview.ts';

const usualSeconds = [5, 8, 12, 20, 60];

/**
 * Asks what a screen shows: a playlist, which is taken at once, or galleries in order, whose codes, how long; and in step
 * with whom. `naming` asks for its name too.
 * It says `shown` with the Screen when that is done, and `closed`.
 */
@customElement('show-dialog')
export class ShowDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) screen: Screen | undefined;
  @property({ type: Boolean }) open = false;
  @property({ type: Boolean }) naming = false;
  @state() private projects: readonly Project[] | undefined;
  @state() private others: readonly Screen[] = [];
  @state() private projectId = '';
  @state() private galleries = new Map<string, readonly Gallery[]>();
  @state() private links = new Map<string, readonly Link[]>();
  @state() private audiences: readonly Audience[] = [];
  @state() private chosen: readonly Chosen[] = [];
  @state() private seconds = 8;
  /** The screen to go in step with; empty: on its own. */
  @state() private companion = '';
  @state() private way: 'playlist' | 'galleries' = 'playlist';
  @state() private busy = false;
  @state() private wrong: string | undefined;
  @state() private refused: Refused | undefined;

  static override styles = [controls, fieldStyle, showDialogStyle];

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('open') && this.open && this.screen) void this.#start(this.screen);
  }

  override render() {
    const { screens, admin } = this.words;
    const { show, pairing } = screens;
    const heading = this.naming ? pairing.paired : show.title(this.screen?.name ?? '');
    return html`<admin-dialog wide heading=${heading} ?open=${this.open} @closed=${this.#close}>
      ${this.refused ? problemLine(sentenceOf(this.refused, this.words)) : nothing}
      ${this.projects ? this.#form(this.projects) : waiting(this.words)}
      <button slot="footer" @click=${this.#close}>${this.naming ? pairing.later : admin.cancel}</button>
      ${this.#savable ? html`<button slot="footer" class="primary" aria-disabled=${this.busy || !this.projects} @click=${this.#save}>${this.busy ? show.busy : this.#editable && this.way === 'playlist' ? admin.save : show.save}</button>` : nothing}
    </admin-dialog>`;
  }

  #form(projects: readonly Project[]) {
    const { show, pairing } = this.words.screens;
    return html`<form novalidate @submit=${this.#save}>
      ${
        this.naming
          ? html`<p class="lead">${pairing.pairedText}</p>
            ${field({ name: 'name', label: show.name, value: this.screen?.name ?? '', help: show.nameHelp, error: this.wrong, autocomplete: 'off' })}`
          : nothing
      }
      ${this.#company()}
      ${this.#editable ? this.#ways() : nothing}
      ${this.#editable && this.way === 'playlist' ? html`<playlist-choice .words=${this.words} .screen=${this.screen} @chosen=${({ detail }: CustomEvent<string>) => this.#take(detail)}></playlist-choice>` : nothing}
      ${this.#editable && this.way === 'galleries' ? html`<div class="two"><div class="pick">${this.#pick(projects)}</div><div class="order">${this.#order()}</div></div>` : nothing}
    </form>`;
  }

  #ways() {
    const { show } = this.words.screens;
    return html`<admin-segments label=${show.how} value=${this.way} .options=${(['playlist', 'galleries'] as const).map((value) => ({ value, label: show.ways[value] }))}
      @choose=${({ detail }: CustomEvent<'playlist' | 'galleries'>) => {
        this.way = detail;
      }}></admin-segments>`;
  }

  #company() {
    const { show } = this.words.screens;
    if (this.others.length === 0) return nothing;
    const other = this.others.find(({ id }) => id === this.companion);
    return html`<admin-select label=${show.company} value=${this.companion || 'own'} help=${other ? show.companyHelp(other.name) : ''}
      .options=${[{ value: 'own', label: show.own }, ...this.others.map(({ id, name }) => ({ value: id, label: show.with(name) }))]}
      @choose=${({ detail }: CustomEvent<string>) => {
        this.companion = detail === 'own' ? '' : detail;
      }}></admin-select>`;
  }

  #pick(projects: readonly Project[]) {
    const { show } = this.words.screens;
    if (projects.length === 0) return html`<p class="small">${show.noProjects}</p>`;
    return html`
      <admin-select label=${show.project} value=${this.projectId} .options=${projects.map(({ id, title }) => ({ value: id, label: title }))}
        @choose=${({ detail }: CustomEvent<string>) => this.#open(detail)}></admin-select>
      <gallery-ticks .words=${this.words} .galleries=${this.galleries.get(this.projectId)} .chosen=${this.chosen.map(({ galleryId }) => galleryId)} projectId=${this.projectId}
        @tick=${({ detail }: CustomEvent<Gallery>) => this.#tick(detail)}></gallery-ticks>
    `;
  }

  #order() {
    const { show } = this.words.screens;
    const venue = this.screen?.state.venue;
    const all = [...new Set([...usualSeconds, this.seconds])].toSorted((a, b) => a - b);
    return html`
      <show-preview label=${show.preview} .chosen=${this.chosen} .links=${this.links} .venue=${venue} seconds=${this.seconds} ?running=${this.open}></show-preview>
      <h3>${show.chosen}</h3>
      ${this.chosen.length === 0 ? html`<p class="small">${show.nothing}</p>` : nothing}
      <ol>${this.chosen.map(
        (one, place) =>
          html`<li><chosen-row .words=${this.words} .chosen=${one} ?first=${place === 0} ?last=${place === this.chosen.length - 1}
            .options=${codeOptions(this.links.get(one.galleryId) ?? [], one, this.words, venue?.timeZone ?? 'UTC', this.audiences)}
            @code=${({ detail }: CustomEvent<string>) => this.#put(place, { ...one, code: detail })}
            @move=${({ detail }: CustomEvent<1 | -1>) => {
              this.chosen = movedBy(this.chosen, place, detail);
            }}
            @out=${() => this.#put(place)}></chosen-row></li>`,
      )}</ol>
      <div class="seconds"><span class="label" aria-hidden="true">${show.seconds}</span>
        <admin-segments label=${show.seconds} value=${String(this.seconds)} .options=${all.map((count) => ({ value: String(count), label: show.secondsOf(count) }))}
          @choose=${({ detail }: CustomEvent<string>) => {
            this.seconds = Number(detail);
          }}></admin-segments></div>
    `;
  }

  /** In step with somebody new there is nothing to choose; in the company that there is, the choice is for all of it. */
  get #editable(): boolean {
    return this.companion === '' || this.screen?.together.some(({ id }) => id === this.companion) === true;
  }

  /** Whether there is something to save beside a playlist, which is taken as it is chosen. */
  get #savable(): boolean {
    const moved = this.companion !== (this.screen?.together[0]?.id ?? '');
    return this.way === 'galleries' || this.naming || moved;
  }

  async #start(screen: Screen) {
    this.refused = undefined;
    this.wrong = undefined;
    this.projects = undefined;
    this.seconds = screen.seconds;
    this.way = screen.playlist || screen.shows.length === 0 ? 'playlist' : 'galleries';
    this.companion = screen.together[0]?.id ?? '';
    try {
      const [projects, { items }, audiences, chosen] = await Promise.all([
        listProjects(),
        listScreens(),
        listAudiences(),
        Promise.all(
          screen.shows.map(async ({ galleryId, linkId }) => ({
            galleryId,
            gallery: await readGallery(galleryId).catch(goneIsNothing),
            code: linkId ?? 'none',
          })),
        ),
      ]);
      this.others = items.filter(({ id }) => id !== screen.id);
      this.audiences = audiences;
      this.chosen = chosen;
      for (const { gallery } of chosen) if (gallery) void this.#links(gallery);
      const open = projects.filter(({ archived }) => !archived);
      const first = chosen.find(({ gallery }) => gallery)?.gallery?.projectId ?? open[0]?.id;
      if (first) await this.#open(first);
      this.projects = open;
    } catch (error) {
      this.#tell(error);
    }
  }

  async #open(projectId: string) {
    this.projectId = projectId;
    try {
      const galleries = await listGalleries(projectId);
      this.galleries = new Map(this.galleries).set(projectId, galleries);
    } catch (error) {
      this.#tell(error);
    }
  }

  async #links(gallery: Gallery) {
    // Without its links the newest is still a choice.
    const links = await listLinks(gallery.projectId, gallery.id).catch(() => []);
    this.links = new Map(this.links).set(gallery.id, links);
  }

  #tick(gallery: Gallery) {
    const place = this.chosen.findIndex(({ galleryId }) => galleryId === gallery.id);
    if (place >= 0) return this.#put(place);
    this.chosen = [...this.chosen, { galleryId: gallery.id, gallery, code: 'newest' }];
    void this.#links(gallery);
  }

  #put(place: number, ...instead: Chosen[]) {
    this.chosen = this.chosen.toSpliced(place, 1, ...instead);
  }

  #save(event: Event) {
    event.preventDefault();
    return this.#change();
  }

  /** A playlist is shown as soon as it is chosen. */
  #take(playlistId: string) {
    return this.#change(playlistId);
  }

  async #change(playlistId?: string) {
    const { screen } = this;
    if (!screen || this.busy || !this.projects) return;
    const input = inputOf(this, 'name');
    const name = input?.value.trim();
    this.wrong = this.naming && !name ? this.words.admin.required : undefined;
    if (this.wrong) return input?.focus();
    this.busy = true;
    this.refused = undefined;
    try {
      const changed = await this.#send(screen, name && name !== screen.name ? { name } : {}, playlistId);
      if (!changed) return;
      notify({ text: this.words.screens.show.done(changed.name) });
      this.dispatchEvent(new CustomEvent<Screen>('shown', { detail: changed }));
      this.#close();
    } catch (error) {
      this.#tell(error);
    } finally {
      this.busy = false;
    }
  }

  async #send(screen: Screen, named: { name?: string }, playlistId?: string): Promise<Screen | undefined> {
    if (!this.#editable) return changeScreen(screen.id, { ...named, withScreenId: this.companion });
    const leaves = this.companion === '' && screen.together.length > 0;
    const galleries = this.chosen.filter(({ gallery }) => gallery).map(showOf);
    const change: ScreenChange = {
      ...named,
      ...(this.way === 'galleries' && { playlistId: null, shows: galleries, seconds: this.seconds }),
      ...(playlistId !== undefined && { playlistId }),
      ...(leaves && { alone: true as const }),
    };
    const changed = await changeShown(screen.id, change, this.words);
    // The company follows the one that was changed.
    if (changed && this.companion !== '') {
      for (const { id } of screen.together) {
        if (!changed.together.some((other) => other.id === id)) await changeScreen(id, { withScreenId: screen.id });
      }
    }
    return changed;
  }

  #close() {
    if (!this.open) return;
    this.open = false;
    this.dispatchEvent(new Event('closed'));
  }

  #tell(error: unknown) {
    if (!(error instanceof Refused)) throw error;
    this.refused = error;
  }
}
