import type { NewPlaylist, Playlist, PlaylistChange, PlaylistSpec } from '#contract/playlists.ts';
import { type Actor, mayTouch } from '../../box/actor.ts';
import { audit } from '../../box/audit.ts';
import type { Shelf } from '../../galleries/shelf.ts';
import { newId } from '../../ids.ts';
import type { Kit } from '../../kit.ts';
import type { Addresses } from '../../links/addresses.ts';
import { noProject, openProject } from '../../projects/project.ts';
import { Refusal } from '../../refusal.ts';
import type { Reader } from '../../store/database.ts';
import { checkedSpec } from './checked.ts';
import { knownGalleries } from './known.ts';
import { refusePrivate } from './secret.ts';
import {
  allPlaylists,
  deletePlaylistRow,
  insertPlaylistRow,
  type PlaylistRow,
  playlistRow,
  screensOfPlaylists,
  updatePlaylistRow,
} from './table.ts';
import { templateFor } from './template.ts';
import { mayUse, projectsOf, rowFor, specOf } from './usable.ts';

/** What the acts of this room need. */
export interface Tools {
  readonly kit: Kit;
  readonly shelf: Shelf;
  readonly addresses: Addresses;
  /** Whether there is such a screen for whoever asks. */
  readonly leads: (actor: Actor, screenId: string) => boolean;
}

export async function listPlaylists(tools: Tools, actor: Actor): Promise<Playlist[]> {
  const { db } = tools.kit;
  const rows = await allPlaylists(db.read);
  const screens = await screensFor(tools, actor, db.read);
  const seen = await Promise.all(rows.map((row) => mayUse(db.read, actor, row)));
  return rows.filter((_, at) => seen[at]).map((row) => toPlaylist(row, screens));
}

/** Throws `not_found`. */
export async function readPlaylist(tools: Tools, actor: Actor, id: string): Promise<Playlist> {
  const { read } = tools.kit.db;
  return toPlaylist(await rowFor(read, actor, id), await screensFor(tools, actor, read, id));
}

/**
 * Makes a playlist; where nothing is said of its items, a good one for its project. Throws `not_found` for a project that
 * there is not, `project_archived`, `invalid_input`, `audience_not_found`, and `private_on_screen` where that was not
 * confirmed.
 */
export async function addPlaylist(tools: Tools, actor: Actor, input: NewPlaylist): Promise<Playlist> {
  const { kit } = tools;
  const { name, projectId, items, order, dark = [], justShot = true, confirm } = input;
  if (projectId !== null) {
    if (!mayTouch(actor, projectId)) throw noProject();
    await openProject(kit.db.read, projectId);
  }
  const made = items ? undefined : await templateFor(tools, projectId);
  const wanted = { items: items ?? made?.items ?? [], order: order ?? made?.order ?? 'listed', dark, justShot };
  const known = knownGalleries(kit);
  const spec = await checkedSpec({ ...tools, actor }, wanted, undefined, known);
  if (!confirm) await refusePrivate(kit, spec, undefined, known);
  const now = kit.clock.now();
  const row: PlaylistRow = {
    id: newId(now),
    name,
    project_id: projectId,
    spec: JSON.stringify(spec),
    version: 1,
    created_at: now,
    created_by: actor.id,
    updated_at: now,
  };
  await kit.db.write(async (writer) => {
    await insertPlaylistRow(writer, row);
    await audit(writer, kit, actor, 'playlist.add', row.id, { name, items: spec.items.length });
  });
  await tell(kit, row);
  return toPlaylist(row, []);
}

/**
 * Changes a playlist; its screens hear of it at once. Throws `not_found`, `changed_meanwhile`, `invalid_input`,
 * `audience_not_found`, and `private_on_screen` where that was not confirmed.
 */
export async function putPlaylist(
  tools: Tools,
  actor: Actor,
  id: string,
  { name, version, confirm, ...wanted }: PlaylistChange,
): Promise<Playlist> {
  const { kit } = tools;
  const row = await rowFor(kit.db.read, actor, id);
  const before = specOf(row);
  const known = knownGalleries(kit);
  if (version !== undefined && version !== row.version) throw changedMeanwhile(row.version);
  const spec = await checkedSpec({ ...tools, actor }, wanted, before, known);
  if (!confirm) await refusePrivate(kit, spec, before, known);
  const playlist = await kit.db.write(async (writer) => {
    const current = await playlistRow(writer, id);
    if (!current) throw noPlaylist();
    // What was looked at is what is changed, also where nobody named a version.
    if (current.version !== row.version) throw changedMeanwhile(current.version);
    const said = { name, spec: JSON.stringify(spec), updated_at: kit.clock.now() };
    await updatePlaylistRow(writer, id, said);
    const told = { name, items: spec.items.length, ...(name !== row.name && { before: row.name }) };
    await audit(writer, kit, actor, 'playlist.change', id, told);
    const screens = await screensFor(tools, actor, writer, id);
    return toPlaylist({ ...current, ...said, version: current.version + 1 }, screens);
  });
  await tell(kit, { id, spec: JSON.stringify(spec), project_id: row.project_id }, row);
  return playlist;
}

/** Throws `not_found`, and `playlist_in_use`, which names them, while screens show it. */
export async function removePlaylist(tools: Tools, actor: Actor, id: string): Promise<void> {
  const { kit } = tools;
  const seen = await rowFor(kit.db.read, actor, id);
  await kit.db.write(async (writer) => {
    const row = await playlistRow(writer, id);
    if (!row) throw noPlaylist();
    if ((await screensOfPlaylists(writer, id)).length > 0) {
      const screens = (await screensFor(tools, actor, writer, id)).map(({ playlist: _, ...screen }) => screen);
      const names = screens.map(({ name }) => name).join(', ');
      throw new Refusal('playlist_in_use', `screens show it; give them something else first (${names})`, { screens });
    }
    await deletePlaylistRow(writer, id);
    await audit(writer, kit, actor, 'playlist.remove', id, { name: row.name });
  });
  await tell(kit, seen);
}

type Named = Pick<PlaylistRow, 'id' | 'spec' | 'project_id'>;

/** Tells of a playlist that is on disk whoever may see it, and, where that has changed, whoever could before. */
async function tell(kit: Kit, row: Named, before?: Named): Promise<void> {
  const reachOf = (one: Named) => projectsOf(kit.db.read, { ...specOf(one), projectId: one.project_id });
  const projectIds = await reachOf(row);
  const left = before ? await reachOf(before) : projectIds;
  kit.changes.emit('playlist.changed', { playlistId: row.id, projectIds });
  if (!projectIds.every((id) => left.includes(id))) {
    kit.changes.emit('playlist.changed', { playlistId: row.id, projectIds: left });
  }
}

type Showing = Awaited<ReturnType<typeof screensOfPlaylists>>;

/** The screens that show playlists, or this one, as far as there are any for whoever asks. */
async function screensFor({ leads }: Tools, actor: Actor, db: Reader, id?: string): Promise<Showing> {
  return (await screensOfPlaylists(db, id)).filter((screen) => leads(actor, screen.id));
}

function toPlaylist(row: PlaylistRow, screens: Showing): Playlist {
  const { items, order, dark, justShot }: PlaylistSpec = specOf(row);
  return {
    id: row.id,
    name: row.name,
    projectId: row.project_id,
    ...{ items, order, dark, justShot },
    version: row.version,
    screens: screens.filter(({ playlist }) => playlist === row.id).map(({ id, name }) => ({ id, name })),
    createdAt: new Date(row.created_at).toISOString(),
    updatedAt: new Date(row.updated_at).toISOString(),
  };
}

function noPlaylist(): Refusal {
  return new Refusal('not_found', 'there is no such playlist');
}

function changedMeanwhile(version: number): Refusal {
  return new Refusal('changed_meanwhile', 'somebody changed the playlist meanwhile; read it again', { version });
}
