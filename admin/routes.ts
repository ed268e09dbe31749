import type { Route } from './router.ts';

/** Every page of the admin. `invite` and the door's pages are there without a sign-in. */
export const routes = [
  { path: '/', page: 'now' },
  { path: '/invite', page: 'invite' },
  { path: '/projects', page: 'projects' },
  { path: '/projects/new', page: 'project-new' },
  { path: '/projects/trash', page: 'project-trash' },
  { path: '/projects/:projectId', page: 'library' },
  { path: '/projects/:projectId/start', page: 'project-start' },
  { path: '/projects/:projectId/trash', page: 'trash' },
  { path: '/projects/:projectId/feedback', page: 'feedback' },
  { path: '/projects/:projectId/settings', page: 'project-settings' },
  { path: '/projects/:projectId/galleries', page: 'galleries' },
  { path: '/projects/:projectId/galleries/:galleryId', page: 'gallery' },
  { path: '/projects/:projectId/personal', page: 'personal' },
  { path: '/projects/:projectId/versions', page: 'versions' },
  { path: '/projects/:projectId/links', page: 'links' },
  { path: '/projects/:projectId/links/:linkId', page: 'link' },
  { path: '/projects/:projectId/batches', page: 'batches' },
  { path: '/projects/:projectId/batches/:batchId', page: 'batch' },
  { path: '/projects/:projectId/people', page: 'people' },
  { path: '/projects/:projectId/people/:recipientId', page: 'recipient' },
  { path: '/screens', page: 'screens' },
  { path: '/screens/:screenId', page: 'screen' },
  { path: '/playlists', page: 'playlists' },
  { path: '/playlists/:playlistId', page: 'playlist' },
  { path: '/clean-up', page: 'clean-up' },
  { path: '/box', page: 'box' },
  { path: '/box/accounts', page: 'accounts' },
  { path: '/box/wifi', page: 'wifi' },
  { path: '/box/keys', page: 'keys' },
  { path: '/box/audit', page: 'audit' },
  { path: '/box/messages', page: 'messages' },
  { path: '/audiences', page: 'audiences' },
] as const satisfies readonly Route[];

export type Page = (typeof routes)[number]['page'];
