import type { Locale } from '#contract/common.ts';
import type { NewProject, Project, ProjectChange, ProjectKind } from '#contract/projects.ts';
import type { Loss, TrashedProject } from '#contract/trash.ts';
import { ask, send } from '../api.ts';

/** All projects, newest first. */
export const listProjects = async () => (await ask<{ items: Project[] }>('GET', '/api/projects')).items;
export const readProject = (id: string) => ask<Project>('GET', `/api/projects/${id}`);
export const addProject = (project: NewProject) => ask<Project>('POST', '/api/projects', project);
export const changeProject = (id: string, change: ProjectChange) =>
  ask<Project>('PATCH', `/api/projects/${id}`, change);
export const copyProject = (id: string, title: string) => ask<Project>('POST', `/api/projects/${id}/copy`, { title });
/** Into the trash, with all that is in it. */
export const removeProject = (id: string) => ask('DELETE', `/api/projects/${id}`);
/** What would end if it were deleted or archived. */
export const readProjectLoss = (id: string) => ask<Loss>('GET', `/api/projects/${id}/loss`);
/** Deleted ones, last deleted first. */
export const listTrashedProjects = async () =>
  (await ask<{ items: TrashedProject[] }>('GET', '/api/trash/projects')).items;
/** Brings a deleted one back, with its links and their printed codes. */
export const restoreProject = (id: string) => ask<Project>('POST', `/api/trash/projects/${id}/restore`);
/** A project with photos, made by the box, to try things with. */
export const addSample = (kind: ProjectKind, locale: Locale) =>
  ask<Project>('POST', '/api/projects/sample', { kind, locale });
/** Puts a logo of its own; the file is checked by the box. */
export const putProjectLogo = (id: string, file: File) =>
  send<Project>('PUT', `/api/projects/${id}/logo`, 'logo', file);
export const removeProjectLogo = (id: string) => ask('DELETE', `/api/projects/${id}/logo`);
