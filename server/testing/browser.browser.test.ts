import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import QRCode from 'qrcode';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodeCode, openBrowser, phone } from './browser.ts';

let server: Server;
let origin = '';
let asked: { agent?: string; language?: string } = {};

beforeAll(async () => {
  server = createServer((req, res) => {
    asked = { agent: req.headers['user-agent'], language: req.headers['accept-language'] };
    res.setHeader('content-type', 'text/html; charset=utf-8');
    if (req.url === '/strict') res.setHeader('content-security-policy', "default-src 'none'");
    // A reserved name: it is asked for, and answers nowhere.
    res.end(
      '<!doctype html><meta name="viewport" content="width=device-width"><img src="http://photos.example.invalid/a.jpg"><p>图</p><script>document.title = "on"</script>',
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await (await openBrowser()).close();
  server.close();
});

test('a WeChat phone says that it is one, in its language', async () => {
  const { page, context } = await phone(await openBrowser(), { wechat: true, locale: 'en' });
  await page.goto(origin);
  expect(asked.agent).toContain('MicroMessenger/');
  expect(asked.language).toMatch(/^en/);
  expect(await page.evaluate(() => [innerWidth, devicePixelRatio])).toEqual([390, 2]);
  await context.close();
});

test('a request that would leave the box is noticed', async () => {
  const { page, context, strangers } = await phone(await openBrowser());
  await page.goto(origin);
  expect(strangers).toEqual(['http://photos.example.invalid/a.jpg']);
  await context.close();
});

test('what the content security policy refuses is a complaint', async () => {
  const { page, context, complaints } = await phone(await openBrowser());
  await page.goto(`${origin}/strict`);
  expect(complaints.join()).toContain('Content Security Policy');
  await context.close();
});

test('a phone without script runs none', async () => {
  const { page, context } = await phone(await openBrowser(), { javaScript: false });
  await page.goto(origin);
  expect(await page.title()).toBe('');
  await context.close();
});

test('what Playwright turns off in Chromium stays off', async () => {
  const session = await (await openBrowser()).newBrowserCDPSession();
  const { commandLine } = await session.send('SystemInfo.getInfo');
  const lists = [...commandLine.matchAll(/--disable-features=(\S+)/g)].map(([, names = '']) => names.split(','));
  expect(lists.length).toBeGreaterThan(1);
  expect(lists.at(-1)).toEqual(expect.arrayContaining(lists.flat()));
  await session.detach();
});

test('a code is read from its picture, and a picture without one has none', async () => {
  const text = 'https://PHOTOS.EXAMPLE.COM/G/0123456789ABCDEFGHJKMNPQRS';
  expect(await decodeCode(await QRCode.toBuffer(text, { width: 300 }))).toEqual([text]);
  const { page, context } = await phone(await openBrowser());
  expect(await decodeCode(await page.screenshot())).toEqual([]);
  await context.close();
});
