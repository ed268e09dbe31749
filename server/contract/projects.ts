import { z } from 'zod';
import { Colour, Id, Instant, Locale, onlyId, Title } from './common.ts';
import { operation, signedIn, staff } from './operation.ts';

export const ProjectKind = z.enum(['estate', 'event', 'product']).meta({ id: 'ProjectKind' });
export type ProjectKind = z.infer<typeof ProjectKind>;

export const Project = z
  .object({
    id: Id,
    kind: ProjectKind,
    title: z.string(),
    endsAt: Instant.nullable(),
    /** 历史图库: its links are over, everything is kept, nothing is changed. */
    archived: z.boolean(),
    archivedAt: Instant.nullable(),
    /** A guest's wish to be seen no more is carried out at once, before staff saw it. */
    hideAtOnce: z.boolean(),
    /** Made by the box to try things with. */
    sample: z.boolean(),
    /** A brand of its own; null takes the box's. */
    brandColour: z.string().nullable(),
    /** Address of its own logo. */
    logo: z.string().nullable(),
    /** By the end of which day, in the box's zone, what was sent should be opened and saved; null: by each link's end. */
    dueOn: z.iso.date().nullable(),
    photos: z.int(),
    galleries: z.int(),
    links: z.int(),
    /** How often guests of its links pressed the button of a next step. */
    nextTaps: z.int(),
    /** A few photos to know it by. */
    cover: z.array(Id).max(4),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Project' });
export type Project = z.infer<typeof Project>;

export const NewProject = z.strictObject({ kind: ProjectKind, title: Title, endsAt: Instant.nullish() });
export type NewProject = z.infer<typeof NewProject>;
export const ProjectChange = z.strictObject({
  title: Title.optional(),
  endsAt: Instant.nullish(),
  archived: z.boolean().optional(),
  hideAtOnce: z.boolean().optional(),
  brandColour: Colour.nullish(),
  dueOn: z.iso.date().nullish(),
});
export type ProjectChange = z.infer<typeof ProjectChange>;
/** Without a title the copy is called as the project is. */
export const ProjectCopy = z.strictObject({ title: Title.optional() });

const local = { door: 'local' } as const;
export const projectOperations = {
  listProjects: operation({
    ...local,
    id: 'listProjects',
    summary: 'All projects, newest first',
    method: 'GET',
    path: '/api/projects',
    access: signedIn,
    status: 200,
    answer: z.object({ items: z.array(Project) }),
  }),
  addProject: operation({
    ...local,
    id: 'addProject',
    summary: 'Start a project',
    method: 'POST',
    path: '/api/projects',
    access: staff,
    body: NewProject,
    status: 201,
    answer: Project,
  }),
  addSample: operation({
    ...local,
    id: 'addSample',
    summary: 'A project with photos, a gallery and a link, to try things with; delete it like any other',
    method: 'POST',
    path: '/api/projects/sample',
    access: staff,
    body: z.strictObject({ kind: ProjectKind.default('event'), locale: Locale.optional() }),
    status: 201,
    answer: Project,
  }),
  putProjectLogo: operation({
    ...local,
    id: 'putProjectLogo',
    summary: 'A logo of its own (field `logo`: JPEG, PNG or WebP, 5 MB)',
    method: 'PUT',
    path: '/api/projects/:id/logo',
    access: staff,
    params: onlyId,
    body: 'multipart/form-data',
    status: 200,
    answer: Project,
  }),
  removeProjectLogo: operation({
    ...local,
    id: 'removeProjectLogo',
    summary: "Back to the box's logo",
    method: 'DELETE',
    path: '/api/projects/:id/logo',
    access: staff,
    params: onlyId,
    status: 204,
  }),
  readProject: operation({
    ...local,
    id: 'readProject',
    summary: 'One project',
    method: 'GET',
    path: '/api/projects/:id',
    access: signedIn,
    params: onlyId,
    status: 200,
    answer: Project,
  }),
  changeProject: operation({
    ...local,
    id: 'changeProject',
    summary: 'Change title or end, or archive',
    method: 'PATCH',
    path: '/api/projects/:id',
    access: staff,
    params: onlyId,
    body: ProjectChange,
    status: 200,
    answer: Project,
  }),
  copyProject: operation({
    ...local,
    id: 'copyProject',
    summary:
      'Copy a project with its photos and galleries; no file is stored twice, each gallery has a link of its own',
    method: 'POST',
    path: '/api/projects/:id/copy',
    access: staff,
    params: onlyId,
    body: ProjectCopy,
    status: 201,
    answer: Project,
  }),
  removeProject: operation({
    ...local,
    id: 'removeProject',
    summary: 'Delete a project with its galleries, links and photos; for 7 days it can be brought back',
    method: 'DELETE',
    path: '/api/projects/:id',
    access: staff,
    params: onlyId,
    status: 204,
  }),
} as const;
