import { admin } from './en/admin.ts';
import { box } from './en/box.ts';
import { galleries } from './en/galleries.ts';
import { guest } from './en/guest.ts';
import { home } from './en/home.ts';
import { kiosk } from './en/kiosk.ts';
import { library } from './en/library.ts';
import { links } from './en/links.ts';
import { problems } from './en/problems.ts';
import { projects } from './en/projects.ts';
import { roles } from './en/roles.ts';
import { screens } from './en/screens.ts';
import type { Words } from './zh-CN.ts';

/** All words of the product in English. */
export const en = {
  admin,
  box,
  galleries,
  guest,
  home,
  kiosk,
  library,
  links,
  problems,
  projects,
  roles,
  screens,
} satisfies Words;
