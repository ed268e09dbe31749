import type { NextStep, NextStepInput } from '#contract/next-step.ts';
import { ask, send } from '../api.ts';

/** Whose next step it is. */
export interface StepOwner {
  readonly of: 'project' | 'link';
  readonly id: string;
}

const at = ({ of, id }: StepOwner) => `/api/${of}s/${id}/next-step`;

/** The step; null where there is none. */
export const readStep = async (owner: StepOwner) => (await ask<{ step: NextStep | null }>('GET', at(owner))).step;
/** Sets it; its picture stays. */
export const putStep = (owner: StepOwner, step: NextStepInput) => ask<NextStep>('PUT', at(owner), step);
export const removeStep = (owner: StepOwner) => ask('DELETE', at(owner));
/** Gives it a picture; the file is checked by the box. */
export const putStepPicture = (owner: StepOwner, file: File) =>
  send<NextStep>('PUT', `${at(owner)}/picture`, 'picture', file);
export const removeStepPicture = (owner: StepOwner) => ask('DELETE', `${at(owner)}/picture`);
