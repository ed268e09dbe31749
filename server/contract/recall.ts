import { z } from 'zod';
import { Id, Instant, onlyId } from './common.ts';
import { operation, presenters } from './operation.ts';

/** Who has let go of a photo that was withdrawn, hidden or replaced; nothing is known of before the box's last start. */
export const Recall = z
  .object({
    photoId: Id,
    /** When it had to go last; null where it had not. */
    at: Instant.nullable(),
    /** The screens that had it: each says when it no longer holds it, in its memory or its store. */
    screens: z.array(z.object({ id: Id, name: z.string(), online: z.boolean(), letGoAt: Instant.nullable() })),
    /**
     * Phones that had it open: all were told to cover it, `letGo` have fetched the gallery without it since, `left` have
     * closed the page or are out of reach; neither can be shown it again.
     */
    phones: z.object({ told: z.int(), letGo: z.int(), left: z.int() }),
  })
  .meta({ id: 'Recall' });
export type Recall = z.infer<typeof Recall>;

export const recallOperations = {
  readRecall: operation({
    door: 'local',
    access: presenters,
    id: 'readRecall',
    summary: 'Which screens and phones have let go of a photo that was withdrawn, hidden or replaced',
    method: 'GET',
    path: '/api/photos/:id/recall',
    params: onlyId,
    status: 200,
    answer: Recall,
  }),
} as const;
