import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { makePhoto } from '../../../testing/photos.ts';
import { cleanBytes } from './clean.ts';

const owner = 'Zhang Sanfeng';
const serial = 'SN-4711-0815';
const place = '31,14.2N';
const exif = {
  takenAt: '2026:11:21 14:06:10',
  owner,
  gps: { latitude: '31/1 14/1 37/1', longitude: '121/1 28/1 11/1' },
};
const gpano = 'GPano:ProjectionType="equirectangular"';
const xmp = (inside: string, attributes = '') =>
  `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:GPano="http://ns.google.com/photos/1.0/panorama/" ${gpano} ${attributes}>${inside}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;
const personalXmp = xmp(
  `<dc:creator><rdf:Seq><rdf:li>${owner}</rdf:li></rdf:Seq></dc:creator><aux:SerialNumber>${serial}</aux:SerialNumber><dc:title>stays</dc:title>`,
  `exif:GPSLatitude="${place}" aux:LensSerialNumber='${serial}'`,
);

/** Cleans a copy; gives it, and that its patches make it of the file. */
function cleaned(file: Buffer): Buffer {
  const after = Buffer.from(file);
  const patches = cleanBytes(after);
  const patched = Buffer.from(file);
  for (const [at, what, fill] of patches)
    if (typeof what === 'number') patched.fill(fill as number, at, at + what);
    else Buffer.from(what, 'base64').copy(patched, at);
  expect(patched.equals(after)).toBe(true);
  expect(after.length).toBe(file.length);
  return after;
}
function expectGone(after: Buffer, ...more: string[]): void {
  for (const value of [owner, serial, place, ...more]) expect(after.includes(value), value).toBe(false);
}
const segment = (marker: number, ...parts: (string | Buffer)[]) => {
  const payload = Buffer.concat(parts.map((part) => Buffer.from(part as string)));
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([head, payload]);
};
/** Segments put in behind the beginning of a JPEG. */
const within = (file: Buffer, ...segments: Buffer[]) =>
  Buffer.concat([file.subarray(0, 2), ...segments, file.subarray(2)]);
const dataset = (number: number, value: string) => {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([0x1c, 2, number, bytes.length >> 8, bytes.length & 255]), bytes]);
};
const resource = (id: number, data: Buffer) => {
  const head = Buffer.from('8BIM\0\0\0\0\0\0\0\0', 'latin1');
  head.writeUInt16BE(id, 4);
  head.writeUInt32BE(data.length, 8);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
};

describe('a JPEG', () => {
  test('loses what is personal in EXIF and XMP, and keeps orientation, time, panorama and every pixel', async () => {
    const file = await makePhoto({ width: 80, height: 40, orientation: 6, exif, xmp: personalXmp });
    for (const value of [owner, serial, place]) expect(file.includes(value)).toBe(true);
    const after = cleaned(file);
    expectGone(after);
    for (const value of [gpano, 'stays', exif.takenAt]) expect(after.includes(value), value).toBe(true);
    expect((await sharp(after).metadata()).orientation).toBe(6);
    expect((await sharp(after).raw().toBuffer()).equals(await sharp(file).raw().toBuffer())).toBe(true);
  });

  test('loses by-line and place in IPTC over two segments, whose digest is that of what is left', async () => {
    const iptc = Buffer.concat([
      dataset(5, 'title'),
      dataset(80, owner),
      dataset(90, 'Shanghai'),
      dataset(120, 'words'),
    ]);
    const digest = createHash('md5').update(iptc).digest();
    const all = Buffer.concat([resource(0x0404, iptc), resource(0x0425, digest), resource(0x0406, Buffer.from('end'))]);
    const mark = 'Photoshop 3.0\0';
    const file = within(
      await makePhoto({ width: 30, height: 20 }),
      segment(0xed, mark, all.subarray(0, 40)),
      segment(0xed, mark, all.subarray(40)),
    );
    const after = cleaned(file);
    expectGone(after, 'Shanghai');
    const start = file.indexOf(all.subarray(0, 12)) + 12;
    const [first, rest] = [after.subarray(start, start + 28), after.subarray(start + 28 + 4 + mark.length)];
    const left = Buffer.concat([first, rest.subarray(0, iptc.length - 28)]);
    expect(left.subarray(0, 20).equals(Buffer.concat([dataset(5, 'title'), dataset(120, 'words')]))).toBe(true);
    expect(after.includes(createHash('md5').update(left).digest())).toBe(true);
  });

  test('loses it in XMP that is too long for one segment, which the main packet still finds', async () => {
    const long = Buffer.from(
      xmp(`<aux:SerialNumber>${serial}</aux:SerialNumber>${'<dc:title>x</dc:title>'.repeat(2000)}`),
    );
    const id = createHash('md5').update(long).digest('hex').toUpperCase();
    const part = (from: number, to: number) => {
      const place = Buffer.alloc(8);
      place.writeUInt32BE(long.length, 0);
      place.writeUInt32BE(from, 4);
      return segment(0xe1, 'http://ns.adobe.com/xmp/extension/\0', id, place, long.subarray(from, to));
    };
    const main = segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', xmp('', `xmpNote:HasExtendedXMP="${id}"`));
    // Cut in the middle of the number, the later part first.
    const cut = long.indexOf(serial) + 5;
    const file = within(await makePhoto({ width: 30, height: 20 }), main, part(cut, long.length), part(0, cut));
    const after = cleaned(file);
    expect(after.includes(serial.slice(5)) || after.includes(serial.slice(0, 5))).toBe(false);
    expect(after.includes(id)).toBe(false);
    const now = /HasExtendedXMP="([0-9A-F]{32})"/.exec(after.toString('latin1'))?.[1] as string;
    expect(after.toString('latin1').split(now).length).toBe(4);
  });

  test('loses it in further pictures and the film behind it', async () => {
    const second = await makePhoto({ width: 20, height: 20, exif });
    const box = (type: string, ...inside: Buffer[]) => {
      const body = Buffer.concat(inside);
      const head = Buffer.alloc(8);
      head.writeUInt32BE(body.length + 8);
      head.write(type, 4, 'latin1');
      return Buffer.concat([head, body]);
    };
    const note = box('\xa9xyz', Buffer.from('+31.2436+121.4697/'));
    const film = Buffer.concat([
      box('ftyp', Buffer.from('mp42')),
      box('moov', box('mvhd', Buffer.from('kept')), box('udta', note)),
      box('mdat', Buffer.from('\xff\xd8\xff frames', 'latin1')),
    ]);
    const packet = Buffer.from(personalXmp.replace(/<\?xpacket.*?\?>/g, ''));
    const file = Buffer.concat([await makePhoto({ width: 30, height: 20 }), second, packet, film]);
    const after = cleaned(file);
    expectGone(after, '+31.2436');
    expect(after.subarray(-17).equals(file.subarray(-17))).toBe(true);
    expect(after.includes('kept')).toBe(true);
  });

  test('loses a notice of rights that names the owner, and keeps one that does not', async () => {
    const notice = (text: string) =>
      sharp({ create: { width: 30, height: 20, channels: 3, background: '#808080' } })
        .withExif({ IFD0: { Copyright: text, Artist: owner } })
        .jpeg()
        .toBuffer();
    expect(cleaned(await notice(`(c) ${owner.toUpperCase()} 2026`)).includes('2026')).toBe(false);
    expect(cleaned(await notice('(c) Xinhua 2026')).includes('(c) Xinhua 2026')).toBe(true);
  });

  test('loses segments that nobody knows, and keeps colours, gain maps and what the picture needs', async () => {
    const kept = [
      segment(0xe2, 'urn:iso:std:iso:ts:21496:-1\0kept-gain'),
      segment(0xe2, 'MPF\0kept-list'),
      segment(0xec, 'Ducky\0kept-quality'),
    ];
    const file = within(
      await makePhoto({ width: 30, height: 20, profile: 'p3' }),
      ...kept,
      segment(0xe4, `vendor ${serial}`),
      segment(0xec, `[picture info] Serial=${serial}`),
      segment(0xeb, 'JP\0\x01\0\0\0\x01\0\0\0\x40jumb\0\0\0\x20jumdc2pa', owner),
      segment(0xeb, 'JP\0\x01\0\0\0\x02', serial),
    );
    const after = cleaned(file);
    expectGone(after);
    for (const one of kept) expect(after.includes(one)).toBe(true);
    expect((await sharp(after).metadata()).icc?.equals((await sharp(file).metadata()).icc as Buffer)).toBe(true);
  });

  test('with XMP that cannot be followed loses all of it', async () => {
    const broken = personalXmp.replace('</rdf:Seq>', '</rdf:Seq><a b=c>').replace('</aux:SerialNumber>', '');
    const file = within(
      await makePhoto({ width: 30, height: 20 }),
      segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', broken),
    );
    expectGone(cleaned(file));
  });
});

describe('PNG and WebP', () => {
  test.each(['png', 'webp'] as const)('a %s loses it too', async (format) => {
    const file = await makePhoto({ width: 40, height: 30, format, exif, xmp: personalXmp });
    expect(file.includes(owner)).toBe(true);
    const after = cleaned(file);
    expectGone(after);
    const { xmp: left } = await sharp(after).metadata();
    expect([left?.includes(gpano), left?.includes(serial)]).toEqual([true, false]);
    expect(
      (await sharp(after, { failOn: 'warning' }).raw().toBuffer()).equals(await sharp(file).raw().toBuffer()),
    ).toBe(true);
  });

  test('texts of a PNG go where they are personal, packed ones too, and every check sum is right', async () => {
    const chunk = (type: string, data: Buffer) => {
      const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
      const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
      length.writeUInt32BE(data.length);
      sum.writeUInt32BE(crc32(body));
      return Buffer.concat([length, body, sum]);
    };
    const text = (keyword: string, value: string) => chunk('tEXt', Buffer.from(`${keyword}\0${value}`));
    const packed = (keyword: string, value: string) =>
      chunk('zTXt', Buffer.concat([Buffer.from(`${keyword}\0\0`), deflateSync(value)]));
    const plain = await makePhoto({ width: 40, height: 30, format: 'png' });
    const file = Buffer.concat([
      plain.subarray(0, 33),
      text('Author', owner),
      text('exif:GPSLatitude', place),
      text('Title', 'stays'),
      packed('Raw profile type exif', `\nexif\n 4\n${Buffer.from('????').toString('hex')}\n`),
      packed('Software', 'stays too'),
      chunk('iTXt', Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\x01\0\0\0'), deflateSync(personalXmp)])),
      plain.subarray(33),
    ]);
    const after = cleaned(file);
    expectGone(after);
    expect(after.includes('stays')).toBe(true);
    expect(after.includes(deflateSync('stays too'))).toBe(true);
    expect(after.includes(deflateSync(personalXmp))).toBe(false);
    const { xmp: left } = await sharp(after).metadata();
    expect([left?.includes(gpano), left?.includes('stays'), left?.includes(serial)]).toEqual([true, true, false]);
    for (let at = 8; at < after.length; at += 12 + after.readUInt32BE(at)) {
      const end = at + 8 + after.readUInt32BE(at);
      expect(crc32(after.subarray(at + 4, end))).toBe(after.readUInt32BE(end));
    }
  });
});

test('whatever is broken in a file, nothing hangs, grows or throws', async () => {
  const seeds = await Promise.all([
    makePhoto({ width: 60, height: 40, exif, xmp: personalXmp }),
    makePhoto({ width: 60, height: 40, exif, xmp: personalXmp, format: 'png' }),
    makePhoto({ width: 60, height: 40, exif, xmp: personalXmp, format: 'webp' }),
  ]);
  let state = 12345;
  const random = (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  for (let round = 0; round < 3000; round += 1) {
    const seed = seeds[round % seeds.length] as Buffer;
    const file = Buffer.from(seed.subarray(0, random(4) === 0 ? random(seed.length) : seed.length));
    for (let change = 0; change < 1 + random(8); change += 1) file[random(Math.min(file.length, 1500))] = random(256);
    const before = file.length;
    const patches = cleanBytes(file);
    expect(file.length).toBe(before);
    expect(JSON.stringify(patches).length).toBeLessThan(100_000);
  }
});
