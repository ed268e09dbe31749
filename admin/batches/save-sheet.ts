import type { PrintedCode } from '../roles/code-sheet.ts';

/** Of a sheet as a picture, in pixels: two codes a row, each with its words above and beneath. */
const across = 2;
const cell = { width: 600, height: 640, code: 440, top: 120 } as const;
const faces = 'system-ui, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';
const ink = '#1a1916';

/** Saves codes as one picture, ink on white, each module a whole number of pixels wide. */
export async function saveSheet(codes: readonly PrintedCode[], name: string): Promise<void> {
  const canvas = document.createElement('canvas');
  canvas.width = across * cell.width;
  canvas.height = Math.ceil(codes.length / across) * cell.height;
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = ink;
  pen.textAlign = 'center';
  // A module that is smoothed is one that a phone may misread.
  pen.imageSmoothingEnabled = false;
  for (const [nr, code] of codes.entries()) {
    const left = (nr % across) * cell.width;
    const top = Math.floor(nr / across) * cell.height;
    const middle = left + cell.width / 2;
    const width = Math.max(1, Math.floor(cell.code / code.modules)) * code.modules;
    const said = (text: string, y: number, font: string) => {
      pen.font = `${font} ${faces}`;
      pen.fillText(text, middle, top + y, cell.width - 48);
    };
    said(code.title, 44, '24px');
    said(code.name, 92, '500 34px');
    pen.drawImage(await picture(code, width), Math.round(middle - width / 2), top + cell.top, width, width);
    said(code.note, cell.top + cell.code + 36, '24px');
  }
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (!blob) return;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = `${name}.png`;
  link.click();
  URL.revokeObjectURL(link.href);
}

async function picture({ src }: PrintedCode, width: number): Promise<HTMLImageElement> {
  const image = new Image(width, width);
  image.src = src;
  await image.decode();
  return image;
}
