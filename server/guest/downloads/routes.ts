import type { Request, Router } from 'express';
import { visitOperations as operations } from '#contract/visits.ts';
import type { Shelf } from '../../galleries/shelf.ts';
import type { ShownPhoto } from '../../galleries/shown.ts';
import { serve } from '../../http/serve.ts';
import type { Kit } from '../../kit.ts';
import type { LinkBook } from '../../links/book.ts';
import { isSecret } from '../../links/policy.ts';
import type { StoredLink } from '../../links/table.ts';
import { Refusal } from '../../refusal.ts';
import type { Running } from '../../visits/running.ts';
import { authorize } from '../authorize.ts';
import { contentOf, photoOf } from '../content.ts';
import type { Asked, Manner } from '../faces.ts';
import { shownIn } from '../pass.ts';
import type { Content } from '../present.ts';
import type { Allowed, Downloads } from './downloads.ts';

interface House {
  readonly kit: Pick<Kit, 'keys' | 'clock' | 'db'>;
  readonly book: LinkBook;
  readonly shelf: Shelf;
  readonly running: Running;
  readonly downloads: Downloads;
}

interface Tools {
  readonly linkOf: (token: string) => Promise<{ token: string; link: StoredLink | undefined }>;
  readonly asPage: (asked: Asked, show: (link: StoredLink) => Promise<void>) => Promise<undefined>;
  readonly manner: (req: Request) => Manner;
}

/** Photos to be kept: one, or several in an archive. Before the route of the sizes, which would take `save` for one. */
export function downloadRoutes(routes: Router, house: House, { linkOf, asPage, manner }: Tools): void {
  const { shelf, downloads } = house;

  serve(routes, operations.savePhoto, async ({ req, res, params }) => {
    const { token, link } = await linkOf(params.token);
    await asPage({ req, res, manner: manner(req), base: `/g/${token}`, link }, async (link) => {
      const photo = await photoOf(shelf, link, params.photoId);
      const allowed = await allow(house, req, { token, link, photo, wanted: 'save' });
      if (!photo) throw new Refusal('not_found', 'there is no such photo');
      await downloads.one(req, res, allowed, photo, req.query.f === 'jpeg' ? 'jpeg' : 'save');
    });
  });

  serve(routes, operations.downloadZip, async ({ req, res, params, query }) => {
    const { token, link } = await linkOf(params.token);
    await asPage({ req, res, manner: manner(req), base: `/g/${token}`, link }, async (link) => {
      const allowed = await allow(house, req, { token, link, photo: undefined, wanted: 'zip' });
      await downloads.zip(req, res, allowed, query);
    });
  });
}

interface Wish {
  readonly token: string;
  readonly link: StoredLink;
  readonly photo: ShownPhoto | undefined;
  readonly wanted: 'save' | 'zip' | 'original';
}

/** Asks the gate, at once and, by what it gives, once more before the first byte and while they are sent. Throws its refusal. */
export async function allow(house: House, req: Request, { token, link, photo, wanted }: Wish): Promise<Allowed> {
  const { kit, book, shelf, running } = house;
  const visit = shownIn(kit.keys, running, req, link)?.visit;
  const refusal = authorize(visit, link, photo, wanted, kit.clock.now());
  if (refusal || !visit) throw refusal ?? new Refusal('no_visit', 'open the link first');
  running.seen(visit.id);
  const content = await contentOf(shelf, link, kit);
  /** The link as it is now. Throws where it does not allow this any more. */
  const allowed = async (): Promise<StoredLink> => {
    const now = await book.byToken(token);
    if (!now) throw new Refusal('not_found', 'there is no such link');
    const since = authorize(running.find(visit.id), now, photo, wanted, kit.clock.now());
    if (since) throw since;
    // What was made ready is for other terms.
    if (now.download !== link.download || now.watermark !== link.watermark)
      throw new Refusal('busy', 'the link has just changed', { retryAfter: 1 });
    return now;
  };
  return {
    content,
    visit,
    secret: isSecret(link),
    still: async (photos) => {
      const now = await contentOf(shelf, await allowed(), kit);
      const there = photosIn(now);
      const gone = photos.some(({ id }) => !there.has(id));
      if (gone && wanted !== 'zip') throw new Refusal('not_found', 'there is no such photo any more');
      if (gone || now.mark !== content.mark || photos.some(({ id, hash }) => there.get(id)?.hash !== hash))
        throw new Refusal('busy', 'the photos have just changed', { retryAfter: 1 });
    },
    goesOn: async (coming) => {
      const now = await allowed();
      running.seen(visit.id);
      if (coming.length === 0) return;
      const there = photosIn(await contentOf(shelf, now, kit));
      if (coming.some(({ id }) => !there.has(id))) throw new Refusal('not_found', 'a photo was taken away');
    },
  };
}

function photosIn({ galleries }: Content): ReadonlyMap<string, ShownPhoto> {
  return new Map(galleries.flatMap(({ photos }) => photos.map((photo) => [photo.id, photo])));
}
