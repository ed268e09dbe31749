import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { MessageText, Sent } from '#contract/messages.ts';
import type { Project } from '#contract/projects.ts';
import type { Recipient } from '#contract/recipients.ts';
import { words } from '#words/index.ts';
import { ownerPassword, startTestBox, type TestBox } from '../../server/testing/box.ts';
import { openBrowser } from '../../server/testing/browser.ts';
import { shelvePhotos } from '../../server/testing/guests.ts';
import { type Desk, inspectPage, openStaffPage, type StaffPage } from '../../server/testing/staff-pages.ts';

let box: TestBox;
let project: Project;
let gallery: Gallery & { link: Link };
let opened: StaffPage[] = [];

beforeAll(async () => {
  box = await startTestBox();
  project = await box.project('2026 自然影像峰会', 'event');
  gallery = await box.gallery(project.id);
  await shelvePhotos(box.kit, project.id, gallery.id, ['a.jpg', 'b.jpg', 'c.jpg']);
});
afterEach(async () => {
  const complaints = opened.flatMap((one) => one.complaints);
  for (const { context } of opened) await context.close();
  opened = [];
  expect(complaints).toEqual([]);
});
afterAll(async () => {
  await (await openBrowser()).close();
  await box.stop();
});

async function open(path: string, desk: Desk): Promise<Page> {
  const as = { username: 'owner', password: ownerPassword };
  const staff = await openStaffPage(box.localUrl, path, desk, as);
  opened.push(staff);
  return staff.page;
}
const text = async (id: string) =>
  (await box.owner.call<{ items: MessageText[] }>('GET', '/api/message-texts')).items.find((one) => one.id === id);

test.each([
  { locale: 'zh-CN', width: 390 },
  { locale: 'en', width: 1280, dark: true },
] as const)('the owner makes a text her own, and takes it back: $locale', async (desk) => {
  const { messages, admin } = words(desk.locale);
  const { page: own, fields } = messages;
  const page = await open('/admin/box', desk);
  await page.getByRole('link', { name: own.title }).click();
  const edit = (name: string) => page.getByRole('button', { name: `${own.edit}${admin.comma}${name}` }).click();
  const body = page.locator('text-fields textarea');
  const save = page.getByRole('button', { name: own.save, exact: true });
  await page.getByText(messages.purposes.reminder).waitFor();
  await inspectPage(page, `texts-${desk.locale}-${desk.width}`);

  await edit(messages.purposes.reminder);
  await body.fill('Hello {nmae}');
  await save.click();
  await page.getByText(own.wrong.unknown(['nmae'])).waitFor();
  await inspectPage(page, `texts-wrong-${desk.locale}-${desk.width}`);
  await body.fill('Hello , welcome');
  await body.evaluate((area) =>
    (area as unknown as { setSelectionRange(a: number, b: number): void }).setSelectionRange(6, 6),
  );
  await page.getByRole('button', { name: own.insert(fields.name), exact: true }).click();
  expect(await body.inputValue()).toBe('Hello {name}, welcome');
  await page.getByText(`Hello ${own.sample.name}, welcome`).waitFor();
  await page.keyboard.type('!');
  expect(await body.inputValue(), 'the cursor is behind the field').toBe('Hello {name}!, welcome');
  await save.click();
  await page.getByText(own.saved(messages.purposes.reminder)).waitFor();
  expect(await text('event.reminder')).toMatchObject({
    changed: true,
    texts: { [desk.locale]: { body: 'Hello {name}!, welcome' } },
  });

  const menu = async (name: string, item: string, yes: string) => {
    await page.getByRole('button', { name: own.acts(name) }).click();
    await page.getByRole('menuitem', { name: item }).click();
    await page.getByRole('button', { name: yes, exact: true }).last().click();
  };
  await menu(messages.purposes.reminder, own.restore, own.restore);
  await page.getByText(own.restored(messages.purposes.reminder)).waitFor();
  expect(await text('event.reminder')).toMatchObject({ changed: false });
  await page.getByRole('button', { name: admin.undo }).click();
  await page.getByText(own.changed, { exact: false }).first().waitFor();
  expect(await text('event.reminder')).toMatchObject({ changed: true });
  await box.owner.call('DELETE', '/api/message-texts/event.reminder');

  await page.getByRole('button', { name: own.add }).click();
  await save.click();
  await page.getByText(own.wrong.name).waitFor();
  await page.locator("text-dialog input[name='nameZh']").fill('给赞助商');
  await page.locator("text-dialog input[name='nameEn']").fill('For sponsors');
  await body.fill('{link}');
  await save.click();
  const name = desk.locale === 'en' ? 'For sponsors' : '给赞助商';
  await page.getByText(own.added(name)).waitFor();
  expect(await text('event.for-sponsors')).toMatchObject({ own: true, purpose: 'other' });
  await edit(name);
  await body.fill('half done');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: own.discard }).click();
  await menu(name, own.remove, own.remove);
  await page.getByText(own.removed(name)).waitFor();
  expect(await text('event.for-sponsors')).toBeUndefined();
});

/** Three people with a link each; opens the dialog of the first one's link, for all of them. */
async function compose(desk: Desk): Promise<{ page: Page; dialog: Locator; links: Link[]; people: Recipient[] }> {
  const people: Recipient[] = [];
  const links: Link[] = [];
  for (const [name, honorific, contact] of [
    ['李明', '先生', '138 0000 1111'],
    ['王芳', '女士', 'wang@example.com'],
    ['陈先生', '', ''],
  ] as const) {
    const to = await box.owner.call<Recipient>('POST', `/api/projects/${project.id}/recipients`, {
      ...{ name, honorific, contact },
    });
    const made = await box.owner.call<Link & { links?: Link[] }>('POST', `/api/projects/${project.id}/links`, {
      galleryIds: [gallery.id],
      recipientIds: [to.id],
      policy: { password: '8026' },
    });
    people.push(to);
    links.push(made.links?.[0] ?? made);
  }
  const page = await open(`/admin/projects/${project.id}/links/${links[0]?.id}`, desk);
  await page.getByRole('button', { name: words(desk.locale).messages.compose.title }).click();
  const dialog = page.locator('compose-dialog');
  await dialog.locator('textarea').waitFor();
  // The same dialog as a list of people opens it.
  await dialog.evaluate(
    async (element, linkIds) => {
      const all = element as never as EventTarget & { open: boolean };
      const closed = new Promise((done) => all.addEventListener('closed', done, { once: true }));
      all.open = false;
      await closed;
      Object.assign(all, { linkIds, open: true });
    },
    links.map(({ id }) => id),
  );
  await dialog.locator('textarea').waitFor();
  return { page, dialog, links, people };
}

test.each([
  { locale: 'zh-CN', width: 390 },
  { locale: 'en', width: 1280, dark: true },
] as const)('three people are written to one after another, and each is noted: $locale', async (desk) => {
  const { messages, admin } = words(desk.locale);
  const { compose: own, how } = messages;
  const { page, dialog, links, people } = await compose(desk);
  const name = `compose-${desk.locale}-${desk.width}`;
  const area = dialog.locator('textarea');
  const button = (label: string) => dialog.getByRole('button', { name: label, exact: true });
  const sent = async (nr: number) =>
    (
      await box.owner.call<{ items: Sent[] }>(
        'GET',
        `/api/projects/${project.id}/messages/sent?linkId=${links[nr]?.id}`,
      )
    ).items;

  await dialog.getByText(own.person(1, 3)).waitFor();
  expect(await area.inputValue()).toContain(links[0]?.url);
  expect(await area.inputValue()).toContain('8026');
  await inspectPage(page, name, { width: desk.width === 390 ? 1280 : 390, dark: desk.width === 390 });
  await area.fill(`${await area.inputValue()}\nP.S. 8026`);
  await dialog.getByText(own.edited).waitFor();
  await button(own.copy).click();
  await dialog.getByText(own.isSent(how.copy)).waitFor();
  await dialog.getByText(own.done(1, 3)).waitFor();
  const [note] = await sent(0);
  expect(note).toMatchObject({ how: 'copy', textId: 'event.after', purpose: 'after', sentBy: 'owner' });
  expect(note?.body).toMatch(/P\.S\. ••••$/);
  await inspectPage(page, `${name}-sent`);
  await button(admin.undo).click();
  await dialog.getByText(own.done(0, 3)).waitFor();
  expect(await sent(0)).toEqual([]);

  if (desk.width === 390) {
    const address = await dialog.getByRole('link', { name: own.sms }).getAttribute('href');
    expect(address).toBe(`sms:13800001111?&body=${encodeURIComponent(await area.inputValue())}`);
  }
  await button(own.copy).click();
  await button(own.next).last().click();
  await dialog.getByText(own.person(2, 3)).waitFor();
  const mail = new URL((await dialog.getByRole('link', { name: own.mail, exact: true }).getAttribute('href')) ?? '');
  expect(mail.pathname).toBe('wang@example.com');
  expect(mail.searchParams.get('body')).toContain(links[1]?.url);
  await button(own.more).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('menuitem', { name: own.file }).click(),
  ]);
  expect(await readFile(await download.path(), 'utf8')).toMatch(/^To: wang@example\.com\r$/m);
  await dialog.getByText(own.isSent(how.file)).waitFor();
  await button(own.next).last().click();
  await dialog.getByText(own.noContact).waitFor();

  // Words for all, typed with a field, in one act for whoever is left.
  await button(own.changeAll).click();
  await dialog.locator('text-fields textarea').fill('Hi {name}: {link}');
  await button(own.look).click();
  await dialog.locator('textarea').waitFor();
  expect(await area.inputValue()).toBe(`Hi 陈先生: ${links[2]?.url}`);
  await button(own.more).click();
  await dialog.getByRole('menuitem', { name: own.mark, exact: true }).click();
  await dialog.getByText(own.done(3, 3)).waitFor();
  expect(await sent(2)).toMatchObject([{ how: 'other', body: `Hi 陈先生: ${links[2]?.url}` }]);

  await dialog.getByText(own.ways.together, { exact: true }).click();
  await dialog.getByText(own.allIn(3)).waitFor();
  expect(await area.inputValue()).toBe(links.map(({ url }, nr) => `Hi ${people[nr]?.name}: ${url}`).join('\n'));
  await button(own.copy).click();
  await dialog.getByText(own.copied('')).waitFor();
  for (const nr of [0, 1, 2]) expect(await sent(nr)).toHaveLength(2);
  await button(own.close).click();
  await area.waitFor({ state: 'detached' });
});
