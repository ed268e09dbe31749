import type { Audience } from '#contract/audiences.ts';
import type { Link, LinkChange, LinkExtension, NewLink } from '#contract/links.ts';
import type { Place } from '#contract/screens.ts';
import { ask, Refused } from '../api.ts';

/** What a new link may be told; who it is for is `one` where nothing is said. */
export type LinkWish = Omit<NewLink, 'for'> & { for?: NewLink['for'] };

/** The links of a project, oldest first; those that open this gallery, where one is named. */
export const listLinks = async (projectId: string, galleryId?: string) =>
  (
    await ask<{ items: Link[] }>(
      'GET',
      `/api/projects/${projectId}/links${galleryId === undefined ? '' : `?galleryId=${galleryId}`}`,
    )
  ).items;
export const readLink = (id: string) => ask<Link>('GET', `/api/links/${id}`);
/** The answer alone has the `password` that the box made up. */
export const addLink = (projectId: string, link: LinkWish) =>
  ask<Link>('POST', `/api/projects/${projectId}/links`, link);
/** Makes a link for each recipient that the wish names, all of them or none. */
export const addLinks = async (projectId: string, link: LinkWish) =>
  (await ask<{ links: Link[] }>('POST', `/api/projects/${projectId}/links`, link)).links;
export const changeLink = (id: string, change: LinkChange) => ask<Link>('PATCH', `/api/links/${id}`, change);
/** Ends it at once; the record stays. */
export const revokeLink = (id: string) => ask('DELETE', `/api/links/${id}`);
export const extendLink = (id: string, more: LinkExtension) => ask<Link>('POST', `/api/links/${id}/extend`, more);
/** Opens a dead one again under the same address. */
export const reviveLink = (id: string, more: LinkExtension = {}) => ask<Link>('POST', `/api/links/${id}/revive`, more);
/** Gives it a new address; the old one opens nothing any more. */
export const rotateLink = (id: string) => ask<Link>('POST', `/api/links/${id}/rotate`);
/** The password again, to tell it; the box notes who asked. Throws Refused, `password_unknown` where it was not kept. */
export const readLinkPassword = async (id: string) =>
  (await ask<{ password: string }>('POST', `/api/links/${id}/password`)).password;
/** Forgets wrong guesses at its password. */
export const unlockLink = (id: string) => ask('POST', `/api/links/${id}/unlock`);
/** What it shows is still right: its photos count as fresh from now on. */
export const confirmLink = (id: string) => ask<Link>('POST', `/api/links/${id}/refreshed`);
/** From which codes on screens it was opened, the most first. */
export const listPlaces = async (id: string) => (await ask<{ items: Place[] }>('GET', `/api/links/${id}/places`)).items;
/** The presets of every kind of project. */
export const listAudiences = async () => (await ask<{ items: Audience[] }>('GET', '/api/audiences')).items;

export type CodeOrigin = 'public' | 'local';

const codeAddress = (id: string, form: 'svg' | 'png', query: Record<string, string>) =>
  `/api/links/${id}/qr.${form}?${new URLSearchParams(query)}`;
/** Where the code lies as a file that scales. */
export const codeSvgAddress = (id: string, origin?: CodeOrigin) => codeAddress(id, 'svg', origin ? { origin } : {});
/** Where it lies as a picture of `px` pixels. */
export const codePngAddress = (id: string, px: number, origin?: CodeOrigin) =>
  codeAddress(id, 'png', { px: String(px), ...(origin && { origin }) });

/** A code to be shown: its picture as a data address, and how many modules wide it is with its quiet zone. */
export interface DrawnCode {
  readonly src: string;
  readonly modules: number;
}

/** Draws the code of a link. Throws Refused, `key_missing` where it cannot be drawn. */
export async function drawCode(id: string, origin?: CodeOrigin): Promise<DrawnCode> {
  const answer = await fetch(codeSvgAddress(id, origin), { cache: 'no-store' }).catch(() => {
    throw new Refused('offline');
  });
  if (!answer.ok) {
    const problem = await answer.json().catch(() => undefined);
    throw new Refused(problem?.code ?? 'fault', problem);
  }
  const picture = await answer.text();
  const modules = Number(/viewBox="0 0 (\d+)/.exec(picture)?.[1] ?? 0);
  return { src: `data:image/svg+xml,${encodeURIComponent(picture)}`, modules };
}
