import { z } from 'zod';
import { Id, Instant, onlyId } from './common.ts';
import { operation, presenters } from './operation.ts';

/** What a screen showed on whole days in the box's zone, in sum. */
export const PlayLog = z
  .object({
    from: Instant,
    to: Instant,
    /** Seconds that the screen showed something. */
    seconds: z.number(),
    offlineSeconds: z.number(),
    photos: z.array(z.object({ photoId: Id, times: z.int(), seconds: z.number() })),
    items: z.array(z.object({ itemId: z.string(), kind: z.string(), times: z.int(), seconds: z.number() })),
    /** The last of them, newest first. */
    latest: z.array(
      z.object({
        at: Instant,
        seconds: z.number(),
        kind: z.string(),
        photoIds: z.array(Id),
        fresh: z.boolean(),
        offline: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'PlayLog' });
export type PlayLog = z.infer<typeof PlayLog>;

export const playOperations = {
  readPlays: operation({
    door: 'local',
    id: 'readPlays',
    summary: 'What it showed on the days that a span of time touches, and for how long; today where nothing is said',
    method: 'GET',
    path: '/api/screens/:id/plays',
    access: presenters,
    params: onlyId,
    query: z.object({ from: Instant.optional(), to: Instant.optional() }),
    status: 200,
    answer: PlayLog,
  }),
} as const;
