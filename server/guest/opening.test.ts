import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Link } from '#contract/links.ts';
import type { Problem } from '#contract/problems.ts';
import type { OpenAnswer } from '#contract/visits.ts';
import { startTestBox, type TestBox } from '../testing/box.ts';
import { jsonPost, phoneAt, shelvePhotos } from '../testing/guests.ts';

const minute = 60_000;
let box: TestBox;
let projectId: string;
beforeAll(async () => {
  box = await startTestBox();
  projectId = (await box.project()).id;
});
afterAll(() => box.stop());

async function newLink(policy: Record<string, unknown> = {}, more: Record<string, unknown> = {}) {
  const gallery = await box.gallery(projectId);
  const [photo] = await shelvePhotos(box.kit, projectId, gallery.id, ['DSC_0001.jpg']);
  const made = await box.owner.call<Link>('POST', `/api/projects/${projectId}/links`, {
    galleryIds: [gallery.id],
    policy,
    ...more,
  });
  const token = made.token as string;
  const now = () => box.owner.call<Link>('GET', `/api/links/${made.id}`);
  return { ...made, token, base: `/g/${token}`, galleryId: gallery.id, photoId: photo?.id as string, now };
}
const phone = (options = {}) => phoneAt(box.guestUrl, options);
const codeOf = async (answer: Response) => ((await answer.json()) as Problem).code;
const rowsOf = (linkId: string) =>
  box.kit.db.read.selectFrom('visits').selectAll().where('link_id', '=', linkId).execute();

test('200 phones press at once for 50 opens: exactly 50 see the photos', async () => {
  const link = await newLink({ maxOpens: 50 });
  const statuses = await Promise.all(
    Array.from({ length: 200 }, async () => {
      const answer = await phone().ask(`${link.base}/open`, jsonPost({}));
      await answer.text();
      return answer.status;
    }),
  );
  expect(statuses.filter((status) => status === 200)).toHaveLength(50);
  expect(statuses.filter((status) => status === 410)).toHaveLength(150);
  expect(await link.now()).toMatchObject({ opens: 50, state: 'exhausted' });
  expect(await rowsOf(link.id)).toHaveLength(50);
});

test('the same on bad Wi-Fi, where answers are lost and phones press again: exactly 50, and nobody who got in is shut out', async () => {
  const link = await newLink({ maxOpens: 50 });
  const press = async (index: number) => {
    const one = phone({ agent: `phone ${index % 5}` });
    const body = { nonce: `nonce-of-phone-${String(index).padStart(6, '0')}` };
    for (let lost = 0; lost < 2; lost += 1) {
      // Cut at some moment: before it arrives, while it is counted, or on the way back.
      const cut = new AbortController();
      const timer = setTimeout(() => cut.abort(), (index * 7 + lost * 13) % 60);
      await one.ask(`${link.base}/open`, { ...jsonPost(body), signal: cut.signal }).then(
        (answer) => answer.text(),
        () => {},
      );
      clearTimeout(timer);
    }
    const answer = await one.ask(`${link.base}/open`, jsonPost(body));
    const again = await one.ask(`${link.base}/open`, jsonPost(body));
    await Promise.all([answer.text(), again.text()]);
    return [answer.status, again.status];
  };
  const pairs = await Promise.all(Array.from({ length: 200 }, (_, index) => press(index)));

  const statuses = pairs.map(([status]) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(50);
  expect(statuses.filter((status) => status === 410)).toHaveLength(150);
  expect(pairs.filter(([first, second]) => first !== second)).toEqual([]);
  expect((await link.now()).opens).toBe(50);
  const rows = await rowsOf(link.id);
  expect(new Set(rows.map((row) => row.nonce)).size).toBe(50);
});

test('looking costs nothing: GET, HEAD, reloads, previews and prefetches leave the count alone', async () => {
  const link = await newLink({ maxOpens: 1 });
  const robots = [
    'WhatsApp/2.23.20.0 A',
    'Slackbot-LinkExpanding 1.0',
    'facebookexternalhit/1.1',
    'Twitterbot/1.0',
    'LinkedInBot/1.0',
    'TelegramBot (like TwitterBot)',
    'Mozilla/5.0 (compatible; Googlebot/2.1)',
    'Mozilla/4.0 (compatible; ms-office; MSOffice 16)',
  ];
  for (const agent of [undefined, ...robots]) {
    for (const path of [
      link.base,
      `/G/${link.token.toUpperCase()}`,
      `${link.base}/open`,
      `${link.base}/live`,
      `${link.base}/photos/${link.photoId}/screen`,
    ]) {
      for (const method of ['GET', 'HEAD']) {
        await (await phone(agent ? { agent } : {}).ask(path, { method, headers: { purpose: 'prefetch' } })).text();
      }
    }
  }
  for (const agent of robots) {
    for (const accept of ['application/json', 'text/html']) {
      const answer = await phone({ agent }).ask(`${link.base}/open`, { method: 'POST', headers: { accept } });
      expect(answer.status).toBe(403);
      expect(answer.headers.getSetCookie()).toEqual([]);
      expect(await answer.text()).not.toContain(link.photoId);
    }
  }
  expect(await link.now()).toMatchObject({ opens: 0, state: 'live' });
  expect(await rowsOf(link.id)).toEqual([]);
  expect((await phone().open(link.token)).status).toBe(200);
});

test('a preview sees the gate’s title and is given no cookie', async () => {
  const link = await newLink();
  const answer = await phone({ agent: 'facebookexternalhit/1.1' }).ask(link.base);
  expect(answer.status).toBe(200);
  expect(answer.headers.getSetCookie()).toEqual([]);
  const page = await answer.text();
  expect(page).toContain('主会场');
  expect(page).not.toContain(link.photoId);
});

test('the open’s answer is what api.md says, and its addresses work', async () => {
  const link = await newLink({ download: true, expiresInDays: 7 });
  const guest = phone();
  const answer = await guest.opened(link.token);
  expect(answer).toMatchObject({ title: '主会场', download: 'original', expiresAt: link.policy.expiresAt });
  expect(answer.chapters).toHaveLength(1);
  const [photo] = answer.chapters[0]?.photos ?? [];
  expect(photo).toMatchObject({ id: link.photoId, name: 'DSC_0001.jpg', width: 3000, height: 2000, edition: 1 });
  for (const address of Object.values(photo?.images ?? {})) expect((await guest.ask(address)).status).toBe(200);
});

test('a phone that refuses cookies is answered with addresses that carry its pass, in JSON as on the page', async () => {
  const link = await newLink();
  const guest = phone({ refusesCookies: true });
  const nonce = /name="nonce" value="([^"]+)"/.exec(await (await guest.ask(link.base)).text())?.[1];
  const answer = (await (await guest.ask(`${link.base}/open`, jsonPost({ nonce }))).json()) as OpenAnswer;
  const { thumb = '' } = answer.chapters[0]?.photos[0]?.images ?? {};
  expect((await guest.ask(thumb)).status).toBe(200);
});

test('a page’s own open is told the first photo’s address ahead of the rest, and may ask for it at once', async () => {
  const link = await newLink();
  const one = phone();
  const answer = await one.ask(`${link.base}/open`, {
    method: 'POST',
    headers: { accept: 'text/html' },
    body: new URLSearchParams(),
  });
  const first = answer.headers.get('x-maiimg-first') ?? '';
  const source = /class="thumb" src="([^"]+)"/.exec(await answer.text())?.[1];
  expect(source?.replaceAll('&amp;', '&')).toBe(first);
  expect((await one.ask(first)).status).toBe(200);
});

test('reloads, a second press and a lost visit cookie are the same visit', async () => {
  const link = await newLink({ maxOpens: 1 });
  const guest = phone();
  await guest.opened(link.token);
  for (let round = 0; round < 3; round += 1) expect(await (await guest.ask(link.base)).text()).toContain(link.photoId);
  await guest.opened(link.token);
  const first = guest.cookie('visit');
  guest.setCookie('visit', link.base, undefined);
  // The gate, not the closed page: this phone's visit runs.
  expect((await guest.ask(link.base)).status).toBe(200);
  await guest.opened(link.token);
  expect(guest.cookie('visit')).toBe(first);
  expect((await link.now()).opens).toBe(1);
});

test('a visit that took the last open goes on, its photos included, while others are refused', async () => {
  const link = await newLink({ maxOpens: 1 });
  const [first, second] = [phone(), phone()];
  await first.opened(link.token);
  const refused = await second.open(link.token);
  expect([refused.status, await codeOf(refused)]).toEqual([410, 'link_exhausted']);
  expect((await first.ask(`${link.base}/photos/${link.photoId}/screen`)).status).toBe(200);
  expect((await first.ask(link.base)).status).toBe(200);
});

test('each phone has its share', async () => {
  const link = await newLink({ maxOpensPerVisitor: 2 }, { for: 'many' });
  const [first, second] = [phone(), phone()];
  // The page tells what is left of it, in plain words.
  const told = async () => /class="policy">([^<]*)/.exec(await (await first.ask(link.base)).text())?.[1];
  await first.opened(link.token);
  expect(await told()).toContain('这部手机还能打开 1 次，');
  box.time.advance(31 * minute);
  await first.opened(link.token);
  expect(await told()).toContain('这部手机最后一次查看，');
  box.time.advance(31 * minute);
  const refused = await first.open(link.token);
  expect(await refused.json()).toMatchObject({ status: 410, code: 'link_exhausted', perVisitor: true });
  const page = await first.ask(link.base, { headers: { accept: 'text/html' } });
  expect(page.status).toBe(410);
  await second.opened(link.token);
});

test('a visit lapses when nothing was asked for in 30 minutes; a page’s own questions do not keep it', async () => {
  const link = await newLink();
  const guest = phone();
  await guest.opened(link.token);
  const photo = () => guest.ask(`${link.base}/photos/${link.photoId}/thumb`);
  const part = () => guest.ask(link.base, { headers: { 'x-maiimg-part': 'main' } });
  box.time.advance(29 * minute);
  expect((await photo()).status).toBe(200);
  box.time.advance(29 * minute);
  expect((await part()).status).toBe(200);
  box.time.advance(2 * minute);
  const over = await part();
  expect([over.status, over.headers.get('x-maiimg-state')]).toEqual([401, 'gate']);
  const refused = await photo();
  expect([refused.status, await codeOf(refused)]).toEqual([403, 'no_visit']);
  await guest.opened(link.token);
  expect((await link.now()).opens).toBe(2);
});

test('no visit lasts longer than 12 hours', async () => {
  const link = await newLink();
  const guest = phone();
  const { endsAt } = await guest.opened(link.token);
  const photo = () => guest.ask(`${link.base}/photos/${link.photoId}/thumb`);
  for (let passed = 29; passed < 720; passed += 29) {
    box.time.advance(29 * minute);
    expect((await photo()).status).toBe(200);
  }
  box.time.advance(29 * minute);
  expect((await photo()).status).toBe(403);
  expect(Date.parse(endsAt)).toBeLessThanOrEqual(box.kit.clock.now());
});

test('wrong passwords are bounded, while whoever knows it gets in and whoever is in stays in', async () => {
  const link = await newLink({ password: '2026 峰会' });
  const [inside, thief, guest] = [phone(), phone(), phone()];
  expect(await codeOf(await inside.open(link.token))).toBe('password_required');
  await inside.opened(link.token, { password: '２０２６ 峰会 ' });

  const codes: string[] = [];
  for (let round = 0; round < 7; round += 1)
    codes.push(await codeOf(await thief.open(link.token, { password: 'guess' })));
  expect(codes).toEqual([...Array(5).fill('password_wrong'), 'too_many_attempts', 'too_many_attempts']);
  const locked = await thief.ask(`${link.base}/open`, {
    method: 'POST',
    headers: { accept: 'text/html' },
    body: new URLSearchParams({ password: 'x' }),
  });
  expect(locked.status).toBe(429);
  expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(60);
  expect(await locked.text()).toContain('data-locked');

  expect((await inside.ask(`${link.base}/photos/${link.photoId}/thumb`)).status).toBe(200);
  await inside.opened(link.token);
  await guest.opened(link.token, { password: '2026 峰会' });
  expect((await link.now()).opens).toBe(2);
});

test('visits and counts survive a restart', async () => {
  let own = await startTestBox();
  const { id } = await own.project();
  const gallery = await own.gallery(id);
  const [photo] = await shelvePhotos(own.kit, id, gallery.id, ['a.jpg']);
  const token = gallery.link.token as string;
  await own.owner.call('PATCH', `/api/links/${gallery.link.id}`, { policy: { maxOpens: 1 } });
  const before = phoneAt(own.guestUrl);
  await before.opened(token);

  own = await own.restart();
  const after = phoneAt(own.guestUrl);
  after.setCookie('visit', `/g/${token}`, before.cookie('visit'));
  expect((await after.ask(`/g/${token}/photos/${photo?.id}/thumb`)).status).toBe(200);
  const refused = await phoneAt(own.guestUrl).open(token);
  expect([refused.status, await codeOf(refused)]).toEqual([410, 'link_exhausted']);
  await own.stop();
});

test('a nonce that was used before a restart is the same visit after it', async () => {
  let own = await startTestBox();
  const { id } = await own.project();
  const { link } = await own.gallery(id);
  const press = () =>
    phoneAt(own.guestUrl, { refusesCookies: true }).ask(
      `/g/${link.token}/open`,
      jsonPost({ nonce: 'nonce-before-the-restart' }),
    );
  const before = (await press()).headers.getSetCookie()[0]?.split(';')[0];
  own = await own.restart();
  expect((await press()).headers.getSetCookie()[0]?.split(';')[0]).toBe(before);
  expect(await own.owner.call('GET', `/api/links/${link.id}`)).toMatchObject({ opens: 1 });
  await own.stop();
});
