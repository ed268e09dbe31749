import type { Batch, BatchChoice, BatchLink, BatchLinkState, NewBatch } from '#contract/batches.ts';
import type { Link, NewPlacements } from '#contract/links.ts';
import { ask } from '../api.ts';
import type { CodeOrigin } from '../links/calls.ts';

/** Newest first. */
export const listBatches = async (projectId: string) =>
  (await ask<{ items: Batch[] }>('GET', `/api/projects/${projectId}/batches`)).items;
export const readBatch = (id: string) => ask<Batch>('GET', `/api/batches/${id}`);
/** Its codes are made after the answer. */
export const addBatch = (galleryId: string, batch: NewBatch) =>
  ask<Batch>('POST', `/api/galleries/${galleryId}/batches`, batch);

export interface CodeSearch {
  readonly state?: BatchLinkState | undefined;
  readonly number?: number | undefined;
  readonly cursor?: string | undefined;
}
export interface Codes {
  readonly items: readonly BatchLink[];
  readonly nextCursor: string | null;
}
/** So many codes are asked for at once. */
export const codesAPage = 50;

/** Codes by number, a page at a time. */
export function listCodes(id: string, { state, number, cursor }: CodeSearch): Promise<Codes> {
  const query = new URLSearchParams({
    limit: String(codesAPage),
    ...(state !== undefined && { state }),
    ...(number !== undefined && { number: String(number) }),
    ...(cursor !== undefined && { cursor }),
  });
  return ask('GET', `/api/batches/${id}/links?${query}`);
}
export const voidCodes = (id: string, which: BatchChoice) =>
  ask<{ batch: Batch; numbers: number[] }>('POST', `/api/batches/${id}/void`, which);
export const reissueCodes = (id: string, numbers: number[]) =>
  ask<{ batch: Batch; items: BatchLink[] }>('POST', `/api/batches/${id}/reissue`, { numbers });
/** Where the list for printing lies. */
export const csvAddress = (id: string, origin: CodeOrigin | undefined) =>
  `/api/batches/${id}.csv${origin === undefined ? '' : `?origin=${origin}`}`;

/** A link for each place; each carries the `password` that the box made up. */
export const addPlacements = async (galleryId: string, places: NewPlacements) =>
  (await ask<{ items: Link[] }>('POST', `/api/galleries/${galleryId}/placements`, places)).items;
