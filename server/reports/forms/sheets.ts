import type { Report } from '#contract/report.ts';
import type { ReportQuery } from '#contract/reports.ts';
import type { Actor } from '../../box/actor.ts';
import type { Kit } from '../../kit.ts';
import { brandRow } from '../../projects/table.ts';
import { scopeOf } from '../scope.ts';
import { type CsvRows, reportCsv } from './csv/csv.ts';
import { type ThumbTools, thumbsOf } from './thumbs.ts';
import { makeTurns } from './turns.ts';
import { thumbEdge } from './xlsx/photos.ts';
import { writeWorkbook } from './xlsx/write.ts';

/** One workbook after another, since each takes some 60 MB. */
const inTurn = makeTurns();

/** A report as a workbook, with pictures of its photos, in the project's colour; `who` asks for it. Throws `busy`. */
export function workbookBytes(tools: ThumbTools, { id: who }: Pick<Actor, 'id'>, report: Report): Promise<Buffer> {
  return inTurn(who, async () => {
    const ids = report.photos.filter(({ there }) => there).map(({ photoId }) => photoId);
    const thumbs = await thumbsOf(tools, ids, thumbEdge);
    const brand = await brandRow(tools.kit.db.read, report.project.id);
    return writeWorkbook({ report, thumbs, colour: brand?.brand_colour ?? null });
  });
}

/** A report as CSV, some rows at a time; `query` is what the report was made of. Throws as `readReport` does. */
export async function csvChunks(
  kit: Pick<Kit, 'db'>,
  actor: Actor,
  report: Report,
  query: ReportQuery,
  rows: CsvRows,
): Promise<AsyncGenerator<string>> {
  const { scope } = await scopeOf(kit, actor, report.project, query, report.locale);
  return reportCsv(kit.db.read, report, scope, rows);
}
