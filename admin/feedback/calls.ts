import type { Heart } from '#contract/feedback.ts';
import type { HideRequest } from '#contract/hide.ts';
import { ask } from '../api.ts';

/** A photo and what guests gave it. */
export interface Hearted {
  readonly photoId: string;
  readonly hearts: number;
  readonly lines: number;
  readonly all: readonly Heart[];
}

/** Photos with hearts, most first. */
export const listHearts = async (
  projectId: string,
  which: { readonly galleryId?: string; readonly linkId?: string; readonly photoId?: string } = {},
) => {
  const query = new URLSearchParams(which).toString();
  const address = `/api/projects/${projectId}/hearts${query === '' ? '' : `?${query}`}`;
  return (await ask<{ items: Hearted[] }>('GET', address)).items;
};

/** Who wants photos hidden: those that wait, or what was answered. */
export const listHideRequests = async (
  state: 'open' | 'answered',
  which: { readonly projectId?: string; readonly photoId?: string },
) =>
  (await ask<{ items: HideRequest[] }>('GET', `/api/hide-requests?${new URLSearchParams({ state, ...which })}`)).items;

/** Hides the photo or leaves it, also the other way round. Throws Refused. */
export const answerHide = (id: string, hide: boolean) =>
  ask<HideRequest>('POST', `/api/hide-requests/${id}/answer`, { hide });
