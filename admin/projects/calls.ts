import type { Locale } from '#contract/common.ts';
import type { Gallery } from '#contract/galleries.ts';
import type { Audience, Link } from '#contract/links.ts';
import type { NewProject, Project, ProjectChange, ProjectKind } from '#contract/projects.ts';
import { ask, send } from '../api.ts';

/** All projects, newest first. */
export const listProjects = async () => (await ask<{ items: Project[] }>('GET', '/api/projects')).items;
export const readProject = (id: string) => ask<Project>('GET', `/api/projects/${id}`);
export const addProject = (project: NewProject) => ask<Project>('POST', '/api/projects', project);
export const changeProject = (id: string, change: ProjectChange) =>
  ask<Project>('PATCH', `/api/projects/${id}`, change);
export const copyProject = (id: string, title: string) => ask<Project>('POST', `/api/projects/${id}/copy`, { title });
export const removeProject = (id: string) => ask('DELETE', `/api/projects/${id}`);
/** A project with photos, made by the box, to try things with. */
export const addSample = (kind: ProjectKind, locale: Locale) =>
  ask<Project>('POST', '/api/projects/sample', { kind, locale });
/** Puts a logo of its own; the file is checked by the box. */
export const putProjectLogo = (id: string, file: File) =>
  send<Project>('PUT', `/api/projects/${id}/logo`, 'logo', file);
export const removeProjectLogo = (id: string) => ask('DELETE', `/api/projects/${id}/logo`);
/** The presets of one kind of project. */
export const listAudiences = async (kind: ProjectKind) =>
  (await ask<{ items: Audience[] }>('GET', '/api/audiences')).items.filter((audience) => audience.kind === kind);
export const listGalleries = async (projectId: string) =>
  (await ask<{ items: Gallery[] }>('GET', `/api/projects/${projectId}/galleries`)).items;
export const listLinks = async (projectId: string) =>
  (await ask<{ items: Link[] }>('GET', `/api/projects/${projectId}/links`)).items;
/** A gallery and its first link, whose code may hang where many see it. */
export const addGallery = (projectId: string, title: string, audience: string) =>
  ask<Gallery & { link: Link }>('POST', `/api/projects/${projectId}/galleries`, { title, audience, for: 'many' });
/** Another link of it for other people. */
export const addLink = (projectId: string, galleryId: string, audience: string) =>
  ask<Link>('POST', `/api/projects/${projectId}/links`, { galleryIds: [galleryId], audience, for: 'many' });
export const revokeLink = (id: string) => ask('DELETE', `/api/links/${id}`);
