import { html, nothing, type ReactiveControllerHost } from 'lit';
import type { Audience } from '#contract/audiences.ts';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { ProjectKind } from '#contract/projects.ts';
import type { Words } from '#words/index.ts';
import { listAudiences, listLinks } from '../links/calls.ts';
import { nameOf } from '../links/link-facts.ts';
import { audienceNames } from '../links/policy-parts.ts';
import { Live } from '../live.ts';
import { Load } from '../load.ts';
import { foldedLinks } from './link-list.ts';
import '../batches/gallery-places.ts';

interface Given {
  readonly projectId: () => string;
  readonly galleryId: () => string;
  /** May see links at all. */
  readonly may: () => boolean;
  /** May make codes for places. */
  readonly mayPlace: () => boolean;
  readonly kind: () => ProjectKind | undefined;
  readonly zone: () => string;
}

/** The links that open a gallery, kept true while its page is there. */
export class GalleryLinks {
  readonly load: Load<{ readonly links: readonly Link[]; readonly audiences: readonly Audience[] }>;
  readonly #given: Given;

  constructor(host: ReactiveControllerHost, given: Given) {
    this.#given = given;
    this.load = new Load(host, () => this.#ask(), { start: false });
    new Live(
      host,
      ({ fact, facts }) =>
        (fact.startsWith('link.') || fact === 'visit.opened' || fact === 'photo.saved') &&
        facts.projectId === given.projectId(),
      () => this.load.again(),
    );
  }

  /** A link as it is by now. */
  now(link: Link | undefined): Link | undefined {
    return this.load.value?.links.find(({ id }) => id === link?.id) ?? link;
  }

  nameOf(link: Link, { id, title }: Gallery, words: Words): string {
    return nameOf(link, audienceNames(this.load.value?.audiences ?? [], words), new Map([[id, title]]));
  }

  /** Who sees the gallery, each with how its link is and a way to it; then the places where its codes hang. */
  render(gallery: Gallery, words: Words) {
    const { may, mayPlace, kind, zone } = this.#given;
    if (!may()) return nothing;
    const { id, title } = gallery;
    const { page } = words.galleries;
    const titles = new Map([[id, title]]);
    const links = this.load.value?.links ?? [];
    const unplaced = links.filter(({ placement }) => placement === null);
    const list = ({ audiences }: { audiences: readonly Audience[] }) =>
      links.length === 0
        ? html`<p class="small">${page.nobody}</p>`
        : foldedLinks(unplaced, audienceNames(audiences, words), titles, words);
    // Where all its codes hang somewhere, those are told of beneath.
    const hidden = links.length > 0 && unplaced.length === 0;
    return html`${hidden ? nothing : html`<section><h2>${page.seen}</h2>${this.load.render(words, list)}</section>`}
      ${
        this.load.value
          ? html`<gallery-places .words=${words} .gallery=${gallery} .links=${this.load.value.links} .audiences=${this.load.value.audiences}
            .kind=${kind()} .zone=${zone()} ?may=${mayPlace()} @made=${() => void this.load.again()}></gallery-places>`
          : nothing
      }`;
  }

  async #ask() {
    const { projectId, galleryId, may } = this.#given;
    if (!may()) return { links: [], audiences: [] };
    const [links, audiences] = await Promise.all([listLinks(projectId(), galleryId()), listAudiences()]);
    return { links, audiences };
  }
}
