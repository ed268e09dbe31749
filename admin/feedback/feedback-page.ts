import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { HideRequest } from '#contract/hide.ts';
import type { Photo } from '#contract/photos.ts';
import { listGalleries } from '../galleries/calls.ts';
import { searchPhotos } from '../library/calls.ts';
import { Live } from '../live.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page.ts';
import { controls } from '../parts/controls.ts';
import { heart } from '../parts/icons.ts';
import { notifyRefused } from '../parts/notice.ts';
import { OneProject } from '../projects/one-project.ts';
import { go, href } from '../router.ts';
import { type Hearted, listHearts, listHideRequests } from './calls.ts';
import { answerOf, byPhoto } from './hide-acts.ts';
import '../parts/admin-select.ts';
import '../parts/photo-thumb.ts';
import '../parts/project-frame.ts';
import './hide-row.ts';

interface Wishes {
  readonly open: readonly HideRequest[];
  readonly answered: readonly HideRequest[];
}
interface Liked {
  readonly hearted: readonly Hearted[];
  /** Those of the newest that have hearts: their words and pictures. */
  readonly photos: ReadonlyMap<string, Photo>;
  readonly galleries: readonly { readonly id: string; readonly title: string }[];
}

/** Of each photo so many lines. */
const linesShown = 3;

/** What guests said of a project's photos: who wants to be seen no more, and what they like most. */
@customElement('feedback-page')
export class FeedbackPage extends PageElement {
  @state() private busy = '';
  readonly #project = new OneProject(this, () => this.param('projectId'));
  readonly #wishes = new Load<Wishes>(this, () => this.#askWishes(), { of: () => this.param('projectId') });
  readonly #liked = new Load<Liked>(this, () => this.#askLiked(), {
    of: () => `${this.param('projectId')}${this.#in}`,
  });

  static override styles = [
    controls,
    css`
      section { padding-bottom: 32px; }
      .head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 8px 16px; min-height: 44px; padding-bottom: 8px; }
      .wishes { max-width: 880px; }
      summary { display: inline-flex; align-items: center; min-height: 44px; color: var(--ink2); }
      .all { display: grid; grid-template-columns: repeat(auto-fill, minmax(220px, 1fr)); gap: 24px 16px; }
      .all li { min-width: 0; }
      .all a { display: block; }
      photo-thumb { width: 100%; aspect-ratio: 3 / 2; }
      .count { display: flex; align-items: center; gap: 6px; padding-top: 8px; font-weight: 500; font-variant-numeric: tabular-nums; }
      .count svg { color: var(--dead); }
      .line { overflow-wrap: anywhere; }
      .line .small { margin-right: 6px; }
      .calm { color: var(--ink2); }
      @media (max-width: 599px) { .all { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 16px 8px; } admin-select { width: 100%; } }
    `,
  ];

  constructor() {
    super();
    const own = (facts: readonly string[]) => {
      const those = new Set(facts);
      return ({ fact, facts: told }: { fact: string; facts: Record<string, unknown> }) =>
        those.has(fact) && told.projectId === this.param('projectId');
    };
    new Live(this, own(['hide.changed']), () => this.#wishes.again());
    new Live(this, own(['photo.hearted']), () => this.#liked.again(), 2000);
  }

  get #in(): string {
    return this.place.query.get('gallery') ?? '';
  }

  async #askWishes(): Promise<Wishes> {
    const projectId = this.param('projectId');
    const [open, answered] = await Promise.all([
      listHideRequests('open', { projectId }),
      listHideRequests('answered', { projectId }),
    ]);
    return { open, answered };
  }

  async #askLiked(): Promise<Liked> {
    const projectId = this.param('projectId');
    const [hearted, { items }, galleries] = await Promise.all([
      listHearts(projectId, this.#in === '' ? {} : { galleryId: this.#in }),
      searchPhotos(projectId, { hearts: 'true' }),
      listGalleries(projectId),
    ]);
    return { hearted, photos: new Map(items.map((photo) => [photo.id, photo])), galleries };
  }

  override render() {
    return html`<project-frame .words=${this.words} .viewer=${this.session?.role} ?gone=${this.#project.gone} .project=${this.#project.value} tab="library">
      ${this.#wishes.render(this.words, (wishes) => this.#hide(wishes))}
      ${this.#liked.render(this.words, (liked) => this.#most(liked))}
    </project-frame>`;
  }

  #hide({ open, answered }: Wishes) {
    const { hide } = this.words.feedback;
    if (open.length === 0 && answered.length === 0) return nothing;
    // What staff have not looked at yet, though it is hidden, stands with what waits.
    const unseen = answered.filter(
      ({ state, atOnce, answeredBy }) => state === 'hidden' && atOnce && answeredBy === null,
    );
    const waits = byPhoto([...open, ...unseen]);
    const done = byPhoto(answered.filter((one) => !unseen.includes(one)));
    return html`<section class="wishes" aria-labelledby="wishes"><div class="head"><h2 id="wishes">${hide.title}</h2></div>
      ${waits.length === 0 ? html`<p class="calm">${hide.none}</p>` : this.#rows(waits)}
      ${done.length === 0 ? nothing : html`<details><summary>${hide.answered(done.length)}</summary>${this.#rows(done)}</details>`}
    </section>`;
  }

  #rows(groups: ReturnType<typeof byPhoto>) {
    return repeat(
      groups,
      ({ photoId }) => photoId,
      ({ photoId, requests }) =>
        html`<hide-row .words=${this.words} .requests=${requests} .zone=${this.zone} ?may=${this.is('owner', 'staff')} ?busy=${this.busy === photoId}
          @answer=${({ detail }: CustomEvent<boolean>) => void this.#answer(requests[0] as HideRequest, detail)}></hide-row>`,
    );
  }

  #most({ hearted, photos, galleries }: Liked) {
    const { feedback } = this.words;
    if (hearted.length === 0 && this.#in === '')
      return html`<div class="empty"><p>${feedback.empty}</p><p>${feedback.emptyHelp}</p></div>`;
    const options = [
      { value: '', label: feedback.allGalleries },
      ...galleries.map(({ id, title }) => ({ value: id, label: title })),
    ];
    return html`<section aria-labelledby="most">
      <div class="head"><h2 id="most">${feedback.most}</h2>
        <admin-select label-hidden label=${feedback.inGallery} .value=${this.#in} .options=${options} @choose=${({ detail }: CustomEvent<string>) => this.#choose(detail)}></admin-select></div>
      ${hearted.length === 0 ? html`<p class="calm">${feedback.empty}</p>` : nothing}
      <ul class="all">${repeat(
        hearted,
        ({ photoId }) => photoId,
        (one) => this.#photo(one, photos.get(one.photoId)),
      )}</ul>
    </section>`;
  }

  #photo({ photoId, hearts, all }: Hearted, photo: Photo | undefined) {
    const { feedback } = this.words;
    const name = photo ? photo.title || photo.name : '';
    const lines = all.filter(({ line }) => line !== '');
    return html`<li>
      <a href=${href(`/projects/${this.param('projectId')}?show=hearts&photo=${photoId}`)} aria-label=${feedback.seePhoto(name)}><photo-thumb .photo=${photo ?? { id: photoId, edition: 0 }}></photo-thumb></a>
      <p class="count">${heart}${feedback.hearts(hearts)}</p>
      ${lines.slice(0, linesShown).map(({ name: who, line }) => html`<p class="line"><span class="small">${who || feedback.nobody}</span>${line}</p>`)}
      ${lines.length > linesShown ? html`<p class="small">${feedback.lines(lines.length)}</p>` : nothing}
    </li>`;
  }

  #choose(galleryId: string) {
    const path = `/projects/${this.param('projectId')}/feedback`;
    go(galleryId === '' ? path : `${path}?gallery=${galleryId}`, { replace: true });
  }

  async #answer(request: HideRequest, hide: boolean) {
    if (this.busy !== '') return;
    this.busy = request.photoId;
    try {
      await answerOf(request, hide, this.words, () => this.#wishes.again());
    } catch (error) {
      notifyRefused(error, this.words);
    } finally {
      await this.#wishes.again();
      this.busy = '';
    }
  }
}
