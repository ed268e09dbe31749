import type { NewLink } from '#contract/links.ts';
import type { Actor } from '../box/actor.ts';
import { insertGalleryRow } from '../galleries/table.ts';
import { newId } from '../ids.ts';
import { addLink } from '../links/link.ts';
import type { StoredLink } from '../links/table.ts';
import { insertProject } from '../projects/table.ts';
import type { TestKit } from './kit.ts';

export const actor: Actor = { id: 'tester', name: 'tester', role: 'owner', projectIds: null, by: 'session' };

/** A project of this kind; gives its id. */
export async function newProject(
  kit: TestKit,
  kind: 'event' | 'estate' | 'product' = 'event',
  endsAt: number | null = null,
) {
  const now = kit.clock.now();
  const id = newId(now);
  const row = {
    id,
    kind,
    title: '峰会',
    ends_at: endsAt,
    archived: 0,
    archived_at: null,
    hide_at_once: 0,
    sample: 0,
    brand_colour: null,
    logo_hash: null,
    due_on: null,
    created_at: now,
    updated_at: now,
    deleted_at: null,
  };
  await kit.db.write((writer) => insertProject(writer, row));
  return id;
}

/** An empty gallery of a project; gives its id. */
export async function newGallery(kit: TestKit, projectId: string) {
  const now = kit.clock.now();
  const id = newId(now);
  const row = { id, project_id: projectId, title: '主会场', inflow: 'append', ordering: 'captured' } as const;
  const rest = { cover_photo_id: null, version: 1, created_at: now, updated_at: now, deleted_at: null };
  await kit.db.write((writer) => insertGalleryRow(writer, { ...row, ...rest }));
  return id;
}

/** A link to a new gallery of a new project, with this policy. */
export async function newLink(kit: TestKit, input: Partial<NewLink> = {}): Promise<StoredLink> {
  const projectId = await newProject(kit);
  const galleryIds = [await newGallery(kit, projectId)];
  return addLink(kit, actor, projectId, { galleryIds, for: 'one', ...input });
}
