import { admin } from './en/admin.ts';
import { batches } from './en/batches.ts';
import { box } from './en/box.ts';
import { feedback } from './en/feedback.ts';
import { galleries } from './en/galleries.ts';
import { guest } from './en/guest.ts';
import { home } from './en/home.ts';
import { hooks } from './en/hooks.ts';
import { kiosk } from './en/kiosk.ts';
import { library } from './en/library.ts';
import { links } from './en/links.ts';
import { mail } from './en/mail.ts';
import { messages } from './en/messages.ts';
import { people } from './en/people.ts';
import { personal } from './en/personal.ts';
import { pickup, pickupSetup } from './en/pickup.ts';
import { playlists } from './en/playlists.ts';
import { playlistsEditor } from './en/playlists-editor.ts';
import { plays } from './en/plays.ts';
import { problems } from './en/problems.ts';
import { projects } from './en/projects.ts';
import { regions } from './en/regions.ts';
import { reportPage } from './en/report-page.ts';
import { reportPaper } from './en/report-paper.ts';
import { reportPeople } from './en/report-people.ts';
import { reportPlan } from './en/report-plan.ts';
import { reportSheets } from './en/report-sheets.ts';
import { reports } from './en/reports.ts';
import { roles } from './en/roles.ts';
import { screens } from './en/screens.ts';
import { trash } from './en/trash.ts';
import { welcome } from './en/welcome.ts';
import type { Words } from './zh-CN.ts';

/** All words of the product in English. */
export const en = {
  admin,
  batches,
  box,
  feedback,
  galleries,
  guest,
  home,
  hooks,
  kiosk,
  library,
  links,
  mail,
  messages,
  people,
  personal,
  pickup,
  pickupSetup,
  playlists,
  playlistsEditor,
  plays,
  problems,
  projects,
  regions,
  reportPage,
  reportPaper,
  reportPeople,
  reportPlan,
  reportSheets,
  reports,
  roles,
  screens,
  trash,
  welcome,
} satisfies Words;
