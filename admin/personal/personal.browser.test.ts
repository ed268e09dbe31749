import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Sent } from '#contract/messages.ts';
import type { Project } from '#contract/projects.ts';
import type { Recipient } from '#contract/recipients.ts';
import { words } from '#words/index.ts';
import { ownerPassword, startTestBox, type TestBox } from '../../server/testing/box.ts';
import { openBrowser, type Phone, phone } from '../../server/testing/browser.ts';
import { phoneAt } from '../../server/testing/guests.ts';
import { makePhoto } from '../../server/testing/photos.ts';
import { closeScreens, pairScreen } from '../../server/testing/screens.ts';
import { type Desk, inspectPage, openStaffPage, type StaffPage } from '../../server/testing/staff-pages.ts';

let box: TestBox;
let project: Project;
let photoIds: string[];
const desks: StaffPage[] = [];
const guests: Phone[] = [];
const agent = { username: '陈静', password: ownerPassword };

beforeAll(async () => {
  box = await startTestBox();
  project = await box.project('南岸一号', 'estate');
  const files = await Promise.all(
    Array.from({ length: 8 }, async (_, nr) => ({
      name: `B2_${nr}_客厅.jpg`,
      data: await makePhoto({ width: 360 + nr, height: 300 }),
    })),
  );
  photoIds = (await box.bring(project.id, files)).map(({ id }) => id);
  await box.gallery(project.id, { title: 'B2', photoIds: photoIds.slice(0, 6) });
  await box.gallery(project.id, { title: 'A1', photoIds: photoIds.slice(6) });
  await box.owner.call('PATCH', `/api/photos/${photoIds[1]}`, { title: '露台', caption: '南向，望江。' });
  await box.owner.call('PATCH', `/api/photos/${photoIds[7]}`, { mark: 'picked' });
  await box.owner.call('POST', '/api/accounts', { ...agent, role: 'presenter' });
});
afterEach(async () => {
  const complaints = [...desks, ...guests]
    .flatMap((one) => one.complaints)
    .filter((line) => !/status of 4\d\d/.test(line));
  for (const { context } of [...desks.splice(0), ...guests.splice(0)]) await context.close();
  expect(complaints).toEqual([]);
});
afterAll(async () => {
  closeScreens();
  await box.stop();
  await (await openBrowser()).close();
});

const zh = words('zh-CN');
const say = zh.personal;

async function desk(path: string, how: Partial<Desk> = {}, as = agent): Promise<Page> {
  const staff = await openStaffPage(box.localUrl, `/admin/${path}`, { locale: 'zh-CN', width: 390, ...how }, as);
  desks.push(staff);
  await staff.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  return staff.page;
}

/** A thumb: counts what it taps and types. */
function thumbOn(page: Page) {
  const done = { taps: 0, letters: 0 };
  return {
    done,
    tap: async (what: Locator) => {
      done.taps += 1;
      await what.tap();
    },
    type: async (text: string) => {
      done.letters += [...text].length;
      await page.keyboard.type(text);
    },
  };
}
/** The name's field has the cursor by itself. */
const typing = (page: Page) => page.locator('client-field input:focus').waitFor();
const tiles = (page: Page) => page.locator('tick-grid button');
const made = async (name: string) => {
  const { items } = await box.owner.call<{ items: Recipient[] }>(
    'GET',
    `/api/projects/${project.id}/recipients?q=${name}`,
  );
  const [client] = items;
  const links = await box.owner.call<{ items: Link[] }>(
    'GET',
    `/api/projects/${project.id}/links?recipientId=${client?.id}`,
  );
  return { clients: items, client: client as Recipient, links: links.items, link: links.items[0] as Link };
};

test('with one tap a photo and few besides a client has a gallery of their own, and the text with its link is copied', async ({
  annotate,
}) => {
  const page = await desk('');
  const { done, tap, type } = thumbOn(page);
  await tap(page.getByRole('link', { name: say.make }));
  await typing(page);
  await type('李先生');
  const order = [4, 0, 2, 5];
  for (const nr of order) await tap(tiles(page).nth(nr));
  await page.getByText(`${zh.messages.values.chapter('李先生 · B2', 4)}`).waitFor();
  await inspectPage(page, 'personal-390');
  await tap(page.getByRole('button', { name: say.makeAndCopy(4), exact: true }));
  await page.getByRole('heading', { name: say.done.copied }).waitFor();
  await annotate(`a personal gallery of ${order.length} photos: ${done.taps} taps, ${done.letters} letters typed`);
  expect(done.taps).toBeLessThanOrEqual(2 + order.length);
  await page.getByText(say.done.sent).waitFor();
  await inspectPage(page, 'personal-done-390');

  const { client, link } = await made('李先生');
  const copied = await page.evaluate<string>('navigator.clipboard.readText()');
  expect(copied).toContain('李先生');
  expect(copied).toContain(link.url);
  const sent = async () =>
    (await box.owner.call<{ items: Sent[] }>('GET', `/api/projects/${project.id}/messages/sent?linkId=${link.id}`))
      .items;
  expect(await sent()).toMatchObject([
    { how: 'copy', sentBy: agent.username, purpose: 'viewing', recipientId: client.id },
  ]);
  await page.getByRole('button', { name: say.done.undoSent }).tap();
  await page.getByText(say.done.notSent).waitFor();
  expect(await sent()).toEqual([]);

  const guest = await phone(await openBrowser(), { wechat: true });
  guests.push(guest);
  await guest.page.goto(`${box.guestUrl}/g/${link.token}`);
  const shown = guest.page.locator('[data-page="gallery"] a.photo');
  await shown.first().waitFor();
  const addresses = await shown.evaluateAll((all) => all.map((one) => one.outerHTML));
  expect(addresses.map((one) => photoIds.findIndex((id) => one.includes(id)))).toEqual(order);
});

test('a client who is there is offered while typing, the choice outlives a reload, and without a clipboard one more tap copies', async () => {
  await box.owner.call('POST', `/api/projects/${project.id}/personal`, {
    name: '王',
    honorific: '女士',
    photoIds: [photoIds[0]],
  });
  const page = await desk(
    `projects/${project.id}/personal`,
    { dark: true },
    { username: 'owner', password: ownerPassword },
  );
  await page.addInitScript("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
  // As on an iPhone: only a tap may copy, not what comes after an answer.
  await page.addInitScript(`let at = 0; addEventListener('click', () => { at = performance.now(); queueMicrotask(() => setTimeout(() => { at = 0; })); }, true);
    const copy = document.execCommand.bind(document); document.execCommand = (what) => at > 0 && copy(what);`);
  await page.reload();
  await page.locator('client-field input').fill('王女士');
  await page.getByRole('button', { name: say.useKnown('王女士', '') }).tap();
  await page.getByText(say.chosen('王女士')).waitFor();
  await page.getByRole('button', { name: 'A1 2', exact: true }).tap();
  await tiles(page).nth(1).tap();
  await page.getByRole('button', { name: `${say.picked} 1`, exact: true }).tap();
  await page.getByRole('button', { name: /第 1 张/ }).waitFor();
  await page.getByRole('button', { name: say.changeTerms }).tap();
  await page.getByRole('textbox', { name: zh.links.form.opens }).fill('5');
  await inspectPage(page, 'personal-terms-390-dark');
  await page.getByRole('button', { name: zh.admin.done }).tap();
  const terms = say.terms({ name: '客户', opens: 5, days: 7, withProject: false, download: 'off', password: false });
  await page.getByText(terms).waitFor();

  await page.reload();
  await page.getByText(terms).waitFor();
  expect(await page.locator('client-field input').inputValue()).toBe('王女士');
  await inspectPage(page, 'personal-390-dark', { width: 1280, dark: false });
  await page.getByRole('button', { name: say.makeAndCopy(1), exact: true }).tap();
  await page.getByRole('heading', { name: say.done.made }).waitFor();
  await page.getByText(say.done.byHand).waitFor();
  expect(await page.evaluate("document.activeElement.shadowRoot ? 'deep' : document.activeElement.localName")).toBe(
    'deep',
  );
  await page.getByRole('button', { name: say.done.copy, exact: true }).tap();
  await page.getByRole('heading', { name: say.done.copied }).waitFor();

  const { clients, links } = await made('王');
  expect(clients).toHaveLength(1);
  expect(links.map(({ policy }) => policy.maxOpens)).toEqual([20, 5]);
  const { photoIds: its } = await box.owner.call<Gallery>('GET', `/api/galleries/${links[1]?.galleryIds[0]}`);
  expect(its).toEqual([photoIds[7]]);
  // The next one begins with nothing ticked; from a client's own page it begins with that client.
  await page.getByRole('button', { name: say.done.another }).tap();
  await typing(page);
  expect(await page.locator('tick-grid [aria-pressed=true]').count()).toBe(0);
  await page.goto(`${box.localUrl}/admin/projects/${project.id}/personal?client=${clients[0]?.id}`);
  await page.getByText(say.chosen('王女士')).waitFor();
});

test('nothing is made without a name or a photo; a photo is looked at larger, and the code is shown at once', async () => {
  const page = await desk(`projects/${project.id}/personal`, { width: 1280, locale: 'en' });
  const { personal: en } = words('en');
  const make = page.getByRole('button', { name: en.makeAndCopy(0), exact: true });
  await typing(page);
  await make.and(page.locator("[aria-disabled='false']")).click();
  await page.getByText(en.nameMissing).waitFor();
  await page.getByText(en.chooseFirst).waitFor();
  await page.keyboard.type('Ms Chen');
  await tiles(page).nth(1).click({ button: 'right' });
  const look = page.locator('look-dialog');
  await look.getByText('南向，望江。').waitFor();
  await inspectPage(page, 'personal-look-1280');
  await look.getByRole('button', { name: en.tick }).click();
  await page.getByRole('button', { name: en.makeAndCopy(1), exact: true }).waitFor();
  await inspectPage(page, 'personal-1280', { width: 390, dark: true });
  await page.getByRole('button', { name: en.codeNow }).click();
  await page.locator('code-dialog code-figure img').waitFor();
  const { link, client } = await made('Chen');
  expect([client.name, client.madeBy]).toEqual(['Ms Chen', agent.username]);
  const { items } = await box.owner.call<{ items: Sent[] }>(
    'GET',
    `/api/projects/${project.id}/messages/sent?linkId=${link.id}`,
  );
  expect(items).toEqual([]);
});

test('a presenter sees own clients look, and says yes to one who asks for more with one tap', async () => {
  const [photo] = photoIds;
  const own = await desk(`projects/${project.id}/personal`);
  await typing(own);
  await own.keyboard.type('赵先生');
  await tiles(own).first().tap();
  await own.getByRole('button', { name: say.makeAndCopy(1), exact: true }).tap();
  await own.getByRole('heading', { name: say.done.copied }).waitFor();
  await box.owner.call('POST', `/api/projects/${project.id}/personal`, { name: '别人的客户', photoIds: [photo] });
  const { link } = await made('赵');
  await box.owner.call('PATCH', `/api/links/${link.id}`, { policy: { maxOpens: 1 } });

  const home = await desk('');
  const row = home.locator('own-clients li', { hasText: '赵先生' });
  await row.getByText(say.clients.notOpened).waitFor();
  await phoneAt(box.guestUrl, { agent: 'Mozilla/5.0 (Windows)' }).opened(link.token as string);
  await row.getByText(say.clients.opened(1)).waitFor();
  await row.getByText(say.clients.lastAgo(zh.admin.ago(0))).waitFor();
  expect(await home.getByText('别人的客户').count()).toBe(0);

  const guest = await phone(await openBrowser());
  guests.push(guest);
  await guest.page.clock.install();
  await guest.page.goto(`${box.guestUrl}/g/${link.token}`);
  await guest.page.getByRole('button', { name: zh.guest.closed.ask }).click();
  await guest.page.getByText(zh.guest.closed.waiting).waitFor();
  const asked = home.locator('own-clients need-row');
  await asked.getByText(zh.home.askedMore('', 1, '赵先生 · B2')).waitFor();
  await inspectPage(home, 'personal-home-390', { width: 1280, dark: false });
  await asked.getByRole('button', { name: zh.home.giveAgain(20) }).tap();
  await home.getByText(zh.home.gaveAsked('赵先生 · B2')).waitFor();
  await asked.waitFor({ state: 'detached' });
  await guest.page.clock.fastForward(7000);
  await guest.page.locator('[data-page="gallery"] img').first().waitFor();
  await row.getByText(say.clients.opened(2)).waitFor();

  // Personal galleries stand apart from those for many, and a colleague's are not there.
  await home.goto(`${box.localUrl}/admin/projects/${project.id}/galleries`);
  await home.locator('.personal').getByText('赵先生 · B2').waitFor();
  expect(await home.locator('article').count()).toBe(2);
  expect(await home.getByText('别人的客户').count()).toBe(0);
});

test('what the client is being shown on the big screen is ticked already, and can be left out', async () => {
  const { id } = await pairScreen(box);
  const { items } = await box.owner.call<{ items: Gallery[] }>('GET', `/api/projects/${project.id}/galleries`);
  const shown = items.find(({ title }) => title === 'A1') as Gallery;
  await box.owner.call('PATCH', `/api/screens/${id}`, { shows: [{ galleryId: shown.id }] });
  await box.owner.call('POST', `/api/screens/${id}/commands`, { type: 'pin', photoId: photoIds[7] });
  const page = await desk(`projects/${project.id}/personal`);
  await page.getByText(say.onScreen(1)).waitFor();
  await page.getByRole('button', { name: 'A1 2', exact: true, pressed: true }).waitFor();
  await page.getByRole('button', { name: /第 1 张/, pressed: true }).waitFor();
  await inspectPage(page, 'personal-held-390');
  await page.getByRole('button', { name: say.notOnScreen }).tap();
  await page.getByRole('button', { name: say.makeAndCopy(0), exact: true }).waitFor();
});
