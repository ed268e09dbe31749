import type { Migration } from '../migrate.ts';
import * as core from './001-core.ts';
import * as audiences from './002-audiences.ts';
import * as library from './003-library.ts';
import * as box from './004-box.ts';
import * as screens from './005-screens.ts';
import * as links from './006-links.ts';
import * as counts from './007-counts.ts';
import * as policy from './008-policy.ts';
import * as watermark from './009-watermark.ts';
import * as downloads from './010-downloads.ts';
import * as content from './011-content.ts';
import * as asks from './012-asks.ts';
import * as nextStep from './013-next-step.ts';
import * as recipients from './014-recipients.ts';
import * as batches from './015-batches.ts';
import * as messages from './016-messages.ts';
import * as feedback from './017-feedback.ts';
import * as overTime from './018-over-time.ts';
import * as guestPhone from './019-guest-phone.ts';
import * as playlists from './020-playlists.ts';
import * as totals from './021-totals.ts';
import * as hooks from './022-hooks.ts';
import * as forgetting from './023-forgetting.ts';

/** All steps in the order they run. A step is never edited once it was released. */
export const migrations: readonly Migration[] = [
  { name: '001-core', up: core.up },
  { name: '002-audiences', up: audiences.up },
  { name: '003-library', up: library.up },
  { name: '004-box', up: box.up },
  { name: '005-screens', up: screens.up },
  { name: '006-links', up: links.up },
  { name: '007-counts', up: counts.up },
  { name: '008-policy', up: policy.up },
  { name: '009-watermark', up: watermark.up },
  { name: '010-downloads', up: downloads.up },
  { name: '011-content', up: content.up },
  { name: '012-asks', up: asks.up },
  { name: '013-next-step', up: nextStep.up },
  { name: '014-recipients', up: recipients.up },
  { name: '015-batches', up: batches.up },
  { name: '016-messages', up: messages.up },
  { name: '017-feedback', up: feedback.up },
  { name: '018-over-time', up: overTime.up },
  { name: '019-guest-phone', up: guestPhone.up },
  { name: '020-playlists', up: playlists.up },
  { name: '021-totals', up: totals.up },
  { name: '022-hooks', up: hooks.up },
  { name: '023-forgetting', up: forgetting.up },
];
