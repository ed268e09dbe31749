import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Request, type Response } from 'express';
import sharp from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import type { Locale } from '#contract/common.ts';
import { sendAsset } from '../guest/assets.ts';
import { closedFragment, closedPage } from '../guest/closed-page.ts';
import { errorPage } from '../guest/error-page.ts';
import { galleryFragment, galleryPage } from '../guest/gallery-page.ts';
import { gateFragment, gatePage } from '../guest/gate-page.ts';
import type { ClosedModel, Frame, GalleryModel, GateModel, PagePhoto } from '../guest/models.ts';
import { unknownPage } from '../guest/unknown-page.ts';
import { sendCompressed } from '../http/compressed.ts';
import { type EventStream, eventStream } from '../http/event-stream.ts';
import { guestHeaders } from '../http/headers.ts';

export const base = '/g/0123456789abcdefghjkmnpqrs';

/** A photo with its bytes, as the stand-in serves it. */
export interface Shot {
  readonly page: PagePhoto;
  readonly thumb: Buffer;
  readonly screen: Buffer;
  /** Of a panorama. */
  readonly pano?: Buffer;
}

/** Draws a photo of these sizes; another seed is another picture. */
export async function drawShot(
  seed: number,
  width: number,
  height: number,
  more: Partial<PagePhoto> = {},
): Promise<Shot> {
  const hue = (seed * 67) % 360;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><linearGradient id="a" x2="1" y2="1"><stop stop-color="hsl(${hue},45%,30%)"/><stop offset="1" stop-color="hsl(${hue + 50},60%,70%)"/></linearGradient><rect width="100%" height="100%" fill="url(#a)"/><circle cx="${width * 0.6}" cy="${height * 0.4}" r="${Math.min(width, height) * 0.25}" fill="hsl(${hue + 180},60%,60%)"/></svg>`;
  return shotOf(await sharp(Buffer.from(svg)).jpeg().toBuffer(), seed, more);
}

/** The sizes of a picture, as the box would make them. */
export async function shotOf(picture: Buffer | string, seed: number, more: Partial<PagePhoto> = {}): Promise<Shot> {
  const upright = sharp(picture).autoOrient();
  const { width, height } = await sharp(await upright.toBuffer()).metadata();
  const size = (edge: number) =>
    upright
      .clone()
      .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .toColourspace('srgb');
  const small = await size(100).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const id = `019aa111-0000-7000-8000-${String(seed).padStart(12, '0')}`;
  const edition = more.edition ?? 1;
  const image = (name: string) => `${base}/photos/${id}/${name}?e=${edition}`;
  return {
    thumb: await size(400).webp({ quality: 80 }).toBuffer(),
    screen: await size(1600).webp({ quality: 80, effort: 2 }).toBuffer(),
    page: {
      id,
      edition,
      mark: null,
      title: '',
      caption: '',
      name: `DSC_${seed}.jpg`,
      width,
      height,
      thumbhash: Buffer.from(rgbaToThumbHash(small.info.width, small.info.height, small.data)).toString('base64'),
      takenAt: null,
      bytes: 1_310_000,
      ready: true,
      thumb: image('thumb'),
      screen: image('screen'),
      original: null,
      pano: null,
      save: more.original ? image('save') : null,
      large: image('screen'),
      ...more,
    },
  };
}

type Changing<T> = { -readonly [K in keyof T]: T[K] };

/** What the stand-in answers with; a test changes it, and tells open pages by `tell`. */
export interface Scene {
  /** What the next page says of the language; null: the phone's. */
  locale: Locale | null;
  now: number;
  brandColour: string;
  open: boolean;
  gate: Changing<Omit<GateModel, 'base' | 'nonce'>>;
  gallery: Changing<Omit<GalleryModel, 'base' | 'chapters'>>;
  chapters: { id: string; title: string; shots: Shot[] }[];
  closed: Omit<ClosedModel, 'base'> | null;
  secret: string | null;
  triesLeft: number;
  /** Answers every open with this status instead. */
  trouble: number | null;
  opens: number;
  asked: string[];
}

export interface GuestPages {
  readonly origin: string;
  readonly scene: Scene;
  tell(event: 'content' | 'link', data: Record<string, unknown>): void;
  stop(): Promise<void>;
}

/** Serves the guest's pages from a scene, with the box's own headers, on a free port of this machine: pages alone, no rules. */
export async function serveGuestPages(scene: Scene): Promise<GuestPages> {
  const app = express();
  const streams = new Set<EventStream>();
  app.use(guestHeaders());
  app.use(express.urlencoded({ extended: false }));
  app.use((req, _res, next) => {
    scene.asked.push(`${req.method} ${req.url}`);
    next();
  });
  app.get('/assets/:name', (req, res) => sendAsset(req.params.name, req, res));
  app.get('/unknown', (req, res) => void res.send(unknownPage(frame(req, res))));
  app.get('/busy', (req, res) => void res.send(errorPage(frame(req, res), 'busy', base)));

  const frame = (req: Request, res: Response): Frame => ({
    locale: scene.locale ?? (req.acceptsLanguages(['zh', 'en']) === 'en' ? 'en' : 'zh-CN'),
    boxName: '北岸会展中心',
    brandColour: scene.brandColour,
    logo: null,
    timeZone: 'Asia/Shanghai',
    now: scene.now,
    cspNonce: res.locals.cspNonce as string,
  });
  const gallery = (): GalleryModel => ({
    ...scene.gallery,
    base,
    chapters: scene.chapters.map(({ id, title, shots }) => ({ id, title, photos: shots.map(({ page }) => page) })),
  });
  const gate = (): GateModel => ({ ...scene.gate, base, nonce: 'nonce-of-this-page-0001' });

  const page = (req: Request, res: Response, status: number, text: string) => {
    res.status(status).type('html').set('cache-control', 'no-store');
    sendCompressed(req, res, text);
  };

  app.get(base, (req, res) => {
    const part = req.headers['x-maiimg-part'] === 'main';
    if (typeof req.query.lang === 'string') {
      scene.locale = req.query.lang as Locale;
      return void res.redirect(303, base);
    }
    if (scene.closed)
      return page(req, res, 410, (part ? closedFragment : closedPage)(frame(req, res), { ...scene.closed, base }));
    if (!scene.open) return page(req, res, part ? 401 : 200, (part ? gateFragment : gatePage)(frame(req, res), gate()));
    page(req, res, 200, (part ? galleryFragment : galleryPage)(frame(req, res), gallery()));
  });
  app.post(`${base}/open`, (req, res) => {
    const whole = req.body.go === 'page';
    if (scene.trouble !== null) return void res.status(scene.trouble).type('text').send('trouble');
    if (scene.closed)
      return page(req, res, 410, (whole ? closedPage : closedFragment)(frame(req, res), { ...scene.closed, base }));
    if (scene.secret !== null && req.body.password !== scene.secret) {
      scene.triesLeft -= 1;
      const refused =
        scene.triesLeft > 0
          ? { code: 'password_wrong' as const, triesLeft: scene.triesLeft }
          : { code: 'too_many_attempts' as const, retryAfter: 900 };
      return page(req, res, 401, (whole ? gatePage : gateFragment)(frame(req, res), { ...gate(), refused }));
    }
    if (!scene.open) scene.opens += 1;
    scene.open = true;
    if (whole) return void res.redirect(303, base);
    page(req, res, 200, galleryFragment(frame(req, res), gallery()));
  });
  app.get(`${base}/live`, (req, res) => {
    const stream = eventStream(req, res, () => streams.delete(stream));
    streams.add(stream);
    stream.send('hello', { version: scene.gallery.version });
  });
  app.get(`${base}/photos/:id/:size`, (req, res) => {
    const shot = scene.chapters.flatMap(({ shots }) => shots).find(({ page }) => page.id === req.params.id);
    if (!shot || !scene.open) return void res.status(403).end();
    if (req.params.size === 'original' || req.params.size === 'save') res.attachment(shot.page.name);
    // A browser that shows a picture alone dresses its page itself.
    res.set('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'");
    res
      .set('cache-control', 'private, max-age=1800')
      .type('webp')
      .send(req.params.size === 'thumb' ? shot.thumb : req.params.size === 'pano' ? shot.pano : shot.screen);
  });

  const server: Server = createServer(app);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    scene,
    tell: (event, data) => {
      for (const stream of streams) stream.send(event, data);
    },
    stop: () =>
      new Promise((done) => {
        for (const stream of streams) stream.close();
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

/** A scene with nothing in it yet: a gallery that needs no password, on 21 November 2026, 14:06 in Shanghai. */
export function emptyScene(): Scene {
  const now = Date.UTC(2026, 10, 21, 6, 6);
  return {
    locale: null,
    now,
    brandColour: '#B7791F',
    open: false,
    gate: { title: '2026 自然影像峰会', thumbhash: null, chapters: 1, photos: 0, password: false },
    gallery: {
      title: '2026 自然影像峰会',
      download: 'original',
      zip: `${base}/download.zip`,
      expiresAt: now + 7 * 86_400_000,
      endsAt: null,
      version: 'v1',
    },
    chapters: [],
    closed: null,
    secret: null,
    triesLeft: 5,
    trouble: null,
    opens: 0,
    asked: [],
  };
}
