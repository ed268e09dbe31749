import { accountOperations } from './accounts.ts';
import { addressOperations } from './addresses.ts';
import { askOperations } from './asks.ts';
import { audienceOperations } from './audiences.ts';
import { boxOperations } from './box.ts';
import { galleryOperations } from './galleries.ts';
import { linkOperations } from './links.ts';
import { nextStepOperations } from './next-step.ts';
import { nowOperations } from './now.ts';
import type { Operation } from './operation.ts';
import { photoOperations } from './photos.ts';
import { projectOperations } from './projects.ts';
import { screenOperations } from './screens.ts';
import { versionOperations } from './versions.ts';
import { visitOperations } from './visits.ts';

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
  versionOperations,
  nextStepOperations,
  visitOperations,
  askOperations,
  screenOperations,
  nowOperations,
].flatMap((room) => Object.values(room));
