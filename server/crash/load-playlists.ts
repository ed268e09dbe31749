import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Playlist, PlaylistItemInput } from '#contract/playlists.ts';
import type { Play } from '#contract/screens.ts';
import { callerOf } from '../testing/box.ts';
import { type ConnectedScreen, connecting } from './connecting.ts';
import { noteOpen, openLink } from './notes.ts';
import { type Act, nextNumber, pause, type Site } from './site.ts';

/** A station gives away no more than this in ten minutes. */
const takenAtMost = 30;

/**
 * A screen whose playlists change and which is put from one to the other, hands over what it showed, and has a code that
 * goes with its first open; and a station at which guests take photos along. None where the box ended before they were paired.
 */
export async function playlistLoad(site: Site, own: Set<string>): Promise<Act[]> {
  const { box, staff, projectId, stock } = site;
  const gallery = await staff.call<Gallery>('POST', `/api/projects/${projectId}/galleries`, {
    title: 'played',
    ...{ inflow: 'off', photoIds: stock.slice(0, 3) },
  });
  const [stage, station] = [await connecting(box, staff), await connecting(box, staff)];
  if (!stage || !station) return [];
  for (const { id } of [stage, station]) {
    own.add(id);
    site.acknowledged.paired.add(id);
  }
  const posterId = randomUUID();
  return [
    await playing(site, stage, gallery, posterId),
    showing(site, stage),
    scanning(site, stage, posterId),
    taking(site, station, gallery),
  ];
}

/** Each playlist has the same code, which stays on the screen when it goes from one to the other. */
async function playing(
  { staff, acknowledged }: Site,
  stage: ConnectedScreen,
  gallery: Gallery,
  posterId: string,
): Promise<Act> {
  const common = { galleryId: gallery.id } as const;
  const poster: PlaylistItemInput = {
    ...{ kind: 'poster', id: posterId, seconds: 15, ...common },
    code: { kind: 'once', audience: 'attendee' },
  };
  const [photosId, path] = [randomUUID(), `/api/screens/${stage.id}`];
  const itemsOf = (seconds: number): PlaylistItemInput[] => [
    { kind: 'photos', id: photosId, seconds, ...common },
    poster,
  ];
  const make = async () => {
    const name = `playlist ${nextNumber()}`;
    const { id } = await staff.call<Playlist>('POST', '/api/playlists', { name, items: itemsOf(8) });
    acknowledged.hold('playlist', id, `${name}|1|8`);
    return { id, version: 1 };
  };
  const lists = [await make(), await make()];
  acknowledged.hold('plays', stage.id, 'gone');
  return async () => {
    for (const list of lists) {
      await acknowledged.giving('plays', stage.id, list.id, () => staff.call('PATCH', path, { playlistId: list.id }));
      const [name, seconds] = [`playlist ${nextNumber()}`, 5 + (list.version % 40)];
      list.version += 1;
      await acknowledged.giving('playlist', list.id, `${name}|${list.version}|${seconds}`, () =>
        staff.call('PUT', `/api/playlists/${list.id}`, { name, items: itemsOf(seconds) }),
      );
    }
    const spare = await make();
    await acknowledged.giving('playlist', spare.id, 'gone', () => staff.call('DELETE', `/api/playlists/${spare.id}`));
    return pause();
  };
}

/** Hands over what it showed, some of it twice, as a screen does that missed the answer. */
function showing({ stock, acknowledged }: Site, { id, socket }: ConnectedScreen): Act {
  let before: Play[] = [];
  return async () => {
    // What is said into a line that has ended is never answered.
    if (!socket.connected) throw new Error('the line broke');
    const showingId = randomUUID();
    const plays = ['', '.1'].map((part, nr): Play => {
      const photoIds = stock.slice(nr, 2);
      const what = { sceneId: 'scene', itemId: 'item', kind: 'photo', galleryId: null, linkId: null, photoIds };
      return { id: showingId + part, ...what, at: Date.now() - 9000, ms: 4000 + nr, fresh: nr === 0, offline: nr > 0 };
    });
    const kept: string[] = await socket.emitWithAck('plays', [...before, ...plays]);
    for (const play of kept) acknowledged.played.add(`${id} ${play}`);
    if (kept.length > 0) acknowledged.count('played');
    before = plays;
    await setTimeout(40);
    return undefined;
  };
}

/** Opens the code that is on the screen, and waits for the next. */
function scanning({ box, staff, acknowledged }: Site, { shown }: ConnectedScreen, posterId: string): Act {
  let opened: string | undefined;
  return async () => {
    const linkId = shown()?.codes[posterId]?.linkId;
    if (linkId === undefined || linkId === opened) return pause();
    opened = linkId;
    const link = await staff.call<Link>('GET', `/api/links/${linkId}`);
    const status = await openLink(box.guestUrl, link.token ?? '');
    if (status !== 200) throw new Error(`POST /g/${link.token}/open: ${status} for a code on a screen`);
    noteOpen(acknowledged, link.id, status);
    acknowledged.count('once');
    return undefined;
  };
}

function taking({ box, staff, stock, acknowledged }: Site, { id, cookie }: ConnectedScreen, gallery: Gallery): Act {
  const kiosk = callerOf(box.localUrl, { cookie });
  let taken = 0;
  acknowledged.hold('station', id, 'gone');
  acknowledged.hold('taken', id, 'gone');
  return async () => {
    if (taken === 0) {
      const pickup = { galleryIds: [gallery.id], audience: 'attendee' };
      await acknowledged.giving('station', id, 'event.attendee 1', () =>
        staff.call('PATCH', `/api/screens/${id}`, { pickup }),
      );
    }
    taken += 1;
    await acknowledged.giving('taken', id, `${taken} ${taken} ${2 * taken}`, () =>
      kiosk.call('POST', '/kiosk/pickup', { photoIds: stock.slice(0, 2) }),
    );
    await setTimeout(60);
    return taken === takenAtMost ? 'done' : undefined;
  };
}
