import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Locale } from '#contract/common.ts';
import { faults } from './axe.ts';
import { openBrowser } from './browser.ts';

/** On what staff look at their page. */
export interface Desk {
  readonly locale: Locale;
  readonly width: 1280 | 390;
  readonly dark?: boolean;
  /** With dialogs that fade, where that matters; elsewhere what is there is there at once. */
  readonly motion?: boolean;
}

const sizes = { 390: { width: 390, height: 844 }, 1280: { width: 1280, height: 800 } } as const;

/** A laptop (1280 × 800) or a phone (390 × 844) with one page of the admin open. */
export interface StaffPage {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What went wrong in the page, and what it asked of anybody but the box; both are to stay empty. */
  readonly complaints: string[];
}

/** Who is to be signed in before a page is opened. */
export interface SignedIn {
  readonly username: string;
  readonly password: string;
}

/**
 * Opens a page of the box for staff: `path` is below the local door's address. Where somebody is to be signed in, that is
 * done without the form, and the page speaks the desk's language whatever the box's is.
 */
export async function openStaffPage(localUrl: string, path: string, desk: Desk, as?: SignedIn): Promise<StaffPage> {
  const coarse = desk.width === 390;
  const context = await (await openBrowser()).newContext({
    viewport: sizes[desk.width],
    locale: desk.locale,
    timezoneId: 'Asia/Shanghai',
    colorScheme: desk.dark ? 'dark' : 'light',
    reducedMotion: desk.motion ? 'no-preference' : 'reduce',
    ...(coarse && { isMobile: true, hasTouch: true, deviceScaleFactor: 2 }),
  });
  const complaints: string[] = [];
  const own = new URL(localUrl).host;
  const heed = (address: string) => {
    const { protocol, host } = new URL(address);
    if (/^(https?|wss?):$/.test(protocol) && host !== own) complaints.push(`asked ${address}`);
  };
  context.on('request', (request) => heed(request.url()));
  if (as) {
    const { username, password } = as;
    const answer = await context.request.post(`${localUrl}/api/session`, { data: { username, password } });
    expect(answer.status(), 'sign-in').toBe(204);
    await context.addInitScript(`localStorage.setItem('maiimg.locale', '${desk.locale}')`);
  }
  const page = await context.newPage();
  page.on('websocket', (socket) => heed(socket.url()));
  page.on('pageerror', (fault) => complaints.push(String(fault)));
  page.on('console', (message) => {
    // The box's "no" is an answer, not a fault.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text());
  });
  await page.goto(new URL(path, localUrl).href);
  return { context, page, complaints };
}

/** Fonts are there, and what fades or slides has come to its end, in shadow roots too. */
const settled = `(async () => {
  await document.fonts.ready;
  const roots = (root) => [root, ...[...root.querySelectorAll('*')].flatMap((one) => one.shadowRoot ? roots(one.shadowRoot) : [])];
  const moving = roots(document).flatMap((root) => root.getAnimations()).filter(({ playState, effect }) =>
    playState === 'running' && effect?.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(moving.map(({ finished }) => finished));
})()`;
/** What a new width causes is on the page. */
const drawn = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';

/** How a page is looked at once more. */
export interface Otherwise {
  readonly width: Desk['width'];
  readonly dark: boolean;
}

/**
 * What must hold of a page in every state: nothing for axe to find, and no sideways scrolling. With `otherwise`, the same
 * state is looked at in another width and light too, and is as before afterwards. Leaves pictures where MAIIMG_SHOTS names
 * a folder.
 */
export async function inspectPage(page: Page, name: string, otherwise?: Otherwise): Promise<void> {
  await inspect(page, name);
  if (!otherwise) return;
  const wasDark = await page.evaluate<boolean>("matchMedia('(prefers-color-scheme: dark)').matches");
  const before = page.viewportSize();
  await turn(page, sizes[otherwise.width], otherwise.dark);
  await inspect(page, `${name}-at-${otherwise.width}${otherwise.dark ? '-dark' : ''}`);
  if (before) await turn(page, before, wasDark);
}

async function turn(page: Page, size: { width: number; height: number }, dark: boolean): Promise<void> {
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
  await page.evaluate(drawn);
}

async function inspect(page: Page, name: string): Promise<void> {
  await page.evaluate(settled);
  const folder = process.env.MAIIMG_SHOTS;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
  expect((await faults(page)).join('\n'), name).toBe('');
  // Not innerWidth: a phone shows the whole of a page that is too wide, smaller.
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
  expect(wide, `${name} scrolls sideways`).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
}
