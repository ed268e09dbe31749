import { z } from 'zod';

/** UUIDv7, lower case. */
export const Id = z.uuid().meta({ id: 'Id', example: '019aa111-2222-7333-8444-555566667777' });
export type Id = z.infer<typeof Id>;

/** The years that are written in four figures, UTC ms. */
const years = { first: Date.parse('0001-01-01T00:00:00Z'), end: Date.UTC(10_000, 0) } as const;
/** Whether a text that is a time (else it is refused as none) is one that can be told again in that form. */
function inFourFigures(text: string): boolean {
  const at = Date.parse(text);
  return Number.isNaN(at) || (at >= years.first && at < years.end);
}
/** An instant in UTC, as ISO 8601. */
export const Instant = z.iso
  .datetime({ offset: true })
  .refine(inFourFigures, 'years 1 to 9999')
  .meta({ id: 'Instant', example: '2026-11-21T06:05:00.000Z' });

/** One line of text that people typed: trimmed, without control characters. */
export function line(longest: number) {
  return z
    .string()
    .trim()
    .max(longest)
    .regex(/^\P{Cc}*$/u, 'no control characters');
}

/** Text of several lines. */
export function text(longest: number) {
  return z
    .string()
    .trim()
    .max(longest)
    .regex(/^[\P{Cc}\n\r\t]*$/u, 'no control characters');
}

/** Signs that turn the text after them around would do so to the sentences of staff's page as well. */
const turning = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** What a guest typed into a form, before it is looked at. */
export const typed = z.string().transform((said) => said.replace(/\r\n?/g, '\n').replace(turning, ''));

export const Title = line(120).min(1);

/** Where the next page starts; opaque. */
export const Cursor = z.string().max(200);

export const PhotoSize = z.enum(['thumb', 'screen', 'kiosk', 'pano', 'original']).meta({ id: 'PhotoSize' });
export type PhotoSize = z.infer<typeof PhotoSize>;

/** Longest edge of each derivative in pixels. */
export const sizes = { thumb: 400, screen: 1600, kiosk: 3840, pano: 6144 } as const;

/** `#RRGGBB`. */
export const Colour = z.string().regex(/^#[0-9a-fA-F]{6}$/, '#RRGGBB');

export const Locale = z.enum(['zh-CN', 'en']).meta({ id: 'Locale' });
export type Locale = z.infer<typeof Locale>;

/** A QR code to be drawn: `path` is an SVG path in units of one module, from 0 to `modules`, without its quiet zone. */
export const CodePicture = z.object({ modules: z.int(), path: z.string() }).meta({ id: 'CodePicture' });
export type CodePicture = z.infer<typeof CodePicture>;

export const onlyId = z.object({ id: Id });
export const onlyProjectId = z.object({ projectId: Id });
