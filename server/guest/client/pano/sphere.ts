import { graphicsOn, type Held, type View } from '#sphere/sphere.ts';

/** Draws a panorama as it is seen from its middle. */
export interface Sphere {
  /** Of a picture in pixels: a wider one must be made smaller. */
  readonly widest: number;
  /** Takes a picture that goes once around, in place of the one before. Throws where the graphics have no room for it. */
  show(picture: TexImageSource, width: number, height: number): void;
  /** Draws what is seen; nothing before there is a picture. */
  draw(view: View): void;
  /** Gives the graphics back. */
  drop(): void;
}

/** Undefined where this browser has no WebGL to give. */
export function sphereOn(canvas: HTMLCanvasElement): Sphere | undefined {
  const graphics = graphicsOn(canvas);
  if (!graphics) return undefined;
  let held: Held | undefined;
  return {
    widest: graphics.widest,
    show(picture, width, height) {
      const next = graphics.take(picture, width, height);
      held?.drop();
      held = next;
    },
    draw: (view) => held?.draw(view),
    drop() {
      held?.drop();
      held = undefined;
      graphics.drop();
    },
  };
}
