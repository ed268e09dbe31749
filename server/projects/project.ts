import type { NewProject, Project, ProjectChange } from '#contract/projects.ts';
import type { Actor } from '../box/actor.ts';
import { audit } from '../box/audit.ts';
import { newId } from '../ids.ts';
import type { Kit } from '../kit.ts';
import { Refusal } from '../refusal.ts';
import type { Reader, Writer } from '../store/database.ts';
import {
  allProjects,
  type CountedProjectRow,
  insertProject,
  oneProject,
  type ProjectRow,
  projectRow,
  updateProject,
} from './table.ts';

export async function listProjects(kit: Kit): Promise<Project[]> {
  return (await allProjects(kit.db.read)).map(toProject);
}

/** Throws `not_found`. */
export async function readProject(kit: Kit, id: string): Promise<Project> {
  const row = await oneProject(kit.db.read, id);
  if (!row) throw noProject();
  return toProject(row);
}

/** The project's row, for acts within it. Throws `not_found`, and `project_archived` where it may not change any more. */
export async function openProject(db: Reader, id: string): Promise<ProjectRow> {
  const row = await projectRow(db, id);
  if (!row) throw noProject();
  if (row.archived) throw archived();
  return row;
}

export async function addProject(kit: Kit, actor: Actor, input: NewProject): Promise<Project> {
  const now = kit.clock.now();
  const id = newId(now);
  await kit.db.write(async (writer) => {
    await insertProject(writer, {
      id,
      kind: input.kind,
      title: input.title,
      ends_at: input.endsAt ? Date.parse(input.endsAt) : null,
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
    });
    await audit(writer, kit, actor, 'project.add', id, { title: input.title, kind: input.kind });
  });
  kit.changes.emit('project.changed', { projectId: id });
  return readProject(kit, id);
}

/**
 * Changes a project. In the archive it can only be taken out of it, and changed in the same act. Throws `not_found`,
 * `project_archived`.
 */
export async function changeProject(kit: Kit, actor: Actor, id: string, change: ProjectChange): Promise<Project> {
  const row: Partial<ProjectRow> = { updated_at: kit.clock.now() };
  if (change.title !== undefined) row.title = change.title;
  if (change.endsAt !== undefined) row.ends_at = change.endsAt === null ? null : Date.parse(change.endsAt);
  if (change.hideAtOnce !== undefined) row.hide_at_once = change.hideAtOnce ? 1 : 0;
  if (change.dueOn !== undefined) row.due_on = change.dueOn;
  if (change.brandColour !== undefined) row.brand_colour = change.brandColour;
  await kit.db.write(async (writer) => {
    const before = await projectRow(writer, id);
    if (!before) throw noProject();
    const { archived: _, ...rest } = change;
    if (before.archived && change.archived !== false && Object.values(rest).some((value) => value !== undefined)) {
      throw archived();
    }
    if (change.archived !== undefined && change.archived !== (before.archived === 1)) {
      row.archived = change.archived ? 1 : 0;
      row.archived_at = change.archived ? kit.clock.now() : null;
    }
    await updateProject(writer, id, row);
    await audit(writer, kit, actor, 'project.change', id, { title: before.title, ...change });
  });
  kit.changes.emit('project.changed', { projectId: id });
  return readProject(kit, id);
}

/** Gives a project a logo of its own, or takes it away, within a write. Throws `not_found`, `project_archived`. */
export async function setProjectLogo(
  writer: Writer,
  kit: Kit,
  actor: Actor,
  id: string,
  hash: string | null,
): Promise<void> {
  const { title } = await openProject(writer, id);
  await updateProject(writer, id, { logo_hash: hash, updated_at: kit.clock.now() });
  await audit(writer, kit, actor, 'project.logo', id, { title, logo: hash !== null });
}

/** Where a logo is served, on both doors. */
export function logoAddress(hash: string): string {
  return `/brand/${hash}.webp`;
}

/** Marks a project as deleted, inside the write that also ends its galleries; gives it. Throws `not_found`. */
export async function dropProject(writer: Writer, id: string, now: number): Promise<ProjectRow> {
  const row = await projectRow(writer, id);
  if (!row) throw noProject();
  // Before it was made would say that nobody has ever seen it: the owner may have set the clock back.
  await updateProject(writer, id, { deleted_at: Math.max(now, row.created_at), updated_at: now });
  return row;
}

function archived(): Refusal {
  return new Refusal('project_archived', 'the project is archived; take it out of the archive first');
}

export function noProject(): Refusal {
  return new Refusal('not_found', 'there is no such project');
}

export function toProject(row: CountedProjectRow): Project {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    endsAt: row.ends_at === null ? null : new Date(row.ends_at).toISOString(),
    archived: row.archived === 1,
    archivedAt: row.archived_at === null ? null : new Date(row.archived_at).toISOString(),
    hideAtOnce: row.hide_at_once === 1,
    sample: row.sample === 1,
    brandColour: row.brand_colour,
    logo: row.logo_hash === null ? null : logoAddress(row.logo_hash),
    dueOn: row.due_on,
    photos: row.photos,
    galleries: row.galleries,
    links: row.links,
    nextTaps: row.next_taps,
    cover: JSON.parse(row.cover) as string[],
    createdAt: new Date(row.created_at).toISOString(),
    updatedAt: new Date(row.updated_at).toISOString(),
  };
}
