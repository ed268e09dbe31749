import type { NextStep, NextStepInput } from '#contract/next-step.ts';
import { targetOf } from '#contract/step-target.ts';

/** What the form of a next step shows, as typed. */
export interface StepForm {
  readonly text: string;
  readonly label: string;
  readonly target: string;
  readonly pictureAlt: string;
  /** `2026-12-31`; empty: without an end. */
  readonly endsOn: string;
}
export type StepMistakes = Partial<Record<keyof StepForm, true>>;

const empty: StepForm = { text: '', label: '', target: '', pictureAlt: '', endsOn: '' };

/** The form of a step as it is kept; an empty one where there is none. */
export function stepFormOf(step: NextStep | null): StepForm {
  if (!step) return empty;
  const { text, button, pictureAlt, endsOn } = step;
  return {
    text,
    label: button?.label ?? '',
    // Numbers as people write them.
    target: button?.target.replace(/^tel:/, '') ?? '',
    pictureAlt,
    endsOn: endsOn ?? '',
  };
}

/** What was typed without a scheme is meant as an address of the web: `example.com/join`. */
function meantBy(typed: string): string | undefined {
  const plain = typed.trim();
  const bare = /^[^\s/:@]+\.[^\s/:@]{2,}(:\d+)?([/?#]|$)/.test(plain) && !/^[+\d][\d ().-]*$/.test(plain);
  return targetOf(bare ? `https://${plain}` : plain);
}

/** What cannot be right; `today` is `2026-11-21`. A button needs both its words and where it leads. */
export function stepMistakesIn(form: StepForm, today: string): StepMistakes {
  const mistakes: StepMistakes = {};
  const [label, target] = [form.label.trim(), form.target.trim()];
  if (form.text.trim() === '') mistakes.text = true;
  if (label === '' && target !== '') mistakes.label = true;
  if ((target === '' && label !== '') || (target !== '' && meantBy(target) === undefined)) mistakes.target = true;
  if (form.endsOn !== '' && form.endsOn < today) mistakes.endsOn = true;
  return mistakes;
}

/** What the box is told. */
export function stepInputOf(form: StepForm): NextStepInput {
  const target = meantBy(form.target);
  return {
    text: form.text.trim(),
    button: target === undefined ? null : { label: form.label.trim(), target },
    pictureAlt: form.pictureAlt.trim(),
    endsOn: form.endsOn === '' ? null : form.endsOn,
  };
}

/** Which fields of the form the box refused, by its own names for them. */
export function refusedIn(fields: readonly string[]): StepMistakes {
  const names: Record<string, keyof StepForm> = {
    text: 'text',
    'button.label': 'label',
    'button.target': 'target',
    pictureAlt: 'pictureAlt',
    endsOn: 'endsOn',
  };
  return Object.fromEntries(fields.flatMap((field) => (names[field] ? [[names[field], true]] : [])));
}
