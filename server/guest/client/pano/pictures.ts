/** A picture that is decoded, for the graphics to take. */
export interface Picture {
  readonly source: TexImageSource;
  readonly width: number;
  readonly height: number;
  /** Gives its memory back, which is 75 MB for the largest. */
  drop(): void;
}

/**
 * Fetches a picture and decodes it beside the page's own thread, no wider than `widest`. Rejects where it does not come.
 * The bytes go nowhere by an address of their own, so the page's policy needs no `blob:`.
 */
export async function fetchPicture(address: string, widest: number, signal: AbortSignal): Promise<Picture> {
  if (typeof createImageBitmap !== 'function') return shrunk(await loadImage(address), widest);
  const answer = await fetch(address, { signal });
  if (!answer.ok) throw new Error(`no picture: ${answer.status}`);
  const bitmap = await createImageBitmap(await answer.blob());
  return shrunk({ source: bitmap, width: bitmap.width, height: bitmap.height, drop: () => bitmap.close() }, widest);
}

/** The same by an image element, which takes what the page has loaded before. */
export async function loadImage(address: string): Promise<Picture> {
  const image = new Image();
  image.src = address;
  await image.decode();
  return { source: image, width: image.naturalWidth, height: image.naturalHeight, drop: () => undefined };
}

function shrunk(picture: Picture, widest: number): Picture {
  if (picture.width <= widest) return picture;
  const canvas = document.createElement('canvas');
  canvas.width = widest;
  canvas.height = Math.round((picture.height * widest) / picture.width);
  canvas.getContext('2d')?.drawImage(picture.source as CanvasImageSource, 0, 0, canvas.width, canvas.height);
  picture.drop();
  const drop = () => {
    canvas.width = 0;
    canvas.height = 0;
  };
  return { source: canvas, width: canvas.width, height: canvas.height, drop };
}

interface Connection {
  readonly saveData?: boolean;
  /** Megabits a second. */
  readonly downlink?: number;
}

/**
 * Whether the line has room for what nobody has asked for yet. Where the browser does not know, `took` tells: milliseconds
 * of the last large picture.
 */
export function isQuick(took: number): boolean {
  const { saveData, downlink } = (navigator as { connection?: Connection }).connection ?? {};
  // The box says when its Wi-Fi is crowded.
  if (saveData || document.querySelector('[data-crowd]')) return false;
  return downlink === undefined ? took < 1500 : downlink >= 3;
}
