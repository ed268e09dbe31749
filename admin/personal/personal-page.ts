import { html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { Audience } from '#contract/audiences.ts';
import { galleryLimit } from '#contract/gallery-limit.ts';
import { Refused } from '../api.ts';
import type { Where } from '../links/link-change.ts';
import type { LinkDraft } from '../links/new-link.ts';
import { Load, waiting } from '../load.ts';
import { PageElement } from '../page.ts';
import { controls } from '../parts/controls.ts';
import { copyPromised } from '../parts/copy-text.ts';
import { cross } from '../parts/icons.ts';
import { bringIntoView } from '../parts/into-view.ts';
import { notify } from '../parts/notice.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { projectGone } from '../parts/project-frame.ts';
import { go, href } from '../router.ts';
import { choiceChips } from './choice-chips.ts';
import { Choices } from './choices.ts';
import type { ClientField, Named } from './client-field.ts';
import {
  calledOf,
  emptyDraft,
  isEmpty,
  keyOf,
  named,
  type PersonalDraft,
  remember,
  remembered,
  roomFor,
  termsOf,
  ticked,
  wishOfPersonal,
} from './draft.ts';
import { type Known, readKnown } from './known.ts';
import { makeBar } from './make-bar.ts';
import { type Made, makePersonal } from './making.ts';
import type { OnScreen } from './on-screen.ts';
import { personalPageStyle } from './personal-page-style.ts';
import { organiserOf } from './preview.ts';
import './client-field.ts';
import './look-dialog.ts';
import './personal-done.ts';
import './terms-sheet.ts';
import './tick-grid.ts';

/** 专属图库: photos that one client liked, ticked, named, and handed over with one button. */
@customElement('personal-page')
export class PersonalPage extends PageElement {
  @state() private draft: PersonalDraft = emptyDraft;
  @state() private mistake = '';
  @state() private wrong = '';
  @state() private busy = false;
  @state() private refused: Refused | undefined;
  @state() private made: Made | undefined;
  @state() private copied = false;
  @state() private coding = false;
  @state() private changing = false;
  @state() private looking: string | undefined;
  @state() private screen: OnScreen | undefined;
  /** The screen whose remote one came from; there one goes back to. */
  @state() private from = '';
  @query('client-field') private who!: ClientField | null;
  readonly #choices = new Choices(this, () => this.param('projectId'));
  readonly #load = new Load<Known>(this, () => this.#ask(), { of: () => this.param('projectId') });
  #key = '';

  static override styles = [controls, personalPageStyle];

  override willUpdate() {
    const key = keyOf(this.session?.id ?? '', this.param('projectId'));
    if (key === this.#key || this.param('projectId') === '') return;
    this.#key = key;
    this.draft = remembered(key) ?? emptyDraft;
    this.made = undefined;
    this.screen = undefined;
  }

  protected override firstUpdated() {
    // What is asked first can be answered at once; a finished page is none to type on.
    requestAnimationFrame(() => this.who?.focus());
  }

  override updated() {
    const strip = this.renderRoot.querySelector('.chips');
    bringIntoView(strip, strip?.querySelector("[aria-pressed='true']"));
  }

  async #ask(): Promise<Known> {
    const projectId = this.param('projectId');
    const { query } = this.place;
    const screenId = query.get('screen');
    const known = await readKnown(projectId, { clientId: query.get('client'), screenId });
    const { archived, client, shown } = known;
    if (archived) go(`/projects/${projectId}/galleries`);
    if (client) this.#set(named(client));
    if (screenId !== null) {
      this.from = screenId;
      // Taken over once: whoever reloads goes on with what was ticked since.
      history.replaceState(null, '', location.pathname);
    }
    if (shown && (screenId !== null || isEmpty(this.draft))) this.#takeOver(shown);
    return known;
  }

  /** What was ticked before stays; what is on the screen comes to it, as far as there is room. */
  #takeOver({ photoIds, galleryId }: OnScreen) {
    void this.#choices.show(galleryId);
    const added = roomFor(photoIds, this.draft.photoIds);
    if (added.length === 0) return;
    this.#set({ photoIds: [...this.draft.photoIds, ...added] });
    this.screen = { photoIds: added, galleryId };
  }

  override render() {
    if (this.#load.refused?.code === 'not_found') return projectGone(this.words);
    const { personal, admin } = this.words;
    const home = this.is('presenter') ? '/' : `/projects/${this.param('projectId')}/galleries`;
    const back = this.from === '' ? home : `/screens/${this.from}`;
    const head = html`<header><a href=${href(back)} aria-label=${admin.close}>${cross}</a><h1 tabindex="-1">${personal.title}</h1>
      ${this.made || isEmpty(this.draft) ? nothing : html`<button class="quiet" @click=${this.#clear}>${personal.clear}</button>`}</header>`;
    if (this.made)
      return html`<div class="finished">${head}<personal-done .words=${this.words} .made=${this.made} ?copied=${this.copied} ?coding=${this.coding} ?owner=${this.is('owner')} @another=${this.#another}></personal-done></div>`;
    return html`<div class="page">${head}${choiceChips(this.#choices, this.words)}${this.#photos()}
      <div class="side">${this.#who()}<div class="foot">
        ${this.#load.refused ? problemLine(sentenceOf(this.#load.refused, this.words), html`<button @click=${() => void this.#load.again()}>${this.words.admin.retry}</button>`) : nothing}${this.#foot()}</div></div></div>
      ${this.#dialogs()}`;
  }

  #who() {
    return html`<client-field .words=${this.words} .projectId=${this.param('projectId')} .name=${this.draft.name} .client=${this.draft.client} .mistake=${this.mistake}
      @named=${({ detail }: CustomEvent<Named>) => {
        this.mistake = '';
        this.#set(detail);
      }}></client-field>`;
  }

  #photos() {
    const { personal, admin } = this.words;
    const { part, refused, counts } = this.#choices;
    const again = html`<button @click=${() => void this.#choices.again()}>${admin.retry}</button>`;
    const told =
      refused && refused.code !== 'not_found' ? problemLine(sentenceOf(refused, this.words), again) : nothing;
    if (counts?.all === 0)
      return html`<div class="photos"><div class="empty"><p>${personal.noPhotos}</p><a class="button" href=${href(`/projects/${this.param('projectId')}`)}>${personal.toLibrary}</a></div></div>`;
    return html`<div class="photos">${told}
      ${this.screen ? html`<p class="from-screen small">${personal.onScreen(this.screen.photoIds.length)}<button class="quiet dense" @click=${this.#notOnScreen}>${personal.notOnScreen}</button></p>` : nothing}
      ${
        part
          ? part.photos.length === 0
            ? html`<div class="empty"><p>${personal.none}</p></div>`
            : html`<tick-grid .words=${this.words} .photos=${part.photos} .chosen=${this.draft.photoIds} @tick=${({ detail }: CustomEvent<string>) => this.#tick(detail)}
                @look=${({ detail }: CustomEvent<string>) => {
                  this.looking = detail;
                }}></tick-grid>`
          : refused
            ? nothing
            : this.#load.slow
              ? waiting(this.words)
              : nothing
      }
      ${typeof part?.cursor === 'string' ? html`<div class="more"><button @click=${() => void this.#choices.more()}>${personal.more}</button></div>` : nothing}</div>`;
  }

  #foot() {
    const known = this.#load.value;
    return makeBar({
      ...{ words: this.words, draft: this.draft, preset: this.#preset, where: this.#where },
      ...{ wrong: this.wrong, refused: this.refused, busy: this.busy },
      known: known && {
        text: known.text,
        gallery: this.#choices.galleryOf(this.draft.photoIds)?.title,
        locale: this.settings?.locale ?? 'zh-CN',
        organiser: organiserOf(this.settings?.boxName ?? '', known.projectTitle),
        // Nobody signs as the box's owner.
        sender: this.is('owner') ? '' : (this.session?.username ?? ''),
      },
      change: () => {
        this.changing = true;
      },
      make: (then) => void this.#make(then),
    });
  }

  #dialogs() {
    const photo = this.looking === undefined ? undefined : this.#choices.photo(this.looking);
    return html`<terms-sheet .words=${this.words} .audiences=${this.#load.value?.audiences ?? []} .terms=${termsOf(this.draft, this.#preset)} .where=${this.#where} ?open=${this.changing}
        @chosen=${({ detail }: CustomEvent<LinkDraft>) => this.#set({ audience: detail.audience, edits: detail.edits })} @closed=${() => {
          this.changing = false;
        }}></terms-sheet>
      <look-dialog .words=${this.words} .photo=${photo} ?ticked=${photo !== undefined && this.draft.photoIds.includes(photo.id)} ?open=${photo !== undefined}
        @tick=${() => {
          if (photo) this.#tick(photo.id);
          this.looking = undefined;
        }} @closed=${() => {
          this.looking = undefined;
        }}></look-dialog>`;
  }

  get #preset(): Audience | undefined {
    const known = this.#load.value;
    const wanted = this.draft.audience ?? known?.usual;
    return known?.audiences.find(({ id }) => id === wanted) ?? known?.audiences.find(({ id }) => id === known.usual);
  }

  get #where(): Where {
    return { now: Date.now(), zone: this.zone, projectEnds: this.#load.value?.projectEnds ?? null };
  }

  #set(change: Partial<PersonalDraft>) {
    this.draft = { ...this.draft, ...change };
    this.wrong = '';
    remember(this.#key, this.draft);
  }

  #tick(id: string) {
    // The keyboard goes, so that the photos have the screen.
    this.who?.rest();
    const photoIds = ticked(this.draft.photoIds, id);
    if (!photoIds) return notify({ text: this.words.personal.most(galleryLimit), failed: true });
    this.screen = undefined;
    this.#set({ photoIds });
  }

  #notOnScreen() {
    const { screen } = this;
    this.screen = undefined;
    if (screen) this.#set({ photoIds: this.draft.photoIds.filter((id) => !screen.photoIds.includes(id)) });
  }

  #clear() {
    const before = this.draft;
    this.screen = undefined;
    this.refused = undefined;
    this.mistake = '';
    this.#set({ name: '', client: undefined, photoIds: [] });
    this.who?.focus();
    notify({ text: this.words.personal.cleared, undo: async () => this.#set(before) });
  }

  #another() {
    this.made = undefined;
    this.copied = false;
    this.coding = false;
    void this.updateComplete.then(() => this.who?.focus());
  }

  /** Not async before the clipboard is asked for: phones take a text only from the tap itself. */
  async #make(then: 'copy' | 'code') {
    const known = this.#load.value;
    if (this.busy || !known || this.#missing()) return;
    this.busy = true;
    this.refused = undefined;
    const { draft } = this;
    const making = makePersonal(this.param('projectId'), wishOfPersonal(draft, this.#preset, this.#where), known.text);
    const copying = then === 'copy' ? copyPromised(making.then(({ text }) => text)) : Promise.resolve(false);
    try {
      const made = await making;
      this.copied = await copying;
      this.coding = then === 'code';
      this.made = made;
      this.draft = { ...emptyDraft, audience: draft.audience, edits: draft.edits };
      remember(this.#key, emptyDraft);
      scrollTo(0, 0);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.#refuse(error);
    } finally {
      this.busy = false;
    }
  }

  /** Whether something is missing; it is said, and where it can be, the cursor goes there. */
  #missing(): boolean {
    const { personal } = this.words;
    this.mistake = calledOf(this.draft) === '' ? personal.nameMissing : '';
    this.wrong = this.draft.photoIds.length === 0 ? personal.chooseFirst : '';
    if (this.mistake !== '') this.who?.focus();
    return this.mistake !== '' || this.wrong !== '';
  }

  #refuse(error: Refused) {
    this.refused = error;
    if (error.fields.includes('name')) {
      this.mistake = this.words.personal.nameLong;
      this.who?.focus();
    }
    // Somebody withdrew them meanwhile: what is left is made with the next press.
    const { photoIds } = error.problem;
    if (error.code === 'photo_not_in_project' && Array.isArray(photoIds))
      this.#set({ photoIds: this.draft.photoIds.filter((id) => !photoIds.includes(id)) });
    if (error.code === 'recipient_not_in_project') this.#set({ client: undefined });
  }
}
