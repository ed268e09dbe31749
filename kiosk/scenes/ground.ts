import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** So coarse a copy that nothing of the photo can be made out, and so small that it costs nothing. */
const coarse = 48;
/** What is put on the screen: blown up once with good smoothing here, so that the compositor has little left to do. */
const fine = 384;

let small: HTMLCanvasElement | undefined;

/**
 * Draws the ground of a photo, or of several side by side, once: their own colours, out of all focus, darkened by `scrim`
 * (0 to 1). Throws where a picture cannot be read. `ratio` is the screen's width by its height.
 */
export async function drawGround(
  canvas: HTMLCanvasElement,
  addresses: readonly string[],
  ratio: number,
  scrim: number,
): Promise<void> {
  const pictures = await Promise.all(addresses.map(decoded));
  const [width, height] = ratio >= 1 ? [coarse, Math.round(coarse / ratio)] : [Math.round(coarse * ratio), coarse];
  small ??= document.createElement('canvas');
  const copy = sized(small, Math.max(8, width), Math.max(8, height));
  const sheet = sized(canvas, Math.round((fine * width) / coarse), Math.round((fine * height) / coarse));
  if (!copy || !sheet) return;
  copy.filter = 'blur(2.5px)';
  const part = copy.canvas.width / pictures.length;
  for (const [place, picture] of pictures.entries()) {
    const scale = Math.max(part / picture.naturalWidth, copy.canvas.height / picture.naturalHeight) * 1.15;
    const [w, h] = [picture.naturalWidth * scale, picture.naturalHeight * scale];
    copy.save();
    copy.beginPath();
    copy.rect(place * part, 0, part, copy.canvas.height);
    if (pictures.length > 1) copy.clip();
    copy.drawImage(picture, (place + 0.5) * part - w / 2, (copy.canvas.height - h) / 2, w, h);
    copy.restore();
  }
  // The seam between two is out of focus as well.
  if (pictures.length > 1) copy.drawImage(small, 0, 0);
  copy.filter = 'none';
  copy.fillStyle = `rgba(14, 13, 12, ${scrim})`;
  copy.fillRect(0, 0, copy.canvas.width, copy.canvas.height);
  sheet.drawImage(small, 0, 0, canvas.width, canvas.height);
}

async function decoded(address: string): Promise<HTMLImageElement> {
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  return picture;
}

interface Told {
  readonly canvas: HTMLCanvasElement | null;
  /** Of the photos; none: no ground. */
  readonly addresses: readonly string[];
  readonly ratio: number;
}

/** The ground that an element stands on: drawn anew only where its photos or its shape have changed. */
export class Ground implements ReactiveController {
  /** Settles when the last that it was told to draw is drawn; rejects where that cannot be. */
  ready: Promise<void> = Promise.resolve();
  readonly #told: () => Told;
  readonly #scrim: number;
  #drawn = '';

  constructor(host: ReactiveControllerHost, scrim: number, told: () => Told) {
    this.#told = told;
    this.#scrim = scrim;
    host.addController(this);
  }

  hostUpdated() {
    const { canvas, addresses, ratio } = this.#told();
    const drawn = `${addresses.join(' ')} ${ratio.toFixed(2)}`;
    if (!canvas || drawn === this.#drawn) return;
    this.#drawn = drawn;
    if (addresses.length === 0 || addresses.includes('')) {
      canvas.width = 0;
      this.ready = Promise.resolve();
      return;
    }
    this.ready = drawGround(canvas, addresses, ratio, this.#scrim);
    this.ready.catch(() => {});
  }
}

function sized(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D | null {
  // Setting a size throws the pixels away, even where it is the same.
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext('2d', { alpha: false });
  if (context) {
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = 'high';
  }
  return context;
}
