import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Locale } from '#contract/common.ts';
import { closedFragment, closedPage } from './closed-page.ts';
import { makeDrawn } from './drawn.ts';
import { errorFragment, errorPage } from './error-page.ts';
import { galleryFragment, galleryPage } from './gallery-page.ts';
import { gateFragment, gatePage, under } from './gate-page.ts';
import type { ClosedModel, Frame, GalleryModel, GateModel, PagePhoto } from './models.ts';
import { unknownFragment, unknownPage } from './unknown-page.ts';

const base = '/g/0123456789abcdefghjkmnpqrs';
const now = Date.parse('2026-11-21T14:06+08:00');
const thumbhash = '3OcRJYB4d3h/iIeHeEh3eIhw+j2w';
const frameOf = (locale: Locale, more: Partial<Frame> = {}): Frame => ({
  locale,
  boxName: '北岸会展中心',
  brandColour: '#B7791F',
  logo: null,
  timeZone: 'Asia/Shanghai',
  now,
  cspNonce: 'nonce-of-the-page',
  ...more,
});

function photo(number: number, more: Partial<PagePhoto> = {}): PagePhoto {
  const id = `019aa111-0000-7000-8000-${String(number).padStart(12, '0')}`;
  const image = (size: string) => `${base}/photos/${id}/${size}?e=1`;
  return {
    ...{
      id,
      edition: 1,
      mark: null,
      title: '',
      caption: '',
      name: `DSC_${number}.jpg`,
      width: 6000,
      height: 4000,
      thumbhash,
      takenAt: now - 60_000,
      bytes: 1_310_000,
      ready: true,
    },
    ...{ thumb: image('thumb'), screen: image('screen'), large: image('screen') },
    ...{ original: image('original'), pano: null, save: image('save') },
    ...more,
  };
}
function gallery(photos: readonly PagePhoto[], more: Partial<GalleryModel> = {}): GalleryModel {
  return {
    ...{
      base,
      title: '2026 自然影像峰会',
      download: 'original',
      zip: `${base}/download.zip`,
      expiresAt: Date.parse('2026-11-29T00:00+08:00'),
      endsAt: null,
      version: 'v1',
    },
    chapters: [{ id: 'one', title: '主会场', photos }],
    ...more,
  };
}
const gate = (more: Partial<GateModel> = {}): GateModel => ({
  ...{
    base,
    title: '2026 自然影像峰会',
    thumbhash,
    chapters: 3,
    photos: 55,
    password: false,
    nonce: 'nonce-of-the-gate-01',
  },
  ...more,
});
const closed = (why: ClosedModel['why']): ClosedModel => ({ base, title: '2026 自然影像峰会', thumbhash, why });
const reasons: ClosedModel['why'][] = [
  { state: 'expired', at: now - 86_400_000 },
  { state: 'exhausted', opens: 50, perVisitor: false, lastAt: now },
  { state: 'exhausted', opens: 1, perVisitor: true, lastAt: null },
  { state: 'revoked' },
  { state: 'devices', phones: 1 },
  { state: 'devices', phones: 3 },
  { state: 'scheduled', opensAt: now + 5 * 3_600_000 },
  { state: 'scheduled', opensAt: now + 3 * 86_400_000 },
];

const asks: NonNullable<ClosedModel['ask']>[] = [
  { state: 'may' },
  { state: 'waiting', askedAt: now - 60_000 },
  { state: 'waiting', askedAt: now - 86_400_000 },
  { state: 'declined' },
  { state: 'enough' },
];

/** Every page and fragment that there is, with these photos and names. */
function everything(frame: Frame, photos: PagePhoto[], title = '2026 自然影像峰会'): Record<string, string> {
  const chapters = [
    { id: 'one', title, photos },
    { id: 'two', title: '花絮', photos: [] },
  ];
  const shown = gallery(photos, { title });
  const several = { ...shown, chapters };
  const gates: Record<string, GateModel> = {
    open: gate({ title }),
    plain: gate({ title, thumbhash: null, chapters: 1, photos: 0 }),
    password: gate({ title, password: true }),
    missing: gate({ title, password: true, refused: { code: 'password_required' } }),
    wrong: gate({ title, password: true, refused: { code: 'password_wrong', triesLeft: 1 } }),
    locked: gate({ title, password: true, refused: { code: 'too_many_attempts', retryAfter: 900 } }),
  };
  const galleries: Record<string, GalleryModel> = {
    original: shown,
    screen: { ...shown, download: 'screen', expiresAt: null },
    off: { ...several, download: 'off' },
    several,
    empty: { ...shown, chapters: [{ id: 'one', title, photos: [] }] },
    none: { ...shown, chapters: [] },
    waiting: {
      ...shown,
      chapters: [{ id: 'one', title, photos: photos.map((one) => ({ ...one, ready: false, thumbhash: null })) }],
    },
  };
  return Object.fromEntries([
    ...Object.entries(gates).flatMap(([name, model]) => [
      [`gate ${name}`, gatePage(frame, model)],
      [`gate part ${name}`, gateFragment(frame, model)],
    ]),
    ...Object.entries(galleries).flatMap(([name, model]) => [
      [`gallery ${name}`, galleryPage(frame, model)],
      [`gallery part ${name}`, galleryFragment(frame, model)],
    ]),
    ...reasons.flatMap((why, at) => {
      const model = { ...closed(why), title };
      return [
        [`closed ${why.state} ${at}`, closedPage(frame, model)],
        [`closed part ${why.state} ${at}`, closedFragment(frame, model)],
      ];
    }),
    ...asks.flatMap((ask, at) => {
      const model = { ...closed({ state: 'revoked' }), title, ask };
      return [
        [`closed and ${ask.state} ${at}`, closedPage(frame, model)],
        [`closed part and ${ask.state} ${at}`, closedFragment(frame, model)],
      ];
    }),
    ['unknown', unknownPage(frame)],
    ['unknown part', unknownFragment(frame)],
    ['busy', errorPage(frame, 'busy', base)],
    ['fault', errorPage(frame, 'fault', null)],
    ['busy part', errorFragment(frame, 'busy', base)],
  ] as [string, string][]);
}

/** The tags of a page in order, each with the names of its attributes: what somebody typed must not change it. */
function skeleton(page: string): string {
  const body = page.replace(/<style[\s\S]*?<\/style>|<script[\s\S]*?<\/script>/g, '');
  return [...body.matchAll(/<(\/?[a-z0-9]+)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>/g)]
    .map(([, name, attributes]) => `${name} ${(attributes ?? '').replace(/="[^"]*"/g, '')}`)
    .join('\n');
}

describe.each(['zh-CN', 'en'] as const)('every page in %s', (locale) => {
  const pages = everything(frameOf(locale), [
    photo(1, { title: '羚羊谷', caption: '清晨' }),
    photo(2, { width: 3000, height: 4000 }),
    photo(3, { width: 4000, height: 2 }),
  ]);

  test.each(Object.entries(pages))('%s has no style attribute, no handler and nothing left to fill in', (_, page) => {
    const tags = page.replace(/<style[\s\S]*?<\/style>|<script[\s\S]*?<\/script>/g, '').match(/<[^>]*>/g) ?? [];
    for (const tag of tags) {
      expect(tag).not.toMatch(/\sstyle=/i);
      expect(tag).not.toMatch(/\son[a-z]+=/i);
      expect(tag).not.toMatch(/(href|src|action)="(?!\/|#|data:|")/);
    }
    expect(page).not.toMatch(/undefined|NaN|\[object|null</);
  });

  test.each(Object.entries(pages).filter(([name]) => !name.includes('part')))(
    '%s is a whole page in its language whose style and script carry its nonce',
    (_, page) => {
      expect(page).toMatch(new RegExp(`^<!doctype html>\n<html lang="${locale}">`));
      expect(page).toContain('<meta name="robots" content="noindex, nofollow">');
      const inline = page.match(/<(style|script)(?![^>]*application\/json)[^>]*>/g) ?? [];
      expect(inline.length).toBeGreaterThan(1);
      for (const tag of inline) expect(tag).toContain('nonce="nonce-of-the-page"');
      const markup = page.replace(/<script[\s\S]*?<\/script>/g, '');
      expect(markup.match(/<main>/g)).toHaveLength(1);
      expect(markup.match(/<h1/g)).toHaveLength(1);
    },
  );
});

test.each([
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</title></style></main><h1>',
  '\u0024{7*7}{{7*7}}<%= 7*7 %>',
  'evil\u202egpj.exe',
  '&lt;b&gt; &amp; &#39;',
  '-->]]>\u0000\n',
  'x'.repeat(240),
])('what somebody typed stays text: %j', (typed) => {
  const plain = everything(
    frameOf('zh-CN', { boxName: 'a' }),
    [photo(1, { title: 'b', caption: 'c', name: 'd' })],
    'e',
  );
  const hostile = everything(
    frameOf('zh-CN', { boxName: typed }),
    [photo(1, { title: typed, caption: typed, name: typed })],
    typed,
  );
  for (const [name, page] of Object.entries(plain))
    expect(skeleton(hostile[name] as string), name).toBe(skeleton(page));
});

test('a brand colour that is none cannot leave the style sheet', () => {
  expect(gatePage(frameOf('en', { brandColour: '}</style><script>' }), gate())).not.toContain('}</style><script>');
});

describe('the gate', () => {
  const zh = (more: Partial<GateModel> = {}) => gateFragment(frameOf('zh-CN'), gate(more));

  test('opens by itself only where nothing is asked for', () => {
    expect(zh()).toContain('data-opens');
    expect(zh({ password: true })).not.toContain('data-opens');
  });

  test('says how much there is to see', () => {
    expect(zh()).toContain('三个章节，55 张');
    expect(zh({ chapters: 1, photos: 12 })).toContain('12 张照片');
    expect(zh({ chapters: 12, photos: 300 })).toContain('12 个章节，300 张');
    expect(gateFragment(frameOf('en'), gate({ chapters: 1, photos: 1 }))).toContain('>1 photo<');
  });

  test('works without script by a form, and sends its nonce with it', () => {
    expect(zh({ password: true })).toMatch(/<form method="post" action="\/g\/[^"]+\/open"/);
    expect(zh()).toContain('name="nonce" value="nonce-of-the-gate-01"');
    expect(zh()).toMatch(/<button class="primary" type="submit" name="go" value="page">/);
  });

  test('says how many tries are left, and when to come back', () => {
    const refused = (code: NonNullable<GateModel['refused']>['code'], more = {}) =>
      zh({ password: true, refused: { code, ...more } });
    expect(refused('password_wrong', { triesLeft: 4 })).toContain('密码不对，还可以试 4 次');
    expect(refused('password_wrong')).toContain('密码不对，请再输一次');
    expect(refused('too_many_attempts', { retryAfter: 870 })).toMatch(/data-locked="870">试得太多了，15 分钟后再来/);
  });

  test('shows the colours of the cover only where it has them', () => {
    expect(zh()).toContain('class="colours"');
    expect(zh({ thumbhash: null })).not.toContain('class="colours"');
  });
});

describe('the gallery', () => {
  test.each([
    ['original', '还剩 7 天，11 月 28 日到期，可以保存原图', '7 days left, until 28 Nov, originals can be saved'],
    ['screen', '还剩 7 天，11 月 28 日到期，可以保存照片', '7 days left, until 28 Nov, photos can be saved'],
    ['off', '还剩 7 天，11 月 28 日到期，仅供预览，不能保存', '7 days left, until 28 Nov, preview only, saving is off'],
  ] as const)('says in plain words what may be done: %s', (download, zh, en) => {
    expect(galleryFragment(frameOf('zh-CN'), gallery([photo(1)], { download }))).toContain(`>${zh}<`);
    expect(galleryFragment(frameOf('en'), gallery([photo(1)], { download }))).toContain(`>${en}<`);
  });

  test('without an end it says only what may be done', () => {
    expect(galleryFragment(frameOf('en'), gallery([photo(1)], { expiresAt: null, download: 'off' }))).toContain(
      '>Preview only, saving is off<',
    );
  });

  test('of a link that counts the opens of each phone, it says how many are left', () => {
    const policy = (locale: 'zh-CN' | 'en', opensLeft: number) =>
      galleryFragment(frameOf(locale), gallery([photo(1)], { expiresAt: null, download: 'off', opensLeft }));
    expect(policy('zh-CN', 2)).toContain('>这部手机还能打开 2 次，仅供预览，不能保存<');
    expect(policy('en', 1)).toContain('>1 more view on this phone, preview only, saving is off<');
    expect(policy('en', 0)).toContain('>The last view on this phone, preview only, saving is off<');
  });

  test('every photo is a link to the large one, with a name, and its sizes are known before it is there', () => {
    const page = galleryFragment(
      frameOf('zh-CN'),
      gallery([photo(1, { title: '羚羊谷' }), photo(2, { width: 3000, height: 4000 })]),
    );
    expect(page).toContain(`href="${photo(1).screen}"`);
    expect(page).toContain('alt="羚羊谷"');
    expect(page).toContain('alt="照片 2"');
    expect(page).toContain('width="400" height="267"');
    expect(page).toContain('width="300" height="400"');
    expect(page).toContain('data-shape="750"');
  });

  test('the first photo goes first, those below the fold wait', () => {
    const page = galleryFragment(frameOf('en'), gallery(Array.from({ length: 25 }, (_, at) => photo(at))));
    expect(page.match(/fetchpriority="high"/g)).toHaveLength(1);
    expect(page.indexOf('fetchpriority')).toBeLessThan(page.indexOf('loading="lazy"'));
    expect(page.match(/loading="lazy"/g)?.length).toBeGreaterThan(12);
  });

  test('the original is offered only where the link allows it', () => {
    expect(galleryFragment(frameOf('en'), gallery([photo(1)]))).toMatch(/data-save="[^"]+" data-bytes="1.3 MB"/);
    const off = galleryFragment(
      frameOf('en'),
      gallery([photo(1, { original: null, save: null })], { download: 'off', zip: null }),
    );
    expect(off).not.toMatch(/original|bytes|save=|zip/);
    expect(off).toContain('draggable="false"');
  });

  test('a photo that is still worked on keeps its place, and is no link yet', () => {
    const page = galleryFragment(frameOf('en'), gallery([photo(1, { ready: false, thumbhash: null })]));
    expect(page).toContain('data-shape="1500"');
    expect(page).toContain('Almost ready');
    expect(page).not.toContain('<a class="photo"');
  });

  test('chapters are tabs that are links to their sections, with figures', () => {
    const chapters = [
      { id: 'one', title: '主会场', photos: [photo(1), photo(2)] },
      { id: 'two', title: '花絮', photos: [] },
    ];
    const page = galleryFragment(frameOf('zh-CN'), gallery([], { chapters }));
    expect(page).toMatch(
      /<a href="#chapter-two" data-chapter="two" ><bdi>花絮<\/bdi> <span class="figure">0<\/span><\/a>/,
    );
    expect(page).toContain('<section class="chapter" id="chapter-two"');
    expect(page).toContain('还没有照片');
    expect(galleryFragment(frameOf('zh-CN'), gallery([photo(1)]))).not.toContain('<nav');
  });

  test('a pass in the address goes with every address below it', () => {
    expect(under(`${base}?pass=abc`, '/live')).toBe(`${base}/live?pass=abc`);
    const page = galleryFragment(frameOf('en'), gallery([photo(1)], { base: `${base}?pass=abc` }));
    expect(page).toContain(`data-live="${base}/live?pass=abc"`);
    expect(page).toContain(`href="${base}?pass=abc&amp;lang=zh-CN"`);
  });

  test('weighs little beside its photos', () => {
    const photos = Array.from({ length: 25 }, (_, at) =>
      photo(at, {
        title: `第 ${at} 张`,
        thumbhash: Buffer.from(Array.from({ length: 21 }, (_, byte) => (at * 37 + byte * 91) % 256)).toString('base64'),
      }),
    );
    const fragment = galleryFragment(frameOf('zh-CN'), gallery(photos));
    const page = galleryPage(frameOf('zh-CN'), gallery(photos));
    expect(Buffer.byteLength(fragment)).toBeLessThan(36_000);
    expect(gzipSync(fragment).length).toBeLessThan(9_000);
    // Styles, and the lists for phones without script.
    expect(Buffer.byteLength(page) - Buffer.byteLength(fragment)).toBeLessThan(37_000);
    expect(gzipSync(page).length).toBeLessThan(16_000);
    expect(gzipSync(gatePage(frameOf('zh-CN'), gate())).length).toBeLessThan(11_000);
  });
});

describe('a closed page', () => {
  const zh = (why: ClosedModel['why']) =>
    closedFragment(frameOf('zh-CN'), closed(why))
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ');
  const en = (why: ClosedModel['why']) =>
    closedFragment(frameOf('en'), closed(why))
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ');

  test('says which limit, since when, and that the photos are safe', () => {
    expect(
      zh({ state: 'exhausted', opens: 50, perVisitor: false, lastAt: Date.parse('2026-11-21T14:32+08:00') }),
    ).toContain('查看次数已经用完 「2026 自然影像峰会」可查看 50 次，最后一次在今天 14:32。照片都还在。');
    expect(zh({ state: 'exhausted', opens: 2, perVisitor: true, lastAt: null })).toContain(
      '每部手机可查看 2 次。照片都还在。',
    );
    expect(zh({ state: 'expired', at: Date.parse('2026-12-22T00:00+08:00') })).toContain('12 月 21 日已到期');
    expect(zh({ state: 'expired', at: Date.parse('2026-11-21T12:00+08:00') })).toContain('今天 12:00 已到期');
    expect(zh({ state: 'revoked' })).toContain('主办方收回了这个链接');
    expect(en({ state: 'exhausted', opens: 1, perVisitor: false, lastAt: null })).toContain(
      'could be opened once. The photos are all still there.',
    );
    expect(en({ state: 'expired', at: Date.parse('2026-12-22T00:00+08:00') })).toContain('Closed 21 Dec');
  });

  test('one that is not open yet counts down, and says that it opens by itself', () => {
    const page = closedFragment(
      frameOf('zh-CN'),
      closed({ state: 'scheduled', opensAt: now + (4 * 3600 + 54 * 60) * 1000 }),
    );
    expect(page).toContain('今天 19:00 开放');
    expect(page).toContain('data-ticks>04:54:00<');
    expect(page).toContain('data-opens-in="17640000"');
    expect(zh({ state: 'scheduled', opensAt: now + 3 * 86_400_000 })).toContain('还有 3 天');
  });
});

test('an unknown address is told no more than that, and no page of trouble names a code', () => {
  expect(unknownPage(frameOf('en'))).toContain('This link was not found');
  for (const trouble of ['busy', 'fault'] as const) {
    const words = errorFragment(frameOf('en'), trouble, base).replace(/<[^>]+>/g, '');
    expect(words).not.toMatch(/\d{3}|error|fault|exception/i);
  }
  expect(errorFragment(frameOf('en'), 'busy', base)).toContain(`href="${base}"`);
});

test('phones that are to be shown the same share one drawing, and no other', () => {
  const draw = makeDrawn();
  const model = gallery([photo(1), photo(2)]);
  const one = draw(frameOf('zh-CN'), model);
  expect(draw(frameOf('zh-CN', { now: now + 59_000, cspNonce: 'another' }), structuredClone(model))).toBe(one);
  expect(one.text).toBe(galleryFragment(frameOf('zh-CN'), model));
  const said = { heart: true, line: '', asked: false };
  const others: [Frame, GalleryModel][] = [
    [frameOf('en'), model],
    [frameOf('zh-CN', { now: now + 60_000 }), model],
    [frameOf('zh-CN'), gallery([photo(1, { said }), photo(2)])],
    [frameOf('zh-CN'), { ...model, base: `${base}?p=pass` }],
    [frameOf('zh-CN'), { ...model, download: 'off' }],
    [frameOf('zh-CN'), { ...model, crowd: { on: true, elsewhere: null } }],
  ];
  for (const [frame, of] of others) {
    const own = draw(frame, of);
    expect(own).not.toBe(one);
    expect(own.text).toBe(galleryFragment({ ...frame, now: Math.floor(frame.now / 60_000) * 60_000 }, of));
  }
  const ending = { ...model, endsAt: now + 600_000 };
  expect(draw(frameOf('zh-CN'), ending)).not.toBe(draw(frameOf('zh-CN'), ending));
});
