import type { Words } from '#words/index.ts';
import type { MenuItem } from '../parts/admin-menu.ts';
import { bell, code, display, leave, pencil, restore, trash } from '../parts/icons.ts';
import type { OnNow } from './on-now.ts';

/** What else can be done with a screen; what who is signed in may not do is left out. */
export function screenMenu(on: OnNow, { screens }: Words, able: boolean): MenuItem[] {
  const all: (MenuItem & { able?: boolean })[] = [
    { value: 'show', label: screens.change, icon: display, able },
    { value: 'identify', label: screens.key.identify, icon: bell },
    { value: 'reload', label: screens.key.reload, icon: restore },
    { value: 'codes', label: screens.codes.title, icon: code, able },
    { value: 'rename', label: screens.rename, icon: pencil, able },
    { value: 'withdraw', label: screens.withdraw, icon: trash, dangerous: true, able: able && on.photo !== undefined },
    { value: 'remove', label: screens.remove, icon: leave, dangerous: true, able },
  ];
  return all.filter((item) => item.able !== false);
}
