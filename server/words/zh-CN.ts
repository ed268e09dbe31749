import { admin } from './zh-CN/admin.ts';
import { box } from './zh-CN/box.ts';
import { galleries } from './zh-CN/galleries.ts';
import { guest } from './zh-CN/guest.ts';
import { home } from './zh-CN/home.ts';
import { kiosk } from './zh-CN/kiosk.ts';
import { library } from './zh-CN/library.ts';
import { links } from './zh-CN/links.ts';
import { problems } from './zh-CN/problems.ts';
import { projects } from './zh-CN/projects.ts';
import { roles } from './zh-CN/roles.ts';
import { screens } from './zh-CN/screens.ts';

/** All words of the product in Chinese, by face and place; the other languages have its shape. */
export const zhCN = { admin, box, galleries, guest, home, kiosk, library, links, problems, projects, roles, screens };
export type Words = typeof zhCN;
