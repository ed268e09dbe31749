import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { findChromium } from '../../provisioning/ready/chromium.mjs';

const agents = {
  wechat:
    'Mozilla/5.0 (Linux; Android 14; 23127PN0CC Build/UKQ1.230804.001; wv) AppleWebKit/537.36 (KHTML, like Gecko) ' +
    'Version/4.0 Chrome/130.0.6723.103 Mobile Safari/537.36 XWEB/1300289 MMWEBSDK/20240802 MMWEBID/2247 ' +
    'MicroMessenger/8.0.53.2740(0x2800353B) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64',
  chrome:
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
  wechatApple:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 ' +
    'MicroMessenger/8.0.50(0x18003230) NetType/WIFI Language/zh_CN',
  safari:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 ' +
    'Mobile/15E148 Safari/604.1',
  /** WeChat on a phone of 2018, whose web view was never updated. */
  oldWechat:
    'Mozilla/5.0 (Linux; Android 8.1.0; vivo Y85A Build/OPM1.171019.011; wv) AppleWebKit/537.36 (KHTML, like Gecko) ' +
    'Version/4.0 Chrome/80.0.3987.99 Mobile Safari/537.36 MMWEBID/4172 MicroMessenger/7.0.20.1781(0x2700143F) ' +
    'Process/tools WeChat/arm64 NetType/WIFI Language/zh_CN ABI/arm64',
  desktop:
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
};

/** What Playwright turns off: Chromium heeds only the last such list, so ours begins with all of it. */
const playwrightsOff = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'msForceBrowserSignIn',
  'msEdgeUpdateLaunchServicesPreferredVersion',
];
/** Parts of the window's own frame that are pages themselves, and processes kept in store: nobody sees either, and they are a third of the work of a new phone. */
const oursOff = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'InitialWebUI',
  'WebUIReloadButton',
  'SpareRendererForSitePerProcess',
];

const drawing = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

let shared: Promise<Browser> | undefined;

/**
 * The one Chromium of this test file, started when first asked for: close it in `afterAll`. `graphics`: draws in space,
 * without a graphics card, where the first to ask wants that.
 */
export function openBrowser(graphics = false): Promise<Browser> {
  shared ??= launch(graphics);
  return shared;
}

async function launch(graphics: boolean): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('no Chromium: run the tests by `npm test`, or name one in MAIIMG_CHROMIUM');
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
  const off = `--disable-features=${[...playwrightsOff, ...oursOff]}`;
  const browser = await chromium.launch({
    executablePath,
    // Where there is no graphics card, to imitate one costs more than to draw without.
    args: ['--no-sandbox', ...(graphics ? drawing : ['--disable-gpu']), off, ...quiet],
  });
  browser.once('disconnected', () => {
    shared = undefined;
  });
  return browser;
}

/** What kind of phone it is; without any of it, a Chinese Android phone with Chrome, in daylight. */
export interface PhoneOptions {
  /** Inside WeChat, rather than in Chrome. */
  wechat?: boolean;
  /** What the browser says it is; `desktop` is a window of 1280 × 800 without touch. */
  agent?: keyof typeof agents;
  locale?: 'zh-CN' | 'en';
  dark?: boolean;
  javaScript?: boolean;
  /** Takes a certificate that a test made. */
  anyCertificate?: boolean;
}

/** A guest's phone with one page open; cookies and storage are its own. */
export interface Phone {
  context: BrowserContext;
  page: Page;
  /** Addresses asked for that are not on this machine, as they come: none, if the box keeps its word. */
  strangers: string[];
  /** Errors of the console (what the content security policy refused among them) and of scripts, as they come. */
  complaints: string[];
}

/** Takes a new phone of 390 × 844 CSS pixels, two device pixels each, out of the pocket (or a desktop). */
export async function phone(browser: Browser, options: PhoneOptions = {}): Promise<Phone> {
  const { wechat = false, locale = 'zh-CN', dark = false, javaScript = true, anyCertificate = false } = options;
  const agent = options.agent ?? (wechat ? 'wechat' : 'chrome');
  const small = agent !== 'desktop';
  const context = await browser.newContext({
    userAgent: agents[agent],
    viewport: small ? { width: 390, height: 844 } : { width: 1280, height: 800 },
    deviceScaleFactor: small ? 2 : 1,
    isMobile: small,
    hasTouch: small,
    locale,
    timezoneId: 'Asia/Shanghai',
    colorScheme: dark ? 'dark' : 'light',
    javaScriptEnabled: javaScript,
    ignoreHTTPSErrors: anyCertificate,
  });
  const strangers: string[] = [];
  const complaints: string[] = [];
  const heed = (url: string) => {
    if (isStranger(url)) strangers.push(url);
  };
  context.on('request', (request) => heed(request.url()));
  context.on('page', (page) => {
    page.on('websocket', (socket) => heed(socket.url()));
    page.on('pageerror', (fault) => complaints.push(String(fault)));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
    });
  });
  return { context, page: await context.newPage(), strangers, complaints };
}

function isStranger(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  if (!/^(https?|wss?):$/.test(protocol)) return false;
  return hostname !== 'localhost' && hostname !== '[::1]' && !/^127\.\d+\.\d+\.\d+$/.test(hostname);
}

let reader: Promise<unknown> | undefined;

/** The texts of the QR codes in a picture (PNG or JPEG), left to right as found; none where there is no code. */
export async function decodeCode(picture: Uint8Array): Promise<string[]> {
  // Given by hand, or it would be fetched from a CDN.
  reader ??= prepareZXingModule({
    overrides: { wasmBinary: wasm() },
    fireImmediately: true,
  });
  await reader;
  const found = await readBarcodes(picture, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 255 });
  return found.filter((code) => code.isValid).map((code) => code.text);
}

function wasm(): ArrayBuffer {
  const bytes = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}
