import { html, type TemplateResult } from 'lit';
import type { Session, Settings } from '#contract/box.ts';
import type { Role } from '#contract/operation.ts';
import type { Words } from '#words/index.ts';
import type { Place } from './router.ts';
import type { Page } from './routes.ts';

/** What every page is given. */
export interface Given {
  readonly words: Words;
  readonly session: Session;
  readonly settings: Settings;
  readonly place: Place;
}

interface Entry {
  /** Brings the element; each place is a file of its own, so that the first page is there at once. */
  readonly load: () => Promise<unknown>;
  readonly title: (words: Words) => string;
  /** Who finds something here that they may do; left out: all who are signed in. */
  readonly roles?: readonly Role[];
  /** On a phone it has the whole screen: the frame steps back. */
  readonly whole?: true;
  readonly draw: (given: Given) => TemplateResult;
}

const owners = ['owner'] as const;
const staff = ['owner', 'staff'] as const;
const presenters = ['owner', 'staff', 'presenter'] as const;

/** Which element is which page. */
export const pages: Record<Exclude<Page, 'invite'>, Entry> = {
  now: {
    load: () => import('./home/now-page.ts'),
    title: ({ admin }) => admin.places.now,
    draw: (g) =>
      html`<now-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></now-page>`,
  },
  projects: {
    load: () => import('./projects/projects-page.ts'),
    title: ({ admin }) => admin.places.projects,
    draw: (g) =>
      html`<projects-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></projects-page>`,
  },
  'project-new': {
    load: () => import('./projects/project-new-page.ts'),
    title: ({ projects }) => projects.add,
    roles: staff,
    draw: (g) =>
      html`<project-new-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></project-new-page>`,
  },
  'project-trash': {
    load: () => import('./projects/project-trash-page.ts'),
    title: ({ trash }) => trash.projects.title,
    roles: staff,
    draw: (g) =>
      html`<project-trash-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></project-trash-page>`,
  },
  'clean-up': {
    load: () => import('./box/clean-up-page.ts'),
    title: ({ trash }) => trash.cleanUp.page,
    roles: staff,
    draw: (g) =>
      html`<clean-up-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></clean-up-page>`,
  },
  'project-start': {
    load: () => import('./projects/project-start-page.ts'),
    title: ({ projects }) => projects.start.title,
    roles: staff,
    draw: (g) =>
      html`<project-start-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></project-start-page>`,
  },
  'project-settings': {
    load: () => import('./projects/project-settings-page.ts'),
    title: ({ projects }) => projects.settings.title,
    roles: staff,
    draw: (g) =>
      html`<project-settings-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></project-settings-page>`,
  },
  library: {
    load: () => import('./library/library-page.ts'),
    title: ({ admin }) => admin.tabs.library,
    draw: (g) =>
      html`<library-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></library-page>`,
  },
  trash: {
    load: () => import('./library/trash-page.ts'),
    title: ({ admin }) => admin.tabs.trash,
    roles: staff,
    draw: (g) =>
      html`<trash-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></trash-page>`,
  },
  feedback: {
    load: () => import('./feedback/feedback-page.ts'),
    title: ({ feedback }) => feedback.title,
    roles: presenters,
    draw: (g) =>
      html`<feedback-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></feedback-page>`,
  },
  galleries: {
    load: () => import('./galleries/galleries-page.ts'),
    title: ({ admin }) => admin.tabs.galleries,
    draw: (g) =>
      html`<galleries-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></galleries-page>`,
  },
  gallery: {
    load: () => import('./galleries/gallery-page.ts'),
    title: ({ admin }) => admin.tabs.galleries,
    draw: (g) =>
      html`<gallery-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></gallery-page>`,
  },
  personal: {
    load: () => import('./personal/personal-page.ts'),
    title: ({ personal }) => personal.title,
    roles: presenters,
    whole: true,
    draw: (g) =>
      html`<personal-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></personal-page>`,
  },
  versions: {
    load: () => import('./roles/versions-page.ts'),
    title: ({ roles }) => roles.versions.tab,
    roles: presenters,
    draw: (g) =>
      html`<versions-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></versions-page>`,
  },
  links: {
    load: () => import('./links/links-page.ts'),
    title: ({ admin }) => admin.tabs.links,
    roles: presenters,
    draw: (g) =>
      html`<links-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></links-page>`,
  },
  link: {
    load: () => import('./links/link-page.ts'),
    title: ({ admin }) => admin.tabs.links,
    roles: presenters,
    draw: (g) =>
      html`<link-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></link-page>`,
  },
  people: {
    load: () => import('./people/people-page.ts'),
    title: ({ people }) => people.tab,
    roles: presenters,
    draw: (g) =>
      html`<people-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></people-page>`,
  },
  recipient: {
    load: () => import('./people/recipient-page.ts'),
    title: ({ people }) => people.recipient.unnamed,
    roles: presenters,
    draw: (g) =>
      html`<recipient-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></recipient-page>`,
  },
  report: {
    load: () => import('./reports/report-page.ts'),
    title: ({ reports }) => reports.title,
    roles: presenters,
    draw: (g) =>
      html`<report-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></report-page>`,
  },
  reports: {
    load: () => import('./reports/reports-page.ts'),
    title: ({ reportPage }) => reportPage.place,
    roles: presenters,
    draw: (g) =>
      html`<reports-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></reports-page>`,
  },
  batches: {
    load: () => import('./batches/batches-page.ts'),
    title: ({ batches }) => batches.title,
    roles: staff,
    draw: (g) =>
      html`<batches-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></batches-page>`,
  },
  batch: {
    load: () => import('./batches/batch-page.ts'),
    title: ({ batches }) => batches.title,
    roles: staff,
    draw: (g) =>
      html`<batch-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></batch-page>`,
  },
  screens: {
    load: () => import('./screens/screens-page.ts'),
    title: ({ admin }) => admin.places.screens,
    roles: presenters,
    draw: (g) =>
      html`<screens-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></screens-page>`,
  },
  screen: {
    load: () => import('./screens/screen-page.ts'),
    title: ({ admin }) => admin.places.screens,
    roles: presenters,
    whole: true,
    draw: (g) =>
      html`<screen-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></screen-page>`,
  },
  playlists: {
    load: () => import('./playlists/playlists-page.ts'),
    title: ({ playlistsEditor }) => playlistsEditor.title,
    roles: staff,
    draw: (g) =>
      html`<playlists-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></playlists-page>`,
  },
  playlist: {
    load: () => import('./playlists/playlist-page.ts'),
    title: ({ playlistsEditor }) => playlistsEditor.title,
    roles: staff,
    whole: true,
    draw: (g) =>
      html`<playlist-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></playlist-page>`,
  },
  box: {
    load: () => import('./box/box-page.ts'),
    title: ({ admin }) => admin.places.box,
    roles: owners,
    draw: (g) =>
      html`<box-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></box-page>`,
  },
  accounts: {
    load: () => import('./box/accounts-page.ts'),
    title: ({ admin }) => admin.places.accounts,
    roles: owners,
    draw: (g) =>
      html`<accounts-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></accounts-page>`,
  },
  wifi: {
    load: () => import('./box/wifi-page.ts'),
    title: ({ welcome }) => welcome.admin.title,
    roles: owners,
    draw: (g) =>
      html`<wifi-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></wifi-page>`,
  },
  regions: {
    load: () => import('./box/regions-page.ts'),
    title: ({ regions }) => regions.title,
    roles: owners,
    draw: (g) =>
      html`<regions-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></regions-page>`,
  },
  mail: {
    load: () => import('./box/mail-page.ts'),
    title: ({ mail }) => mail.title,
    roles: owners,
    draw: (g) =>
      html`<mail-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></mail-page>`,
  },
  hooks: {
    load: () => import('./box/hooks-page.ts'),
    title: ({ hooks }) => hooks.title,
    roles: owners,
    draw: (g) =>
      html`<hooks-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></hooks-page>`,
  },
  keys: {
    load: () => import('./box/keys-page.ts'),
    title: ({ admin }) => admin.places.keys,
    roles: owners,
    draw: (g) =>
      html`<keys-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></keys-page>`,
  },
  audiences: {
    load: () => import('./audiences/audiences-page.ts'),
    title: ({ roles }) => roles.audiences.title,
    roles: presenters,
    draw: (g) =>
      html`<audiences-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></audiences-page>`,
  },
  messages: {
    load: () => import('./messages/messages-page.ts'),
    title: ({ messages }) => messages.page.title,
    roles: presenters,
    draw: (g) =>
      html`<messages-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></messages-page>`,
  },
  audit: {
    load: () => import('./box/audit-page.ts'),
    title: ({ admin }) => admin.places.audit,
    roles: owners,
    draw: (g) =>
      html`<audit-page .words=${g.words} .session=${g.session} .settings=${g.settings} .place=${g.place}></audit-page>`,
  },
};
