import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Screen } from '#contract/screens.ts';
import type { Caller } from './box.ts';

/** A big screen: Chromium on the kiosk page, with storage of its own. */
export interface Kiosk {
  context: BrowserContext;
  page: Page;
  /** Addresses asked for outside of the box, as they come: none, if the box keeps its word. */
  strangers: string[];
  /** What scripts threw and what the content security policy refused, as they come. */
  complaints: string[];
}

/** What is on a screen, as the page itself says. */
export interface OnScreen {
  photoId: string;
  /** Empty where no code is shown. */
  linkId: string;
  edition: number;
  fresh: boolean;
}

export interface KioskOptions {
  width?: number;
  height?: number;
  locale?: 'zh-CN' | 'en';
  /** No fades: what is on is on at once. */
  reducedMotion?: boolean;
  /** Fingers instead of a mouse. */
  touch?: boolean;
  /** The page's clocks and timers can be moved on by `page.clock`. */
  ownTime?: boolean;
  /** Runs in the page before anything of it. */
  script?: string;
}

/** Opens the kiosk page of the box at this address. */
export async function openKiosk(browser: Browser, localUrl: string, options: KioskOptions = {}): Promise<Kiosk> {
  const {
    width = 1920,
    height = 1080,
    locale = 'zh-CN',
    reducedMotion = false,
    ownTime = false,
    touch = false,
  } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    locale,
    colorScheme: 'dark',
    hasTouch: touch,
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
  });
  const strangers: string[] = [];
  const complaints: string[] = [];
  const { host } = new URL(localUrl);
  const heed = (address: string) => {
    const { protocol, host: asked } = new URL(address);
    if (/^(https?|wss?):$/.test(protocol) && asked !== host) strangers.push(address);
  };
  context.on('request', (request) => heed(request.url()));
  const page = await context.newPage();
  if (ownTime) await page.clock.install();
  if (options.script) await page.addInitScript(options.script);
  page.on('websocket', (socket) => heed(socket.url()));
  page.on('pageerror', (fault) => complaints.push(String(fault)));
  page.on('console', (message) => {
    // A box that is away is a fact, not a fault of the page.
    const away = /ERR_|WebSocket connection|status of 4\d\d/.test(message.text());
    if (message.type() === 'error' && !away) complaints.push(message.text());
  });
  await page.goto(`${localUrl}/kiosk`);
  return { context, page, strangers, complaints };
}

/** The six digits on an unpaired screen, once they are there. */
export async function pairingCode({ page }: Pick<Kiosk, 'page'>): Promise<string> {
  const digits = page.getByTestId('pairing-code').filter({ hasText: /^\s*\d{3}\s*\d{3}\s*$/ });
  return (await digits.innerText({ timeout: 30_000 })).replace(/\D/g, '');
}

/** Types the number into the box for staff, and settles when the screen has been given something to show. */
export async function pairKiosk(
  kiosk: Kiosk,
  staff: Caller,
  name: string,
  shows: readonly { galleryId: string; linkId?: string | null }[] = [],
): Promise<Screen> {
  const code = await pairingCode(kiosk);
  const screen = await staff.call<Screen>('POST', '/api/screens/pair', { code, name });
  if (shows.length === 0) return screen;
  return staff.call<Screen>('PATCH', `/api/screens/${screen.id}`, { shows, confirm: true });
}

/** What is on now; undefined while the venue's still or the pairing page is. */
export async function onScreen({ page }: Pick<Kiosk, 'page'>): Promise<OnScreen | undefined> {
  const layer = page.locator('scene-view[data-on]');
  if ((await layer.count()) === 0) return undefined;
  return layer.evaluate((element) => {
    const {
      photoId = '',
      linkId = '',
      edition,
      fresh,
    } = (element as unknown as { dataset: Record<string, string | undefined> }).dataset;
    return { photoId, linkId, edition: Number(edition), fresh: fresh === 'true' };
  });
}

/** Waits until a photo (this one, or any) is on. */
export async function waitForPhoto({ page }: Pick<Kiosk, 'page'>, photoId?: string): Promise<void> {
  const which = photoId === undefined ? '' : `[data-photo-id="${photoId}"]`;
  await page.locator(`scene-view[data-on]${which}`).waitFor({ timeout: 60_000 });
}
