import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { codeUrl } from './present.ts';
import { codePng, codeSvg } from './qr.ts';

const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
prepareZXingModule({ overrides: { wasmBinary: readFileSync(wasm).buffer as ArrayBuffer } });

const addresses = [
  'https://photos.example.com/g/pw1r58ck3qr0vmavsczhmyv41k',
  'http://192.168.100.200:8090/g/pw1r58ck3qr0vmavsczhmyv41k',
  'http://[fd00::1]:8090/g/pw1r58ck3qr0vmavsczhmyv41k',
  `https://${'long.'.repeat(12)}example.com/g/pw1r58ck3qr0vmavsczhmyv41k`,
];

async function read(png: Uint8Array) {
  const [code] = await readBarcodes(new Blob([new Uint8Array(png)]), { formats: ['QRCode'] });
  return code;
}

test.each(addresses)('the code of %s reads as it should, from PNG and from SVG', async (url) => {
  const text = codeUrl(url);

  const png = await read(await codePng(text, 512));
  const svg = await read(
    await sharp(Buffer.from(await codeSvg(text)))
      .resize(600)
      .png()
      .toBuffer(),
  );

  expect(png?.text).toBe(text);
  expect(svg?.text).toBe(text);
  expect(png?.ecLevel).toBe('M');
});

test('the address in a code is the same but for its letters, and the scheme stays small', () => {
  const text = codeUrl('https://Photos.example.com:8443/g/pw1r58ck3qr0vmavsczhmyv41k');
  expect(text).toBe('https://PHOTOS.EXAMPLE.COM:8443/G/PW1R58CK3QR0VMAVSCZHMYV41K');
  expect(new URL(text).origin).toBe('https://photos.example.com:8443');
});

test('an address of 55 characters makes a code of version 3', async () => {
  const text = codeUrl('https://photos.example.com/g/pw1r58ck3qr0vmavsczhmyv41k');
  expect(text).toHaveLength(55);
  expect((await read(await codePng(text, 512)))?.version).toBe('3');
});

test.each([64, 100, 512, 1000])(
  'at %i px each module has whole pixels, on white with four modules around',
  async (px) => {
    const { data, info } = await sharp(await codePng(codeUrl(addresses[0] as string), px))
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const modules = 29;
    const scale = Math.max(1, Math.floor(px / (modules + 8)));
    const edge = Math.ceil((info.width - modules * scale) / 2);
    const start = (at: number) => edge + Math.floor((at - edge) / scale) * scale;
    const at = (x: number, y: number) =>
      data.subarray((y * info.width + x) * info.channels, (y * info.width + x) * info.channels + 3).toString('hex');

    expect([info.width, info.height]).toEqual([px, px]);
    for (let y = 0; y < info.height; y += 1) {
      for (let x = 0; x < info.width; x += 1) {
        const colour = at(x, y);
        const outside = Math.min(x, y) < edge || Math.max(x, y) >= edge + modules * scale;
        const module = outside ? 'ffffff' : at(start(x), start(y));
        if (colour !== module) throw new Error(`a module at ${x},${y} is not one colour`);
        const quiet = Math.min(x, y, info.width - 1 - x, info.height - 1 - y) < 4 * scale;
        if (quiet ? colour !== 'ffffff' : colour !== 'ffffff' && colour !== '1a1916')
          throw new Error(`${colour} at ${x},${y}`);
      }
    }
  },
);
