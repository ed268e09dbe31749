import type { Gallery } from '#contract/galleries.ts';
import type { Audience, Link } from '#contract/links.ts';
import type { Photo } from '#contract/photos.ts';
import type { CodePicture, PairScreen, Screen, ScreenChange, ScreenCommand } from '#contract/screens.ts';
import { ask, Refused } from '../api.ts';

/** All screens with what each shows now, and where a new one finds the kiosk. */
export const listScreens = () => ask<{ items: Screen[]; kioskUrl: string }>('GET', '/api/screens');
export const readScreen = (id: string) => ask<Screen>('GET', `/api/screens/${id}`);
/** Throws `pairing_code_wrong`. */
export const pairScreen = (pair: PairScreen) => ask<Screen>('POST', '/api/screens/pair', pair);
/** Throws `private_on_screen` where it has to be confirmed. */
export const changeScreen = (id: string, change: ScreenChange) => ask<Screen>('PATCH', `/api/screens/${id}`, change);
export const removeScreen = (id: string) => ask('DELETE', `/api/screens/${id}`);
/** Presses a key of its remote; gives the screen as it is then. */
export const pressKey = (id: string, command: ScreenCommand) =>
  ask<Screen>('POST', `/api/screens/${id}/commands`, command);

export const readGallery = (id: string) => ask<Gallery>('GET', `/api/galleries/${id}`);
export const listGalleries = async (projectId: string) =>
  (await ask<{ items: Gallery[] }>('GET', `/api/projects/${projectId}/galleries`)).items;
/** The links that open a gallery. */
export const linksOf = async ({ projectId, id }: Gallery) =>
  (await ask<{ items: Link[] }>('GET', `/api/projects/${projectId}/links?galleryId=${id}`)).items;

/** The presets, for the names of links that have none of their own. */
export const listAudiences = async () => (await ask<{ items: Audience[] }>('GET', '/api/audiences')).items;

export const readPhoto = (id: string) => ask<Photo>('GET', `/api/photos/${id}`);
/** Takes a photo off everywhere; it stays in the trash for 7 days. */
export const withdrawPhoto = (id: string) => ask('DELETE', `/api/photos/${id}`);
/** Brings it back, into its galleries too. */
export const restorePhoto = (projectId: string, id: string) =>
  ask('POST', `/api/projects/${projectId}/trash/restore`, { photoIds: [id] });

/** A link's code, to be drawn in a preview. */
export async function readCode(linkId: string): Promise<CodePicture> {
  const answer = await fetch(`/api/links/${linkId}/qr.svg`).catch(() => {
    throw new Refused('offline');
  });
  if (!answer.ok) throw new Refused('not_found');
  const drawn = new DOMParser().parseFromString(await answer.text(), 'image/svg+xml');
  const side = Number(drawn.documentElement.getAttribute('viewBox')?.split(' ').at(-1));
  const rows = drawn.querySelector('path[stroke]')?.getAttribute('d') ?? '';
  return pictureOf(rows, side);
}

/** Rows drawn as strokes (`M4 4.5h7m1 0h1`), with four modules of white around, as an area to be filled, without them. */
function pictureOf(rows: string, side: number): CodePicture {
  let path = '';
  let x = 0;
  let y = 0;
  for (const [, step, one, other] of rows.matchAll(/([Mmh])(-?[\d.]+)(?:[ ,](-?[\d.]+))?/g)) {
    if (step === 'M') [x, y] = [Number(one) - 4, Number(other) - 4.5];
    else if (step === 'm') x += Number(one);
    else {
      path += `M${x} ${y}h${one}v1h-${one}z`;
      x += Number(one);
    }
  }
  return { modules: side - 8, path };
}
