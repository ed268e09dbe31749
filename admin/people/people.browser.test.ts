import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { called } from '#contract/called.ts';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Sent } from '#contract/messages.ts';
import type { People } from '#contract/people.ts';
import type { Project } from '#contract/projects.ts';
import type { Recipient, RecipientPage } from '#contract/recipients.ts';
import { words } from '#words/index.ts';
import { callerOf, ownerPassword, sessionOf, startTestBox, type TestBox } from '../../server/testing/box.ts';
import { openBrowser } from '../../server/testing/browser.ts';
import { jsonPost, phoneAt } from '../../server/testing/guests.ts';
import { makePhoto } from '../../server/testing/photos.ts';
import { type Desk, inspectPage, openStaffPage, type StaffPage } from '../../server/testing/staff-pages.ts';

let box: TestBox;
let project: Project;
let gallery: Gallery & { link: Link };
const desks: StaffPage[] = [];

beforeAll(async () => {
  box = await startTestBox();
  project = await box.project('春季媒体见面会');
  const data = await makePhoto({ width: 480, height: 320 });
  const [photo] = await box.bring(project.id, [{ name: 'a.jpg', data }]);
  gallery = await box.gallery(project.id, { photoIds: [photo?.id] });
  for (const role of ['staff', 'presenter'] as const) await box.as(role);
});
afterEach(async () => {
  const complaints = desks.flatMap((one) => one.complaints);
  for (const { context } of desks.splice(0)) await context.close();
  expect(complaints).toEqual([]);
});
afterAll(async () => {
  await box.stop();
  await (await openBrowser()).close();
});

async function desk(username: string, path: string, how: Desk): Promise<Page> {
  const as = { username, password: ownerPassword };
  const staff = await openStaffPage(box.localUrl, `/admin/projects/${project.id}/people${path}`, how, as);
  desks.push(staff);
  return staff.page;
}
const peopleOf = (list: string) => box.owner.call<People>('GET', `/api/projects/${project.id}/people?list=${list}`);
const opened = ({ token }: Link, agent = 'Mozilla/5.0 (iPhone)') =>
  phoneAt(box.guestUrl, { agent }).opened(token as string);

const zh = words('zh-CN');
const { people: say } = zh;
const { importing, making, bar } = say;
const guests = ['王芳', '李强', '陈敏', '赵国栋', '周静', '吴昊', '郑洁', '冯涛', '蒋雯', '沈毅', '韩梅', '杨帆'];

test('twelve recipients from a CSV get twelve links in one act; those who have not opened get a reminder, noted with time and by whom', async () => {
  const page = await desk('staff-1', '', { locale: 'zh-CN', width: 1280 });
  await page.getByText(say.emptyHelp).waitFor();
  await inspectPage(page, 'people-empty');

  // A file without names is none; a row without one is told first, and left out, and the others are taken.
  await page.getByRole('button', { name: say.importCsv }).click();
  const file = (text: string) => ({ name: '名单.csv', mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${text}`) });
  const choose = page.locator('import-dialog input[type=file]');
  await choose.setInputFiles(file('电话,标签\r\n13800138000,媒体'));
  await page.locator('import-dialog [role=alert]').waitFor();
  const csv = [
    ['姓名', '称呼', '公司', '联系方式', '标签'],
    ['', '先生', '影像周刊', '', '媒体'],
    ...guests.map((name, at) => [name, at % 2 === 0 ? '女士' : '', `媒体 ${at}`, `1380013${8000 + at}`, '媒体，头排']),
  ];
  const buffer = Buffer.from(`\ufeff${csv.map((row) => row.join(',')).join('\r\n')}`);
  await page
    .locator('import-dialog input[type=file]')
    .setInputFiles({ name: '名单.csv', mimeType: 'text/csv', buffer });
  await page.getByText(importing.sums(12, 0, 0, 1)).waitFor();
  expect(await page.locator('import-dialog tbody tr').first().innerText()).toMatch(/^2\s+不收 姓名：/);
  expect((await peopleOf('all')).items).toEqual([]);
  await inspectPage(page, 'people-import', { width: 390, dark: true });
  await page.getByRole('button', { name: importing.submit(12, 1) }).click();
  await page.getByRole('button', { name: importing.show }).click();

  await page.getByRole('link', { name: '王芳女士' }).waitFor();
  await page.getByRole('checkbox', { name: say.tickAll }).check();
  await page.getByText(bar.chosen(12)).waitFor();
  await inspectPage(page, 'people-ticked', { width: 390, dark: true });
  // Escape closes the menu, and leaves who is ticked.
  await page.locator('people-bar').getByRole('button', { name: bar.more }).click();
  await page.getByRole('menuitem', { name: bar.untag }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('menuitem', { name: bar.untag }).waitFor({ state: 'hidden' });
  await page.getByText(bar.chosen(12)).waitFor();
  await page.locator('people-bar').getByRole('button', { name: bar.link }).click();
  await page.getByText(making.title(12)).waitFor();
  await inspectPage(page, 'people-making');
  await page.getByRole('button', { name: making.submit(12) }).click();
  await page.getByText(making.made(12)).waitFor();
  const links = (await peopleOf('all')).items;
  expect(new Set(links.map(({ link }) => link.token)).size).toBe(12);
  expect(links.map(({ name }) => name).toSorted()).toEqual(guests.toSorted());
  expect(await page.locator('making-dialog li').count()).toBe(12);
  await inspectPage(page, 'people-made');
  await page.getByRole('button', { name: zh.admin.done, exact: true }).click();

  // The list is true without a reload.
  for (const { link } of links.slice(0, 5)) await opened(link);
  const waiting = links.slice(5).map(({ recipient }) => called(recipient as Recipient));
  await page.getByRole('radio', { name: new RegExp(`^${say.lists.not_opened}\\s*7$`) }).click();
  await page.getByText(say.leads.not_opened).waitFor();
  expect((await page.locator('tbody .name').allInnerTexts()).toSorted()).toEqual(waiting.toSorted());
  await page.getByRole('checkbox', { name: say.tickAll }).check();
  await page.getByRole('button', { name: bar.remind }).click();

  const dialog = page.locator('compose-dialog');
  const { compose } = zh.messages;
  await dialog.getByText(compose.person(1, 7)).waitFor();
  const to = await dialog.locator('.who strong').innerText();
  const who = links.find(({ recipient }) => called(recipient as Recipient) === to);
  const body = await dialog.locator('textarea[name=body]').inputValue();
  expect(body).toContain(who?.name);
  expect(body).toContain(who?.link.token);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await dialog.getByRole('button', { name: compose.copy }).click();
  await dialog.getByText(compose.copied(to)).waitFor();
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(body);
  await page.keyboard.press('Escape');

  const row = page.locator('tbody tr', { hasText: to });
  await row.getByText(/今天 \d\d:\d\d staff-1 已发提醒/).waitFor();
  const { items } = await box.owner.call<{ items: Sent[] }>('GET', `/api/projects/${project.id}/messages/sent`);
  expect(items).toMatchObject([{ linkId: who?.link.id, purpose: 'reminder', how: 'copy', sentBy: 'staff-1', body }]);
  await inspectPage(page, 'people-not-opened');

  await row.getByRole('link', { name: to }).click();
  await page.getByText(say.recipient.wrote('staff-1', say.purposes.reminder)).waitFor();
  await inspectPage(page, 'people-recipient', { width: 390, dark: true });
  await page.getByRole('button', { name: say.recipient.takeBack }).click();
  await page.getByText(say.recipient.nothing).waitFor();

  // What was liked in the rows, without a closer look, is seen here too.
  await box.owner.call('PATCH', `/api/links/${who?.link.id}`, { policy: { feedback: true } });
  const guest = phoneAt(box.guestUrl, { agent: 'Mozilla/5.0 (iPhone)' });
  await guest.opened(who?.link.token as string);
  const heart = `/g/${who?.link.token}/photos/${gallery.photoIds[0]}/heart`;
  expect((await guest.ask(heart, jsonPost({ on: true }))).status).toBe(200);
  await page.locator('.looked').getByText(say.recipient.heart).waitFor();

  // The gallery tells of the first few links, and of the others when asked.
  await page.goto(`${box.localUrl}/admin/projects/${project.id}/galleries/${gallery.id}`);
  await page.getByText(zh.galleries.moreLinks(8)).click();
  await expect.poll(() => page.locator('.links li:visible').count()).toBe(13);
});

test('a link that was passed on is limited to the phones that it knows, and that is taken back', async () => {
  const [first] = (await peopleOf('not_opened')).items;
  const { link, name } = first as People['items'][number];
  for (const phone of ['a', 'b', 'c']) await opened(link, `Mozilla/5.0 (Linux; Android 14; ${phone})`);
  const page = await desk('staff-1', '?list=forwarded', { locale: 'en', width: 390 });
  const en = words('en').people;
  await page.getByText(en.opened(3, 3)).waitFor();
  await page.getByRole('checkbox', { name: en.tick(called(first?.recipient as Recipient)) }).check();
  await page.locator('people-bar').getByRole('button', { name: en.bar.onePhone }).click();
  await page.getByText(en.onePhoneDone(1)).waitFor();
  await page.getByText(en.limited(1)).waitFor();
  const another = await phoneAt(box.guestUrl, { agent: 'Mozilla/5.0 (Windows)' }).open(link.token as string);
  expect(((await another.json()) as { code: string }).code).toBe('too_many_devices');
  await page.getByRole('button', { name: words('en').admin.undo }).click();
  const limit = async () => (await box.owner.call<Link>('GET', `/api/links/${link.id}`)).policy.maxDevices;
  await expect.poll(limit).toBeNull();
  expect(name).toBe(first?.recipient?.name);
});

test('a presenter adds a client on the phone and answers there what the client asks for; a colleague’s client is not there', async () => {
  const { items } = await box.owner.call<RecipientPage>('GET', `/api/projects/${project.id}/recipients`);
  const page = await desk('presenter-2', '', { locale: 'zh-CN', width: 390 });
  await page.getByText(say.emptyHelp).waitFor();
  await page.getByRole('button', { name: say.add }).click();
  await page.getByLabel(say.dialog.name).waitFor();
  await page.getByRole('button', { name: say.dialog.submitAdd, exact: true }).click();
  await page.getByText(say.dialog.wrong.name).waitFor();
  await inspectPage(page, 'people-add-390');
  await page.getByLabel(say.dialog.name).fill('孙丽');
  await page.getByLabel(say.dialog.honorific).fill('女士');
  await page.getByLabel(say.dialog.contact, { exact: true }).fill('139 0000 1111');
  await page.getByRole('button', { name: say.dialog.submitAdd, exact: true }).click();
  await page.getByRole('link', { name: '孙丽女士' }).click();
  await page.getByText(say.recipient.noLinks).waitFor();

  const presenter = callerOf(box.localUrl, { cookie: await sessionOf(box.localUrl, 'presenter-2') });
  const own = await presenter.call<RecipientPage>('GET', `/api/projects/${project.id}/recipients`);
  expect(own.items).toMatchObject([{ name: '孙丽', honorific: '女士', contact: '139 0000 1111' }]);
  const { links } = await presenter.call<{ links: Link[] }>('POST', `/api/projects/${project.id}/links`, {
    galleryIds: [gallery.id],
    policy: { maxOpens: 1 },
    recipientIds: [own.items[0]?.id],
  });
  const [link] = links as [Link];
  await page.getByText(say.recipient.left(1)).waitFor();
  await opened(link);
  const late = phoneAt(box.guestUrl, { agent: 'Mozilla/5.0 (Windows)' });
  await late.open(link.token as string);
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const asked = await late.ask(`/g/${link.token}/ask`, {
    ...{ method: 'POST', headers },
    body: JSON.stringify({ name: '孙丽的先生', note: '也想看看' }),
  });
  expect(asked.status).toBe(201);

  await page.getByText(zh.home.askedMore('孙丽的先生', 1, '主会场')).waitFor();
  await inspectPage(page, 'people-asks-390');
  await page
    .locator('need-row')
    .getByRole('button', { name: zh.home.giveAgain(20) })
    .click();
  await page.getByText(say.recipient.left(20)).waitFor();
  expect(await page.locator('a[href="tel:13900001111"]').count()).toBe(1);

  await page.goto(
    `${box.localUrl}/admin/projects/${project.id}/people/${items.find(({ name }) => name === '王芳')?.id}`,
  );
  await page.getByText(say.recipient.gone).waitFor();
  await inspectPage(page, 'people-gone-390');
});

test('a new link on the page of links can be for all who have a tag: each gets one', async () => {
  const before = (await peopleOf('all')).counts.all;
  const page = await desk('staff-1', '/../links', { locale: 'en', width: 1280 });
  const { links: en, people } = words('en');
  await page.getByRole('button', { name: en.add }).first().click();
  await page.getByRole('combobox', { name: people.whom.label }).selectOption({ label: people.whom.tag('头排', 12) });
  await inspectPage(page, 'people-new-link');
  await page.getByRole('button', { name: en.make }).click();
  await page.getByText(people.making.made(12)).waitFor();
  await page.getByRole('button', { name: people.tab, exact: true }).click();
  await page.getByText(people.links(2)).first().waitFor();
  expect((await peopleOf('all')).counts.all).toBe(before + 12);
});
