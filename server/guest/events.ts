import express, { type Router } from 'express';
import { type GuestEvent, visitOperations as operations } from '#contract/visits.ts';
import type { Shelf } from '../galleries/shelf.ts';
import type { ShownPhoto } from '../galleries/shown.ts';
import { serve } from '../http/serve.ts';
import type { Kit } from '../kit.ts';
import type { StoredLink } from '../links/table.ts';
import { Refusal } from '../refusal.ts';
import { isRobot } from '../visits/robots.ts';
import type { Running } from '../visits/running.ts';
import type { PhotoLook, Views } from '../visits/views.ts';
import { placeOf } from './content.ts';
import { type LinkOf, tellingVisit } from './telling.ts';
import { makeVisitPace } from './visit-pace.ts';

interface EventsHouse {
  readonly kit: Kit;
  readonly shelf: Shelf;
  readonly running: Running;
  readonly views: Views;
}

/** A page sends four, and one each time that it is hidden. */
const aMinute = 60;

/**
 * Takes what a page tells of the photos that were looked at, for a visit that runs, and does not prolong it. Answered once
 * it is on disk. Photos that are none of the link's (any more) are passed over, and ticks where nothing may be saved.
 */
export function eventRoutes(routes: Router, house: EventsHouse, linkOf: LinkOf): void {
  const { kit, shelf, views } = house;
  const keepPace = makeVisitPace(aMinute);
  // Beacons of old browsers carry nothing but text.
  routes.use('/g/:token/events', express.json({ type: 'text/plain', limit: '16kb', inflate: false }));
  serve(routes, operations.guestEvents, async ({ req, res, params, body }) => {
    const { link, visit } = await tellingVisit(house, linkOf, { req, params }, 'events');
    if (isRobot(req.headers['user-agent'] ?? '')) throw new Refusal('no_visit', 'open the link first');
    keepPace(visit, kit.clock.monotonic());
    const looks = await looksOf(shelf, link, body);
    if (looks.length > 0) await views.note({ visitId: visit.id, linkId: link.id, projectId: link.projectId }, looks);
    res.set('cache-control', 'no-store');
    return undefined;
  });
}

/** What was told of the link's own photos, one entry each. */
async function looksOf(shelf: Shelf, link: StoredLink, events: readonly GuestEvent[]): Promise<PhotoLook[]> {
  const looks = new Map<string, PhotoLook>();
  for (const event of events) {
    if (event.type === 'photo_saved' && link.download === 'off') continue;
    const known = looks.get(event.photoId);
    const place = await shownBy(shelf, link, event);
    if (!place) continue;
    const { photo, galleryId } = place;
    const looked = event.type === 'photo_view';
    looks.set(photo.id, {
      ...{ photoId: photo.id, galleryId, edition: photo.edition },
      views: (known?.views ?? 0) + (looked && !event.more ? 1 : 0),
      ms: (known?.ms ?? 0) + (looked ? event.ms : 0),
      saved: (known?.saved ?? false) || !looked,
    });
  }
  return [...looks.values()];
}

/** The photo and the chapter that showed it: the one that is told, where the link opens it and it holds the photo. */
async function shownBy(
  shelf: Shelf,
  link: StoredLink,
  event: GuestEvent,
): Promise<{ readonly photo: ShownPhoto; readonly galleryId: string } | undefined> {
  const chapter = event.type === 'photo_view' ? event.chapter : undefined;
  const told = chapter !== undefined && link.galleryIds.includes(chapter) ? { ...link, galleryIds: [chapter] } : link;
  return (await placeOf(shelf, told, event.photoId)) ?? placeOf(shelf, link, event.photoId);
}
