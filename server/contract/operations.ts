import { accountOperations } from './accounts.ts';
import { addressOperations } from './addresses.ts';
import { askOperations } from './asks.ts';
import { audienceOperations } from './audiences.ts';
import { batchOperations } from './batches.ts';
import { boxOperations } from './box.ts';
import { cleanUpOperations } from './clean-up.ts';
import { feedbackOperations } from './feedback.ts';
import { galleryOperations } from './galleries.ts';
import { hideOperations } from './hide.ts';
import { hookOperations } from './hooks.ts';
import { houseOperations } from './house.ts';
import { linkOperations } from './links.ts';
import { mailOperations } from './mail.ts';
import { messageOperations } from './messages.ts';
import { nextStepOperations } from './next-step.ts';
import { nowOperations } from './now.ts';
import type { Operation } from './operation.ts';
import { peopleOperations } from './people.ts';
import { personalOperations } from './personal.ts';
import { photoOperations } from './photos.ts';
import { pickupOperations } from './pickup.ts';
import { playlistOperations } from './playlists.ts';
import { playOperations } from './plays.ts';
import { projectOperations } from './projects.ts';
import { recallOperations } from './recall.ts';
import { recipientOperations } from './recipients.ts';
import { regionOperations } from './regions.ts';
import { reportOperations } from './reports.ts';
import { screenOperations } from './screens.ts';
import { trashOperations } from './trash.ts';
import { versionOperations } from './versions.ts';
import { visitOperations } from './visits.ts';
import { welcomeOperations } from './welcome.ts';

/** Everything that can be asked of the box: what is not here cannot be reached by either door. */
export const operations: readonly Operation[] = [
  boxOperations,
  accountOperations,
  addressOperations,
  projectOperations,
  photoOperations,
  galleryOperations,
  audienceOperations,
  linkOperations,
  recipientOperations,
  personalOperations,
  batchOperations,
  messageOperations,
  versionOperations,
  nextStepOperations,
  visitOperations,
  askOperations,
  feedbackOperations,
  hideOperations,
  peopleOperations,
  trashOperations,
  cleanUpOperations,
  screenOperations,
  recallOperations,
  playlistOperations,
  playOperations,
  pickupOperations,
  reportOperations,
  regionOperations,
  houseOperations,
  mailOperations,
  hookOperations,
  nowOperations,
  welcomeOperations,
].flatMap((room) => Object.values(room));
