import type { Screen } from '#contract/screens.ts';
import type { Words } from '#words/index.ts';
import type { MenuItem } from '../parts/admin-menu.ts';
import {
  bell,
  code,
  display,
  download,
  leave,
  moon,
  pencil,
  phone,
  photos,
  restore,
  speech,
  trash,
} from '../parts/icons.ts';
import type { OnNow } from './on-now.ts';

/** What else can be done with a screen; what who is signed in may not do is left out. */
export function screenMenu({ blank }: Screen, on: OnNow, { screens, pickupSetup }: Words, able: boolean): MenuItem[] {
  const { key } = screens;
  const all: (MenuItem & { able?: boolean })[] = [
    { value: 'message', label: screens.message.title, icon: speech },
    { value: 'photo', label: key.toPhotos, icon: photos },
    { value: 'blank', label: blank ? key.light : key.blank, icon: moon },
    { value: 'identify', label: key.identify, icon: bell },
    { value: 'reload', label: key.reload, icon: restore },
    { value: 'show', label: screens.change, icon: display, able },
    { value: 'pickup', label: pickupSetup.menu, icon: download, able },
    { value: 'pickup', label: screens.pickup, icon: phone, able },
    { value: 'codes', label: screens.codes.title, icon: code, able },
    { value: 'rename', label: screens.rename, icon: pencil, able },
    { value: 'withdraw', label: screens.withdraw, icon: trash, dangerous: true, able: able && on.photo !== undefined },
    { value: 'remove', label: screens.remove, icon: leave, dangerous: true, able },
  ];
  return all.filter((item) => item.able !== false);
}
