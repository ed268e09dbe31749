import type { Audience, AudienceInput } from '#contract/audiences.ts';
import { ask } from '../api.ts';

export { listAudiences } from '../links/calls.ts';

/** Changes a preset or adds one; no existing link changes. */
export const putAudience = (id: string, preset: AudienceInput) =>
  ask<Audience>('PUT', `/api/audiences/${encodeURIComponent(id)}`, preset);
/** Gives a preset's terms to the links that follow it; how many there were. */
export const applyAudience = async (id: string) =>
  (await ask<{ links: number }>('POST', `/api/audiences/${encodeURIComponent(id)}/apply`)).links;
/** Only those of the owner's own. */
export const removeAudience = (id: string) => ask('DELETE', `/api/audiences/${encodeURIComponent(id)}`);
