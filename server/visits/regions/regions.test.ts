import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditEntry } from '#contract/accounts.ts';
import type { Regions as Told } from '#contract/regions.ts';
import { formOf, startTestBox, type TestBox } from '../../testing/box.ts';
import { phoneAt } from '../../testing/guests.ts';
import { testKit } from '../../testing/kit.ts';
import { cutAddress } from '../address.ts';
import { openRegions, regionSource } from './regions.ts';

const shippedFile = join(
  dirname(createRequire(import.meta.url).resolve('ip2region/package.json')),
  'data/ip2region.db',
);

let box: TestBox;
beforeAll(async () => {
  box = await startTestBox();
});
afterAll(() => box.stop());

interface Range {
  readonly from: string;
  readonly to: string;
  readonly text: string;
}
const world: Range[] = [
  { from: '0.0.0.0', to: '8.7.255.255', text: '0|0|0|0|0' },
  { from: '8.8.0.0', to: '8.8.255.255', text: '中国|0|海南省|三亚市|电信' },
  { from: '8.9.0.0', to: '255.255.255.255', text: '美国|0|0|0|0' },
];
const numberOf = (address: string) => address.split('.').reduce((all, part) => all * 256 + Number(part), 0);

/** ip2region's `.db`: where the index lies, texts behind ids of 4 bytes, the index, and by whom it was made. */
function dbFile(ranges: readonly Range[], made = '2026/01/31'): Buffer {
  const texts = ranges.map(({ text }) => Buffer.concat([Buffer.alloc(4), Buffer.from(text)]));
  const first = 8 + texts.reduce((all, { length }) => all + length, 0);
  const index = Buffer.alloc(ranges.length * 12);
  let at = 8;
  for (const [nr, { from, to }] of ranges.entries()) {
    const { length } = texts[nr] as Buffer;
    index.writeUInt32LE(numberOf(from), nr * 12);
    index.writeUInt32LE(numberOf(to), nr * 12 + 4);
    index.writeUInt32LE(((length << 24) | at) >>> 0, nr * 12 + 8);
    at += length;
  }
  const head = Buffer.alloc(8);
  head.writeUInt32LE(first, 0);
  head.writeUInt32LE(first + index.length - 12, 4);
  return Buffer.concat([head, ...texts, index, Buffer.from(`Created by lionsoul at ${made}`)]);
}

/** ip2region's `.xdb`: a header of 256 bytes, texts, the index. */
function xdbFile(ranges: readonly Range[], version = 3, ipVersion = 4): Buffer {
  const texts = ranges.map(({ text }) => Buffer.from(text));
  const first = 256 + texts.reduce((all, { length }) => all + length, 0);
  const index = Buffer.alloc(ranges.length * 14);
  let at = 256;
  for (const [nr, { from, to }] of ranges.entries()) {
    const { length } = texts[nr] as Buffer;
    index.writeUInt32LE(numberOf(from), nr * 14);
    index.writeUInt32LE(numberOf(to), nr * 14 + 4);
    index.writeUInt16LE(length, nr * 14 + 8);
    index.writeUInt32LE(at, nr * 14 + 10);
    at += length;
  }
  const head = Buffer.alloc(256);
  head.writeUInt16LE(version, 0);
  head.writeUInt16LE(1, 2);
  head.writeUInt32LE(Date.UTC(2026, 1, 3) / 1000, 4);
  head.writeUInt32LE(first, 8);
  head.writeUInt32LE(first + index.length - 14, 12);
  head.writeUInt16LE(ipVersion, 16);
  return Buffer.concat([head, ...texts, index]);
}

const put = (data: Uint8Array, field = 'file', caller = box.owner) =>
  caller.ask('PUT', '/api/regions', formOf([{ name: 'ip2region.db', data }], {}, field));
const lastActs = async (many: number) =>
  (await box.owner.call<{ items: AuditEntry[] }>('GET', '/api/audit')).items.slice(0, many).map(({ action }) => action);

test('the shipped tables know provinces and cities of China, and countries, also of addresses that were cut', async () => {
  const regions = await openRegions(await testKit());
  const known = {
    '120.24.78.68': 'CN/广东/深圳',
    '202.106.0.20': 'CN/北京',
    '61.128.128.68': 'CN/重庆',
    '168.95.1.1': 'CN/台湾',
    '202.175.3.3': 'CN/澳门',
    '8.8.8.8': 'US',
    '240e:47d:c20:1627:30a3:ba0d:a5e6:ec19': 'CN/广东/广州',
    '2408:8000:1::5': 'CN',
    '2a00:1450:4001::1': 'DE',
  };
  for (const [address, region] of Object.entries(known)) {
    expect([address, regions.of(address), regions.of(cutAddress(address))]).toEqual([address, region, region]);
  }
  // The same address in other letters.
  expect(regions.of('::ffff:120.24.78.68')).toBe('CN/广东/深圳');
  expect(regions.of('2002:7818:4e44::1')).toBe('CN/广东/深圳');
});

test('addresses that are nobody’s place, and what is no address, are nowhere', async () => {
  const regions = await openRegions(await testKit());
  const nowhere = ['192.168.1.7', '10.0.0.1', '172.16.3.4', '127.0.0.1', '169.254.1.1', '100.64.0.1', '224.0.0.1'];
  const six = ['::1', '::', 'fe80::1', 'fe80::1%eth0', 'fd12:3456::1', 'ff02::1', '2001:db8::1'];
  const none = ['', 'unknown', '1.2.3', '1.2.3.4.5', '999.1.1.1', '0.0.0.0/24', '192.168.0.0/24', 'fe80::/48', 'a:b'];
  for (const address of [...nowhere, ...six, ...none]) expect([address, regions.of(address)]).toEqual([address, '']);
});

test('the settings say what is looked up in: source, licence, and the date that the data itself carries', async () => {
  const told = await box.owner.call<Told>('GET', '/api/regions');
  expect(told).toMatchObject({
    own: false,
    source: { name: 'ip2region', licence: 'MIT', date: '2021-10-25' },
    v6: { name: 'ipv6wry', licence: '', date: '2021-05-11' },
    bytes: 8_733_094,
  });
  expect(told.provinces).toHaveLength(34);
  expect(told.provinces.find(({ name }) => name === '浙江')?.cities).toEqual(
    expect.arrayContaining(['杭州', '宁波', '温州', '嘉兴', '湖州', '绍兴', '金华', '衢州', '舟山', '台州', '丽水']),
  );
  expect(told.provinces.find(({ name }) => name === '上海')?.cities).toEqual([]);
  expect(regionSource(box.kit)).toEqual(told.source);
});

test.each([
  ['.db', dbFile(world), '2026-01-31'],
  ['.xdb', xdbFile(world, 2, 0), '2026-02-03'],
  ['.xdb of structure 3', xdbFile(world), '2026-02-03'],
])(
  'a newer file (%s) is used at once, stays after a restart, and gives way to the shipped one again',
  async (_, data, date) => {
    let own = await startTestBox();
    try {
      const answer = await own.owner.ask('PUT', '/api/regions', formOf([{ name: 'regions', data }], {}, 'file'));
      expect(answer.status).toBe(200);
      const told = (await answer.json()) as Told;
      const expected = {
        own: true,
        source: { name: 'ip2region', licence: '', date },
        bytes: data.length,
        provinces: [{ name: '海南', cities: ['三亚'] }],
      };
      expect(told).toMatchObject(expected);
      expect(regionSource(own.kit)).toEqual(told.source);

      own = await own.restart();
      expect(await own.owner.call<Told>('GET', '/api/regions')).toMatchObject(expected);
      const regions = await openRegions(own.kit);
      expect(['8.7.255.255', '8.8.0.0', '8.8.8.8', '8.8.255.0/24', '8.9.0.0', '223.255.255.1'].map(regions.of)).toEqual(
        ['', 'CN/海南/三亚', 'CN/海南/三亚', 'CN/海南/三亚', 'US', 'US'],
      );
      // IPv6 is looked up in the shipped table still.
      expect(regions.of('2408:8000:1::5')).toBe('CN');

      const back = await own.owner.call<Told>('DELETE', '/api/regions');
      expect(back).toMatchObject({ own: false, source: { date: '2021-10-25' }, bytes: 8_733_094 });
      expect((await readdir(own.data)).filter((name) => name.startsWith('regions'))).toEqual([]);
    } finally {
      await own.stop();
      await rm(own.data, { recursive: true, force: true });
    }
  },
);

test('a visit by the tunnel keeps its region, by the file that is there at that moment', async () => {
  const away = await startTestBox({ env: { MAIIMG_TRUST_PROXY: '127.0.0.1' } });
  try {
    const { id } = await away.project();
    const { link } = await away.gallery(id);
    const token = new URL(link.url as string).pathname.slice(3).toLowerCase();
    const opens = async (address: string) => {
      const kept = () => away.kit.db.read.selectFrom('visits').select(['id', 'region', 'address']).execute();
      const before = new Set((await kept()).map((visit) => visit.id));
      await phoneAt(away.guestUrl, { headers: { 'x-forwarded-for': address } }).opened(token);
      const visit = (await kept()).find((one) => !before.has(one.id));
      return [visit?.region, visit?.address];
    };
    expect(await opens('120.24.78.68')).toEqual(['CN/广东/深圳', '120.24.78.0/24']);
    expect(await opens('8.8.8.8')).toEqual(['US', '8.8.8.0/24']);
    expect(await opens('240e:47d:c20::1')).toEqual(['CN/广东/广州', '240e:47d:c20::/48']);
    await away.owner.ask('PUT', '/api/regions', formOf([{ name: 'new.db', data: dbFile(world) }], {}, 'file'));
    expect(await opens('8.8.8.8')).toEqual(['CN/海南/三亚', '8.8.8.0/24']);
    await away.owner.call('DELETE', '/api/regions');
    expect(await opens('8.8.8.8')).toEqual(['US', '8.8.8.0/24']);
  } finally {
    await away.stop();
  }
});

test('a file that is none is refused by name, whatever is wrong with it, and changes nothing', async () => {
  const short = dbFile(world).subarray(0, 60);
  const beyond = dbFile(world);
  // A text that would lie behind the end of the file.
  beyond.writeUInt32LE(0xff_ff_ff_00, beyond.readUInt32LE(0) + 8);
  const unordered = dbFile([...world].reverse());
  const abroad = dbFile(world.map((range) => ({ ...range, text: '美国|0|0|0|0' })));
  // A small file of which all texts together would be gigabytes: each begins a byte behind the one before it.
  const nested = (length: number) => {
    const each = Array.from({ length: 30_000 }, (_, nr) => ({ from: nr * 2, to: nr * 2 + 1 }));
    const [texts, index] = [Buffer.alloc(100_000, '中国|0|浙江省|杭州市|电信|'), Buffer.alloc(each.length * 14)];
    for (const [nr, { from, to }] of each.entries()) {
      index.writeUInt32LE(from, nr * 14);
      index.writeUInt32LE(to, nr * 14 + 4);
      index.writeUInt16LE(length, nr * 14 + 8);
      index.writeUInt32LE(256 + nr, nr * 14 + 10);
    }
    const head = Buffer.from(xdbFile(world).subarray(0, 256));
    head.writeUInt32LE(256 + texts.length, 8);
    head.writeUInt32LE(256 + texts.length + index.length - 14, 12);
    return Buffer.concat([head, texts, index]);
  };
  const bad = {
    ...{ text: Buffer.from('国家,省份,城市\n中国,浙江,杭州\n'), one: Buffer.from([1]), zeros: Buffer.alloc(5000) },
    ...{ short, beyond, unordered, abroad, v6: xdbFile(world, 3, 6), long: nested(65_535), many: nested(900) },
  };
  for (const [name, data] of Object.entries(bad)) {
    const answer = await put(data);
    expect([name, answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      name,
      422,
      'not_a_region_file',
    ]);
  }
  const odd = [await put(new Uint8Array()), await put(dbFile(world), 'logo')];
  expect(await Promise.all(odd.map(async (one) => ((await one.json()) as { code: string }).code))).toEqual([
    'file_empty',
    'invalid_input',
  ]);
  expect(await box.owner.call<Told>('GET', '/api/regions')).toMatchObject({ own: false });
  expect(await readdir(join(box.data, 'incoming'))).toEqual([]);
});

test('both acts are in the activity, and only an owner may do them', async () => {
  expect((await put(dbFile(world))).status).toBe(200);
  await box.owner.call('DELETE', '/api/regions');
  expect(await lastActs(2)).toEqual(['regions.remove', 'regions.put']);
  const staff = await box.as('staff');
  for (const method of ['GET', 'PUT', 'DELETE']) expect((await staff.ask(method, '/api/regions')).status).toBe(403);
});

test('a box whose own file broke on the disk goes on with the shipped one', async () => {
  const kit = await testKit();
  const beyond = dbFile(world);
  beyond.writeUInt32LE(0xff_ff_ff_00, beyond.readUInt32LE(0) + 8);
  for (const broken of ['broken', beyond]) {
    await writeFile(join(kit.files.root, 'regions.db'), broken);
    const regions = await openRegions(kit);
    expect(regions.of('120.24.78.68')).toBe('CN/广东/深圳');
    expect(await regions.told()).toMatchObject({ own: false });
  }
});

test('what is read of the shipped table is what its own package reads', async () => {
  const data = await readFile(shippedFile);
  const { default: Package } = createRequire(import.meta.url)('ip2region');
  const theirs = new Package({ ipv4db: shippedFile }) as { search(address: string): { country: string } | null };
  const regions = await openRegions(await testKit());
  expect(data.length).toBe(8_733_094);
  // One address of each /8 of the internet at large, and a few hundred in between.
  for (let nr = 1; nr < 600; nr += 1) {
    const address = [1 + ((nr * 37) % 222), (nr * 101) % 256, (nr * 13) % 256, 7].join('.');
    const country = theirs.search(address)?.country ?? '';
    const region = regions.of(address);
    if (country === '中国') expect([address, region.slice(0, 2)]).toEqual([address, 'CN']);
    else if (country === '美国') expect([address, region]).toEqual([address, 'US']);
    else expect([address, region.startsWith('CN')]).toEqual([address, false]);
  }
});
