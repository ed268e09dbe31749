import { z } from 'zod';
import { Id, Instant, Locale, onlyProjectId } from './common.ts';
import { MailFailure } from './mail.ts';
import { operation, presenters, staff } from './operation.ts';
import { Day, Report } from './report.ts';

/**
 * What a report is about; nothing: the whole project. Where several are named, only links count that fit them all. Of a
 * gallery the links that open it now count, and of their photos those that were looked at in it.
 */
const about = {
  audience: z.string().max(80).optional(),
  galleryId: Id.optional(),
  linkId: Id.optional(),
  recipientId: Id.optional(),
  placement: z.string().max(120).optional(),
};
/**
 * A day in the box's zone, or an instant, which stands for its day. Both ends are part of the span. Without `to`: until
 * today; without `from`: 30 days.
 */
const Edge = z.union([Day, Instant]);
export const ReportQuery = z.object({ from: Edge.optional(), to: Edge.optional(), ...about });
export type ReportQuery = z.infer<typeof ReportQuery>;

export const ReportForm = z.enum(['xlsx', 'csv', 'pdf', 'txt', 'png']).meta({ id: 'ReportForm' });
export type ReportForm = z.infer<typeof ReportForm>;

/** Every evening at `at` until the project's end (`until` null: its end, or until it is taken away). */
export const ReportPlan = z
  .object({
    at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM'),
    forms: z.array(ReportForm).min(1).max(5),
    locale: Locale,
    mailTo: z.array(z.email().max(200)).max(20),
    /** The last evening. */
    until: Day.nullable(),
  })
  .meta({ id: 'ReportPlan' });
export type ReportPlan = z.infer<typeof ReportPlan>;

export const ReportFile = z
  .object({
    id: Id,
    day: Day,
    form: ReportForm,
    name: z.string(),
    bytes: z.int(),
    madeAt: Instant,
    /** `waiting`: made, and its mail has not gone yet. `failed` with `bytes` 0: it could not be made. */
    state: z.enum(['made', 'waiting', 'mailed', 'failed']),
    /** Why it could not be made (`disk_full`, `fault`), or why its mail has not gone. */
    failure: z.union([z.enum(['disk_full', 'fault']), MailFailure]).nullable(),
    mailedAt: Instant.nullable(),
  })
  .meta({ id: 'ReportFile' });
export type ReportFile = z.infer<typeof ReportFile>;

/** The plan of a project with what was made of it, newest first, 200 at most. */
export const ReportPlanState = z
  .object({
    plan: ReportPlan.nullable(),
    nextAt: Instant.nullable(),
    /** Whether mail can be sent at all. */
    mail: z.boolean(),
    files: z.array(ReportFile),
  })
  .meta({ id: 'ReportPlanState' });
export type ReportPlanState = z.infer<typeof ReportPlanState>;

/** `lang`: the language of what is made; without it the box's. */
const inForm = ReportQuery.extend({ lang: Locale.optional() });
const local = { door: 'local', access: presenters, params: onlyProjectId } as const;
const ids = { xlsx: 'reportXlsx', pdf: 'reportPdf', txt: 'reportText', png: 'reportPicture' } as const;
const form = <const E extends keyof typeof ids, const T extends string>(ending: E, summary: string, answer: T) =>
  operation({
    ...local,
    id: ids[ending],
    summary,
    method: 'GET',
    path: `/api/projects/:projectId/report.${ending}`,
    query: inForm,
    status: 200,
    answer,
  });

export const reportOperations = {
  readReport: operation({
    ...local,
    id: 'readReport',
    summary: 'Who opened, looked and saved in a span of days; a presenter sees what is theirs or nobody’s',
    method: 'GET',
    path: '/api/projects/:projectId/report',
    query: inForm,
    status: 200,
    answer: Report,
  }),
  reportXlsx: form(
    'xlsx',
    'The report as a workbook, a sheet a question',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ),
  reportCsv: operation({
    ...local,
    id: 'reportCsv',
    summary: 'The figures of the report, and behind them every event, one a row; `rows` takes one of the two',
    method: 'GET',
    path: '/api/projects/:projectId/report.csv',
    query: inForm.extend({ rows: z.enum(['all', 'figures', 'events']).default('all') }),
    status: 200,
    answer: 'text/csv',
  }),
  reportPdf: form('pdf', 'The delivery report, to print or to send', 'application/pdf'),
  reportText: form('txt', 'The delivery summary as text to paste', 'text/plain'),
  reportPicture: form('png', 'The report as one long picture', 'image/png'),
  readReportPlan: operation({
    ...local,
    access: staff,
    id: 'readReportPlan',
    summary: 'Which report files are made every evening, and those that were',
    method: 'GET',
    path: '/api/projects/:projectId/report/plan',
    status: 200,
    answer: ReportPlanState,
  }),
  putReportPlan: operation({
    ...local,
    access: staff,
    id: 'putReportPlan',
    summary: 'Have report files made every evening, and mailed where the box can',
    method: 'PUT',
    path: '/api/projects/:projectId/report/plan',
    body: ReportPlan,
    status: 200,
    answer: ReportPlanState,
  }),
  removeReportPlan: operation({
    ...local,
    access: staff,
    id: 'removeReportPlan',
    summary: 'No more report files; those that were made stay',
    method: 'DELETE',
    path: '/api/projects/:projectId/report/plan',
    status: 204,
  }),
  readReportFile: operation({
    ...local,
    access: staff,
    id: 'readReportFile',
    summary: 'A report file that was made in an evening',
    method: 'GET',
    path: '/api/projects/:projectId/report/files/:id',
    params: onlyProjectId.extend({ id: Id }),
    status: 200,
    answer: 'application/octet-stream',
  }),
} as const;
