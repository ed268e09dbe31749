import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Locale } from '#contract/common.ts';
import { openBrowser } from './browser.ts';

/** On what staff look at their page. */
export interface Desk {
  readonly locale: Locale;
  readonly width: 1280 | 390;
  readonly dark?: boolean;
}

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
    viewport: coarse ? { width: 390, height: 844 } : { width: 1280, height: 800 },
    locale: desk.locale,
    timezoneId: 'Asia/Shanghai',
    colorScheme: desk.dark ? 'dark' : 'light',
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

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What must hold of a page in every state: nothing for axe to find, and no sideways scrolling. Leaves a picture where MAIIMG_SHOTS names a folder. */
export async function inspectPage(page: Page, name: string): Promise<void> {
  await page.evaluate('document.fonts.ready');
  const folder = process.env.MAIIMG_SHOTS;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    interface Violation {
      id: string;
      impact: string;
      nodes: { target: unknown; failureSummary: string }[];
    }
    const { axe } = globalThis as never as { axe: { run(): Promise<{ violations: Violation[] }> } };
    const { violations } = await axe.run();
    return violations.map(
      ({ id, impact, nodes }) =>
        `${id} (${impact}): ${nodes.map(({ target, failureSummary }) => `${JSON.stringify(target)} ${failureSummary}`).join('; ')}`,
    );
  });
  expect(found, name).toEqual([]);
  const [wide, room] = await page.evaluate<[number, number]>('[document.documentElement.scrollWidth, innerWidth]');
  expect(wide, `${name} scrolls sideways`).toBeLessThanOrEqual(room);
}
