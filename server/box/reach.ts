import type { Operation } from '#contract/operation.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, mayTouch } from './actor.ts';

/** In which project a thing is, in the trash or not; undefined where there is no such thing. */
export type ProjectOf = Readonly<Record<'photos' | 'galleries' | 'links', (id: string) => Promise<string | undefined>>>;

/**
 * Operations whose address names no project, for accounts that are limited to some: `same` holds nothing of any
 * project, `room` is limited by the room that serves it, `never` is not for them, since what it makes would be in none
 * of their projects. What only owners may call needs no entry: an owner is never limited.
 */
const boxWide: Readonly<Record<string, 'same' | 'room' | 'never'>> = {
  whoAmI: 'same',
  signOut: 'same',
  changeOwnPassword: 'same',
  readSettings: 'same',
  readAddresses: 'same',
  checkAddresses: 'same',
  listAudiences: 'same',
  events: 'room',
  listProjects: 'room',
  readNow: 'room',
  listAsks: 'room',
  answerAsk: 'room',
  listScreens: 'room',
  pairScreen: 'room',
  readScreen: 'room',
  changeScreen: 'room',
  removeScreen: 'room',
  commandScreen: 'room',
  addProject: 'never',
  addSample: 'never',
  copyProject: 'never',
};

interface Place {
  readonly of: 'projects' | keyof ProjectOf;
  /** Which part of the address names it. */
  readonly param: string;
}

/** How an operation is limited: by the thing that its address names, by its entry among those of the whole box, or undefined where nobody has said. */
export function reachOf({
  id,
  path,
  access,
}: Operation): { place?: Place; rule?: 'same' | 'room' | 'never' } | undefined {
  const [, of, param] = /^\/api\/(projects|photos|galleries|links)\/:(\w+)/.exec(path) ?? [];
  const place = of !== undefined && param !== undefined ? { place: { of: of as Place['of'], param } } : {};
  const named = boxWide[id];
  const rule = named ?? (typeof access === 'string' || access.every((role) => role === 'owner') ? 'same' : undefined);
  if (rule === undefined && !('place' in place)) return undefined;
  return { ...place, ...(rule && { rule }) };
}

/**
 * Throws where an account that is limited to some projects may not do this: `not_found` for what is in another project,
 * as for what is not there at all, and `not_allowed` for what is not for limited accounts.
 */
export async function refuseBeyond(
  actor: Actor,
  operation: Operation,
  params: Readonly<Record<string, unknown>>,
  projectOf: ProjectOf,
): Promise<void> {
  if (actor.projectIds === null) return;
  const reach = reachOf(operation);
  if (reach?.place) {
    const { of, param } = reach.place;
    const id = String(params[param]);
    const projectId = of === 'projects' ? id : await projectOf[of](id);
    // Said in the same place for what is not there at all, so that nothing tells one from the other.
    if (projectId === undefined || !mayTouch(actor, projectId)) throw new Refusal('not_found', missing[of]);
  }
  if (!reach || reach.rule === 'never') {
    throw new Refusal('not_allowed', 'this is for accounts that see all projects');
  }
}

const missing = {
  projects: 'there is no such project',
  photos: 'there is no such photo',
  galleries: 'there is no such gallery',
  links: 'there is no such link',
} as const;
