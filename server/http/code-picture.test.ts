import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { codePicture } from './code-picture.ts';

const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
prepareZXingModule({ overrides: { wasmBinary: readFileSync(wasm).buffer as ArrayBuffer } });

test.each([
  'http://192.168.8.1:8080/admin/invite#Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4',
  'https://PHOTOS.EXAMPLE.COM/G/01234567890123456789ABCDEF',
])('the picture of %s is read by a phone', async (text) => {
  const { modules, path } = codePicture(text);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 ${modules + 8} ${modules + 8}" width="${(modules + 8) * 6}">
    <rect x="-4" y="-4" width="100%" height="100%" fill="#fff"/><path d="${path}"/></svg>`;
  const png = await sharp(Buffer.from(svg)).png().toBuffer();
  const [code] = await readBarcodes(new Uint8Array(png), { formats: ['QRCode'] });
  expect(code?.text).toBe(text);
});
