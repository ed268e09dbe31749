import { z } from 'zod';
import { Colour } from '#contract/common.ts';
import { PhotoFormat } from '#contract/photos.ts';
import { RefusalCode } from '#contract/problems.ts';

/** What a look at a file tells before the file is acknowledged. */
export const Inspection = z.object({
  format: PhotoFormat,
  /** Pixels as seen, after the camera's turn. */
  width: z.int().positive(),
  height: z.int().positive(),
  /** When it was taken, in UTC milliseconds; null where the file does not say, or says nonsense. */
  takenAt: z.int().nullable(),
  /** A whole sphere, equirectangular. */
  panorama: z.boolean(),
});
export type Inspection = z.infer<typeof Inspection>;

export const RenderedSize = z.object({
  width: z.int().positive(),
  height: z.int().positive(),
  bytes: z.int().positive(),
  /** Of the file, lower-case hex. */
  sha256: z.string(),
  type: z.enum(['image/webp', 'image/jpeg']),
});
export type RenderedSize = z.infer<typeof RenderedSize>;

/** The derivatives of one original, as they are on disk. */
export const Rendered = z.object({
  /** Base64. */
  thumbhash: z.string(),
  sizes: z.object({ thumb: RenderedSize, screen: RenderedSize, kiosk: RenderedSize }),
});
export type Rendered = z.infer<typeof Rendered>;

/** A logo as guests get it: WebP, in base64. */
export const DrawnLogo = z.object({ webp: z.base64() });
export type DrawnLogo = z.infer<typeof DrawnLogo>;

/** A picture as guests get it: JPEG, in base64. */
export const DrawnPicture = z.object({ jpeg: z.base64(), width: z.int().positive(), height: z.int().positive() });
export type DrawnPicture = z.infer<typeof DrawnPicture>;

/** A card for messengers: JPEG, in base64. */
export const DrawnCard = z.object({ jpeg: z.base64() });
export type DrawnCard = z.infer<typeof DrawnCard>;

/** What a card is drawn of: the file of a photo's size, the brand's colour, and the file of its logo where there is one. */
export const CardJob = z.object({ path: z.string(), colour: Colour, logo: z.string().nullable() });
export type CardJob = z.infer<typeof CardJob>;

/** A small picture: JPEG, in base64. */
export const SmallPicture = z.object({ jpeg: z.base64() });

/** A place for a picture on a sheet, in pixels: it fills it, cut on its longer side. */
const Slot = z.object({
  path: z.string(),
  left: z.int().min(0),
  top: z.int().min(0),
  width: z.int().positive(),
  height: z.int().positive(),
  /** `whole`: as large as fits at the upper left of its place, on white. */
  fit: z.enum(['fill', 'whole']),
});
/** What a sheet is drawn of: an SVG that the box itself made, of shapes alone, and files of pictures to be laid over it. */
export const SheetJob = z.object({
  svg: z.string(),
  width: z.int().positive(),
  height: z.int().positive(),
  pictures: z.array(Slot),
});
export type SheetJob = z.infer<typeof SheetJob>;
/** A sheet: PNG, in base64. */
export const DrawnSheet = z.object({ png: z.base64() });
export type DrawnSheet = z.infer<typeof DrawnSheet>;

/** How many bytes of memory a render of a file takes at most, a copy of it in its full size, and one as a panorama. */
export const Weight = z.object({ bytes: z.int().positive(), whole: z.int().positive(), pano: z.int().positive() });

/** What is drawn into a picture. */
export const Drawing = z.object({
  kind: z.enum(['brand', 'recipient']),
  /** What to write, best first: the first of these of which the font can write anything. */
  names: z.array(z.string()),
  date: z.string().nullable(),
  /** WebP, in base64. */
  logo: z.base64().nullable(),
});
export type Drawing = z.infer<typeof Drawing>;

/** A marked copy of a picture, in pixels as seen upright. */
export const MarkJob = z.object({
  source: z.string(),
  target: z.string(),
  type: z.enum(['image/webp', 'image/jpeg']),
  width: z.int().positive(),
  height: z.int().positive(),
  drawing: Drawing,
});
export type MarkJob = z.infer<typeof MarkJob>;
export const MarkedFile = z.object({ bytes: z.int().positive() });
export type MarkedFile = z.infer<typeof MarkedFile>;

/** What stands in the place of as many bytes of a file: a run of one byte (where, how many, which), or bytes in base64. */
export const Patch = z.union([
  z.tuple([z.int().min(0), z.int().positive(), z.int().min(0).max(255)]),
  z.tuple([z.int().min(0), z.base64()]),
]);
export type Patch = z.infer<typeof Patch>;

/** How an original is handed out without place, serial numbers and owner. */
export const Cleaned = z.object({
  bytes: z.int().min(0),
  /** CRC-32 of the file as it is, and with its patches. */
  crc: z.int(),
  cleanCrc: z.int(),
  /** In order, apart from each other. */
  patches: z.array(Patch),
});
export type Cleaned = z.infer<typeof Cleaned>;

/** A JPEG that was made, on disk: its length and its CRC-32. */
export const MadeJpeg = z.object({ bytes: z.int().positive(), crc: z.int() });
export type MadeJpeg = z.infer<typeof MadeJpeg>;

/** Where the derivatives of one original go. */
export const RenderJob = z.object({
  source: z.string(),
  into: z.object({ thumb: z.string(), screen: z.string(), kiosk: z.string() }),
});
export type RenderJob = z.infer<typeof RenderJob>;

/** What a derivative is called until it is whole. */
export const partOf = (target: string): string => `${target}.part`;

const id = z.int();

/** What the box asks of the ingest process. */
export const Order = z.discriminatedUnion('do', [
  z.object({ id, do: z.literal('inspect'), path: z.string(), localZone: z.string() }),
  z.object({ id, do: z.literal('weigh'), path: z.string() }),
  z.object({ id, do: z.literal('clean'), path: z.string() }),
  z.object({ id, do: z.literal('jpeg'), path: z.string(), into: z.string(), seconds: z.int().positive() }),
  RenderJob.extend({ id, do: z.literal('render'), seconds: z.int().positive() }),
  z.object({ id, do: z.literal('pano'), path: z.string(), into: z.string(), seconds: z.int().positive() }),
  z.object({ id, do: z.literal('logo'), path: z.string(), seconds: z.int().positive() }),
  MarkJob.extend({ id, do: z.literal('mark'), seconds: z.int().positive() }),
  z.object({ id, do: z.literal('picture'), path: z.string(), seconds: z.int().positive() }),
  CardJob.extend({ id, do: z.literal('card'), seconds: z.int().positive() }),
  z.object({ id, do: z.literal('small'), path: z.string(), edge: z.int().positive(), seconds: z.int().positive() }),
  SheetJob.extend({ id, do: z.literal('sheet'), seconds: z.int().positive() }),
]);
export type Order = z.infer<typeof Order>;

/** What the ingest process answers: `refused` is the photo's fault, `failed` is not. */
export const Reply = z.discriminatedUnion('is', [
  z.object({ is: z.literal('ready') }),
  z.object({ is: z.literal('done'), id, result: z.unknown() }),
  z.object({
    is: z.literal('refused'),
    id,
    code: RefusalCode,
    message: z.string(),
    facts: z.record(z.string(), z.unknown()),
    reason: z.string(),
  }),
  z.object({ is: z.literal('failed'), id, message: z.string(), code: z.string().optional() }),
]);
export type Reply = z.infer<typeof Reply>;
