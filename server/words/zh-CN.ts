import { admin } from './zh-CN/admin.ts';
import { batches } from './zh-CN/batches.ts';
import { box } from './zh-CN/box.ts';
import { feedback } from './zh-CN/feedback.ts';
import { galleries } from './zh-CN/galleries.ts';
import { guest } from './zh-CN/guest.ts';
import { home } from './zh-CN/home.ts';
import { hooks } from './zh-CN/hooks.ts';
import { kiosk } from './zh-CN/kiosk.ts';
import { library } from './zh-CN/library.ts';
import { links } from './zh-CN/links.ts';
import { mail } from './zh-CN/mail.ts';
import { messages } from './zh-CN/messages.ts';
import { people } from './zh-CN/people.ts';
import { personal } from './zh-CN/personal.ts';
import { pickup, pickupSetup } from './zh-CN/pickup.ts';
import { playlists } from './zh-CN/playlists.ts';
import { playlistsEditor } from './zh-CN/playlists-editor.ts';
import { plays } from './zh-CN/plays.ts';
import { problems } from './zh-CN/problems.ts';
import { projects } from './zh-CN/projects.ts';
import { regions } from './zh-CN/regions.ts';
import { reportPage } from './zh-CN/report-page.ts';
import { reportPaper } from './zh-CN/report-paper.ts';
import { reportPeople } from './zh-CN/report-people.ts';
import { reportPlan } from './zh-CN/report-plan.ts';
import { reportSheets } from './zh-CN/report-sheets.ts';
import { reports } from './zh-CN/reports.ts';
import { roles } from './zh-CN/roles.ts';
import { screens } from './zh-CN/screens.ts';
import { trash } from './zh-CN/trash.ts';
import { welcome } from './zh-CN/welcome.ts';

/** All words of the product in Chinese, by face and place; the other languages have its shape. */
export const zhCN = {
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
};
export type Words = typeof zhCN;
