import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Response, Router } from 'express';
import type { Report } from '#contract/report.ts';
import { reportOperations as operations, type ReportForm } from '#contract/reports.ts';
import { actorOf } from '../../box/actor.ts';
import { attachment } from '../../http/send-file.ts';
import { serve } from '../../http/serve.ts';
import type { Kit } from '../../kit.ts';
import { readReport } from '../report.ts';
import { reportFileName } from './name.ts';
import { csvChunks, workbookBytes } from './sheets.ts';
import type { ThumbTools } from './thumbs.ts';

/** Reports as sheets: the workbook and the CSV. */
export function sheetFormRoutes(kit: Kit, small: ThumbTools['small']): Router {
  const routes = Router({ caseSensitive: true });

  serve(routes, operations.reportXlsx, async ({ req, res, params, query }) => {
    const actor = actorOf(req);
    const report = await readReport(kit, actor, params.projectId, query);
    const bytes = await workbookBytes({ kit, small }, actor, report);
    asFile(res, report, 'xlsx', operations.reportXlsx.answer).end(bytes);
  });

  serve(routes, operations.reportCsv, async ({ req, res, params, query: { rows, ...query } }) => {
    const actor = actorOf(req);
    const report = await readReport(kit, actor, params.projectId, query);
    const chunks = await csvChunks(kit, actor, report, query, rows);
    asFile(res, report, 'csv', 'text/csv; charset=utf-8');
    try {
      // No faster than it is taken, and no further than it is wanted.
      await pipeline(Readable.from(chunks), res);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    }
  });
  return routes;
}

/** Not kept by anybody: it tells of people, and its figures move on. */
export function asFile(res: Response, report: Report, form: ReportForm, type: string): Response {
  const name = reportFileName(report, form);
  return res.set({ 'cache-control': 'no-store', 'content-type': type, 'content-disposition': attachment(name) });
}
