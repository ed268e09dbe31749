import type { PolicyInput } from '#contract/links.ts';
import { invalid } from '../refusal.ts';
import { endOfDay } from './days.ts';
import type { Preset } from './preset.ts';
import type { LinkRow } from './table.ts';

/** What a link's row holds of its policy; the password goes its own way, since hashing takes time. */
export type TermsRow = Pick<
  LinkRow,
  | 'max_opens'
  | 'max_opens_per_visitor'
  | 'opens_at'
  | 'expires_at'
  | 'expires_with_project'
  | 'download'
  | 'watermark'
  | 'visit_seconds'
  | 'max_devices'
  | 'refresh_days'
>;

/** When and where a policy is settled: a day ends by the clocks of the box's zone. */
export interface Moment {
  readonly now: number;
  readonly zone: string;
}

const unlimited: TermsRow = {
  max_opens: null,
  max_opens_per_visitor: null,
  opens_at: null,
  expires_at: null,
  expires_with_project: 0,
  download: 'off',
  watermark: 'off',
  visit_seconds: null,
  max_devices: null,
  refresh_days: null,
};

/** The terms that a preset gives. For many, its number counts per phone: one total would be gone in minutes. */
export function presetTerms(preset: Preset | undefined, meantFor: 'one' | 'many', moment: Moment): TermsRow {
  if (!preset) return unlimited;
  const { maxOpens, expiresInDays } = preset;
  return {
    ...unlimited,
    ...(meantFor === 'many' ? { max_opens_per_visitor: maxOpens } : { max_opens: maxOpens }),
    expires_at: expiresInDays === null ? null : endOfDay(moment.now, expiresInDays, moment.zone),
    expires_with_project: preset.expiresWithProject ? 1 : 0,
    download: preset.download,
    watermark: preset.watermark,
    visit_seconds: preset.visitSeconds,
    max_devices: preset.maxDevices,
    refresh_days: preset.refreshDays,
  };
}

/**
 * The terms after a change; what the change leaves out stays. `projectEnd` (UTC ms) is the end of those that end with
 * their project. Throws `invalid_input` where they contradict each other.
 */
export function changedTerms(
  terms: TermsRow,
  change: PolicyInput,
  moment: Moment,
  projectEnd: number | null,
): TermsRow {
  const next = { ...terms, ...expiry(change, moment) };
  if (change.maxOpens !== undefined) next.max_opens = change.maxOpens;
  if (change.maxOpensPerVisitor !== undefined) next.max_opens_per_visitor = change.maxOpensPerVisitor;
  if (change.opensAt !== undefined) next.opens_at = instant(change.opensAt);
  if (change.download !== undefined) next.download = change.download;
  if (change.watermark !== undefined) next.watermark = change.watermark;
  if (change.visitSeconds !== undefined) next.visit_seconds = change.visitSeconds;
  if (change.maxDevices !== undefined) next.max_devices = change.maxDevices;
  if (change.refreshDays !== undefined) next.refresh_days = change.refreshDays;
  // A project's end is moved by itself: what says nothing of when a link opens is not refused for it.
  const timed = timedField(change);
  if (timed && !opensInTime(next, projectEnd)) throw invalid(`policy.${timed}`, (say) => say.opensLate);
  return next;
}

/** Whether a link with these terms would open before it ends. */
export function opensInTime(
  { opens_at: opens, expires_at: ends, expires_with_project: withProject }: TermsRow,
  projectEnd: number | null,
): boolean {
  const end = withProject === 1 ? projectEnd : ends;
  return opens === null || end === null || opens < end;
}

/** What of a change says when a link opens or ends; undefined where nothing does. */
function timedField({ opensAt, expiresAt, expiresInDays, expiresWithProject }: PolicyInput): string | undefined {
  const said = { opensAt, expiresInDays, expiresWithProject, expiresAt };
  return Object.entries(said).find(([, value]) => value !== undefined && value !== null)?.[0];
}

/** Whether a policy says something of the terms that a preset gives; a password, an opening time, previews and feedback are each link's own. */
export function changesTerms(policy: PolicyInput | undefined): boolean {
  const { password: _, opensAt: __, preview: ___, feedback: ____, ...terms } = policy ?? {};
  return Object.values(terms).some((said) => said !== undefined);
}

function expiry(
  { expiresAt, expiresInDays, expiresWithProject }: PolicyInput,
  { now, zone }: Moment,
): Partial<TermsRow> {
  const ways = [expiresAt ?? undefined, expiresInDays, expiresWithProject].filter((way) => way !== undefined);
  if (ways.length > 1) throw invalid('policy.expiresAt', (say) => say.oneEnd);
  if (expiresWithProject) return { expires_at: null, expires_with_project: 1 };
  if (expiresInDays !== undefined) return { expires_at: endOfDay(now, expiresInDays, zone), expires_with_project: 0 };
  return expiresAt === undefined ? {} : { expires_at: instant(expiresAt), expires_with_project: 0 };
}

function instant(time: string | null): number | null {
  return time === null ? null : Date.parse(time);
}
