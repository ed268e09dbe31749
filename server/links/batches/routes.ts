import { Router } from 'express';
import { batchOperations as operations } from '#contract/batches.ts';
import { actorOf } from '../../box/actor.ts';
import { attachment } from '../../http/send-file.ts';
import { serve } from '../../http/serve.ts';
import type { Kit } from '../../kit.ts';
import type { Addresses } from '../addresses.ts';
import { presentLink } from '../present.ts';
import type { StoredLink } from '../table.ts';
import { addBatch, listBatches, readBatch } from './batch.ts';
import { listCodes, reissueBatch, voidBatch } from './codes.ts';
import { batchCsv } from './csv.ts';
import type { Making } from './making.ts';

/** Links that are made many at once; `making` is told of each new batch. */
export function batchRoutes(kit: Kit, addresses: Addresses, making: Pick<Making, 'go'>): Router {
  const routes = Router({ caseSensitive: true });
  const present = (link: StoredLink) => presentLink(kit, addresses, link);

  serve(routes, operations.addBatch, async ({ req, params, body }) => {
    const batch = await addBatch(kit, actorOf(req), params.id, body);
    making.go();
    return batch;
  });
  serve(routes, operations.listBatches, async ({ params }) => ({ items: await listBatches(kit, params.projectId) }));
  // Before the batch itself, whose address would take the end of this one for a part of its id.
  serve(routes, operations.readBatchCsv, async ({ res, params, query }) => {
    const { csv, name } = await batchCsv(kit, params.id, addresses.origins(), query.origin);
    // Not kept by anybody: it holds the tokens, and the box's address may change.
    res.set({ 'cache-control': 'no-store', 'content-disposition': attachment(name) });
    res.type('text/csv').send(csv);
  });
  serve(routes, operations.readBatch, ({ params }) => readBatch(kit.db.read, params.id));
  serve(routes, operations.listBatchLinks, ({ params, query }) => listCodes(kit, params.id, query, present));
  serve(routes, operations.voidBatchLinks, ({ req, params, body }) => voidBatch(kit, actorOf(req), params.id, body));
  serve(routes, operations.reissueBatchLinks, ({ req, params, body }) =>
    reissueBatch(kit, actorOf(req), params.id, body.numbers, present),
  );
  return routes;
}
