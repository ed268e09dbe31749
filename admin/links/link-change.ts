import type { Download, Link, LinkChange, PolicyInput } from '#contract/links.ts';
import { momentOf } from '#words/moments.ts';
import { wholeNumber } from './fields.ts';
import { endOf } from './policy-parts.ts';

export type End = 'none' | 'days' | 'date' | 'project';

/** What the form of a link shows, as typed. */
export interface LinkForm {
  readonly opens: string;
  readonly unlimited: boolean;
  readonly perPhone: string;
  readonly end: End;
  readonly days: string;
  /** `2026-12-21`. */
  readonly date: string;
  readonly download: Download;
  readonly asks: boolean;
  /** Empty where the one that is set stays. */
  readonly password: string;
  readonly label: string;
  readonly placement: string;
}
export type Mistakes = Partial<
  Record<'opens' | 'perPhone' | 'days' | 'date' | 'password' | 'label' | 'placement', true>
>;

interface Where {
  readonly now: number;
  readonly zone: string;
  /** When the project ends, where it does. */
  readonly projectEnds: string | null;
}

/** The form of a link as it is. */
export function formOf(link: Link, { now, zone }: Where): LinkForm {
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
    opens: policy.maxOpens?.toString() ?? '',
    unlimited: policy.maxOpens === null,
    perPhone: policy.maxOpensPerVisitor?.toString() ?? '',
    end,
    days: String(last === null ? 30 : Math.max(0, last.days)),
    date: last === null ? '' : `${last.year}-${two(last.month)}-${two(last.day)}`,
    download: policy.download,
    asks: policy.password,
    password: '',
    label,
    placement: placement ?? '',
  };
}

/** Days from today to a date of the box's zone; undefined where it is none, or past. */
export function daysTo(date: string, now: number, zone: string): number | undefined {
  const [year, month, day] = date.split('-').map(Number);
  if (!year || !month || !day) return undefined;
  const today = momentOf(now, now, zone);
  const days = (Date.UTC(year, month - 1, day) - Date.UTC(today.year, today.month - 1, today.day)) / 86_400_000;
  return days >= 0 && days <= 3650 ? days : undefined;
}

/** What cannot be right in what was changed. */
export function mistakesIn(form: LinkForm, before: LinkForm, hasPassword: boolean, { now, zone }: Where): Mistakes {
  const mistakes: Mistakes = {};
  if (!form.unlimited && wholeNumber(form.opens, 1, 1_000_000) === undefined) mistakes.opens = true;
  if (form.perPhone.trim() !== '' && wholeNumber(form.perPhone, 1, 1_000_000) === undefined) mistakes.perPhone = true;
  if (endChanged(form, before)) {
    if (form.end === 'days' && wholeNumber(form.days, 0, 3650) === undefined) mistakes.days = true;
    if (form.end === 'date' && daysTo(form.date, now, zone) === undefined) mistakes.date = true;
  }
  if (form.asks && !hasPassword && form.password.trim() === '') mistakes.password = true;
  return mistakes;
}

/** What the box is told: only what was changed. Empty where nothing was. */
export function changeOf(form: LinkForm, before: LinkForm, { now, zone }: Where): LinkChange {
  const policy: PolicyInput = {};
  const most = form.unlimited ? null : (wholeNumber(form.opens, 1, 1_000_000) ?? null);
  const mostBefore = before.unlimited ? null : Number(before.opens);
  if (most !== mostBefore) policy.maxOpens = most;
  if (form.perPhone.trim() !== before.perPhone)
    policy.maxOpensPerVisitor = wholeNumber(form.perPhone, 1, 1_000_000) ?? null;
  if (endChanged(form, before)) Object.assign(policy, endFrom(form, now, zone));
  if (form.download !== before.download) policy.download = form.download;
  if (!form.asks && before.asks) policy.password = null;
  if (form.asks && form.password.trim() !== '') policy.password = form.password.trim();
  return {
    ...(form.label.trim() !== before.label && { label: form.label.trim() }),
    ...(form.placement.trim() !== before.placement && { placement: form.placement.trim() || null }),
    ...(Object.keys(policy).length > 0 && { policy }),
  };
}

function endChanged(form: LinkForm, before: LinkForm): boolean {
  if (form.end !== before.end) return true;
  return (
    (form.end === 'days' && form.days.trim() !== before.days) || (form.end === 'date' && form.date !== before.date)
  );
}

function endFrom({ end, days, date }: LinkForm, now: number, zone: string): PolicyInput {
  if (end === 'none') return { expiresAt: null };
  if (end === 'project') return { expiresWithProject: true };
  const count = end === 'days' ? wholeNumber(days, 0, 3650) : daysTo(date, now, zone);
  return count === undefined ? {} : { expiresInDays: count };
}

/** The policy that the form stands for, for the sentence above it; what is mistyped is as it was. */
export function policyOf(
  form: LinkForm,
  link: Link,
  { now, zone, projectEnds }: Where,
): Link['policy'] & { withProject: boolean } {
  const count = form.end === 'days' ? wholeNumber(form.days, 0, 3650) : daysTo(form.date, now, zone);
  const same = form.end === formOf(link, { now, zone, projectEnds }).end;
  const day = 86_400_000;
  const expiresAt =
    form.end === 'none'
      ? null
      : form.end === 'project'
        ? projectEnds
        : count === undefined || (same && !endChanged(form, formOf(link, { now, zone, projectEnds })))
          ? link.policy.expiresAt
          : new Date(endOfDay(now + count * day, zone)).toISOString();
  return {
    ...link.policy,
    maxOpens: form.unlimited ? null : (wholeNumber(form.opens, 1, 1_000_000) ?? link.policy.maxOpens),
    maxOpensPerVisitor: form.perPhone.trim() === '' ? null : (wholeNumber(form.perPhone, 1, 1_000_000) ?? null),
    expiresAt,
    download: form.download,
    password: form.asks,
    withProject: form.end === 'project',
  };
}

/** Near enough for a sentence: the last minute of that day there. */
function endOfDay(at: number, zone: string): number {
  const [hours = 0, minutes = 0] = momentOf(at, at, zone).clock.split(':').map(Number);
  return Math.floor(at / 60_000) * 60_000 + (24 * 60 - hours * 60 - minutes) * 60_000;
}

function two(figure: number): string {
  return String(figure).padStart(2, '0');
}
