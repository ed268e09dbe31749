import { type Graphics, graphicsOn, type Held, type View } from '#sphere/sphere.ts';

/** A panorama that can be drawn. */
export interface Panorama {
  /** Draws it over all of a canvas. */
  drawOn(target: CanvasRenderingContext2D, view: View): void;
  /** Gives its memory back, and the graphics with the last one. */
  drop(): void;
}

interface Shared {
  readonly canvas: HTMLCanvasElement;
  readonly graphics: Graphics;
  /** What each user does when the graphics are lost. */
  readonly users: Set<() => void>;
}

/** However many scenes turn, a page holds one such context. */
let shared: Shared | undefined;

/**
 * Takes a picture that goes once around, no wider than `widest` where that is less than the graphics can take. Undefined
 * where this browser draws none, or has no room for it; `lost` when that comes later, and it is drawn no more.
 */
export async function takePanorama(
  picture: HTMLImageElement,
  widest: number,
  lost: () => void,
): Promise<Panorama | undefined> {
  const on = shared ?? start();
  if (!on) return undefined;
  on.users.add(lost);
  const leave = () => {
    on.users.delete(lost);
    if (on.users.size > 0) return;
    on.graphics.drop();
    if (shared === on) shared = undefined;
  };
  let held: Held;
  const width = Math.min(picture.naturalWidth, widest, on.graphics.widest);
  const height = Math.round((picture.naturalHeight * width) / picture.naturalWidth);
  try {
    // Decoded and made smaller beside the page's own thread.
    const small = await createImageBitmap(picture, {
      resizeWidth: width,
      resizeHeight: height,
      resizeQuality: 'medium',
    });
    try {
      held = on.graphics.take(small, width, height);
    } finally {
      small.close();
    }
  } catch {
    leave();
    return undefined;
  }
  return {
    drawOn(target, view) {
      if (shared !== on) return;
      const { width: w, height: h } = target.canvas;
      if (on.canvas.width !== w) on.canvas.width = w;
      if (on.canvas.height !== h) on.canvas.height = h;
      held.draw(view);
      // In the same task, or the browser has cleared it.
      target.drawImage(on.canvas, 0, 0);
    },
    drop() {
      held.drop();
      leave();
    },
  };
}

function start(): Shared | undefined {
  const canvas = document.createElement('canvas');
  const graphics = graphicsOn(canvas);
  if (!graphics) return undefined;
  const made: Shared = { canvas, graphics, users: new Set() };
  canvas.addEventListener('webglcontextlost', () => {
    // Given back by ourselves it is lost as well.
    if (shared !== made) return;
    shared = undefined;
    for (const tell of [...made.users]) tell();
  });
  shared = made;
  return made;
}
