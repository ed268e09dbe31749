import type { Route } from './router.ts';

/** Every page of the admin. `invite` and the door's pages are there without a sign-in. */
export const routes = [
  { path: '/', page: 'now' },
  { path: '/invite', page: 'invite' },
  { path: '/projects', page: 'projects' },
  { path: '/projects/new', page: 'project-new' },
  { path: '/projects/:projectId', page: 'library' },
  { path: '/projects/:projectId/start', page: 'project-start' },
  { path: '/projects/:projectId/trash', page: 'trash' },
  { path: '/projects/:projectId/settings', page: 'project-settings' },
  { path: '/projects/:projectId/galleries', page: 'galleries' },
  { path: '/projects/:projectId/galleries/:galleryId', page: 'gallery' },
  { path: '/projects/:projectId/versions', page: 'versions' },
  { path: '/projects/:projectId/links', page: 'links' },
  { path: '/projects/:projectId/links/:linkId', page: 'link' },
  { path: '/screens', page: 'screens' },
  { path: '/screens/:screenId', page: 'screen' },
  { path: '/box', page: 'box' },
  { path: '/box/accounts', page: 'accounts' },
  { path: '/box/keys', page: 'keys' },
  { path: '/box/audit', page: 'audit' },
  { path: '/audiences', page: 'audiences' },
] as const satisfies readonly Route[];

export type Page = (typeof routes)[number]['page'];
