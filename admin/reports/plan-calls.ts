import type { ReportPlan, ReportPlanState } from '#contract/reports.ts';
import { ask } from '../api.ts';

const of = (projectId: string) => `/api/projects/${projectId}/report`;
/** Which reports are made every evening, and those that were. Throws Refused, as all calls do. */
export const readPlan = (projectId: string) => ask<ReportPlanState>('GET', `${of(projectId)}/plan`);
export const putPlan = (projectId: string, plan: ReportPlan) =>
  ask<ReportPlanState>('PUT', `${of(projectId)}/plan`, plan);
export const removePlan = (projectId: string) => ask('DELETE', `${of(projectId)}/plan`);
/** Where a file that was made is fetched. */
export const planFile = (projectId: string, id: string) => `${of(projectId)}/files/${id}`;
