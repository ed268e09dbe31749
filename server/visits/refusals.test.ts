import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import { startTestBox, type TestBox } from '../testing/box.ts';
import { makePhoto } from '../testing/photos.ts';
import { totalsDiffer } from './totals/rebuild.ts';

let box: TestBox;
let projectId: string;
let galleryId: string;
beforeAll(async () => {
  box = await startTestBox();
  projectId = (await box.project()).id;
  const [photo] = await box.bring(projectId, [
    { name: 'a.jpg', data: await makePhoto({ width: 300, height: 200, seed: 4711 }) },
  ]);
  const gallery = await box.owner.call<Gallery>('POST', `/api/projects/${projectId}/galleries`, {
    title: '样板间',
    photoIds: [photo?.id],
  });
  galleryId = gallery.id;
});
afterAll(() => box.stop());
let link: Link;
beforeEach(async () => {
  link = await box.owner.call<Link>('POST', `/api/projects/${projectId}/links`, {
    galleryIds: [galleryId],
    for: 'many',
  });
});

const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Safari/604.1';
/** A phone that keeps what it is given. */
function phone(agent = iphone) {
  const jar = new Map<string, string>();
  const ask = async (path: string, init: RequestInit = {}) => {
    const res = await fetch(`${box.guestUrl}${path}`, {
      redirect: 'manual',
      ...init,
      headers: {
        'user-agent': agent,
        accept: 'text/html',
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...init.headers,
      },
    });
    for (const one of res.headers.getSetCookie()) {
      const [pair = ''] = one.split(';');
      const at = pair.indexOf('=');
      jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    await res.text();
    return res.status;
  };
  const page = (headers: Record<string, string> = {}) => ask(`/g/${link.token}`, { headers });
  const open = (body: object = {}) =>
    ask(`/g/${link.token}/open`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', accept: 'application/json' },
    });
  return { page, open };
}
/** What the link refused so far, by reason, as far as it is on disk. */
async function refused(): Promise<Record<string, number>> {
  const { rows } = await sql<{ part: string; count: number }>`
    SELECT part, count FROM part_totals JOIN subjects ON number = subject
    WHERE id = ${link.id} AND kind = 'refusal' ORDER BY part`.execute(box.kit.db.read);
  return Object.fromEntries(rows.map(({ part, count }) => [part, count]));
}
/** Waits until this is on disk. What was to be noted before it, and was not, is not noted then either. */
const toBeRefused = (expected: Record<string, number>) => expect.poll(refused, { timeout: 15_000 }).toEqual(expected);
const change = (policy: object) => box.owner.call('PATCH', `/api/links/${link.id}`, { policy });

test('a phone that comes to a closed link is refused once in half an hour, however often it looks and presses', async () => {
  await change({ expiresAt: new Date(box.kit.clock.now() - 1000).toISOString() });
  const [one, two] = [phone(), phone()];
  expect(await one.page()).toBe(410);
  expect(await one.page()).toBe(410);
  expect(await one.open()).toBe(410);
  expect(await two.open()).toBe(410);
  await toBeRefused({ expired: 2 });
  box.time.advance(31 * 60_000);
  expect(await one.page()).toBe(410);
  await toBeRefused({ expired: 3 });
});

test('a page that asks for news by itself is nobody who comes', async () => {
  const guest = phone();
  await change({ opensAt: new Date(box.kit.clock.now() + 3_600_000).toISOString() });
  expect(await guest.page({ 'x-maiimg-part': 'main' })).toBe(410);
  // Without a cookie phones are told apart by what they say they are.
  expect(await phone(iphone.replace('17_5', '16_2')).page()).toBe(410);
  await toBeRefused({ not_open_yet: 1 });
  expect(await guest.page()).toBe(410);
  await toBeRefused({ not_open_yet: 2 });
});

test('each reason is told apart', async () => {
  await change({ password: 'sesame-1', maxOpensPerVisitor: 1 });
  const guest = phone();
  await guest.page();
  expect(await guest.open({ password: 'wrong' })).toBe(401);
  // Only asking for the password is no refusal.
  expect(await guest.open()).toBe(401);
  await toBeRefused({ password: 1 });
  expect(await guest.open({ password: 'sesame-1' })).toBe(200);
  box.time.advance(13 * 3_600_000);
  expect(await guest.open({ password: 'sesame-1' })).toBe(410);
  await change({ maxOpens: 1 });
  expect(await phone().page()).toBe(410);
  await box.owner.call('DELETE', `/api/links/${link.id}`);
  expect(await phone().page()).toBe(410);
  await toBeRefused({ password: 1, revoked: 1, used_up: 1, used_up_here: 1 });
});

test('robots are told apart and refuse nothing', async () => {
  await change({ expiresAt: new Date(box.kit.clock.now() - 1000).toISOString() });
  const robot = phone('WhatsApp/2.23.20.0');
  await robot.page();
  await robot.page();
  expect(await robot.open()).toBeGreaterThanOrEqual(400);
  expect(await phone().page()).toBe(410);
  await toBeRefused({ expired: 1 });
  const robots = async () => {
    const { rows } = await sql<{ robots: number }>`SELECT robots FROM day_totals JOIN subjects ON number = subject
      WHERE id = ${link.id}`.execute(box.kit.db.read);
    return rows;
  };
  await expect.poll(robots, { timeout: 15_000 }).toEqual([{ robots: 2 }]);
});

test('totals are what the single events say', async () => {
  expect(await totalsDiffer(box.kit)).toEqual([]);
});
