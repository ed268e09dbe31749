import type { ProjectKind } from '#contract/projects.ts';
import { galleryRow } from '../../galleries/table.ts';
import type { Kit } from '../../kit.ts';
import { linksOfProject, type StoredLink } from '../../links/table.ts';
import { projectRow } from '../../projects/table.ts';
import { type Passers, passersOf } from '../private.ts';

/** A gallery that a playlist names, with all that decides whether it may. */
export interface Known {
  readonly projectId: string;
  readonly kind: ProjectKind;
  readonly archived: boolean;
  /** Those that open it, revoked or not. */
  readonly links: readonly StoredLink[];
  readonly passers: Passers;
}

/** Looks galleries up, each once; undefined for one that there is not. */
export function knownGalleries({ db }: Pick<Kit, 'db'>): (id: string) => Promise<Known | undefined> {
  const looks = new Map<string, Promise<Known | undefined>>();
  const look = async (id: string): Promise<Known | undefined> => {
    const row = await galleryRow(db.read, id);
    const project = row && (await projectRow(db.read, row.project_id));
    // What a guest picked at a station is that guest's.
    if (!project || row.picked_at_screen !== null) return undefined;
    return {
      projectId: row.project_id,
      kind: project.kind,
      archived: project.archived === 1,
      links: await linksOfProject(db.read, row.project_id, { galleryId: id }),
      passers: await passersOf(db.read, project.kind),
    };
  };
  return (id) => {
    const found = looks.get(id) ?? look(id);
    looks.set(id, found);
    return found;
  };
}
