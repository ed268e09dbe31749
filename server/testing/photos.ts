import sharp, { type Exif } from 'sharp';

export interface PhotoRecipe {
  /** As it is seen upright; the pixels are stored turned where `orientation` says so. */
  readonly width: number;
  readonly height: number;
  readonly format?: 'jpeg' | 'png' | 'webp';
  /** EXIF orientation 1 to 8. */
  readonly orientation?: number;
  readonly profile?: 'srgb' | 'p3' | 'cmyk' | 'gray';
  /** 16 bits a channel; PNG only. */
  readonly deep?: boolean;
  /** Progressive JPEG, interlaced PNG. */
  readonly progressive?: boolean;
  /** The middle is see-through; not for JPEG. */
  readonly alpha?: boolean;
  readonly exif?: {
    /** `YYYY:MM:DD hh:mm:ss` as cameras write it. */
    readonly takenAt?: string;
    /** Digits after the second. */
    readonly fraction?: string;
    /** `+08:00`. */
    readonly offset?: string;
    /** Degrees, minutes, seconds as EXIF has them: `31/1 14/1 0/1`. */
    readonly gps?: { readonly latitude: string; readonly longitude: string };
    readonly owner?: string;
  };
  /** An XMP packet. */
  readonly xmp?: string;
  /** Another seed is another picture. */
  readonly seed?: number;
  readonly quality?: number;
}

export type Colour = readonly [red: number, green: number, blue: number];

/** What stands in the corners of every test photo, as seen upright, in sRGB: red, green, blue, yellow, dull enough for print. */
export const corners = {
  topLeft: [190, 50, 50],
  topRight: [60, 140, 90],
  bottomLeft: [50, 80, 130],
  bottomRight: [215, 190, 70],
} as const satisfies Record<string, Colour>;
export type Corner = keyof typeof corners;

/** A photo with a known colour in each corner and, in the middle, a pattern that its seed decides. */
export async function makePhoto(recipe: PhotoRecipe): Promise<Buffer> {
  const { format = 'jpeg', orientation = 1, profile = 'srgb', exif, quality = 90, progressive = false } = recipe;
  const turned = turn(recipe, orientation);
  let image = sharp(turned.data, { raw: { width: turned.width, height: turned.height, channels: turned.channels } });
  // First, since it brings a profile of its own.
  if (orientation > 1) image = image.withMetadata({ orientation });
  if (recipe.deep) image = image.toColourspace('rgb16');
  if (profile === 'p3') image = image.withIccProfile('p3');
  if (profile === 'cmyk') image = image.toColourspace('cmyk').withIccProfile('cmyk');
  if (profile === 'gray') image = image.toColourspace('b-w');
  const tags = exifOf(exif);
  if (Object.keys(tags).length > 0) image = image.withExif(tags);
  if (recipe.xmp) image = image.withXmp(recipe.xmp);
  return image.toFormat(format, format === 'png' ? { progressive } : { quality, progressive }).toBuffer();
}

/** The colours in the corners of a picture as its pixels are stored, in sRGB. */
export async function readCorners(picture: Uint8Array | string): Promise<Record<Corner, Colour>> {
  const at = await colours(picture);
  return { topLeft: at(0.06, 0.06), topRight: at(0.94, 0.06), bottomLeft: at(0.06, 0.94), bottomRight: at(0.94, 0.94) };
}

/** The colours of an equirectangular picture in the middle of each wall of a test panorama, in sRGB. */
export async function readWalls(picture: Uint8Array | string): Promise<Record<Wall, Colour>> {
  const at = await colours(picture);
  const seen = (Object.keys(walls) as Wall[]).map((wall) => {
    const { yaw, pitch } = walls[wall];
    return [wall, at((yaw / 360 + 0.5) % 1, 0.5 - (pitch / 180) * 0.9)] as const;
  });
  return Object.fromEntries(seen) as Record<Wall, Colour>;
}

/** The farthest that colours are apart, in levels of a channel. */
export function farthest<Name extends string>(
  seen: Readonly<Record<Name, Colour>>,
  meant: Readonly<Record<Name, Colour>>,
): number {
  const names = Object.keys(meant) as Name[];
  return Math.max(
    ...names.flatMap((name) => meant[name].map((level, channel) => Math.abs(level - (seen[name][channel] ?? 0)))),
  );
}

/** Tells the colour at a place of a picture, from 0 to 1 each way. */
async function colours(picture: Uint8Array | string): Promise<(x: number, y: number) => Colour> {
  const { data, info } = await sharp(picture)
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return (x, y) => {
    const start = (Math.floor(y * (info.height - 1)) * info.width + Math.floor(x * (info.width - 1))) * info.channels;
    return [data[start] ?? 0, data[start + 1] ?? 0, data[start + 2] ?? 0];
  };
}

/**
 * What a test panorama shows: a room of six plain walls around the camera, in sRGB. The middle of the picture is ahead
 * (yaw 0, pitch 0); yaw grows to the right, pitch upwards. Each wall is seen 45° to all sides of its middle.
 */
export const walls = {
  ahead: { yaw: 0, pitch: 0, colour: [190, 50, 50] },
  right: { yaw: 90, pitch: 0, colour: [60, 140, 90] },
  behind: { yaw: 180, pitch: 0, colour: [50, 80, 130] },
  left: { yaw: 270, pitch: 0, colour: [215, 190, 70] },
  up: { yaw: 0, pitch: 90, colour: [235, 235, 240] },
  down: { yaw: 0, pitch: -90, colour: [40, 35, 45] },
} as const satisfies Record<string, { yaw: number; pitch: number; colour: Colour }>;
export type Wall = keyof typeof walls;
/** The colours alone. */
export const wallColours = Object.fromEntries(
  Object.entries(walls).map(([wall, { colour }]) => [wall, colour]),
) as unknown as Record<Wall, Colour>;

/** The wall that is seen in a direction, in degrees. */
export function wallAt(yaw: number, pitch: number): Wall {
  const [a, b] = [(yaw / 180) * Math.PI, (pitch / 180) * Math.PI];
  const [right, up, ahead] = [Math.sin(a) * Math.cos(b), Math.sin(b), Math.cos(a) * Math.cos(b)];
  const most = Math.max(Math.abs(right), Math.abs(up), Math.abs(ahead));
  if (Math.abs(up) === most) return up > 0 ? 'up' : 'down';
  if (Math.abs(ahead) === most) return ahead > 0 ? 'ahead' : 'behind';
  return right > 0 ? 'right' : 'left';
}

/** An XMP packet that calls a picture a panorama; `facts` are GPano's fields, by default those of a whole sphere of any size. */
export function gpano(facts: Readonly<Record<string, string | number>> = {}): string {
  const said = { ProjectionType: 'equirectangular', UsePanoramaViewer: 'True', ...facts };
  const fields = Object.entries(said).map(([name, value]) => `GPano:${name}="${value}"`);
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:GPano="http://ns.google.com/photos/1.0/panorama/" ${fields.join(' ')}/></rdf:RDF></x:xmpmeta>`;
}

/**
 * A whole sphere as a JPEG, equirectangular, half as high as it is wide, of the room of `walls`. Says so in its XMP, or
 * says what `xmp` says; null: says nothing. Another seed is another file that shows the same.
 */
export function makePanorama({
  width = 512,
  seed = 0,
  xmp = gpano(),
}: {
  readonly width?: number;
  readonly seed?: number;
  readonly xmp?: string | null;
} = {}): Promise<Buffer> {
  const height = width / 2;
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0, to = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const { colour } = walls[wallAt(((x + 0.5) / width) * 360 - 180, 90 - ((y + 0.5) / height) * 180)];
      for (const level of colour) data[to++] = level;
    }
  }
  // Along the lowest line, which is a single point at our feet.
  for (let bit = 0; bit < 32; bit += 1)
    if ((seed >>> bit) & 1) data.fill(255, data.length - (bit + 1) * 24, data.length - bit * 24);
  const image = sharp(data, { raw: { width, height, channels: 3 } });
  return (xmp === null ? image : image.withXmp(xmp)).jpeg({ quality: 90 }).toBuffer();
}

interface Pixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
}

/** Pixels as a camera that notes this orientation stores them: each stored pixel is fetched from where a viewer puts it. */
function turn(recipe: PhotoRecipe, orientation: number): Pixels {
  const upright = draw(recipe);
  if (orientation < 2 || orientation > 8) return upright;
  const { width: w, height: h, channels } = upright;
  const [width, height] = orientation > 4 ? [h, w] : [w, h];
  const seenAt: Record<number, (x: number, y: number) => [number, number]> = {
    2: (x, y) => [w - 1 - x, y],
    3: (x, y) => [w - 1 - x, h - 1 - y],
    4: (x, y) => [x, h - 1 - y],
    5: (x, y) => [y, x],
    6: (x, y) => [w - 1 - y, x],
    7: (x, y) => [w - 1 - y, h - 1 - x],
    8: (x, y) => [y, h - 1 - x],
  };
  const fetch = seenAt[orientation] as (x: number, y: number) => [number, number];
  const data = Buffer.alloc(upright.data.length);
  for (let y = 0, to = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [u, v] = fetch(x, y);
      const from = (v * w + u) * channels;
      for (let channel = 0; channel < channels; channel += 1) data[to++] = upright.data[from + channel] as number;
    }
  }
  return { data, width, height, channels };
}

function draw({ width, height, seed = 0, alpha = false }: PhotoRecipe): Pixels {
  const channels = alpha ? 4 : 3;
  const data = Buffer.alloc(width * height * channels, 255);
  const across = Float64Array.from({ length: width }, (_, x) => Math.sin((x / width) * (9 + (seed % 17)) + seed));
  const down = Float64Array.from({ length: height }, (_, y) => Math.cos((y / height) * (7 + (seed % 13)) + seed * 2));
  for (let y = 0, to = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, to += channels) {
      const corner = cornerAt(x / width, y / height);
      if (corner) {
        [data[to], data[to + 1], data[to + 2]] = corner;
        continue;
      }
      const level = Math.round(128 + 27 * ((across[x] as number) + (down[y] as number)));
      data[to] = (level + seed * 37) % 256;
      data[to + 1] = (level + seed * 59) % 256;
      data[to + 2] = (level + seed * 83) % 256;
      if (alpha) data[to + 3] = 0;
    }
  }
  // The seed itself is in the pixels too, so that no two seeds make the same picture.
  const middle = Math.floor(height / 2) * width;
  for (let bit = 0; bit < 32 && bit < width; bit += 1) {
    data.fill((seed >>> bit) & 1 ? 250 : 5, (middle + bit) * channels, (middle + bit) * channels + 3);
  }
  return { data, width, height, channels };
}

function cornerAt(u: number, v: number): Colour | undefined {
  if (v < 0.25) return u < 0.25 ? corners.topLeft : u > 0.75 ? corners.topRight : undefined;
  if (v > 0.75) return u < 0.25 ? corners.bottomLeft : u > 0.75 ? corners.bottomRight : undefined;
  return undefined;
}

function exifOf(exif: PhotoRecipe['exif']): Exif {
  const { takenAt, fraction, offset, gps, owner } = exif ?? {};
  const named = (tags: Record<string, string | undefined>): Record<string, string> =>
    Object.fromEntries(Object.entries(tags).filter((tag): tag is [string, string] => tag[1] !== undefined));
  const blocks = {
    IFD0: named({ Artist: owner }),
    IFD2: named({ DateTimeOriginal: takenAt, SubSecTimeOriginal: fraction, OffsetTimeOriginal: offset }),
    IFD3: gps
      ? { GPSLatitudeRef: 'N', GPSLatitude: gps.latitude, GPSLongitudeRef: 'E', GPSLongitude: gps.longitude }
      : {},
  };
  return Object.fromEntries(Object.entries(blocks).filter(([, tags]) => Object.keys(tags).length > 0));
}
