import { Router } from 'express';
import { reportOperations as operations } from '#contract/reports.ts';
import { actorOf } from '../../../box/actor.ts';
import { serve } from '../../../http/serve.ts';
import { readReport } from '../../report.ts';
import { asFile } from '../routes.ts';
import { type PaperTools, pdfBytes, pictureBytes } from './paper.ts';
import { reportText } from './summary.ts';

/** Reports to be read: the PDF, the picture, the text. */
export function paperFormRoutes(tools: PaperTools): Router {
  const { kit } = tools;
  const routes = Router({ caseSensitive: true });
  serve(routes, operations.reportPdf, async ({ req, res, params, query }) => {
    const actor = actorOf(req);
    const report = await readReport(kit, actor, params.projectId, query);
    const bytes = await pdfBytes(tools, actor, report);
    asFile(res, report, 'pdf', operations.reportPdf.answer).end(bytes);
  });
  serve(routes, operations.reportPicture, async ({ req, res, params, query }) => {
    const actor = actorOf(req);
    const report = await readReport(kit, actor, params.projectId, query);
    const bytes = await pictureBytes(tools, actor, report);
    asFile(res, report, 'png', operations.reportPicture.answer).end(bytes);
  });
  serve(routes, operations.reportText, async ({ req, res, params, query }) => {
    const report = await readReport(kit, actorOf(req), params.projectId, query);
    asFile(res, report, 'txt', 'text/plain; charset=utf-8').end(reportText(report));
  });
  return routes;
}
