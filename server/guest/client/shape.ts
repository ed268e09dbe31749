/**
 * A tile's shape is its width by its height in thousandths, as `data-shape`; it grows in its row and is as high
 * as that says. Pages carry no style attributes, so the rules stand in the page's style sheet: written there by
 * the server, or put in by the script together with what it puts into the page.
 */

/** Beyond these a photo is shown whole inside a tile of the nearest shape. */
const narrowest = 400;
const widest = 5000;

/** The shape of a picture of these sizes. */
export function shapeOf(width: number, height: number): number {
  if (!(width > 0 && height > 0)) return 1500;
  return Math.min(widest, Math.max(narrowest, Math.round((1000 * width) / height)));
}

/** The rules of a shape, one a string. */
export function shapeRule(shape: number): string[] {
  const height = Math.round(1e8 / shape) / 1000;
  return [
    `[data-shape="${shape}"]{flex-grow:${shape}}`,
    `.tile[data-shape="${shape}"]::before{padding-top:${height}%}`,
  ];
}
