import type { Audience } from '#contract/audiences.ts';
import type { NewBatch } from '#contract/batches.ts';
import type { Policy, PolicyInput } from '#contract/links.ts';
import { batchLimit } from '#contract/numbered.ts';
import { endOfDays } from '../links/days.ts';
import { wholeNumber } from '../links/fields.ts';
import { policyOfPreset } from '../links/from-preset.ts';
import type { Where } from '../links/link-change.ts';

/** A batch that is being thought of, as typed. */
export interface BatchForm {
  readonly galleryId: string;
  readonly count: string;
  readonly firstNumber: string;
  readonly label: string;
  /** A preset's id; empty: none. */
  readonly audience: string;
  readonly onePhone: boolean;
  /** Empty: as the preset says. */
  readonly days: string;
  readonly password: string;
}
export type BatchField = 'count' | 'firstNumber' | 'label' | 'days' | 'password';

export const freshBatch: BatchForm = {
  ...{ galleryId: '', count: '', firstNumber: '1', label: '', audience: '', onePhone: true, days: '', password: '' },
};

/** What is wrong with a form. */
export function mistakesInBatch(form: BatchForm, preset: Audience | undefined): ReadonlySet<BatchField> {
  const wrong = new Set<BatchField>();
  if (wholeNumber(form.count, 1, batchLimit) === undefined) wrong.add('count');
  if (wholeNumber(form.firstNumber, 1, 999_999) === undefined) wrong.add('firstNumber');
  if (form.label.trim().length > 120) wrong.add('label');
  if (form.days.trim() !== '' && wholeNumber(form.days, 0, 3650) === undefined) wrong.add('days');
  const { length } = form.password.trim();
  if (preset?.passwordAsked && (length === 0 || length > 100)) wrong.add('password');
  return wrong;
}

/** Which fields the box refused. */
export function refusedInBatch(fields: readonly string[]): ReadonlySet<BatchField> {
  const known: Readonly<Record<string, BatchField>> = {
    count: 'count',
    firstNumber: 'firstNumber',
    label: 'label',
    'policy.expiresInDays': 'days',
    'policy.password': 'password',
  };
  return new Set(fields.flatMap((field) => known[field] ?? []));
}

/** What the box is asked for. */
export function wishOfBatch(form: BatchForm, preset: Audience | undefined): NewBatch {
  const label = form.label.trim();
  const policy: PolicyInput = {
    maxDevices: form.onePhone ? 1 : null,
    ...(form.days.trim() !== '' && { expiresInDays: wholeNumber(form.days, 0, 3650) ?? 0 }),
    ...(preset?.passwordAsked && { password: form.password.trim() }),
  };
  return {
    count: wholeNumber(form.count, 1, batchLimit) ?? 1,
    firstNumber: wholeNumber(form.firstNumber, 1, 999_999) ?? 1,
    ...(label !== '' && { label }),
    ...(form.audience !== '' && { audience: form.audience }),
    policy,
  };
}

/** What each code would allow, for the sentence beneath the form. */
export function policyOfBatch(
  form: BatchForm,
  preset: Audience | undefined,
  where: Where,
): Policy & { withProject: boolean } {
  const policy = policyOfPreset(preset, 'one', where);
  const days = form.days.trim() === '' ? undefined : wholeNumber(form.days, 0, 3650);
  const ends = days === undefined ? {} : { expiresAt: new Date(endOfDays(days, where.now, where.zone)).toISOString() };
  const withProject = days === undefined && (preset?.expiresWithProject ?? false);
  return { ...policy, ...ends, withProject, maxDevices: form.onePhone ? 1 : null };
}
