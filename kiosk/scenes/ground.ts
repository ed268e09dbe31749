/** So coarse a copy that nothing of the photo can be made out, and so small that it costs nothing. */
const coarse = 48;
/** What is put on the screen: blown up once with good smoothing here, so that the compositor has little left to do. */
const fine = 384;
const scrim = 'rgba(14, 13, 12, 0.46)';

let small: HTMLCanvasElement | undefined;

/**
 * Draws a photo's ground once: its own colours, out of all focus, darkened. Throws where the picture cannot be read.
 * `ratio` is the screen's width by its height.
 */
export async function drawGround(canvas: HTMLCanvasElement, address: string, ratio: number): Promise<void> {
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  const [width, height] = ratio >= 1 ? [coarse, Math.round(coarse / ratio)] : [Math.round(coarse * ratio), coarse];
  small ??= document.createElement('canvas');
  const copy = sized(small, Math.max(8, width), Math.max(8, height));
  const sheet = sized(canvas, Math.round((fine * width) / coarse), Math.round((fine * height) / coarse));
  if (!copy || !sheet) return;
  const scale = Math.max(copy.canvas.width / picture.naturalWidth, copy.canvas.height / picture.naturalHeight) * 1.15;
  const [w, h] = [picture.naturalWidth * scale, picture.naturalHeight * scale];
  copy.filter = 'blur(2.5px)';
  copy.drawImage(picture, (copy.canvas.width - w) / 2, (copy.canvas.height - h) / 2, w, h);
  copy.filter = 'none';
  copy.fillStyle = scrim;
  copy.fillRect(0, 0, copy.canvas.width, copy.canvas.height);
  sheet.drawImage(small, 0, 0, canvas.width, canvas.height);
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
