import type { Download, Link, LinkChange, Policy, PolicyInput, Watermark } from '#contract/links.ts';
import { instantAt, wallTime } from '../library/wall-time.ts';
import { daysTo, dayText, type End, endOfDays } from './days.ts';
import { wholeNumber } from './fields.ts';
import { endOf } from './policy-parts.ts';
import { secondsOf, type Visit, visitOf } from './visit-length.ts';

/** What the form of a link shows, as typed. */
export interface LinkForm extends Visit {
  readonly for: 'one' | 'many';
  readonly opens: string;
  readonly unlimited: boolean;
  readonly perPhone: string;
  readonly opening: 'now' | 'later';
  /** `2026-12-21T14:05`, in the box's zone. */
  readonly opensAt: string;
  readonly end: End;
  readonly days: string;
  /** `2026-12-21`. */
  readonly date: string;
  readonly download: Download;
  /** Empty: no limit. */
  readonly phones: string;
  /** Empty: no reminder. */
  readonly refresh: string;
  readonly watermark: Watermark;
  readonly preview: boolean;
  readonly feedback: boolean;
  readonly asks: boolean;
  /** Empty where the one that is set stays. */
  readonly password: string;
  readonly label: string;
  readonly placement: string;
}
export type FieldName =
  | 'opens'
  | 'perPhone'
  | 'opensAt'
  | 'days'
  | 'date'
  | 'download'
  | 'visit'
  | 'phones'
  | 'refresh'
  | 'watermark'
  | 'preview'
  | 'password'
  | 'label'
  | 'placement';
/** Why a field cannot be as it is: which of `words.links.form.wrong`. */
export type Wrong =
  | Exclude<FieldName, 'download' | 'watermark' | 'preview'>
  | 'opensLate'
  | 'passwordLong'
  | 'previewPassword'
  | 'previewMark'
  | 'refused';
export type Mistakes = Partial<Record<FieldName, Wrong>>;

export interface Where {
  readonly now: number;
  readonly zone: string;
  /** When the project ends, where it does. */
  readonly projectEnds: string | null;
}

/** The form of a link as it is. */
export function formOf(link: Pick<Link, 'policy' | 'label' | 'placement' | 'for'>, { now, zone }: Where): LinkForm {
  const { policy, label, placement } = link;
  const last = endOf(policy, now, zone);
  const end: End = policy.expiresWithProject
    ? 'project'
    : last === null
      ? 'none'
      : last.clock === '24:00' && last.days >= 0
        ? 'days'
        : 'date';
  return {
    for: link.for,
    opens: policy.maxOpens?.toString() ?? '',
    unlimited: policy.maxOpens === null,
    perPhone: policy.maxOpensPerVisitor?.toString() ?? '',
    opening: policy.opensAt === null ? 'now' : 'later',
    opensAt: policy.opensAt === null ? '' : wallTime(Date.parse(policy.opensAt), zone),
    end,
    days: String(last === null ? 30 : Math.max(0, last.days)),
    date: last === null ? '' : dayText(last),
    download: policy.download,
    ...visitOf(policy.visitSeconds),
    phones: policy.maxDevices?.toString() ?? '',
    refresh: policy.refreshDays?.toString() ?? '',
    watermark: policy.watermark,
    preview: policy.preview,
    feedback: policy.feedback,
    asks: policy.password,
    password: '',
    label,
    placement: placement ?? '',
  };
}

/** What cannot be right in what was changed; `hasPassword` where one is set, or made up where none is typed. */
export function mistakesIn(form: LinkForm, before: LinkForm, hasPassword: boolean, where: Where): Mistakes {
  const mistakes: Mistakes = {};
  const figure = (typed: string, most: number) => typed.trim() === '' || wholeNumber(typed, 1, most) !== undefined;
  if (!form.unlimited && wholeNumber(form.opens, 1, 1_000_000) === undefined) mistakes.opens = 'opens';
  if (!figure(form.perPhone, 1_000_000)) mistakes.perPhone = 'perPhone';
  if (endChanged(form, before)) {
    if (form.end === 'days' && wholeNumber(form.days, 0, 3650) === undefined) mistakes.days = 'days';
    if (form.end === 'date' && daysTo(form.date, where.now, where.zone) === undefined) mistakes.date = 'date';
  }
  if (form.opening === 'later' && opensChanged(form, before)) {
    const at = opensOf(form, where.zone);
    const ends = at === undefined ? null : endAfter(form, where);
    if (at === undefined) mistakes.opensAt = 'opensAt';
    else if (ends !== null && at >= ends) mistakes.opensAt = 'opensLate';
  }
  if (secondsOf(form) === undefined) mistakes.visit = 'visit';
  if (!figure(form.phones, 10_000)) mistakes.phones = 'phones';
  if (!figure(form.refresh, 3650)) mistakes.refresh = 'refresh';
  if (form.asks && !hasPassword && form.password.trim() === '') mistakes.password = 'password';
  if (form.asks && form.password.trim().length > 100) mistakes.password = 'passwordLong';
  // Strangers would see what others need a password for, or a photo without its mark.
  if (form.preview && !before.preview && form.asks) mistakes.preview = 'previewPassword';
  else if (form.preview && !before.preview && form.watermark !== 'off') mistakes.preview = 'previewMark';
  if (form.label.trim().length > 120) mistakes.label = 'label';
  if (form.placement.trim().length > 120) mistakes.placement = 'placement';
  return mistakes;
}

/** What the box is told: only what was changed. Empty where nothing was. */
export function changeOf(form: LinkForm, before: LinkForm, { now, zone }: Where): LinkChange {
  const policy: PolicyInput = {};
  const most = form.unlimited ? null : (wholeNumber(form.opens, 1, 1_000_000) ?? null);
  const mostBefore = before.unlimited ? null : Number(before.opens);
  if (most !== mostBefore) policy.maxOpens = most;
  const count = (name: 'perPhone' | 'phones' | 'refresh', most: number, say: (value: number | null) => void) => {
    if (form[name].trim() !== before[name]) say(wholeNumber(form[name], 1, most) ?? null);
  };
  count('perPhone', 1_000_000, (value) => {
    policy.maxOpensPerVisitor = value;
  });
  if (opensChanged(form, before)) {
    const at = form.opening === 'later' ? opensOf(form, zone) : undefined;
    policy.opensAt = at === undefined ? null : new Date(at).toISOString();
  }
  if (endChanged(form, before)) Object.assign(policy, endFrom(form, now, zone));
  if (form.download !== before.download) policy.download = form.download;
  const seconds = secondsOf(form);
  if (seconds !== undefined && seconds !== secondsOf(before)) policy.visitSeconds = seconds;
  count('phones', 10_000, (value) => {
    policy.maxDevices = value;
  });
  count('refresh', 3650, (value) => {
    policy.refreshDays = value;
  });
  if (form.watermark !== before.watermark) policy.watermark = form.watermark;
  if (form.preview !== before.preview) policy.preview = form.preview;
  if (form.feedback !== before.feedback) policy.feedback = form.feedback;
  if (!form.asks && before.asks) policy.password = null;
  if (form.asks && form.password.trim() !== '') policy.password = form.password.trim();
  return {
    ...(form.label.trim() !== before.label && { label: form.label.trim() }),
    ...(form.placement.trim() !== before.placement && { placement: form.placement.trim() || null }),
    ...(Object.keys(policy).length > 0 && { policy }),
  };
}

function opensChanged(form: LinkForm, before: LinkForm): boolean {
  return form.opening !== before.opening || (form.opening === 'later' && form.opensAt !== before.opensAt);
}

/** The instant from which it opens; undefined where none was typed. */
function opensOf({ opensAt }: LinkForm, zone: string): number | undefined {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(opensAt) ? instantAt(opensAt, zone) : undefined;
}

function endChanged(form: LinkForm, before: LinkForm): boolean {
  if (form.end !== before.end) return true;
  return (
    (form.end === 'days' && form.days.trim() !== before.days) || (form.end === 'date' && form.date !== before.date)
  );
}

/** So many days from today, as the form has it; undefined where it does not end by a day, or one is mistyped. */
export function daysOf({ end, days, date }: LinkForm, { now, zone }: Pick<Where, 'now' | 'zone'>): number | undefined {
  return end === 'days' ? wholeNumber(days, 0, 3650) : end === 'date' ? daysTo(date, now, zone) : undefined;
}

function endFrom(form: LinkForm, now: number, zone: string): PolicyInput {
  if (form.end === 'none') return { expiresAt: null };
  if (form.end === 'project') return { expiresWithProject: true };
  const count = daysOf(form, { now, zone });
  return count === undefined ? {} : { expiresInDays: count };
}

/** When the form's link ends, UTC ms; null where it does not, or nobody knows. */
function endAfter(form: LinkForm, { now, zone, projectEnds }: Where): number | null {
  if (form.end === 'project') return projectEnds === null ? null : Date.parse(projectEnds);
  const days = daysOf(form, { now, zone });
  return days === undefined ? null : endOfDays(days, now, zone);
}

/** The policy that the form stands for, for the sentence above it; what is mistyped is as it was. */
export function policyOf(
  form: LinkForm,
  before: LinkForm,
  policy: Policy,
  where: Where,
): Policy & { withProject: boolean } {
  const ends = endAfter(form, where);
  const kept = form.end !== 'none' && form.end !== 'project' && (ends === null || !endChanged(form, before));
  const opens = form.opening === 'later' ? opensOf(form, where.zone) : undefined;
  const seconds = secondsOf(form);
  const count = (typed: string, most: number) => (typed.trim() === '' ? null : (wholeNumber(typed, 1, most) ?? null));
  return {
    ...policy,
    maxOpens: form.unlimited ? null : (wholeNumber(form.opens, 1, 1_000_000) ?? policy.maxOpens),
    maxOpensPerVisitor: count(form.perPhone, 1_000_000),
    opensAt: opens === undefined ? null : new Date(opens).toISOString(),
    expiresAt: kept ? policy.expiresAt : ends === null ? null : new Date(ends).toISOString(),
    download: form.download,
    visitSeconds: seconds === undefined ? policy.visitSeconds : seconds,
    maxDevices: count(form.phones, 10_000),
    refreshDays: count(form.refresh, 3650),
    watermark: form.watermark,
    preview: form.preview,
    feedback: form.feedback,
    password: form.asks,
    withProject: form.end === 'project',
  };
}
