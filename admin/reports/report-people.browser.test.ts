import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Sent } from '#contract/messages.ts';
import type { People, Story } from '#contract/people.ts';
import type { Photo } from '#contract/photos.ts';
import type { Project } from '#contract/projects.ts';
import type { Recipient } from '#contract/recipients.ts';
import type { Report } from '#contract/report.ts';
import { words } from '#words/index.ts';
import { callerOf, ownerPassword, sessionOf, startTestBox, type TestBox } from '../../server/testing/box.ts';
import { openBrowser } from '../../server/testing/browser.ts';
import { jsonPost, phoneAgent, phoneAt } from '../../server/testing/guests.ts';
import { makePhoto } from '../../server/testing/photos.ts';
import { type Desk, inspectPage, openStaffPage, type StaffPage } from '../../server/testing/staff-pages.ts';

let box: TestBox;
let project: Project;
let gallery: Gallery & { link: Link };
let kitchen: Photo;
const desks: StaffPage[] = [];
const links = new Map<string, Link>();

const api = (path: string) => `/api/projects/${project.id}/${path}`;
const zh = words('zh-CN');
const { reportPeople: say, people } = zh;

/** Somebody with a link of their own. */
async function somebody(name: string, policy: object = {}, honorific = '女士'): Promise<Link> {
  const { id } = await box.owner.call<Recipient>('POST', api('recipients'), {
    name,
    honorific,
    company: `${name}置业`,
  });
  const made = await box.owner.call<{ links: Link[] }>('POST', api('links'), {
    ...{ galleryIds: [gallery.id], for: 'one', recipientIds: [id], policy },
  });
  links.set(name, made.links[0] as Link);
  return made.links[0] as Link;
}

beforeAll(async () => {
  box = await startTestBox();
  project = await box.project('湖畔澜庭', 'estate');
  const files = await Promise.all(
    ['客厅', '厨房'].map(async (name, at) => ({
      name: `${name}.jpg`,
      data: await makePhoto({ width: 480 + at, height: 320 }),
    })),
  );
  const photos = await box.bring(project.id, files);
  kitchen = photos.find(({ name }) => name === '厨房.jpg') as Photo;
  gallery = await box.gallery(project.id, { title: 'A1 三房', photoIds: photos.map(({ id }) => id) });
  await box.as('staff');
  await box.as('presenter');

  for (const name of ['赵敏', '何静', '陈嘉怡', '周莉', '吴萍', '郑洁', '冯涛', '蒋雯'])
    await somebody(name, { download: 'off' });
  const back = await somebody('李强', { download: 'off' }, '先生');
  const guest = phoneAt(box.guestUrl, { agent: phoneAgent });
  for (let nr = 0; nr < 4; nr += 1) {
    await guest.opened(back.token as string);
    box.time.advance(5000);
    const look = [{ type: 'photo_view', photoId: kitchen.id, ms: 3000 }];
    await guest.ask(`/g/${back.token}/events`, { ...jsonPost({}), body: JSON.stringify(look) });
    box.time.advance(31 * 60_000);
  }
  await phoneAt(box.guestUrl).opened((await somebody('顾芳', { download: 'original' })).token as string);
  await somebody('林悦', { expiresAt: new Date(box.kit.clock.now() + 2 * 86_400_000).toISOString() });
  await phoneAt(box.guestUrl).opened(links.get('林悦')?.token as string);
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

async function desk(path: string, how: Desk, username = 'staff-1'): Promise<Page> {
  const staff = await openStaffPage(box.localUrl, `/admin/projects/${project.id}/${path}`, how, {
    username,
    password: ownerPassword,
  });
  desks.push(staff);
  return staff.page;
}
const section = (page: Page, heading: string) =>
  page.locator('report-people section').filter({ has: page.getByRole('heading', { name: new RegExp(`^${heading}`) }) });

test('the report ends with whom to write to: those chosen get a ready text, it is noted, and they are not offered again at once', async () => {
  const page = await desk('report', { locale: 'zh-CN', width: 1280 });
  const waiting = section(page, say.headings.not_opened);
  await waiting.getByRole('button', { name: say.acts.not_opened(8) }).waitFor();
  await page.locator('report-people').scrollIntoViewIfNeeded();
  await section(page, say.headings.came_back)
    .getByText(`${say.opened(4)}，${say.mostly('厨房.jpg')}`)
    .waitFor();
  await section(page, say.headings.ending).getByRole('link', { name: '林悦女士' }).waitFor();
  await section(page, say.headings.not_downloaded).getByRole('link', { name: '顾芳女士' }).waitFor();
  const dark = await desk('report', { locale: 'zh-CN', width: 390, dark: true });
  await section(dark, say.headings.ending).getByRole('link', { name: '林悦女士' }).waitFor();
  await section(dark, say.headings.not_opened).scrollIntoViewIfNeeded();
  await inspectPage(dark, 'report-people-390-dark');
  await inspectPage(page, 'report-people', { width: 390, dark: true });

  // What the report counts and what the lists count is the same.
  const report = await box.owner.call<Report>('GET', api('report'));
  const { counts } = await box.owner.call<People>('GET', api('people?list=all'));
  expect(report.delivery.links).toBe(counts.all);
  expect(report.delivery.links - report.delivery.opened).toBe(counts.not_opened);
  expect(report.cameBack.map(({ name, opens, most }) => [name, opens, most])).toEqual([['李强先生', 4, '厨房.jpg']]);

  // One is left out by hand; the others are one text each, and are noted together.
  await waiting.getByRole('button', { name: say.all(8) }).click();
  await waiting.getByRole('checkbox', { name: say.tick('赵敏女士') }).uncheck();
  await waiting.getByRole('button', { name: say.acts.not_opened(7) }).click();
  const dialog = page.locator('report-people compose-dialog');
  const { compose } = zh.messages;
  await dialog.getByText(compose.person(1, 7)).waitFor();
  await inspectPage(page, 'report-people-compose');
  await dialog.getByRole('button', { name: compose.more }).click();
  await page.getByRole('menuitem', { name: compose.markAll(7) }).click();
  await dialog.getByText(compose.markedAll(7)).waitFor();
  await page.keyboard.press('Escape');

  await waiting
    .getByText(/^已提醒 staff-1 今天 \d\d:\d\d$/)
    .first()
    .waitFor();
  expect(await waiting.getByText(/已提醒 staff-1/).count()).toBe(7);
  await waiting.getByRole('button', { name: say.none.not_opened }).waitFor();
  await inspectPage(page, 'report-people-told');
  const { items } = await box.owner.call<{ items: Sent[] }>('GET', api('messages/sent'));
  expect(new Set(items.map(({ purpose, sentBy }) => `${purpose} ${sentBy}`))).toEqual(new Set(['reminder staff-1']));
  expect(items.map(({ linkId }) => linkId)).not.toContain(links.get('赵敏')?.id);

  // Anew: only who was left out is chosen.
  await page.reload();
  await waiting.getByRole('button', { name: say.acts.not_opened(1) }).waitFor();
  // The page of people is narrowed to the same, and ticks the same in all.
  await waiting.getByRole('link', { name: say.toPeople }).click();
  await page.getByText(people.leads.not_opened).waitFor();
  await page.getByRole('checkbox', { name: people.tickAll }).check();
  await page.getByText(people.bar.chosen(1)).waitFor();
});

test('the lists are of the part that the report is about, in English, on a phone; the way to people keeps it', async () => {
  await box.owner.call('PATCH', `/api/links/${links.get('何静')?.id}`, { placement: '礼品袋' });
  const page = await desk(`report?placement=${encodeURIComponent('礼品袋')}`, { locale: 'en', width: 390 });
  const en = words('en');
  const own = en.reportPeople;
  await section(page, own.headings.not_opened).getByText('何静').first().waitFor();
  expect(await page.locator('report-people section').count()).toBe(1);
  await page.locator('report-people section').scrollIntoViewIfNeeded();
  await inspectPage(page, 'report-people-part-390', { width: 1280, dark: false });
  await page.goto(
    `${box.localUrl}/admin/projects/${project.id}/people?list=not_opened&placement=${encodeURIComponent('礼品袋')}`,
  );
  await page.getByText(en.people.partOnly).waitFor();
  expect(await page.locator('tbody tr').count()).toBe(1);
  await inspectPage(page, 'people-part-390', { width: 1280, dark: false });
  await page.getByRole('button', { name: en.people.wholeProject }).click();
  await expect.poll(() => page.locator('tbody tr').count()).toBe(8);
});

test('a presenter writes to nobody else’s clients', async () => {
  const presenter = callerOf(box.localUrl, { cookie: await sessionOf(box.localUrl, 'presenter-2') });
  const { id } = await presenter.call<Recipient>('POST', api('recipients'), { name: '孙丽' });
  await presenter.call('POST', api('links'), { galleryIds: [gallery.id], for: 'one', recipientIds: [id] });
  const page = await desk('report', { locale: 'zh-CN', width: 390 }, 'presenter-2');
  await section(page, say.headings.not_opened)
    .getByRole('button', { name: say.acts.not_opened(1) })
    .waitFor();
  expect(await page.locator('report-people li').allInnerTexts()).toEqual([expect.stringContaining('孙丽')]);
  await page.locator('report-people section').scrollIntoViewIfNeeded();
  await inspectPage(page, 'report-people-presenter-390');
});

test('a story tells app, phone and place; what is kept of a phone is erased after a question, and the figures stay', async () => {
  const link = links.get('李强') as Link;
  const recipientId = link.recipient?.id;
  await box.kit.db.write((writer) =>
    sql`UPDATE visits SET on_site = 0, region = 'CN/浙江/杭州' WHERE link_id = ${link.id}`.execute(writer),
  );
  const page = await desk(`people/${recipientId}`, { locale: 'zh-CN', width: 1280 });
  const own = people.recipient;
  await page.getByText('微信 · iPhone · 杭州').first().waitFor();
  await page.getByText(people.mostly('厨房.jpg')).waitFor();
  await inspectPage(page, 'story', { width: 390, dark: true });

  const forget = async () => {
    await page
      .getByRole('button', { name: /这次打开的操作$/ })
      .first()
      .click();
    await page.getByRole('menuitem', { name: own.forget }).click();
    await page.getByText(own.forgetAsk).waitFor();
  };
  await forget();
  await inspectPage(page, 'story-forget-ask', { width: 390, dark: false });
  await page.getByRole('button', { name: zh.admin.cancel, exact: true }).click();
  expect(await page.getByText(own.forgotten).count()).toBe(0);
  await forget();
  await page.getByRole('button', { name: own.forgetYes, exact: true }).click();
  await page.getByText(own.forgotDone).waitFor();
  await expect.poll(() => page.getByText(own.forgotten).count()).toBe(4);
  expect(await page.getByRole('button', { name: /这次打开的操作$/ }).count()).toBe(0);
  await inspectPage(page, 'story-forgotten');
  const story = await box.owner.call<Story>('GET', `/api/recipients/${recipientId}/story`);
  expect(story).toMatchObject({ heat: [{ opens: 4, most: '厨房.jpg' }], looked: [{ visits: 4, seconds: 12 }] });
});

test('a presenter is offered no erasing', async () => {
  const presenter = callerOf(box.localUrl, { cookie: await sessionOf(box.localUrl, 'presenter-2') });
  const { items } = await presenter.call<People>('GET', api('people?list=all'));
  const mine = items.find(({ name }) => name === '孙丽');
  await phoneAt(box.guestUrl).opened(mine?.link.token as string);
  const page = await desk(`people/${mine?.recipient?.id}`, { locale: 'en', width: 390 }, 'presenter-2');
  await page.locator('.story li').first().waitFor();
  expect(await page.locator('.story admin-menu').count()).toBe(0);
  await inspectPage(page, 'story-presenter-390');
});
