import { z } from 'zod';
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
  /** An equirectangular 360° panorama. */
  panorama: z.boolean(),
});
export type Inspection = z.infer<typeof Inspection>;

const RenderedSize = z.object({
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

/** How many bytes of memory a render of a file takes at most. */
export const Weight = z.object({ bytes: z.int().positive() });

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
  RenderJob.extend({ id, do: z.literal('render'), seconds: z.int().positive() }),
  z.object({ id, do: z.literal('logo'), path: z.string(), seconds: z.int().positive() }),
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
