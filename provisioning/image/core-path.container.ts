import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Project } from '#contract/projects.ts';
import { words } from '#words/index.ts';
import { callerOf } from '../../server/testing/box.ts';
import { decodeCode, openBrowser, phone } from '../../server/testing/browser.ts';
import { onScreen, openKiosk, pairingCode, waitForPhoto } from '../../server/testing/kiosk.ts';
import { makePhoto } from '../../server/testing/photos.ts';
import { openStaffPage } from '../../server/testing/staff-pages.ts';
import { root } from '../ready/processes.mjs';
import { type Container, startContainer } from './container.ts';

// One box from its first start on: the tests go on where the one before left off.
let box: Container;
const password = 'correct horse';

beforeAll(async () => {
  box = await startContainer();
  console.log(`ready after ${box.startMs} ms, ${box.memory()}`);
});
afterAll(async () => {
  await (await openBrowser()).close();
  box?.remove();
});

const photo = async (seed: number) => ({
  name: `IMG_${seed}.jpg`,
  mimeType: 'image/jpeg',
  buffer: await makePhoto({ width: 900, height: 600, seed }),
});
const photos = (count: number, from = 1) => Promise.all(Array.from({ length: count }, (_, at) => photo(from + at)));

/** How many of a guest's photos are really drawn. */
const drawn = (page: Page) =>
  page.evaluate<number>(
    `[...document.querySelectorAll('main img')].filter((image) => image.complete && image.naturalWidth > 0 && image.currentSrc.startsWith('http')).length`,
  );

const signedIn = async () => {
  const answer = await box.nobody.ask('POST', '/api/session', { username: 'owner', password });
  expect(answer.status).toBe(204);
  return callerOf(box.localUrl, { cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' });
};

test('from the claim code in the log to photos on a phone and on a big screen', async () => {
  const { admin, home, projects } = words('zh-CN');
  const staff = await openStaffPage(box.localUrl, '/admin/', { locale: 'zh-CN', width: 1280 });
  const { page } = staff;
  await page.getByLabel(admin.setup.claimCode).fill(box.claimCode());
  await page.getByLabel(admin.setup.password, { exact: true }).fill(password);
  await page.getByLabel(admin.setup.boxName).fill('北岸会展中心');
  await page.getByRole('button', { name: admin.setup.submit }).click();

  await page.getByRole('link', { name: home.firstProject }).click();
  await page.getByLabel(projects.uses.event.title).check({ force: true });
  await page.getByLabel(projects.ask.title).fill('2026 自然影像峰会');
  await page.getByRole('button', { name: projects.ask.submit }).click();
  await page.getByLabel(projects.start.pick, { exact: true }).setInputFiles(await photos(5));
  await page.getByText(projects.start.inGallery(5)).waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: projects.start.large, exact: true }).last().click();
  await page.getByRole('dialog').waitFor();
  await page.waitForTimeout(300);
  const [address = ''] = await decodeCode(await page.screenshot());
  expect(new URL(address).origin).toBe(box.guestUrl);
  await page.keyboard.press('Escape');

  const guest = await phone(await openBrowser(), { wechat: true });
  await guest.page.goto(address);
  await expect.poll(() => drawn(guest.page)).toBe(5);

  const kiosk = await openKiosk(await openBrowser(), box.localUrl);
  await page.getByLabel(projects.start.digits).fill(await pairingCode(kiosk));
  await page.getByRole('button', { name: projects.start.pairHere }).click();
  await waitForPhoto(kiosk);

  // A photo more: on the screen and on the open phone by itself.
  await page.getByLabel(projects.start.pick, { exact: true }).setInputFiles(await photos(1, 9));
  await expect.poll(async () => (await onScreen(kiosk))?.fresh).toBe(true);
  await expect.poll(() => drawn(guest.page)).toBe(6);

  expect([...guest.strangers, ...guest.complaints, ...kiosk.strangers, ...kiosk.complaints]).toEqual([]);
  expect(staff.complaints).toEqual([]);

  // Signed in by the password, and the same screen and phone, after the container was restarted.
  box.engine('restart');
  await box.started(2);
  await waitForPhoto(kiosk);
  await guest.page.reload();
  await expect.poll(() => drawn(guest.page)).toBe(6);
  const owner = await signedIn();
  expect((await owner.call<{ items: Project[] }>('GET', '/api/projects')).items).toHaveLength(1);
  expect((await owner.call<{ items: unknown[] }>('GET', '/api/screens')).items).toHaveLength(1);
  expect(box.logged().match(/"claimCode"/g)).toHaveLength(1);
  for (const { context } of [staff, guest, kiosk]) await context.close();
});

test('a link made over the API opens on a phone by the picture of its code, byte for byte as it was brought', async () => {
  const owner = await signedIn();
  const project = await owner.call<Project>('POST', '/api/projects', { kind: 'event', title: '发布会' });
  const brought = await photo(77);
  const { accepted } = await owner.upload(project.id, [{ name: brought.name, data: brought.buffer }]);
  const id = accepted[0]?.id;
  const made = await owner.call<Gallery & { link: Link }>('POST', `/api/projects/${project.id}/galleries`, {
    title: '主会场',
    photoIds: [id],
  });
  const picture = await owner.ask('GET', `/api/links/${made.link.id}/qr.png?px=480`);
  const [address] = await decodeCode(new Uint8Array(await picture.arrayBuffer()));
  expect(address).toBe(made.link.codeUrl);
  const guest = await phone(await openBrowser());
  await guest.page.goto(address ?? '');
  await expect.poll(() => drawn(guest.page)).toBe(1);
  await guest.context.close();
  const original = await owner.ask('GET', `/api/photos/${id}/image/original`);
  expect(Buffer.from(await original.arrayBuffer()).equals(brought.buffer)).toBe(true);
});

test('the server is not root, not process 1, and can write to its data and to a small /tmp alone', () => {
  expect(box.inside('id', '-u')).not.toBe('0');
  const server = Number(box.inside('cat', '/tmp/maiimg-health/server.pid'));
  expect(server).toBeGreaterThan(1);
  const status = box.inside('cat', `/proc/${server}/status`);
  expect(status).toMatch(/^CapEff:\s+0+$/m);
  expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
  const writable = box.inside(
    'node',
    '--eval',
    `const { mkdirSync } = require('node:fs');
     for (const at of ['/', '/app', '/etc', '/home', '/usr', '/var', '/data', '/tmp'])
       try { mkdirSync(at + '/tried-' + process.pid); console.log(at); } catch {}`,
  );
  expect(writable.split('\n')).toEqual(['/data', '/tmp']);
  expect(() =>
    box.inside('node', '--eval', 'require("fs").writeFileSync("/tmp/much", Buffer.alloc(80 << 20))'),
  ).toThrow();
  box.inside('rm', '-f', '/tmp/much');
});

test('the image holds what runs and nothing else: no tools, no tests, no package that the server does not need', () => {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const packages = box.inside('ls', 'node_modules').split('\n');
  expect(packages).toEqual(expect.arrayContaining(['express', 'sharp', 'sqlite3']));
  expect(Object.keys(devDependencies).filter((name) => packages.includes(name))).toEqual([]);
  const ours = box.inside('find', '.', '-path', './node_modules', '-prune', '-o', '-type', 'f', '-print').split('\n');
  expect(ours).toEqual(
    expect.arrayContaining(['./server/main.ts', './dist/admin/index.html', './dist/kiosk/index.html']),
  );
  expect(ours.filter((file) => /\.test\.ts$|\/testing\/|\.git\/|\.env$|token$|\.db$/.test(file))).toEqual([]);
});

test('a box that does its work passes the image’s own health check', () => {
  expect(box.isWell()).toBe(true);
});

test('a server that stands still is ended by its third failed check, and the restart policy starts it anew', async () => {
  const before = box.starts();
  expect(box.isWell()).toBe(true);
  box.inside('sh', '-c', 'kill -STOP "$(cat /tmp/maiimg-health/server.pid)"');
  expect(box.isWell()).toBe(false);
  expect(box.isWell()).toBe(false);
  expect(box.starts()).toBe(before);
  // The check goes down together with what it ends.
  expect(box.isWell()).toBe(false);
  await box.started(before + 1);
  await expect.poll(() => box.isWell()).toBe(true);
  expect(box.logged()).toContain('ended by its health check');
  expect((await (await signedIn()).call<{ items: Project[] }>('GET', '/api/projects')).items).toHaveLength(2);
});

test('asked to stop, it drains and ends with 0', () => {
  box.engine('stop', '--time', '12');
  expect(box.engine('inspect', '--format', '{{.State.ExitCode}}')).toBe('0');
  expect(box.logged()).toContain('"msg":"stopping"');
});
