import QRCode from 'qrcode';

const level = { errorCorrectionLevel: 'M' } as const;
const margin = 4;
/** Ink on solid white: a code without a white ground fails on dark pages and on coloured paper. */
const look = { ...level, margin, color: { dark: '#1A1916', light: '#FFFFFF' } } as const;

/** A QR code as SVG, four modules of white on every side. */
export function codeSvg(text: string): Promise<string> {
  return QRCode.toString(text, { ...look, type: 'svg' });
}

/** The same as PNG: as many whole pixels a module as fit into `px`, at least one. */
export function codePng(text: string, px: number): Promise<Buffer> {
  const modules = QRCode.create(text, level).modules.size + 2 * margin;
  return QRCode.toBuffer(text, { ...look, type: 'png', scale: Math.max(1, Math.floor(px / modules)) });
}
