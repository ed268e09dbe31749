import { z } from 'zod';
import { Cursor, Id, Instant, line, onlyId, onlyProjectId } from './common.ts';
import { Link, Origin, Policy, PolicyInput } from './links.ts';
import { batchLimit } from './numbered.ts';
import { operation, staff } from './operation.ts';

/** 批量一次性码: links made together, numbered, one per wristband, badge, card or NFC tag. */
export const Batch = z
  .object({
    id: Id,
    projectId: Id,
    galleryId: Id,
    galleryTitle: z.string(),
    label: z.string(),
    /** The number of its first link. */
    firstNumber: z.int(),
    count: z.int(),
    /** So many are there; the rest is on its way until it is `count`. */
    made: z.int(),
    /** Of those that are not void. */
    unused: z.int(),
    opened: z.int(),
    void: z.int(),
    audience: z.string().nullable(),
    /** What each was made with. */
    policy: Policy,
    /** Who of the staff. */
    madeBy: z.string(),
    createdAt: Instant,
  })
  .meta({ id: 'Batch' });
export type Batch = z.infer<typeof Batch>;

export const NewBatch = z.strictObject({
  count: z.int().min(1).max(batchLimit),
  label: line(120).optional(),
  firstNumber: z.int().min(1).max(999_999).optional(),
  audience: z.string().max(80).optional(),
  /** One phone each where nothing else is said. */
  policy: PolicyInput.optional(),
});
export type NewBatch = z.infer<typeof NewBatch>;

export const BatchLinkState = z.enum(['unused', 'opened', 'void']).meta({ id: 'BatchLinkState' });
export type BatchLinkState = z.infer<typeof BatchLinkState>;
export const BatchLink = z
  .object({
    number: z.int(),
    /** How often this number was given out anew, from 1. */
    issue: z.int(),
    state: BatchLinkState,
    /** On how many phones it was opened. */
    phones: z.int(),
    lastOpenAt: Instant.nullable(),
    link: Link,
  })
  .meta({ id: 'BatchLink' });
export type BatchLink = z.infer<typeof BatchLink>;

/** Some of a batch's numbers, or all that nobody has opened yet. */
export const BatchChoice = z.strictObject({
  numbers: z.array(z.int().min(1)).min(1).max(batchLimit).optional(),
  unused: z.literal(true).optional(),
});
export type BatchChoice = z.infer<typeof BatchChoice>;

const local = { door: 'local', access: staff } as const;
export const batchOperations = {
  addBatch: operation({
    ...local,
    id: 'addBatch',
    summary: 'Make many numbered links at once; they are made in the background, `made` tells how many are there',
    method: 'POST',
    path: '/api/galleries/:id/batches',
    params: onlyId,
    body: NewBatch,
    status: 201,
    answer: Batch,
  }),
  listBatches: operation({
    ...local,
    id: 'listBatches',
    summary: 'The batches of a project, newest first',
    method: 'GET',
    path: '/api/projects/:projectId/batches',
    params: onlyProjectId,
    status: 200,
    answer: z.object({ items: z.array(Batch) }),
  }),
  readBatchCsv: operation({
    ...local,
    id: 'readBatchCsv',
    summary:
      'Number, address and code address of each link that is not void (UTF-8 with BOM); `batch_making` before all are there',
    method: 'GET',
    path: '/api/batches/:id.csv',
    params: onlyId,
    query: z.object({ origin: Origin.optional() }),
    status: 200,
    answer: 'text/csv',
  }),
  readBatch: operation({
    ...local,
    id: 'readBatch',
    summary: 'One batch',
    method: 'GET',
    path: '/api/batches/:id',
    params: onlyId,
    status: 200,
    answer: Batch,
  }),
  listBatchLinks: operation({
    ...local,
    id: 'listBatchLinks',
    summary: 'The links of a batch by number, or those of one number, voided ones too',
    method: 'GET',
    path: '/api/batches/:id/links',
    params: onlyId,
    query: z.object({
      state: BatchLinkState.optional(),
      number: z.coerce.number().int().min(1).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
      cursor: Cursor.optional(),
    }),
    status: 200,
    answer: z.object({ items: z.array(BatchLink), nextCursor: z.string().nullable() }),
  }),
  voidBatchLinks: operation({
    ...local,
    id: 'voidBatchLinks',
    summary: 'Make codes void: they open nothing any more',
    method: 'POST',
    path: '/api/batches/:id/void',
    params: onlyId,
    body: BatchChoice,
    status: 200,
    answer: z.object({ batch: Batch, numbers: z.array(z.int()) }),
  }),
  reissueBatchLinks: operation({
    ...local,
    id: 'reissueBatchLinks',
    summary: 'Give numbers a new code each, as fresh as the first; the old ones are void',
    method: 'POST',
    path: '/api/batches/:id/reissue',
    params: onlyId,
    body: z.strictObject({ numbers: z.array(z.int().min(1)).min(1).max(500) }),
    status: 200,
    answer: z.object({ batch: Batch, items: z.array(BatchLink) }),
  }),
} as const;
