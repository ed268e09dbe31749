import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Hook } from '#contract/hooks.ts';
import type { Mail } from '#contract/mail.ts';
import type { ReportPlanState } from '#contract/reports.ts';
import { words } from '#words/index.ts';
import { ownerPassword, startTestBox, type TestBox } from '../../server/testing/box.ts';
import { openBrowser } from '../../server/testing/browser.ts';
import { testTime } from '../../server/testing/clock.ts';
import { type Receiver, startReceiver } from '../../server/testing/receiver.ts';
import { type SmtpServer, startSmtp } from '../../server/testing/smtp.ts';
import { inspectPage, openStaffPage } from '../../server/testing/staff-pages.ts';

const { admin, mail, hooks, reportPlan } = words('zh-CN');
const who = { username: 'owner', password: ownerPassword };

let box: TestBox;
let receiver: Receiver;
let smtp: SmtpServer;
let projectId: string;
beforeAll(async () => {
  receiver = await startReceiver();
  smtp = await startSmtp();
  box = await startTestBox({ outside: receiver.outside(), time: testTime() });
  projectId = (await box.project('自然影像峰会')).id;
  await box.gallery(projectId);
});
afterAll(async () => {
  await (await openBrowser()).close();
  await box.stop();
  await receiver.stop();
  await smtp.stop();
});

test('the owner has a group told, tries it, and sees why it was not taken', async () => {
  const { context, page, complaints } = await openStaffPage(
    box.localUrl,
    '/admin/box',
    { locale: 'zh-CN', width: 1280 },
    who,
  );
  await page.getByRole('link', { name: hooks.title }).click();
  await page.getByText(hooks.empty).waitFor();
  await page.getByRole('button', { name: hooks.add }).click();
  const dialog = page.locator('hooks-dialog');
  await dialog.getByRole('button', { name: admin.save }).click();
  await dialog.getByText(hooks.urlWrong).waitFor();
  await dialog.getByLabel(hooks.name).fill('前台工作群');
  await dialog.getByLabel(hooks.url).fill('http://localhost:8080/x');
  await dialog.getByRole('button', { name: admin.save }).click();
  await dialog.getByText(hooks.urlWrong).waitFor();
  await dialog.getByLabel(hooks.url).fill('http://robot.example/cgi-bin/webhook/send?key=a-very-secret-key');
  await dialog.getByLabel(hooks.facts.opened).check();
  await inspectPage(page, 'hooks-dialog', { width: 390, dark: true });
  await dialog.getByRole('button', { name: admin.save }).click();
  const row = page.getByRole('listitem').filter({ hasText: '前台工作群' });
  await row.getByText('http://robot.example/…-key').waitFor();
  expect(await box.owner.call('GET', '/api/hooks')).toMatchObject({
    items: [{ form: 'wecom', facts: ['opened', 'asked', 'exhausted_soon'], projectIds: null, locale: 'zh-CN' }],
  });

  await row.getByRole('button', { name: hooks.test }).click();
  await page.getByText(hooks.testOk('前台工作群')).waitFor();
  expect(receiver.received.at(-1)?.body).toContain(hooks.say.test);
  receiver.answer({ body: '{"errcode":93000,"errmsg":"invalid webhook url"}' });
  await row.getByRole('button', { name: hooks.test }).click();
  await row.getByText(hooks.said('93000 invalid webhook url')).waitFor();
  await inspectPage(page, 'hooks', { width: 390, dark: true });

  await row.getByRole('button', { name: hooks.change }).click();
  await dialog.getByRole('switch', { name: hooks.enabled }).press(' ');
  expect(await dialog.getByLabel(hooks.url).inputValue()).toBe('');
  await dialog.getByRole('button', { name: admin.save }).click();
  await row.getByText(hooks.off).waitFor();

  // What signs our own form is shown once.
  await page.getByRole('button', { name: hooks.add }).click();
  await dialog.getByLabel(hooks.form).selectOption('json');
  await dialog.getByLabel(hooks.name).fill('客户系统');
  await dialog.getByLabel(hooks.url).fill('http://10.9.8.7/hook');
  await dialog.getByRole('button', { name: admin.save }).click();
  const secret = (await dialog.locator('code').textContent()) ?? '';
  expect(secret).toMatch(/^[\w-]{43}$/);
  await dialog.getByRole('button', { name: admin.done }).click();
  await page.getByText('客户系统', { exact: true }).waitFor();
  expect(await page.content()).not.toContain(secret);

  await row.getByRole('button', { name: hooks.remove }).click();
  await page.locator('question-box').getByRole('button', { name: hooks.remove }).click();
  await expect.poll(async () => (await box.owner.call<{ items: Hook[] }>('GET', '/api/hooks')).items.length).toBe(1);
  expect(complaints).toEqual([]);
  await context.close();
});

test('the owner sets the mail server and tries it; the password stays on the box', async () => {
  const { context, page, complaints } = await openStaffPage(
    box.localUrl,
    '/admin/box/mail',
    { locale: 'zh-CN', width: 1280 },
    who,
  );
  await page.getByText(mail.none).waitFor();
  await page.getByRole('button', { name: admin.save }).click();
  await page.getByText(admin.required).waitFor();
  await page.getByRole('textbox', { name: mail.host }).fill('127.0.0.1');
  await page.getByLabel(mail.security).selectOption('none');
  await page.getByRole('textbox', { name: mail.port }).fill(String(smtp.port));
  await page.getByRole('textbox', { name: mail.user }).fill('box@example.com');
  await page.getByRole('textbox', { name: mail.password }).fill('an app password');
  await page.getByRole('textbox', { name: mail.from }).fill('影像盒子 <box@example.com>');
  await page.getByRole('button', { name: admin.save }).click();
  await page.getByText(mail.passwordKept).waitFor();
  expect(await box.owner.call<Mail>('GET', '/api/mail')).toMatchObject({
    server: { port: smtp.port, hasPassword: true },
  });
  expect(await page.content()).not.toContain('an app password');

  smtp.behave({ login: { user: 'box@example.com', password: 'another' } });
  await page.getByRole('textbox', { name: mail.tryTo }).fill('wang@example.com');
  await page.getByRole('button', { name: mail.tryIt }).click();
  await page.getByText(mail.failed.auth).waitFor();
  await inspectPage(page, 'mail', { width: 390, dark: true });
  smtp.behave({ login: { user: 'box@example.com', password: 'an app password' } });
  await page.getByRole('button', { name: mail.tryIt }).click();
  await page.getByText(mail.tried('wang@example.com')).waitFor();
  expect(smtp.letters.at(-1)?.to).toEqual(['wang@example.com']);
  expect(complaints).toEqual([]);
  await context.close();
});

test('staff have a report made every evening, and fetch what was made', async () => {
  const path = `/admin/projects/${projectId}/report`;
  const { context, page, complaints } = await openStaffPage(box.localUrl, path, { locale: 'zh-CN', width: 1280 }, who);
  const dialog = page.locator('report-plan-dialog');
  const open = async () => {
    await page.getByRole('button', { name: words('zh-CN').reportPage.exports.label }).click();
    await page.getByRole('menuitem', { name: words('zh-CN').reportPage.exports.plan }).click();
    await dialog.getByLabel(reportPlan.at, { exact: true }).waitFor();
  };
  await open();
  await dialog.getByText(reportPlan.noFiles).waitFor();
  await dialog.getByLabel(reportPlan.mailTo).fill('wang@example.com, nobody');
  await dialog.getByRole('button', { name: reportPlan.start }).click();
  await dialog.getByText(reportPlan.mailToWrong('nobody')).waitFor();
  await dialog.getByLabel(reportPlan.mailTo).fill('wang@example.com；li@example.com');
  await dialog.getByLabel(reportPlan.formNames.txt).check();
  await inspectPage(page, 'report-plan', { width: 390, dark: true });
  await dialog.getByRole('button', { name: reportPlan.start }).click();
  const state = () => box.owner.call<ReportPlanState>('GET', `/api/projects/${projectId}/report/plan`);
  await expect
    .poll(async () => (await state()).plan)
    .toMatchObject({
      ...{ at: '21:30', forms: ['pdf', 'xlsx', 'txt'], locale: 'zh-CN', until: null },
      mailTo: ['wang@example.com', 'li@example.com'],
    });
  box.time.advance(Date.parse((await state()).nextAt ?? '') - box.kit.clock.now());
  await expect.poll(async () => (await state()).files.length, { timeout: 20_000 }).toBe(3);
  await expect
    .poll(async () => (await state()).files.map((file) => file.state), { timeout: 20_000 })
    .toEqual(['mailed', 'mailed', 'mailed']);
  await open();
  await expect.poll(() => dialog.getByText(reportPlan.states.mailed).count()).toBe(3);
  await dialog.getByRole('heading', { name: reportPlan.files }).scrollIntoViewIfNeeded();
  await inspectPage(page, 'report-plan-files', { width: 390, dark: true });
  const [pdf] = (await state()).files.filter(({ form }) => form === 'pdf');
  const coming = page.waitForEvent('download');
  await dialog.getByRole('link', { name: reportPlan.download(pdf?.name ?? '') }).click();
  expect((await coming).suggestedFilename()).toBe(pdf?.name);
  await dialog.getByRole('button', { name: reportPlan.stop }).click();
  await expect.poll(async () => (await state()).plan).toBeNull();
  expect(complaints).toEqual([]);
  await context.close();
});

test('all of it in English', async () => {
  const en = words('en');
  await box.owner.call('POST', '/api/hooks', {
    name: 'Front desk',
    form: 'dingtalk',
    facts: ['asked', 'opened'],
    url: 'http://robot.example/robot/send?access_token=a-long-key',
  });
  const desk = { locale: 'en', width: 390 } as const;
  const { context, page, complaints } = await openStaffPage(box.localUrl, '/admin/box/hooks', desk, who);
  await page.getByText('Front desk').waitFor();
  await inspectPage(page, 'hooks-en', { width: 390, dark: true });
  await page.getByRole('button', { name: en.hooks.change }).first().click();
  await inspectPage(page, 'hooks-dialog-en');
  await page.goto(new URL('/admin/box/mail', box.localUrl).href);
  await page.getByRole('heading', { level: 1, name: en.mail.title }).waitFor();
  await inspectPage(page, 'mail-en');
  await page.goto(new URL('/admin/box', box.localUrl).href);
  await page.getByRole('link', { name: en.hooks.title }).waitFor();
  await inspectPage(page, 'box-en');
  await page.goto(new URL(`/admin/projects/${projectId}/report`, box.localUrl).href);
  await page.getByRole('button', { name: en.reportPage.exports.label }).click();
  await page.getByRole('menuitem', { name: en.reportPage.exports.plan }).click();
  await page.locator('report-plan-dialog').getByLabel(en.reportPlan.at, { exact: true }).waitFor();
  await inspectPage(page, 'report-plan-en');
  expect(complaints).toEqual([]);
  await context.close();
});
