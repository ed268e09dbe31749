import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { words } from '#words/index.ts';
import { startTestBox, type TestBox } from '../server/testing/box.ts';
import { openBrowser } from '../server/testing/browser.ts';
import { type Desk, inspectPage, type Otherwise, openStaffPage } from '../server/testing/staff-pages.ts';

interface Face extends Desk {
  readonly otherwise?: Otherwise;
}

/** Either language, walked through on one machine by day and looked at on the other one by night too. */
const faces = [
  { locale: 'zh-CN', width: 390, otherwise: { width: 1280, dark: true } },
  { locale: 'en', width: 1280, otherwise: { width: 390, dark: true } },
] as const satisfies readonly Face[];

let box: TestBox;
let context: BrowserContext;
let page: Page;
let complaints: string[];
let face: Face;

async function open(at: Face) {
  face = at;
  ({ context, page, complaints } = await openStaffPage(box.localUrl, '/admin/', at));
}

/** What must hold of every page in every state. */
async function look(name: string) {
  await inspectPage(page, `door-${name}-${face.locale}-${face.width}${face.dark ? '-dark' : ''}`, face.otherwise);
  expect(await page.evaluate('document.documentElement.lang')).toBe(face.locale);
  expect(complaints).toEqual([]);
}

const title = () => page.getByRole('heading', { level: 1 }).innerText();
const focused = () =>
  page.evaluate<string>(`(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at?.id || at?.tagName;
  })()`);
const leave = async () => {
  const { admin } = words(face.locale);
  await page.getByRole('button', { name: admin.account }).click();
  await page.getByRole('menuitem', { name: admin.signOut }).click();
};

beforeEach(async () => {
  box = await startTestBox({ unclaimed: true });
});
afterEach(async () => {
  await context.close();
  await box.stop();
});
afterAll(async () => (await openBrowser()).close());

test.each(faces)('a box is claimed, left and entered again: $locale, $width px', async (at) => {
  const { admin, problems, home } = words(at.locale);
  const { setup, signIn } = admin;
  const otherwise = words(at.locale === 'en' ? 'zh-CN' : 'en').admin;
  const code = box.claimCode as string;
  await open(at);

  // Setup: in the browser's language at first, in the other one at a touch.
  await page.getByRole('heading', { name: setup.title }).waitFor();
  await look('1-setup');
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
  await look('2-setup-wrong');
  await page.getByLabel(setup.claimCode).fill(code.toLowerCase().replace('-', ''));
  await page.getByLabel(setup.claimCode).press('Enter');

  // Signed in, with nothing there yet.
  await page.getByText(home.welcome).waitFor();
  expect(await title()).toBe(home.title);
  await page.getByRole('link', { name: '北岸会展中心' }).waitFor();
  await page.getByRole('navigation', { name: admin.pages }).getByRole('link', { name: admin.places.box }).waitFor();
  await look('3-empty');

  // Out, and in again.
  await leave();
  await expect.poll(title).toBe(signIn.title);
  // That somebody of the house was here stays known: what is opened in this browser is in no figure.
  expect((await context.cookies()).map(({ name }) => name)).toEqual(['house']);
  await look('4-sign-in');
  await page.getByLabel(admin.username).fill('owner');
  await page.getByLabel(admin.password, { exact: true }).fill('wrong horse');
  await page.getByLabel(admin.password, { exact: true }).press('Enter');
  await page.getByText(problems.sign_in_failed).waitFor();
  expect(await focused()).toBe('password');
  expect(await page.getByLabel(admin.password, { exact: true }).inputValue()).toBe('wrong horse');
  await look('5-sign-in-wrong');
  await page.getByLabel(admin.password, { exact: true }).fill('correct horse');
  await page.getByRole('button', { name: signIn.submit, exact: true }).click();
  await page.getByText(home.welcome).waitFor();
  expect(await focused()).toBe('H1');
});

test('a session that ends elsewhere leads back to the sign-in, which says so', async () => {
  const { admin, home } = words('zh-CN');
  await claim();
  await open({ locale: 'zh-CN', width: 390 });
  await enter();
  await page.getByText(home.welcome).waitFor();
  await context.clearCookies();
  await page.reload();
  await expect.poll(title).toBe(admin.signIn.title);

  await enter();
  await page.getByText(home.welcome).waitFor();
  // Ends while the page is open: the next thing that it asks for is refused.
  await context.clearCookies();
  await page.getByRole('link', { name: admin.places.projects, exact: true }).click();
  await page.getByText(admin.signIn.ended).waitFor();
  await look('6-ended');
});

test('too many guesses are counted down, and the button comes back by itself', async () => {
  const { admin, problems } = words('en');
  await claim('en');
  await open({ locale: 'en', width: 1280 });
  for (let nr = 0; nr < 3; nr++) {
    // What was said of the one before may still stand there.
    const answered = page.waitForResponse('**/api/session');
    await enter('wrong horse');
    await answered;
    await page.getByText(problems.sign_in_failed).waitFor();
  }
  await enter('wrong horse');
  await page.getByText(problems.too_many_attempts).waitFor();
  const button = page.getByRole('button', { name: admin.signIn.submit, exact: true });
  expect(await button.getAttribute('aria-disabled')).toBe('true');
  await look('7-locked');
  await page.getByText(problems.too_many_attempts).waitFor({ state: 'detached' });
  await expect.poll(() => button.getAttribute('aria-disabled')).toBe('false');
});

test('a box that cannot be reached is said, with a way to try again', async () => {
  const { admin, home } = words('zh-CN');
  await claim();
  await open({ locale: 'zh-CN', width: 1280, dark: true });
  await expect.poll(title).toBe(admin.signIn.title);
  await page.route('**/api/**', (route) => route.abort());
  await enter();
  await page.getByText(admin.offline).waitFor();
  complaints.length = 0;
  await look('8-offline');
  await page.unroute('**/api/**');
  await page.getByRole('button', { name: admin.signIn.submit, exact: true }).click();
  await page.getByText(home.welcome).waitFor();
  // The other language is a touch away, and is remembered.
  await page.getByRole('button', { name: admin.account }).click();
  await page.getByRole('menuitem', { name: admin.otherLanguage }).click();
  await expect.poll(title).toBe(words('en').home.title);
  await page.reload();
  await expect.poll(title).toBe(words('en').home.title);
});

async function claim(locale: Desk['locale'] = 'zh-CN') {
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
