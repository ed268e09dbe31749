import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Link } from '#contract/links.ts';
import type { NextStep } from '#contract/next-step.ts';
import { words } from '#words/index.ts';
import { codePng } from '../../server/links/qr.ts';
import { ownerPassword, startTestBox, type TestBox } from '../../server/testing/box.ts';
import { openBrowser } from '../../server/testing/browser.ts';
import { jsonPost, phoneAt } from '../../server/testing/guests.ts';
import { inspectPage, openStaffPage, type StaffPage } from '../../server/testing/staff-pages.ts';

let box: TestBox;
let projectId: string;
let link: Link;
const opened: StaffPage[] = [];
beforeAll(async () => {
  box = await startTestBox();
  projectId = (await box.project()).id;
  link = (await box.gallery(projectId)).link;
});
afterEach(async () => {
  const complaints = opened.flatMap((one) => one.complaints);
  for (const { context } of opened.splice(0)) await context.close();
  expect(complaints).toEqual([]);
});
afterAll(async () => {
  await (await openBrowser()).close();
  await box.stop();
});

test.each([
  { locale: 'zh-CN', width: 390, of: 'project' },
  { locale: 'en', width: 1280, of: 'link' },
] as const)('staff set the next step of a $of, with a group’s code, and see how often it was taken', async (desk) => {
  const { locale, width, of } = desk;
  const { links, admin } = words(locale);
  const own = links.step;
  const path = of === 'project' ? `/projects/${projectId}/settings` : `/projects/${projectId}/links/${link.id}`;
  const api = of === 'project' ? `/api/projects/${projectId}/next-step` : `/api/links/${link.id}/next-step`;
  const staff = await openStaffPage(box.localUrl, `/admin${path}`, desk, {
    username: 'owner',
    password: ownerPassword,
  });
  opened.push(staff);
  const { page } = staff;
  const part = page.locator('next-step-section');
  const input = (name: string) => part.locator(`input[name='${name}']`);
  await part.getByRole('button', { name: own.add }).click();
  await input('label').fill('Join');
  await input('target').fill('weixin://dl/chat');
  await part.getByRole('button', { name: admin.save }).click();
  await part.getByText(own.wrong.text).waitFor();
  await part.getByText(own.wrong.target).waitFor();
  expect(await page.evaluate('document.activeElement !== document.body')).toBe(true);

  await input('text').fill(locale === 'en' ? 'Join the group for all originals' : '扫码进群，领取全部原图');
  await input('target').fill('400-800-1234');
  const code = { name: 'group.png', mimeType: 'image/png', buffer: await codePng('https://group.example', 400) };
  await part.locator('input[type=file]').setInputFiles(code);
  await input('pictureAlt').fill('QR');
  await input('endsOn').fill('2099-12-31');
  await part.getByRole('button', { name: admin.save }).click();
  // So far ahead that nobody can mean it: the box says no, at the field.
  await part.getByText(own.wrong.endsOn).waitFor();
  const soon = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  await input('endsOn').fill(soon);
  await part.scrollIntoViewIfNeeded();
  await inspectPage(page, `next-step-form-${of}-${locale}-${width}`);
  await part.getByRole('button', { name: admin.save }).click();
  await part.getByText(own.taps(0)).waitFor();
  const { step } = await box.owner.call<{ step: NextStep }>('GET', api);
  expect(step).toMatchObject({ button: { label: 'Join', target: 'tel:4008001234' }, endsOn: soon, pictureAlt: 'QR' });
  expect(step.picture?.width).toBeGreaterThan(200);

  const guest = phoneAt(box.guestUrl);
  await guest.opened(link.token as string);
  await guest.ask(`/g/${link.token}/next`, jsonPost({}));
  await page.reload();
  await part.getByText(own.taps(1)).waitFor();
  await part.scrollIntoViewIfNeeded();
  await inspectPage(page, `next-step-kept-${of}-${locale}-${width}`);

  await page.goto(`${box.localUrl}/admin/`);
  await page
    .getByText(locale === 'en' ? 'Join the group for all originals' : '扫码进群，领取全部原图')
    .first()
    .waitFor();
  await page
    .getByRole('link', { name: words(locale).home.stepAct })
    .first()
    .click();
  await part.getByRole('button', { name: own.remove }).click();
  await page.locator('admin-dialog').getByRole('button', { name: own.remove }).click();
  await part.getByRole('button', { name: own.add }).waitFor();
  expect(await box.owner.call('GET', api)).toEqual({ step: null });
});
