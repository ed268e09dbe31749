import type { ReactiveControllerHost } from 'lit';
import type { Audience } from '#contract/audiences.ts';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Photo } from '#contract/photos.ts';
import type { Project, ProjectKind } from '#contract/projects.ts';
import type { Words } from '#words/index.ts';
import { momentOf } from '#words/moments.ts';
import { Refused } from '../api.ts';
import { listGalleries, photosOf, readGallery } from '../galleries/calls.ts';
import { listAudiences, listLinks } from '../links/calls.ts';
import { listProjects } from '../projects/calls.ts';

/** Projects, galleries, links and presets that items are about: each is asked for when it is first needed. */
export class Known {
  projects: readonly Project[] = [];
  audiences: readonly Audience[] = [];
  /** Grows with all that becomes known. */
  version = 0;
  readonly #host: ReactiveControllerHost;
  /** Null: it was deleted. */
  #galleries = new Map<string, Gallery | null>();
  #links = new Map<string, readonly Link[]>();
  #photos = new Map<string, readonly Photo[]>();
  #asked = new Map<string, Promise<void>>();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** Asks for projects and presets, and the galleries of the project that a playlist is for. Throws Refused. */
  async begin(projectId: string | null): Promise<void> {
    [this.projects, this.audiences] = await Promise.all([listProjects(), listAudiences()]);
    if (projectId !== null) await this.ofProject(projectId);
    this.#grown();
  }

  /** Something of galleries or links has changed: what is shown is asked for anew, and stays until it is there. */
  forget(): void {
    this.#asked.clear();
    this.#grown();
  }

  kindOf(galleryId: string): ProjectKind | undefined {
    const projectId = this.gallery(galleryId)?.projectId;
    return this.projects.find(({ id }) => id === projectId)?.kind;
  }

  /** Undefined while it is asked for, null where it was deleted. */
  gallery(id: string): Gallery | null | undefined {
    if (id === '') return undefined;
    this.#once(`gallery ${id}`, async () => {
      const gallery = await readGallery(id).catch(goneIsNull);
      this.#galleries.set(id, gallery);
    });
    return this.#galleries.get(id);
  }

  /** The links that open a gallery, oldest first; none while they are asked for. */
  links(galleryId: string): readonly Link[] | undefined {
    const gallery = this.gallery(galleryId);
    if (!gallery) return undefined;
    this.#once(`links ${galleryId}`, async () => {
      this.#links.set(galleryId, await listLinks(gallery.projectId, galleryId));
    });
    return this.#links.get(galleryId);
  }

  /** The photos of a gallery in its order. */
  photos(galleryId: string): readonly Photo[] | undefined {
    const gallery = this.gallery(galleryId);
    if (!gallery) return undefined;
    this.#once(`photos ${galleryId}`, async () => {
      const byId = await photosOf(gallery.projectId, galleryId);
      this.#photos.set(
        galleryId,
        gallery.photoIds.flatMap((id) => byId.get(id) ?? []),
      );
    });
    return this.#photos.get(galleryId);
  }

  /** All galleries of a project that are for many, as its page has them. */
  async ofProject(projectId: string): Promise<Gallery[]> {
    const galleries = await listGalleries(projectId);
    for (const gallery of galleries) {
      this.#galleries.set(gallery.id, gallery);
      this.#asked.set(`gallery ${gallery.id}`, Promise.resolve());
    }
    return galleries;
  }

  /** What a link is called. */
  linkName(link: Link, { playlistsEditor, admin }: Words, zone: string): string {
    const { label, placement, audience, createdAt } = link;
    const preset = this.audiences.find(({ id }) => id === audience)?.names[admin.tag === 'en' ? 'en' : 'zh-CN'];
    const when = admin.at(momentOf(Date.parse(createdAt), Date.now(), zone));
    return label || placement || `${preset ?? playlistsEditor.form.unnamed}${admin.comma}${when}`;
  }

  linkById(id: string): Link | undefined {
    for (const links of this.#links.values()) {
      const link = links.find((one) => one.id === id);
      if (link) return link;
    }
    return undefined;
  }

  #once(key: string, ask: () => Promise<void>) {
    if (this.#asked.has(key)) return;
    const asked = ask().then(
      () => this.#grown(),
      (error) => {
        // The page itself says that the box is away; what is not known is asked for when it is needed again.
        if (!(error instanceof Refused)) throw error;
      },
    );
    this.#asked.set(key, asked);
  }

  #grown() {
    this.version += 1;
    this.#host.requestUpdate();
  }
}

function goneIsNull(error: unknown): null {
  if (error instanceof Refused && error.code === 'not_found') return null;
  throw error;
}
