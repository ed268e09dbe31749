import QRCode from 'qrcode';
import type { CodePicture } from '#contract/common.ts';

/** A QR code of a text as an SVG path in units of one module, without its quiet zone, of four modules, and its white ground. */
export function codePicture(text: string): CodePicture {
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: 'M' }).modules;
  let path = '';
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const from = x;
      while (x < size && data[y * size + x]) x += 1;
      // One box a run: between single modules a hairline of the ground would shine through.
      if (x > from) path += `M${from} ${y}h${x - from}v1h${from - x}z`;
    }
  }
  return { modules: size, path };
}
