import type { ReactiveControllerHost } from 'lit';
import type { Audience } from '#contract/audiences.ts';
import type { Gallery } from '#contract/galleries.ts';
import { guestAudience } from '#contract/guest-audience.ts';
import type { Link } from '#contract/links.ts';
import type { Project } from '#contract/projects.ts';
import { addGallery, listGalleries } from '../galleries/calls.ts';
import { addLink, listAudiences, listLinks, revokeLink } from '../links/calls.ts';
import { Live } from '../live.ts';
import { Load } from '../load.ts';
import { readProject } from './calls.ts';

interface There {
  readonly project: Project;
  readonly audiences: readonly Audience[];
  /** The gallery that is being filled, once there is one. */
  readonly gallery: Gallery | undefined;
  /** Its link for the audience that was chosen. */
  readonly link: Link | undefined;
}

/** The first steps of a project: its first gallery and the link to it, made as soon as they are needed. */
export class Starting {
  readonly load: Load<There>;
  /** The preset that was chosen here, else the link's own, else the usual one. */
  chosen: string | undefined;
  /** The link for which the box made up a password; it is told once. */
  made: Link | undefined;
  readonly #host: ReactiveControllerHost;
  readonly #projectId: () => string;
  #making: Promise<Gallery> | undefined;

  constructor(host: ReactiveControllerHost, projectId: () => string) {
    this.#host = host;
    this.#projectId = projectId;
    this.load = new Load(host, () => this.#ask());
    new Live(
      host,
      ({ fact, facts }) => fact !== 'visit.opened' && facts.projectId === projectId(),
      () => this.load.again(),
    );
  }

  get audience(): string | undefined {
    const there = this.load.value;
    return this.chosen ?? there?.link?.audience ?? (there && guestAudience[there.project.kind]);
  }

  async #ask(): Promise<There> {
    const project = await readProject(this.#projectId());
    const [presets, galleries, links] = await Promise.all([
      listAudiences(),
      listGalleries(project.id),
      listLinks(project.id),
    ]);
    const audiences = presets.filter(({ kind }) => kind === project.kind);
    const gallery = galleries.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt)).at(-1);
    const own = links.filter(({ galleryIds, state }) => gallery && galleryIds.includes(gallery.id) && state === 'live');
    const link = own.findLast(({ audience }) => this.chosen === undefined || audience === this.chosen) ?? own.at(-1);
    return { project, audiences, gallery, link };
  }

  /** The gallery to bring photos into: made with its first link where there is none. Throws Refused. */
  async gallery(title: string): Promise<Gallery> {
    const there = this.load.value?.gallery;
    if (there) return there;
    const wish = { title, audience: this.audience ?? 'event.attendee', for: 'many' } as const;
    this.#making ??= addGallery(this.#projectId(), wish).then((made) => {
      if (made.link.password !== undefined) this.made = made.link;
      return made;
    });
    try {
      return await this.#making;
    } finally {
      this.#making = undefined;
      await this.load.again();
    }
  }

  /** Chooses for whom: once there is a code it is made anew for them; one that nobody has opened is not kept. Throws Refused. */
  async choose(audience: string): Promise<void> {
    this.chosen = audience;
    this.#host.requestUpdate();
    const { gallery, link, project } = this.load.value ?? {};
    if (!gallery || !project || !link || link.audience === audience) return;
    const made = await addLink(project.id, { galleryIds: [gallery.id], audience, for: 'many' });
    this.made = made.password === undefined ? undefined : made;
    if (link.opens === 0) await revokeLink(link.id);
    await this.load.again();
  }
}
