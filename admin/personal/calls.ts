import type { NewPersonal, Personal } from '#contract/personal.ts';
import type { PhotoPage } from '#contract/photos.ts';
import type { Recipient } from '#contract/recipients.ts';
import { ask } from '../api.ts';

/** Makes recipient, gallery and link at once; `link.password` is told here alone. */
export const addPersonal = (projectId: string, personal: NewPersonal) =>
  ask<Personal>('POST', `/api/projects/${projectId}/personal`, personal);

/** Photos to choose from: of a gallery, those marked as picked, or all of the project; `counts` on the first page. */
export const choicePage = (projectId: string, of: { galleryId?: string; mark?: 'picked' }, cursor?: string) => {
  const query = new URLSearchParams({ ...of, limit: '60', ...(cursor !== undefined && { cursor }) });
  return ask<PhotoPage>('GET', `/api/projects/${projectId}/photos?${query}`);
};

/** A client who is there already. */
export const readClient = (id: string) => ask<Recipient>('GET', `/api/recipients/${id}`);
