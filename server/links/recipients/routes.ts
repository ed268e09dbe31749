import { readFile } from 'node:fs/promises';
import express, { type Request, type Response, Router } from 'express';
import { recipientOperations as operations } from '#contract/recipients.ts';
import { actorOf } from '../../box/actor.ts';
import { localeOf } from '../../http/problems.ts';
import { serve } from '../../http/serve.ts';
import type { Kit } from '../../kit.ts';
import { receive } from '../../library/receive.ts';
import { invalid, Refusal } from '../../refusal.ts';
import { importLimits, importRecipients } from './import.ts';
import { addRecipient, changeRecipient, listRecipients, readRecipient, removeRecipient } from './recipients.ts';

/** Who links are for. */
export function recipientRoutes(kit: Kit): Router {
  const routes = Router({ caseSensitive: true });
  serve(routes, operations.listRecipients, ({ req, params, query }) =>
    listRecipients(kit, actorOf(req), params.projectId, query),
  );
  serve(routes, operations.addRecipient, ({ req, params, body }) =>
    addRecipient(kit, actorOf(req), params.projectId, body),
  );
  serve(routes, operations.importRecipients, async ({ req, res, params, query }) =>
    importRecipients(kit, actorOf(req), params.projectId, await fileOf(kit, req, res), {
      preview: query.preview === 'true',
      skipRefused: query.skipRefused === 'true',
      locale: localeOf(req),
    }),
  );
  serve(routes, operations.readRecipient, ({ req, params }) => readRecipient(kit, actorOf(req), params.id));
  serve(routes, operations.changeRecipient, ({ req, params, body }) =>
    changeRecipient(kit, actorOf(req), params.id, body),
  );
  serve(routes, operations.removeRecipient, async ({ req, params, query }) => {
    await removeRecipient(kit, actorOf(req), params.id, query.links);
    return undefined;
  });
  return routes;
}

/** What browsers, Excel and scripts call a CSV. */
const types = ['csv', 'tab-separated-values', 'plain'].map((type) => `text/${type}`);
const raw = express.raw({
  type: [...types, 'application/csv', 'application/vnd.ms-excel', 'application/octet-stream'],
  limit: importLimits.bytes,
});

/** The file, as the body itself or as the form's field `file`. Throws `payload_too_large`, `unsupported_media_type`, and as uploads do. */
async function fileOf(kit: Kit, req: Request, res: Response): Promise<Uint8Array> {
  if (req.is('multipart/form-data')) {
    return receive(kit, req, res, 'file', async ({ files }) => {
      const [file] = files;
      if (!file || files.length > 1) throw invalid('file', (say) => say.oneFile);
      if (file.bytes > importLimits.bytes) throw tooLarge();
      return file.bytes === 0 ? new Uint8Array() : readFile(file.part);
    });
  }
  await new Promise<void>((resolve, reject) => {
    raw(req, res, (error?: unknown) => (error ? reject(error) : resolve()));
  });
  if (Buffer.isBuffer(req.body)) return req.body;
  if (req.headers['content-length'] === '0') return new Uint8Array();
  throw new Refusal('unsupported_media_type', 'recipients come as a CSV: text/csv, or multipart/form-data with `file`');
}

function tooLarge(): Refusal {
  return new Refusal('payload_too_large', 'the file is larger than this route takes');
}
