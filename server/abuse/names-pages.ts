import type { BrowserContext, Page } from 'playwright-core';
import type { Screen } from '#contract/screens.ts';
import { words } from '#words/index.ts';
import { openBrowser } from '../testing/browser.ts';
import { pairingCode } from '../testing/kiosk.ts';
import type { Ground, Outcome } from './ground.ts';
import { giveNames, type Named } from './names.ts';

export interface Names {
  readonly count: number;
  /** How many photos the big screen is taken through. */
  readonly scenes: number;
}

/** Runs before any script of a page: what a name must never do is noted. */
const watch = `
  window.abuse = { ran: [], violations: [] };
  window.abused = (n) => { window.abuse.ran.push(n); };
  addEventListener('securitypolicyviolation', (event) => window.abuse.violations.push(event.violatedDirective + ' ' + event.blockedURI));
`;
/** Every text and every value of an attribute or a field of a page, through all shadow roots. */
const texts = `(() => {
  const all = [];
  const walk = (node) => {
    if (node.nodeType === 3) all.push(node.data);
    if (node.nodeType === 1) {
      for (const { value } of node.attributes) all.push(value);
      if (typeof node.value === 'string') all.push(node.value);
    }
    if (node.shadowRoot) walk(node.shadowRoot);
    for (const child of node.childNodes) walk(child);
  };
  walk(document.documentElement);
  return all;
})()`;

/** Shows hostile names on every kind of page, in a browser, and looks whether one of them did anything. */
export async function abuseNames(ground: Ground, { count, scenes }: Names): Promise<Outcome> {
  const named = await giveNames(ground, count);
  const { faults } = named;
  const browser = await openBrowser();
  let pages = 0;
  const looked = async (name: string, page: Page, meant: readonly string[]) => {
    pages += 1;
    const { ran, violations } = await page.evaluate<{ ran: number[]; violations: string[] }>('window.abuse');
    if (ran.length > 0) faults.push(`${name}: names ran as script: ${ran.slice(0, 10)}`);
    if (violations.length > 0) faults.push(`${name}: the policy was asked about ${violations.slice(0, 5)}`);
    const seen = new Set((await page.evaluate<string[]>(texts)).map(spaced));
    const missing = meant.filter(
      (one) => !seen.has(spaced(one)) && ![...seen].some((text) => text.includes(spaced(one))),
    );
    if (missing.length > 0)
      faults.push(
        `${name}: ${missing.length} of ${meant.length} do not arrive: ${JSON.stringify(missing.slice(0, 3))}`,
      );
  };
  const opened = async (options: Parameters<typeof browser.newContext>[0] = {}) => {
    const context = await browser.newContext({
      locale: 'zh-CN',
      viewport: { width: 1280, height: 900 },
      reducedMotion: 'reduce',
      ...options,
    });
    await context.addInitScript(watch);
    heed(context, faults);
    return context;
  };

  await atGuests(
    ground,
    named,
    await opened({ viewport: { width: 390, height: 844 } }),
    await opened({ userAgent: 'facebookexternalhit/1.1', javaScriptEnabled: true }),
    looked,
  );
  await atStaff(ground, named, await opened(), looked);
  await onScreen(ground, named, await opened(), looked, scenes);

  for (const line of ground.box.lines) {
    try {
      JSON.parse(line);
    } catch {
      faults.push(`a line of the log is none: ${line.slice(0, 100)}`);
    }
  }
  faults.push(
    ...ground.box.lines.filter((line) => line.includes('"msg":"fault"')).slice(0, 5),
    ...(await ground.goodUpload()),
    ...(await ground.strangers()),
  );
  return { counts: { names: named.names.length, photos: named.photos.length, pages }, faults };
}

type Look = (name: string, page: Page, meant: readonly string[]) => Promise<void>;

/** Nothing is asked for that a name made up, and no name opens a dialog or a page. */
function heed(context: BrowserContext, faults: string[]): void {
  context.on('request', (request) => {
    if (/abuse-probe|evil\.invalid/.test(request.url())) faults.push(`a name asked for ${request.url()}`);
  });
  let pages = 0;
  context.on('page', (page) => {
    if (++pages > 1) faults.push(`a name opened ${page.url()}`);
    page.on('dialog', (dialog) => {
      faults.push(`a name said ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('pageerror', (error) => faults.push(`a page broke: ${error.message}`));
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) faults.push(message.text());
    });
  });
}

async function atGuests(
  { box }: Ground,
  { token, photos, shown, boxName }: Named,
  context: BrowserContext,
  preview: BrowserContext,
  look: Look,
): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${box.guestUrl}/g/${token}`);
  await page.locator('a.photo').first().waitFor();
  const told = await page.evaluate<string[]>(
    "[...document.querySelectorAll('a.photo')].flatMap(({ dataset }) => [dataset.title ?? '', dataset.caption ?? ''])",
  );
  await look('the gallery', page, [
    boxName,
    shown.galleries[0] ?? '',
    ...photos.flatMap(({ title, caption }) => [title, caption]),
  ]);
  if (told.length !== photos.length * 2) throw new Error(`${told.length / 2} photos on the page`);
  await page.locator('a.photo').first().click();
  await page.waitForTimeout(500);
  await look('one photo large', page, []);
  // From this page a messenger makes its preview.
  const gate = await preview.newPage();
  await gate.goto(`${box.guestUrl}/g/${token}`);
  await look('the gate as robots see it', gate, [boxName]);
  await preview.close();
  await context.close();
}

async function atStaff(
  { box, cookie }: Ground,
  { projectId, galleryId, linkId, shown, boxName }: Named,
  context: BrowserContext,
  look: Look,
): Promise<void> {
  const cookies = cookie.split('; ').map((one) => one.split('='));
  await context.addCookies(cookies.map(([name = '', value = '']) => ({ name, value, url: box.localUrl })));
  const page = await context.newPage();
  const project = shown.projects.at(-1) ?? '';
  const at: [path: string, meant: readonly string[]][] = [
    ['/', [boxName]],
    ['/projects', shown.projects],
    [`/projects/${projectId}`, [project]],
    [`/projects/${projectId}/settings`, [project]],
    [`/projects/${projectId}/galleries`, shown.galleries],
    [`/projects/${projectId}/galleries/${galleryId}`, [shown.galleries[0] ?? '']],
    [`/projects/${projectId}/links`, shown.links.slice(-10)],
    [`/projects/${projectId}/links/${linkId}`, [shown.links[0] ?? '']],
    ['/screens', []],
    ['/box', []],
    ['/box/keys', shown.keys],
    ['/box/audit', []],
  ];
  for (const [path, meant] of at) {
    // Within the one page that it is, as its own links go.
    if (path === '/') await page.goto(`${box.localUrl}/admin/`);
    else
      await page.evaluate(
        `history.pushState(null, '', ${JSON.stringify(`/admin${path}`)}); dispatchEvent(new PopStateEvent('popstate'))`,
      );
    await page.locator('h1:visible').first().waitFor();
    await page.waitForTimeout(200);
    await settled(page, meant);
    await look(`admin ${path.replaceAll(/[0-9a-f-]{36}/g, ':id')}`, page, meant);
    if (path === `/projects/${projectId}`) {
      await page
        .getByRole('listbox', { name: words('zh-CN').library.grid })
        .getByRole('option')
        .first()
        .click();
      await page.locator('photo-dialog').waitFor({ state: 'attached' });
      await page.waitForTimeout(200);
      await look('admin, one photo', page, []);
    }
  }
  await context.close();
}

/** Pages fill themselves after they have come. */
async function settled(page: Page, meant: readonly string[]): Promise<void> {
  const last = meant.at(-1);
  for (let tries = 0; last !== undefined && tries < 50; tries += 1) {
    if ((await page.evaluate<string[]>(texts)).some((text) => spaced(text).includes(spaced(last)))) return;
    await page.waitForTimeout(100);
  }
}

async function onScreen(
  { box, owner }: Ground,
  { galleryId, linkId, photos, shown }: Named,
  context: BrowserContext,
  look: Look,
  scenes: number,
): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${box.localUrl}/kiosk`);
  const screen = await owner.call<Screen>('POST', '/api/screens/pair', {
    code: await pairingCode({ page }),
    name: shown.galleries[1] ?? 'x',
  });
  await owner.call('PATCH', `/api/screens/${screen.id}`, {
    shows: [{ galleryId, linkId }],
    confirm: true,
    seconds: 300,
  });
  const byId = new Map(photos.map((photo) => [photo.id, photo]));
  const on = page.locator('scene-view[data-on]');
  await on.waitFor({ timeout: 60_000 });
  for (let scene = 0; scene < scenes; scene += 1) {
    const id = (await on.first().getAttribute('data-photo-id')) ?? '';
    const { title = '', caption = '' } = byId.get(id) ?? {};
    await look('a scene', page, [title || caption]);
    if (scene + 1 === scenes) break;
    const another = page.locator(`scene-view[data-on]:not([data-photo-id="${id}"])`).first();
    // Pressed again where a busy machine has made the screen late.
    for (let tries = 0; tries < 5 && !(await another.isVisible()); tries += 1) {
      await owner.call('POST', `/api/screens/${screen.id}/commands`, { type: 'next' });
      await another.waitFor({ timeout: 8000 }).catch(() => {});
    }
  }
  await context.close();
}

/** White space is the layout's. */
function spaced(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
