import { rm, writeFile } from 'node:fs/promises';
import type { Request, Router } from 'express';
import type { Settings } from '#contract/box.ts';
import { visitOperations as operations } from '#contract/visits.ts';
import type { Shelf } from '../galleries/shelf.ts';
import type { ShownPhoto } from '../galleries/shown.ts';
import { hostOf } from '../http/hosts.ts';
import { serve } from '../http/serve.ts';
import type { Kit } from '../kit.ts';
import { logoBytes } from '../library/logo/table.ts';
import type { StoredLink } from '../links/table.ts';
import type { Brands } from '../projects/brands.ts';
import { Refusal } from '../refusal.ts';
import { authorize } from './authorize.ts';
import { contentOf } from './content.ts';
import type { CardModel, Frame } from './models.ts';
import { type Content, coverPhoto, titleOf } from './present.ts';

/** Draws a photo that lies at `path` as a card in the brand's colour, with the logo that lies at another where there is one. */
export type DrawCard = (job: {
  readonly path: string;
  readonly colour: string;
  readonly logo: string | null;
}) => Promise<Buffer>;

type Brand = Pick<Frame, 'brandColour' | 'logo'>;

/** Cards for messengers. */
export interface Previews {
  /** What a messenger draws of a link; its picture is made ahead, since they do not wait long for it. */
  card(asked: { readonly req: Request; readonly base: string }, content: Content, brand: Brand): CardModel;
  /** The picture. Throws `photo_not_ready` where its photo is gone from the disk. */
  picture(photo: ShownPhoto, brand: Brand): Promise<Buffer>;
}

/** What cards are made with. */
export interface PreviewTools {
  readonly kit: Kit;
  /** Told of a photo whose sizes are gone from the disk. */
  readonly remake: (hash: string) => unknown;
  readonly drawCard: DrawCard;
}

/** Of some 150 kB each. */
const kept = 40;

/** Draws cards when they are first asked for, all that ask for one at once together, and keeps the last ones. */
export function openPreviews({ kit, remake, drawCard }: PreviewTools): Previews {
  const drawn = new Map<string, Promise<Buffer>>();

  const draw = async (photo: ShownPhoto, { brandColour, logo }: Brand) => {
    const [, hash] = /\/brand\/([0-9a-f]{64})\.webp$/.exec(logo ?? '') ?? [];
    const bytes = hash === undefined ? undefined : await logoBytes(kit.db.read, hash);
    // The process that draws reads files alone.
    const lent = bytes && kit.files.incoming();
    try {
      if (lent && bytes) await writeFile(lent, bytes, { mode: 0o600 });
      const path = kit.files.derivative(photo.hash, 'screen');
      return await drawCard({ path, colour: brandColour, logo: lent ?? null });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      await remake(photo.hash);
      throw new Refusal('photo_not_ready', 'the size is being made again');
    } finally {
      if (lent) await rm(lent, { force: true });
    }
  };
  const previews: Previews = {
    picture: (photo, brand) => {
      const key = `${photo.hash} ${brand.brandColour} ${brand.logo}`;
      const known = drawn.get(key);
      drawn.delete(key);
      const made = known ?? draw(photo, brand);
      drawn.set(key, made);
      const oldest = drawn.keys().next().value;
      if (drawn.size > kept && oldest !== undefined) drawn.delete(oldest);
      made.catch(() => drawn.get(key) === made && drawn.delete(key));
      return made;
    },
    card: ({ req, base }, content, brand) => {
      const title = titleOf(content);
      const { link } = content;
      const photo = coverPhoto(content);
      const host = hostOf(req);
      if (!photo || host === undefined || authorize(undefined, link, photo, 'preview', kit.clock.now())) {
        return { title, image: null };
      }
      previews.picture(photo, brand).catch((error: unknown) => kit.log.warn({ err: error }, 'a preview was not drawn'));
      // Messengers want the whole address; the edition makes them fetch what was replaced.
      return { title, image: `${req.protocol}://${host}${base}/preview.jpg?e=${photo.edition}` };
    },
  };
  return previews;
}

/** Mounts the picture. */
export function previewRoutes(
  routes: Router,
  {
    kit,
    shelf,
    brands,
    settings,
  }: { readonly kit: Kit; readonly shelf: Shelf; readonly brands: Brands; readonly settings: () => Settings },
  previews: Previews,
  linkOf: (token: string) => Promise<{ link: StoredLink | undefined }>,
): void {
  serve(routes, operations.previewImage, async ({ res, params }) => {
    const { link } = await linkOf(params.token);
    if (!link) throw new Refusal('not_found', 'there is nothing at this address');
    const photo = coverPhoto(await contentOf(shelf, link, kit));
    const refusal = authorize(undefined, link, photo, 'preview', kit.clock.now());
    if (refusal || !photo) throw refusal ?? new Refusal('not_found', 'there is no preview');
    const { colour, logo } = await brands.of(link.projectId);
    const own = settings();
    const bytes = await previews.picture(photo, { brandColour: colour ?? own.brandColour, logo: logo ?? own.logo });
    // It may be drawn for a while: what was allowed then may not be any more, or be another photo.
    const { link: now } = await linkOf(params.token);
    const cover = now && coverPhoto(await contentOf(shelf, now, kit));
    const late = now && authorize(undefined, now, cover, 'preview', kit.clock.now());
    if (late) throw late;
    if (cover?.hash !== photo.hash) throw new Refusal('not_found', 'there is no such preview any more');
    res.set('cache-control', 'no-store').type('jpeg').send(bytes);
  });
}
