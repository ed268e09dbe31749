import { html, nothing, type ReactiveControllerHost } from 'lit';
import type { Audience } from '#contract/audiences.ts';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Words } from '#words/index.ts';
import { listAudiences, listLinks } from '../links/calls.ts';
import { nameOf } from '../links/link-facts.ts';
import { audienceNames } from '../links/policy-parts.ts';
import { Live } from '../live.ts';
import { Load } from '../load.ts';
import { linkList } from './link-list.ts';

interface Given {
  readonly projectId: () => string;
  readonly galleryId: () => string;
  /** May see links at all. */
  readonly may: () => boolean;
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

  /** Who sees the gallery, each with how its link is and a way to it. */
  render({ id, title }: Gallery, words: Words) {
    if (!this.#given.may()) return nothing;
    const { page } = words.galleries;
    const titles = new Map([[id, title]]);
    return html`<section><h2>${page.seen}</h2>${this.load.render(words, ({ links, audiences }) =>
      links.length === 0
        ? html`<p class="small">${page.nobody}</p>`
        : linkList(links, audienceNames(audiences, words), titles, words),
    )}</section>`;
  }

  async #ask() {
    const { projectId, galleryId, may } = this.#given;
    if (!may()) return { links: [], audiences: [] };
    const [links, audiences] = await Promise.all([listLinks(projectId(), galleryId()), listAudiences()]);
    return { links, audiences };
  }
}
