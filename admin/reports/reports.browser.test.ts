import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Photo } from '#contract/photos.ts';
import type { Project } from '#contract/projects.ts';
import type { Recipient } from '#contract/recipients.ts';
import type { Report } from '#contract/report.ts';
import { words } from '#words/index.ts';
import { ownerPassword, startTestBox, type TestBox } from '../../server/testing/box.ts';
import { openBrowser } from '../../server/testing/browser.ts';
import { jsonPost, type Phone, phoneAt } from '../../server/testing/guests.ts';
import { makePhoto } from '../../server/testing/photos.ts';
import { type Desk, inspectPage, openStaffPage, type StaffPage } from '../../server/testing/staff-pages.ts';

let box: TestBox;
let project: Project;
let photos: Photo[];
let kitchen: Gallery & { link: Link };
let terrace: Gallery & { link: Link };
let own: Link;
const desks: StaffPage[] = [];
const { reportPage: say, reportPlan, reports, admin } = words('zh-CN');
const desktop: Desk = { locale: 'zh-CN', width: 1280 };

beforeAll(async () => {
  box = await startTestBox();
  for (const role of ['staff', 'presenter', 'photographer'] as const) await box.as(role);
  project = await box.project('湖畔澜庭', 'estate');
  const shapes = [
    { width: 480, height: 320 },
    { width: 320, height: 480 },
    { width: 360, height: 480 },
  ];
  const files = shapes.map(async (shape, seed) => ({ name: `${seed}.jpg`, data: await makePhoto({ ...shape, seed }) }));
  photos = await box.bring(project.id, await Promise.all(files));
  const ids = photos.map(({ id }) => id);
  const policy = { download: 'original' };
  kitchen = await box.gallery(project.id, { title: 'B2 厨房', photoIds: ids.slice(0, 2) });
  terrace = await box.gallery(project.id, { title: 'A1 露台', photoIds: ids.slice(2) });
  await box.owner.call('PATCH', `/api/links/${kitchen.link.id}`, { policy });
  await box.owner.call('PATCH', `/api/links/${terrace.link.id}`, { placement: '沙盘大屏' });
  const li = await box.owner.call<Recipient>('POST', `/api/projects/${project.id}/recipients`, {
    name: '李静',
    honorific: '女士',
  });
  own = await box.owner.call<Link>('POST', `/api/projects/${project.id}/links`, {
    galleryIds: [kitchen.id],
    recipientIds: [li.id],
    policy,
  });
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

async function desk(path: string, how: Desk = desktop, username = 'owner'): Promise<Page> {
  const staff = await openStaffPage(box.localUrl, `/admin${path}`, how, { username, password: ownerPassword });
  desks.push(staff);
  return staff.page;
}
const at = (query = '') => `/projects/${project.id}/report${query}`;
const ask = (query = '') => box.owner.call<Report>('GET', `/api/projects/${project.id}/report?lang=zh-CN${query}`);

/** A phone opens a link, looks at photos of it for some seconds, and saves some. */
async function visit(
  link: Link,
  looks: readonly [Photo | undefined, number][],
  saved: readonly (Photo | undefined)[] = [],
) {
  const phone: Phone = phoneAt(box.guestUrl);
  const token = link.token as string;
  await phone.opened(token);
  box.time.advance(60_000);
  const told = looks.map(([photo, seconds]) => ({ type: 'photo_view', photoId: photo?.id, ms: seconds * 1000 }));
  const { headers, ...post } = jsonPost({});
  const answer = await phone.ask(`/g/${token}/events`, { ...post, headers: headers ?? {}, body: JSON.stringify(told) });
  expect(answer.status).toBe(204);
  for (const photo of saved) await (await phone.ask(`/g/${token}/photos/${photo?.id}/save`)).arrayBuffer();
}

const figure = (page: Page, name: string) =>
  page.locator('report-page .five > div', { has: page.getByText(name, { exact: true }) }).locator('strong');

test('where nobody has opened yet, the page says where the code belongs and leads to it', async () => {
  const page = await desk(at());
  await page.getByText(reports.sentence.none.estate).waitFor();
  expect(await page.getByRole('link', { name: say.place, exact: true }).getAttribute('aria-current')).toBe('page');
  expect(await page.locator('bar-chart, figure-table').count()).toBe(0);
  await inspectPage(page, 'report-empty', { width: 390, dark: true });
  await page.getByRole('link', { name: say.empty.links }).click();
  await page.waitForURL(`**/projects/${project.id}/links`);
});

test('the figures on the page are those of the box, and move while guests open; place and focus stay', async () => {
  await visit(
    kitchen.link,
    [
      [photos[0], 20],
      [photos[1], 8],
    ],
    [photos[0]],
  );
  await visit(terrace.link, [[photos[2], 30]]);
  const page = await desk(at());
  await figure(page, reports.short.opens).waitFor();
  const { figures, sentence, hours, leftOut } = await ask();
  expect(figures).toMatchObject({ opens: 2, visitors: 2, downloads: 1, views: 3 });
  expect(await figure(page, reports.short.opens).innerText()).toBe('2');
  expect(await figure(page, reports.short.visitors).innerText()).toBe('2');
  expect(await figure(page, reports.short.downloads).innerText()).toBe('1');
  expect(await figure(page, reports.short.medianSeconds).innerText()).toBe(reports.length(figures.medianSeconds ?? 0));
  await page.getByText(sentence, { exact: true }).waitFor();
  await page.getByText(reports.leftOut(leftOut.staff, leftOut.robots)).waitFor();
  const peak = hours.indexOf(Math.max(...hours));
  await page.getByText(reports.notes.peak(reports.hour(peak), hours[peak] ?? 0)).waitFor();
  await page.getByText(say.live, { exact: true }).waitFor();
  await inspectPage(page, 'report', { width: 390, dark: true });

  const longest = page.getByRole('radio', { name: say.photos.longest });
  await longest.focus();
  const before = await page.evaluate('scrollY');
  expect(before).toBeGreaterThan(0);
  await visit(own, [[photos[0], 5]], [photos[0], photos[1]]);
  await expect.poll(() => figure(page, reports.short.opens).innerText()).toBe('3');
  await expect.poll(() => figure(page, reports.short.downloads).innerText()).toBe('3');
  expect(await page.evaluate('scrollY')).toBe(before);
  expect(await longest.evaluate((node) => (node.getRootNode() as ShadowRoot).activeElement === node)).toBe(true);

  await page.getByRole('button', { name: say.definitions.open }).click();
  const said = (await ask()).definitions;
  await page.getByText(said[0]?.text ?? '', { exact: true }).waitFor();
  expect(await page.locator('definitions-dialog dd').count()).toBe(said.length);
  await inspectPage(page, 'report-definitions', { width: 390, dark: true });
});

test('each chart is a table with the same figures, that sorts; the address remembers it', async () => {
  const page = await desk(at());
  const gallery = page.locator('section', {
    has: page.getByRole('heading', { name: reports.sections.galleriesEstate }),
  });
  await gallery.getByText(say.looks(3)).waitFor();
  await page.getByText(say.view.tables, { exact: true }).click();
  const table = page.getByRole('table', { name: reports.sections.galleriesEstate });
  await table.waitFor();
  expect(page.url()).toContain('view=tables');
  const names = () => table.locator('tbody tr td:first-child').allInnerTexts();
  expect(await names()).toEqual(['B2 厨房', 'A1 露台']);
  const { galleries, hours } = await ask();
  const views = table.getByRole('columnheader', { name: reports.columns.views });
  const shown = async (column: number) => table.locator(`tbody tr td:nth-child(${column})`).allInnerTexts();
  expect(await shown(4)).toEqual(galleries.map(({ views }) => String(views)).toSorted((a, b) => Number(b) - Number(a)));
  await views.getByRole('button').click();
  expect(await views.getAttribute('aria-sort')).toBe('descending');
  await views.getByRole('button').click();
  expect(await views.getAttribute('aria-sort')).toBe('ascending');
  expect(await names()).toEqual(['A1 露台', 'B2 厨房']);
  const byHour = page.getByRole('table', { name: reports.sections.hours });
  expect(await byHour.locator('tbody td:nth-child(2)').allInnerTexts()).toEqual(hours.map(String));
  await inspectPage(page, 'report-tables', { width: 390, dark: true });
  await page.reload();
  await table.waitFor();
});

test('bars and cells tell their exact value to the keyboard', async () => {
  const page = await desk(at());
  const { hours, week } = await ask();
  const peak = hours.indexOf(Math.max(...hours));
  const bars = page.locator('bar-chart').first();
  const corner = bars.locator('.head p');
  await bars.locator('.plot').press('ArrowLeft');
  await corner.getByText(say.atHour(Math.max(0, peak - 1), hours[Math.max(0, peak - 1)] ?? 0)).waitFor();
  await bars.locator('.plot').press('End');
  await corner.getByText(say.atHour(23, hours[23] ?? 0)).waitFor();
  await bars.locator('.plot').press('Escape');
  await corner.getByText(reports.notes.peak(reports.hour(peak), hours[peak] ?? 0)).waitFor();
  const heat = page.locator('week-heat');
  const day = week.findIndex((some) => some.includes(Math.max(...week.flat())));
  const hour = week[day]?.indexOf(Math.max(...week.flat())) ?? 0;
  await heat.locator('.plot').focus();
  await heat.locator('.plot').press('Home');
  await heat
    .getByText(say.weekCell(day, hour, week[day]?.[hour] ?? 0))
    .first()
    .waitFor();
});

test('a report is narrowed to a gallery by search, told by its address, and widened by going back', async () => {
  const page = await desk(at());
  await figure(page, reports.short.opens).waitFor();
  await page.getByRole('button', { name: say.filters.units }).click();
  const dialog = page.locator('filter-dialog');
  await dialog.getByRole('searchbox').fill('厨');
  await expect.poll(() => dialog.locator('li').count()).toBe(1);
  await inspectPage(page, 'report-filter', { width: 390, dark: true });
  await dialog.getByRole('button', { name: kitchen.title }).click();
  await page.waitForURL(`**/report?galleryId=${kitchen.id}`);
  await page.getByRole('button', { name: say.filters.one(say.filters.units, kitchen.title) }).waitFor();
  const narrowed = await ask(`&galleryId=${kitchen.id}`);
  expect(narrowed.figures.opens).toBe(2);
  await expect.poll(() => figure(page, reports.short.opens).innerText()).toBe('2');
  await page.goBack();
  await expect.poll(() => figure(page, reports.short.opens).innerText()).toBe('3');

  // The same by way of the gallery's own page, and a link narrows further from there.
  await page.goto(`${box.localUrl}/admin/projects/${project.id}/galleries/${kitchen.id}`);
  await page.getByRole('link', { name: say.see }).click();
  await page.waitForURL(`**/report?galleryId=${kitchen.id}`);
  await page.locator('ranked-bars').getByRole('link', { name: '李静' }).click();
  await page.waitForURL(`**/report?galleryId=${kitchen.id}&linkId=${own.id}`);
  await expect.poll(() => figure(page, reports.short.opens).innerText()).toBe('1');
  await page.getByRole('button', { name: say.filters.clear(say.filters.units) }).click();
  await page.waitForURL(`**/report?linkId=${own.id}`);
  expect(await page.getByRole('link', { name: say.filters.pages.linkId }).getAttribute('href')).toBe(
    `/admin/projects/${project.id}/links/${own.id}`,
  );
  await page.getByRole('button', { name: say.filters.all, exact: true }).click();
  await page.waitForURL(`**${at()}`);
  await expect.poll(() => figure(page, reports.short.opens).innerText()).toBe('3');

  await page.goto(`${box.localUrl}/admin${at('?galleryId=01900000-0000-7000-8000-000000000000')}`);
  await page.getByText(say.filters.gone).waitFor();
  await page.getByRole('button', { name: say.filters.showAll }).click();
  await figure(page, reports.short.opens).waitFor();
});

test('a span is one of three, or two days of one’s own', async () => {
  const page = await desk(at());
  await figure(page, reports.short.opens).waitFor();
  await page.getByText(say.spans[7], { exact: true }).click();
  await page.waitForURL(`**${at('?days=7')}`);
  await page.getByText(say.spans.own, { exact: true }).click();
  const dialog = page.locator('span-dialog');
  const { to } = await ask();
  await dialog.getByLabel(say.own.to).fill(to);
  await dialog.getByLabel(say.own.from).fill('2099-01-01');
  await dialog.getByRole('button', { name: say.own.submit }).click();
  await dialog.getByText(say.own.wrong).waitFor();
  await inspectPage(page, 'report-span', { width: 390, dark: true });
  await page.keyboard.press('Escape');
  await dialog.getByLabel(say.own.to).waitFor({ state: 'hidden' });
  // What was not taken is not shown as chosen.
  expect(await page.getByRole('radio', { name: say.spans[7] }).isChecked()).toBe(true);
  await page.getByText(say.spans.own, { exact: true }).click();
  await dialog.getByLabel(say.own.from).fill('2020-01-01');
  await dialog.getByLabel(say.own.to).fill('2020-01-31');
  await dialog.getByRole('button', { name: say.own.submit }).click();
  await page.waitForURL(`**${at('?from=2020-01-01&to=2020-01-31')}`);
  await page.getByText(reports.sentence.noneNow).waitFor();
  await page.getByRole('button', { name: say.empty.month }).click();
  await page.waitForURL(`**${at()}`);
});

test('staff set by when it should be delivered; a presenter reads it', async () => {
  const page = await desk(at(), { locale: 'zh-CN', width: 390 }, 'staff-1');
  await page.getByLabel(say.delivery.due).fill('2099-12-24');
  await page.getByText(say.delivery.dueSaved).waitFor();
  expect((await ask()).delivery.dueOn).toBe('2099-12-24');
  await page.getByRole('button', { name: say.delivery.clearDue }).waitFor();

  const presenter = await desk(at(), desktop, 'presenter-2');
  await presenter.getByText(reports.delivery.due('2099 年 12 月 24 日')).waitFor();
  expect(await presenter.getByLabel(say.delivery.due).count()).toBe(0);
});

test('the sentence and the summary are copied as they stand, and the dialog of every evening is at hand', async () => {
  const page = await desk(at());
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const { sentence, summary } = await ask();
  await page.locator('.sum').getByRole('button', { name: admin.copy }).click();
  const copied = () => page.evaluate<string>('navigator.clipboard.readText()');
  await expect.poll(copied).toBe(sentence);
  await page.getByRole('button', { name: say.exports.label }).click();
  await page.getByRole('menuitem', { name: say.exports.forms.txt }).click();
  await expect.poll(copied).toBe(summary.join('\n'));
  await page.getByText(say.exports.copied).waitFor();
  await page.getByRole('button', { name: say.exports.label }).click();
  await page.getByRole('menuitem', { name: say.exports.plan }).click();
  await page.getByRole('dialog', { name: reportPlan.title }).waitFor();
});

test('the place leads to the report that was looked at last, or asks whose; who only brings photos has none', async () => {
  const other = await box.project('春季媒体见面会');
  const page = await desk('/reports');
  await page.getByRole('heading', { name: say.choose.title }).waitFor();
  await inspectPage(page, 'reports', { width: 390, dark: true });
  await page.getByRole('link', { name: /春季媒体见面会/ }).click();
  await page.waitForURL(`**/projects/${other.id}/report`);
  await page.getByText(reports.sentence.none.event).waitFor();
  await page.goto(`${box.localUrl}/admin/reports`);
  await page.waitForURL(`**/projects/${other.id}/report`);
  await page.getByRole('link', { name: say.choose.other }).click();
  await page.getByRole('link', { name: /湖畔澜庭/ }).waitFor();

  const photographer = await desk('/', desktop, 'photographer-3');
  await photographer.getByRole('link', { name: admin.places.projects }).waitFor();
  expect(await photographer.getByRole('link', { name: say.place, exact: true }).count()).toBe(0);
});
