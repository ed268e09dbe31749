import QRCode from 'qrcode';

const level = { errorCorrectionLevel: 'M' } as const;
const margin = 4;
/** Ink on solid white: a code without a white ground fails on dark pages and on coloured paper. */
const look = { ...level, margin, color: { dark: '#1A1916', light: '#FFFFFF' } } as const;

/** A QR code as SVG, four modules of white on every side. */
export function codeSvg(text: string): Promise<string> {
  return QRCode.toString(text, { ...look, type: 'svg' });
}

/**
 * The same as PNG of `px` × `px`: as many whole pixels a module as fit, at least one; what is left over is white around it.
 */
export function codePng(text: string, px: number): Promise<Buffer> {
  const { size } = QRCode.create(text, level).modules;
  const scale = Math.max(1, Math.floor(px / (size + 2 * margin)));
  const around = Math.max(margin, (px / scale - size) / 2);
  return QRCode.toBuffer(text, { ...look, margin: around, type: 'png', scale });
}
