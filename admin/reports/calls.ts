import type { Report } from '#contract/report.ts';
import type { ReportForm } from '#contract/reports.ts';
import { ask, askFile } from '../api.ts';
import type { About } from './asked.ts';

/** What is asked of a report: days (both included), what it is about, the page's language. */
export interface ReportAsk {
  readonly from: string;
  readonly to: string;
  readonly about: About;
  readonly lang: string;
}

function address(projectId: string, ending: string, { from, to, about, lang }: ReportAsk): string {
  return `/api/projects/${projectId}/report${ending}?${new URLSearchParams({ from, to, ...about, lang })}`;
}

export const readReport = (projectId: string, asked: ReportAsk) => ask<Report>('GET', address(projectId, '', asked));
/** Where a form of it lies, for the browser to fetch by itself. */
export const reportAddress = (projectId: string, form: ReportForm, asked: ReportAsk) =>
  address(projectId, `.${form}`, asked);
/** A form of it as a file. Throws Refused. */
export const askReport = (projectId: string, form: ReportForm, asked: ReportAsk) =>
  askFile('GET', reportAddress(projectId, form, asked));
