import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Batch, BatchLink } from '#contract/batches.ts';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import { numbered } from '#contract/numbered.ts';
import { words } from '#words/index.ts';
import { ownerPassword, startTestBox, type TestBox } from '../../server/testing/box.ts';
import { decodeCode, openBrowser, phone } from '../../server/testing/browser.ts';
import { phoneAt } from '../../server/testing/guests.ts';
import { type Desk, inspectPage, openStaffPage, type StaffPage } from '../../server/testing/staff-pages.ts';

let box: TestBox;
let projectId: string;
let gallery: Gallery & { link: Link };
let opened: StaffPage[] = [];

beforeAll(async () => {
  box = await startTestBox();
});
beforeEach(async () => {
  opened = [];
  ({ id: projectId } = await box.project());
  gallery = await box.gallery(projectId, { audience: 'media' });
});
afterEach(async () => {
  const complaints = opened.flatMap((one) => one.complaints);
  for (const { context } of opened) await context.close();
  expect(complaints).toEqual([]);
});
afterAll(async () => {
  await (await openBrowser()).close();
  await box.stop();
});

async function open(path: string, desk: Desk) {
  const as = { username: 'owner', password: ownerPassword };
  const staff = await openStaffPage(box.localUrl, `/admin/projects/${projectId}${path}`, desk, as);
  opened.push(staff);
  return staff.page;
}
const theBatch = async () =>
  (await box.owner.call<{ items: Batch[] }>('GET', `/api/projects/${projectId}/batches`)).items[0] as Batch;
const issuesOf = async (id: string, number: number) =>
  (await box.owner.call<{ items: BatchLink[] }>('GET', `/api/batches/${id}/links?number=${number}`)).items;
/** What a phone of a real browser shows under a link's address. */
async function shownTo(link: Link): Promise<string> {
  const guest = await phone(await openBrowser(), { locale: 'zh-CN' });
  await guest.page.goto(new URL(new URL(link.localUrl ?? '').pathname, box.guestUrl).href);
  const main = guest.page.locator('main');
  await expect.poll(() => main.innerText()).toMatch(/收回|别的手机/);
  const text = await main.innerText();
  await guest.context.close();
  return text;
}

test('5,000 wristbands are made while one looks on; one is found by its number, made void, and given out anew', async () => {
  const { batches: own, admin, guest } = words('zh-CN');
  const page = await open('/batches', { locale: 'zh-CN', width: 1280 });
  await page.getByText(own.empty, { exact: true }).waitFor();
  await inspectPage(page, 'batches-none', { width: 390, dark: true });
  await page.getByRole('button', { name: own.add }).click();
  await page.getByRole('button', { name: own.form.make(undefined), exact: true }).click();
  await page.getByText(own.form.wrong.count).waitFor();
  await page.locator("input[name='count']").fill('5000');
  await page.locator("input[name='label']").fill('嘉宾手环');
  await inspectPage(page, 'batches-new', { width: 390, dark: true });
  await page.getByRole('button', { name: own.form.make(5000) }).click();
  await page.getByText(/^正在做 [\d,]+ \/ 5,000$/).waitFor();
  await box.batchesDone();
  await page.locator('.key').getByText('5,000').waitFor();
  const batch = await theBatch();
  expect(batch).toMatchObject({ count: 5000, made: 5000, unused: 5000, policy: { maxDevices: 1 } });

  const number = page.getByLabel(own.page.find);
  await number.fill('5001');
  await number.press('Enter');
  await page.getByText(own.page.notHere(1, 5000)).waitFor();
  await number.fill('no. 4711');
  await number.press('Enter');
  await page.getByRole('heading', { name: own.page.no(4711) }).waitFor();
  const [first] = (await issuesOf(batch.id, 4711)) as [BatchLink];
  const picture = page.getByRole('img', { name: words('zh-CN').links.dialog.alt(numbered('嘉宾手环', 4711)) });
  await picture.waitFor();
  expect(await decodeCode(await picture.screenshot())).toEqual([first.link.codeUrl]);
  await inspectPage(page, 'batch-found', { width: 390, dark: true });

  // It is opened on one phone; a second one is told.
  const own1 = phoneAt(box.guestUrl, { agent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X)' });
  await own1.opened(first.link.token ?? '');
  expect(await shownTo(first.link)).toContain(guest.closed.devices);
  await page.locator('.found').getByText(own.states.opened).waitFor();

  await page.locator('.found').getByRole('button', { name: own.page.void, exact: true }).click();
  await page.getByText(own.page.voided(4711)).waitFor();
  await page.getByRole('button', { name: admin.undo }).click();
  await page.locator('.found').getByText(own.states.opened).waitFor();
  await page.locator('.found').getByRole('button', { name: own.page.void, exact: true }).click();
  await page.locator('.found').getByText(own.states.void).waitFor();
  expect(await shownTo(first.link)).toContain(guest.closed.revoked);
  expect((await own1.ask(`/g/${first.link.token}`)).status).toBe(410);

  await page.locator('.found').getByRole('button', { name: own.page.reissue }).click();
  await page.getByText(own.page.reissueAsk(4711)).waitFor();
  await page.getByRole('button', { name: own.page.reissueYes, exact: true }).click();
  await page.locator('.found').getByText(own.page.issue(2)).waitFor();
  const [, second] = (await issuesOf(batch.id, 4711)) as [BatchLink, BatchLink];
  await own1.opened(second.link.token ?? '');
  await page.locator('admin-segments').getByText(own.states.void).click({ force: true });
  await page.getByRole('row', { name: own.page.no(4711) }).waitFor();
});

test('the list for printing warns before the address is set to stay, and holds every code', async () => {
  const { batches: own, links } = words('en');
  await box.owner.call('POST', `/api/galleries/${gallery.id}/batches`, { count: 120, label: 'Cards' });
  await box.batchesDone();
  const page = await open('/links', { locale: 'en', width: 390, dark: true });
  await page.getByRole('link', { name: own.title }).click();
  await page.getByRole('link', { name: 'Cards' }).click();
  await page.getByRole('button', { name: own.page.more(50) }).click();
  await page.getByText(own.page.shown(100)).waitFor();
  await page.getByRole('button', { name: own.print }).click();
  await page.getByText(links.warnings.not_staying).waitFor();
  await inspectPage(page, 'batch-csv');
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: own.csv.save }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toBe('Cards.csv');
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(Buffer.from(chunk));
  expect(Buffer.concat(chunks).toString('utf8').trimEnd().split('\r\n')).toHaveLength(121);

  await page.getByRole('button', { name: own.page.more2 }).click();
  await page.getByText(own.page.voidUnused).click();
  await page.getByRole('button', { name: own.page.voidUnusedYes }).click();
  await page.getByText(own.page.voidedMany(120)).waitFor();
  expect(await theBatch()).toMatchObject({ unused: 0, void: 120 });
});

test('codes for several places are made together, and each place counts its own opens', async () => {
  const { batches } = words('zh-CN');
  const own = batches.places;
  const page = await open(`/galleries/${gallery.id}`, { locale: 'zh-CN', width: 1280 });
  await page.getByRole('button', { name: own.add }).click();
  const names = page.getByLabel(own.names);
  await names.fill('沙盘\n屏幕 ２\n');
  await page.getByRole('button', { name: own.suggestions.event[3] as string, exact: true }).click();
  await page.getByRole('button', { name: own.make(3) }).click();
  await page.getByText(own.wrong.taken('屏幕 2')).waitFor();
  await page.getByRole('button', { name: own.suggestions.event[3] as string, exact: true }).click();
  await inspectPage(page, 'places-new', { width: 390, dark: true });
  await page.getByRole('button', { name: own.make(2) }).click();
  await page.getByText(own.made(2)).waitFor();
  const { items } = await box.owner.call<{ items: Link[] }>('GET', `/api/projects/${projectId}/links`);
  const sandTable = items.find(({ placement }) => placement === '沙盘');
  expect(sandTable?.for).toBe('many');
  for (let nr = 0; nr < 3; nr += 1) await phoneAt(box.guestUrl).opened(sandTable?.token ?? '');
  await page.getByRole('img', { name: own.bar('沙盘', 3) }).waitFor();
  await page.getByText(own.total(3)).waitFor();
  await inspectPage(page, 'places', { width: 390, dark: true });

  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: own.saveSheet }).click();
  await page.getByRole('button', { name: words('zh-CN').roles.versions.printed.anyway }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toBe(`${own.sheetName(gallery.title)}.png`);
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(Buffer.from(chunk));
  const codes = items.filter(({ placement }) => placement !== null).map(({ codeUrl }) => codeUrl);
  expect((await decodeCode(Buffer.concat(chunks))).toSorted()).toEqual(codes.toSorted());
});
