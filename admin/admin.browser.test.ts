import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { words } from '#words/index.ts';
import { startTestBox, type TestBox } from '../server/testing/box.ts';
import { openBrowser } from '../server/testing/browser.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const faces = [
  { locale: 'zh-CN', width: 390, height: 844, colorScheme: 'light' },
  { locale: 'zh-CN', width: 1280, height: 800, colorScheme: 'dark' },
  { locale: 'en', width: 390, height: 844, colorScheme: 'dark' },
  { locale: 'en', width: 1280, height: 800, colorScheme: 'light' },
] as const;
type Face = (typeof faces)[number];

let box: TestBox;
let context: BrowserContext;
let page: Page;
let complaints: string[];

async function open(face: Face) {
  const { locale, width, height, colorScheme } = face;
  const coarse = width < 600;
  context = await (await openBrowser()).newContext({
    viewport: { width, height },
    locale,
    colorScheme,
    ...(coarse && { isMobile: true, hasTouch: true, deviceScaleFactor: 2 }),
  });
  page = await context.newPage();
  complaints = [];
  page.on('pageerror', (fault) => complaints.push(String(fault)));
  page.on('console', (message) => {
    // The box's "no" to a stranger or to a wrong password is an answer, not a fault.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(box.localUrl)) complaints.push(`asked ${request.url()}`);
  });
  await page.goto(`${box.localUrl}/admin/`);
}

/** What must hold of every page in every state; leaves a picture where a folder for them is named. */
async function look(name: string, face: Face) {
  await page.evaluate(() => document.fonts.ready);
  const folder = process.env.MAIIMG_SHOTS;
  const file = `${name}-${face.locale}-${face.width}-${face.colorScheme}.png`;
  if (folder) await page.screenshot({ path: join(folder, file), fullPage: true });
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { violations } = await (
      globalThis as never as { axe: { run(): Promise<{ violations: Violation[] }> } }
    ).axe.run();
    interface Violation {
      id: string;
      impact: string;
      nodes: { target: unknown; failureSummary: string }[];
    }
    return violations.map(
      ({ id, impact, nodes }) => `${id} (${impact}): ${nodes.map((node) => node.failureSummary).join('; ')}`,
    );
  });
  expect(found).toEqual([]);
  const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(wide).toBeLessThanOrEqual(room as number);
  expect(await page.evaluate(() => document.documentElement.lang)).toBe(face.locale);
  expect(complaints).toEqual([]);
}

const title = () => page.getByRole('heading', { level: 1 }).innerText();
const focused = () =>
  page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at?.id || at?.tagName;
  });

beforeEach(async () => {
  box = await startTestBox({ unclaimed: true });
});
afterEach(async () => {
  await context.close();
  await box.stop();
});
afterAll(async () => (await openBrowser()).close());

test.each(faces)('a box is claimed, left and entered again: $locale, $width px, $colorScheme', async (face) => {
  const { admin, problems } = words(face.locale);
  const { setup, signIn, now } = admin;
  const otherwise = words(face.locale === 'en' ? 'zh-CN' : 'en').admin;
  const code = box.claimCode as string;
  await open(face);

  // Setup: in the browser's language at first, in the other one at a touch.
  await page.getByRole('heading', { name: setup.title }).waitFor();
  await look('1-setup', face);
  await page.getByRole('radio', { name: admin.otherLanguage }).check({ force: true });
  await expect.poll(title).toBe(otherwise.setup.title);
  await page.getByRole('radio', { name: otherwise.otherLanguage }).check({ force: true });
  await expect.poll(title).toBe(setup.title);

  await page.getByRole('button', { name: setup.submit }).click();
  await page.getByText(admin.required).first().waitFor();
  expect(await focused()).toBe('claimCode');
  await page.getByLabel(setup.claimCode).fill('AAAA-AAAA');
  await page.getByLabel(setup.password, { exact: true }).fill('short');
  await page.getByLabel(setup.boxName).fill('北岸会展中心');
  await page.getByLabel(setup.boxName).press('Enter');
  await page.getByText(setup.passwordShort).waitFor();
  expect(await focused()).toBe('password');
  await page.getByLabel(setup.password, { exact: true }).fill('correct horse');
  await page.getByRole('button', { name: admin.showPassword }).click();
  expect(await page.getByLabel(setup.password, { exact: true }).getAttribute('type')).toBe('text');
  await page.getByRole('button', { name: admin.hidePassword }).click();
  await page.getByRole('button', { name: setup.submit }).click();
  await page.getByText(problems.claim_code_wrong).waitFor();
  expect(await focused()).toBe('claimCode');
  await look('2-setup-wrong', face);
  await page.getByLabel(setup.claimCode).fill(code.toLowerCase().replace('-', ''));
  await page.getByLabel(setup.claimCode).press('Enter');

  // Signed in, with nothing there yet.
  await page.getByText(now.empty, { exact: true }).waitFor();
  expect(await title()).toBe(now.title);
  await page.getByText(now.signedInAs('owner', admin.roles.owner)).waitFor();
  await page.getByText('北岸会展中心').waitFor();
  await look('3-empty', face);

  // With projects.
  const endsAt = new Date(Date.now() + 12 * 86_400_000).toISOString();
  for (const project of [
    { kind: 'estate', title: '云栖台二期' },
    { kind: 'product', title: 'A very long English title of a launch that has to wrap to a second line on a phone' },
    { kind: 'event', title: '2026 自然影像峰会', endsAt },
  ]) {
    const made = await page.evaluate(
      async (body) =>
        (
          await fetch('/api/projects', {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          })
        ).status,
      project,
    );
    expect(made).toBe(201);
  }
  await page.reload();
  await page.getByText('2026 自然影像峰会').waitFor();
  await page.getByText(now.photos(0)).first().waitFor();
  await look('4-projects', face);

  // Out, and in again.
  await page.getByRole('button', { name: now.signOut }).click();
  await expect.poll(title).toBe(signIn.title);
  expect((await context.cookies()).length).toBe(0);
  await look('5-sign-in', face);
  await page.getByLabel(admin.username).fill('owner');
  await page.getByLabel(admin.password, { exact: true }).fill('wrong horse');
  await page.getByLabel(admin.password, { exact: true }).press('Enter');
  await page.getByText(problems.sign_in_failed).waitFor();
  expect(await focused()).toBe('password');
  expect(await page.getByLabel(admin.password, { exact: true }).inputValue()).toBe('wrong horse');
  await look('6-sign-in-wrong', face);
  await page.getByLabel(admin.password, { exact: true }).fill('correct horse');
  await page.getByRole('button', { name: signIn.submit, exact: true }).click();
  await page.getByText('2026 自然影像峰会').waitFor();
  expect(await focused()).toBe('H1');
});

test('a session that ends elsewhere leads back to the sign-in, which says so', async () => {
  const face = faces[0];
  const { admin } = words(face.locale);
  await claim();
  await open(face);
  await enter();
  await page.getByText(admin.now.empty, { exact: true }).waitFor();
  await context.clearCookies();
  await page.reload();
  await expect.poll(title).toBe(admin.signIn.title);

  await enter();
  await page.getByText(admin.now.empty, { exact: true }).waitFor();
  // Ends between the page's first question and its second.
  await page.route('**/api/projects', async (route) => {
    await context.clearCookies();
    await route.fulfill({ status: 401, contentType: 'application/problem+json', body: '{"code":"not_signed_in"}' });
  });
  await page.reload();
  await page.getByText(admin.signIn.ended).waitFor();
  await look('7-ended', face);
});

test('too many guesses are counted down, and the button comes back by itself', async () => {
  const face = faces[3];
  const { admin, problems } = words(face.locale);
  await claim(face.locale);
  await open(face);
  for (let nr = 0; nr < 3; nr++) {
    await enter('wrong horse');
    await page.getByText(problems.sign_in_failed).waitFor();
  }
  await enter('wrong horse');
  await page.getByText(problems.too_many_attempts).waitFor();
  const button = page.getByRole('button', { name: admin.signIn.submit, exact: true });
  expect(await button.getAttribute('aria-disabled')).toBe('true');
  await look('8-locked', face);
  await page.getByText(problems.too_many_attempts).waitFor({ state: 'detached' });
  await expect.poll(() => button.getAttribute('aria-disabled')).toBe('false');
});

test('a box that cannot be reached is said, with a way to try again', async () => {
  const face = faces[1];
  const { admin } = words(face.locale);
  await claim();
  await open(face);
  await expect.poll(title).toBe(admin.signIn.title);
  await page.route('**/api/**', (route) => route.abort());
  await enter();
  await page.getByText(admin.offline).waitFor();
  complaints.length = 0;
  await look('9-offline', face);
  await page.unroute('**/api/**');
  await page.getByRole('button', { name: admin.signIn.submit, exact: true }).click();
  await page.getByText(admin.now.empty, { exact: true }).waitFor();
  // The other language is a touch away, and is remembered.
  await page.getByRole('button', { name: admin.otherLanguage }).click();
  await expect.poll(title).toBe(words('en').admin.now.title);
  await page.reload();
  await expect.poll(title).toBe(words('en').admin.now.title);
});

async function claim(locale: Face['locale'] = 'zh-CN') {
  await box.nobody.call('POST', '/api/setup', {
    claimCode: box.claimCode,
    password: 'correct horse',
    boxName: '北岸会展中心',
    locale,
  });
}

async function enter(password = 'correct horse') {
  await page.locator('input[name=username]').fill('owner');
  await page.locator('input[name=password]').fill(password);
  await page.locator('input[name=password]').press('Enter');
}
