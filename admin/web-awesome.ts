import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import '@awesome.me/webawesome/dist/components/dropdown/dropdown.js';
import '@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js';
import '@awesome.me/webawesome/dist/components/switch/switch.js';
import '@awesome.me/webawesome/dist/translations/zh-cn.js';
import { registerIconLibrary } from '@awesome.me/webawesome/dist/components/icon/library.js';
import check from './icons/check.svg?url';
import close from './icons/close.svg?url';
import dot from './icons/dot.svg?url';
import down from './icons/down.svg?url';
import right from './icons/right.svg?url';

const own: Record<string, string> = {
  xmark: close,
  'circle-xmark': close,
  'chevron-down': down,
  'chevron-right': right,
  check,
};

// Its own default asks a server on the internet for each icon; these are on the box.
for (const library of ['default', 'system']) {
  registerIconLibrary(library, { resolver: (name) => own[name] ?? dot });
}
