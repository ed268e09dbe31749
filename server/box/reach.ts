import type { Operation } from '#contract/operation.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, mayTouch } from './actor.ts';

/** What an address may name, beside projects. */
export type Thing = 'photos' | 'galleries' | 'links' | 'recipients' | 'batches';

/** Where things are, as the rooms above know it. */
export interface Places {
  /** In which project a thing is, in the trash or not; undefined where there is no such thing. */
  projectOf(of: Thing, id: string): Promise<string | undefined>;
  /** Whether there is no such thing for somebody who sees its project. */
  hides(actor: Actor, of: Thing, id: string): Promise<boolean>;
}

/**
 * Operations whose address names no project, for accounts that are limited to some: `same` holds nothing of any
 * project, `room` is limited by the room that serves it, `never` is not for them, since what it makes would be in none
 * of their projects. What only owners may call needs no entry: an owner is never limited.
 */
const boxWide: Readonly<Record<string, 'same' | 'room' | 'never'>> = {
  whoAmI: 'same',
  signOut: 'same',
  changeOwnPassword: 'same',
  addHouseCode: 'same',
  readSettings: 'same',
  readAddresses: 'same',
  checkAddresses: 'same',
  listAudiences: 'same',
  listMessageTexts: 'same',
  events: 'room',
  listProjects: 'room',
  listTrashedProjects: 'room',
  restoreProject: 'room',
  readCleanUp: 'room',
  readNow: 'room',
  readWelcome: 'room',
  listAsks: 'room',
  answerAsk: 'room',
  listHideRequests: 'room',
  answerHideRequest: 'room',
  listScreens: 'room',
  pairScreen: 'room',
  readScreen: 'room',
  changeScreen: 'room',
  removeScreen: 'room',
  commandScreen: 'room',
  listPlaylists: 'room',
  addPlaylist: 'room',
  previewPlaylist: 'room',
  readPlaylist: 'room',
  putPlaylist: 'room',
  removePlaylist: 'room',
  listUnits: 'room',
  readPlays: 'room',
  listLooked: 'room',
  addProject: 'never',
  addSample: 'never',
  copyProject: 'never',
  putMessageText: 'never',
  removeMessageText: 'never',
};

interface Place {
  readonly of: 'projects' | Thing;
  /** Which part of the address names it. */
  readonly param: string;
}

/** How an operation is limited: by the thing that its address names, by its entry among those of the whole box, or undefined where nobody has said. */
export function reachOf({
  id,
  path,
  access,
}: Operation): { place?: Place; rule?: 'same' | 'room' | 'never' } | undefined {
  const [, of, param] = /^\/api\/(projects|photos|galleries|links|recipients|batches)\/:(\w+)/.exec(path) ?? [];
  const place = of !== undefined && param !== undefined ? { place: { of: of as Place['of'], param } } : {};
  const named = boxWide[id];
  const rule = named ?? (typeof access === 'string' || access.every((role) => role === 'owner') ? 'same' : undefined);
  if (rule === undefined && !('place' in place)) return undefined;
  return { ...place, ...(rule && { rule }) };
}

/**
 * Throws where somebody may not do this: `not_found` for what is in a project that an account is not limited to, or
 * hidden from it, as for what is not there at all, and `not_allowed` for what is not for limited accounts.
 */
export async function refuseBeyond(
  actor: Actor,
  operation: Operation,
  { params, query }: { readonly params: Readonly<Record<string, unknown>>; readonly query: { galleryId?: unknown } },
  places: Places,
): Promise<void> {
  const reach = reachOf(operation);
  if (reach?.place) {
    const { of, param } = reach.place;
    // An address may end in a kind of file.
    const id = String(params[param]).replace(/\..*$/s, '');
    // Said in the same place for what is not there at all, so that nothing tells one from the other.
    if (!(await isThere(actor, of, id, places))) throw new Refusal('not_found', missing[of]);
  }
  // What a list is narrowed to is told by what is left of it.
  const { galleryId } = query;
  if (galleryId !== undefined && !(await isThere(actor, 'galleries', String(galleryId), places))) {
    throw new Refusal('not_found', missing.galleries);
  }
  if (actor.projectIds !== null && (!reach || reach.rule === 'never')) {
    throw new Refusal('not_allowed', 'this is for accounts that see all projects');
  }
}

async function isThere(actor: Actor, of: Place['of'], id: string, places: Places): Promise<boolean> {
  if (of === 'projects') return mayTouch(actor, id);
  if (actor.projectIds !== null) {
    const projectId = await places.projectOf(of, id);
    if (projectId === undefined || !mayTouch(actor, projectId)) return false;
  }
  return !(await places.hides(actor, of, id));
}

const missing = {
  projects: 'there is no such project',
  photos: 'there is no such photo',
  galleries: 'there is no such gallery',
  links: 'there is no such link',
  recipients: 'there is no such recipient',
  batches: 'there is no such batch',
} as const;
