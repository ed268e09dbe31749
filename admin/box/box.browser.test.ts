import type { BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { words } from '#words/index.ts';
import { ownerPassword, startTestBox, type TestBox } from '../../server/testing/box.ts';
import { decodeCode, openBrowser } from '../../server/testing/browser.ts';
import { type Desk, inspectPage, openStaffPage } from '../../server/testing/staff-pages.ts';

const laptop: Desk = { locale: 'zh-CN', width: 1280 };
const darkPhone: Desk = { locale: 'en', width: 390, dark: true };
const { admin, box: own, problems, home, projects } = words('zh-CN');

let box: TestBox;
const contexts: BrowserContext[] = [];
const allComplaints: string[][] = [];

/** A page of the box as the owner sees it. */
async function open(path: string, desk: Desk = laptop): Promise<Page> {
  const owner = { username: 'owner', password: ownerPassword };
  const staff = await openStaffPage(box.localUrl, `/admin${path}`, desk, owner);
  contexts.push(staff.context);
  allComplaints.push(staff.complaints);
  return staff.page;
}

beforeEach(async () => {
  box = await startTestBox();
});
afterEach(async () => {
  const complaints = allComplaints.splice(0).flat();
  for (const context of contexts.splice(0)) await context.close();
  await box.stop();
  expect(complaints).toEqual([]);
});
afterAll(async () => (await openBrowser()).close());

test('who comes to a page that is not for the role is told so, and offered nothing of it', async () => {
  await box.as('photographer');
  const page = await open('/box');
  await page.getByRole('heading', { name: own.settings.look }).waitFor();
  await page.request.post(`${box.localUrl}/api/session`, {
    data: { username: 'photographer-1', password: ownerPassword },
  });
  for (const path of ['/box', '/box/accounts', '/projects/new', '/screens']) {
    await page.goto(`${box.localUrl}/admin${path}`);
    await page.getByRole('heading', { level: 1, name: problems.not_allowed }).waitFor();
    expect(await page.locator('main').getByRole('textbox').count()).toBe(0);
  }
  await page.getByRole('link', { name: admin.toNow }).click();
  await page.getByRole('heading', { name: home.title }).waitFor();
});

test('what needs a hand is counted beside "Now" on every page, and follows', async () => {
  const project = await box.project();
  const { link } = await box.gallery(project.id);
  const page = await open('/projects');
  await page.getByRole('link', { name: project.title }).waitFor();
  expect(await page.getByLabel(admin.needs(1)).count()).toBe(0);
  await box.owner.call('PATCH', `/api/links/${link.id}`, { policy: { expiresInDays: 0 } });
  await page.getByLabel(admin.needs(1)).waitFor();
  await page.reload();
  await page.getByLabel(admin.needs(1)).waitFor();

  // What changes a project asks for no screens.
  await page.getByRole('link', { name: admin.places.now }).click();
  await page.getByText(home.noScreens).waitFor();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await box.owner.call('PATCH', `/api/projects/${project.id}`, { title: '云栖台' });
  await expect.poll(() => asked.includes('/api/projects')).toBe(true);
  await expect.poll(() => asked.includes('/api/now')).toBe(true);
  expect(asked).not.toContain('/api/screens');

  await box.owner.call('DELETE', `/api/projects/${project.id}`);
  for (const path of ['', '/galleries', '/links', '/settings', '/trash', '/start', `/links/${link.id}`]) {
    await page.goto(`${box.localUrl}/admin/projects/${project.id}${path}`);
    await page.getByRole('heading', { name: projects.gone }).waitFor();
  }
  await inspectPage(page, 'project-gone');
  await page.getByRole('link', { name: projects.toProjects }).click();
  await page.getByText(projects.empty).waitFor();
});

test('a photographer scans an invitation, chooses a password on the phone, and sees only the project meant', async () => {
  const { id } = await box.project('2026 自然影像峰会');
  await box.project('云栖台二期', 'estate');
  const page = await open('/box/accounts');
  await page.getByRole('button', { name: own.accounts.invite, exact: true }).click();
  await page.getByRole('combobox', { name: own.accounts.role }).selectOption({ label: admin.roles.photographer });
  await page.getByText(own.accounts.roleText.photographer).waitFor();
  await page.getByRole('radio', { name: own.accounts.only }).check({ force: true });
  await page.getByRole('button', { name: own.invite.make }).click();
  await page.getByText(own.accounts.pickProjects).waitFor();
  await page.getByRole('checkbox', { name: '2026 自然影像峰会' }).check();
  await page.getByLabel(own.invite.note).fill('小王');
  await inspectPage(page, 'box-invite-ask');
  await page.getByRole('button', { name: own.invite.make }).click();
  await page.getByText(own.invite.scan).waitFor();
  await inspectPage(page, 'box-invite-code');
  const address = await page.locator('.url').innerText();
  expect(await decodeCode(await page.screenshot())).toEqual([address]);
  await page.getByRole('button', { name: admin.done }).click();
  await page.getByText('小王，摄影师').waitFor();

  const phone = await openStaffPage(box.localUrl, `/admin/invite${new URL(address).hash}`, {
    locale: 'zh-CN',
    width: 390,
  });
  contexts.push(phone.context);
  allComplaints.push(phone.complaints);
  await phone.page.getByRole('heading', { name: own.invite.welcome('Maiimg Box') }).waitFor();
  expect(new URL(phone.page.url()).hash).toBe('');
  await inspectPage(phone.page, 'box-invite-phone');
  await phone.page.getByRole('button', { name: own.invite.accept }).click();
  expect(await phone.page.getByText(admin.required).count()).toBe(2);
  await phone.page.getByLabel(own.invite.username).fill('Owner');
  await phone.page.getByLabel(own.invite.password, { exact: true }).fill('a long one');
  await phone.page.getByRole('button', { name: own.invite.accept }).click();
  await phone.page.getByText(problems.username_taken).waitFor();
  await inspectPage(phone.page, 'box-invite-phone-taken');
  await phone.page.getByLabel(own.invite.username).fill('小王');
  await phone.page.getByRole('button', { name: own.invite.accept }).click();
  await phone.page.getByText(home.bring).waitFor();
  await phone.page.getByText('2026 自然影像峰会').waitFor();
  expect(await phone.page.getByText('云栖台二期').count()).toBe(0);
  await inspectPage(phone.page, 'box-invited-home');

  // Used once, it opens nothing any more, and says so.
  const late = await openStaffPage(box.localUrl, `/admin/invite${new URL(address).hash}`, darkPhone);
  contexts.push(late.context);
  allComplaints.push(late.complaints);
  await late.page
    .getByText(problems.invite_gone)
    .or(late.page.getByText(words('en').problems.invite_gone))
    .waitFor();
  await inspectPage(late.page, 'box-invite-gone');
  await page.getByRole('heading', { name: own.accounts.title }).waitFor();
  await page.reload();
  await page.getByText('小王', { exact: true }).waitFor();
  expect(await page.getByText(own.accounts.open).count()).toBe(0);
  await box.owner.call('GET', `/api/projects/${id}`);
});

test('settings are saved one by one: a colour is on the buttons, a logo on the page, a time zone is found by its city', async () => {
  const page = await open('/box');
  await page.getByRole('heading', { name: own.settings.look }).waitFor();
  await inspectPage(page, 'box-settings');
  const before = await accentOf(page);
  await page.getByLabel(own.settings.name).fill('');
  await page.locator('box-basics form button').click();
  await page.getByText(admin.required).waitFor();
  await page.getByLabel(own.settings.name).fill('北岸会展中心');
  await page.getByLabel(own.settings.name).press('Enter');
  await page.getByRole('link', { name: '北岸会展中心' }).waitFor();

  await page.getByLabel(own.settings.colourHex).fill('#12345');
  await page.getByLabel(own.settings.colourHex).press('Enter');
  await page.getByText(own.settings.colourWrong).waitFor();
  await page.getByRole('button', { name: own.settings.presetNames[5] }).click();
  await page.getByRole('button', { name: own.settings.colourUse }).click();
  await expect.poll(() => accentOf(page)).not.toBe(before);
  expect((await box.owner.call<{ brandColour: string }>('GET', '/api/settings')).brandColour).toBe('#1F7A8C');

  const logo = await sharp({ create: { width: 300, height: 100, channels: 4, background: '#1F7A8C' } })
    .png()
    .toBuffer();
  await page
    .locator('box-look input[type=file]')
    .setInputFiles({ name: 'x.txt', mimeType: 'image/png', buffer: Buffer.from('none') });
  await page.locator('box-look [role=alert]').waitFor();
  await page
    .locator('box-look input[type=file]')
    .setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: logo });
  await page.getByAltText(own.settings.logoAlt).first().waitFor();
  await expect.poll(() => page.locator('staff-frame .rail .box img').getAttribute('src')).toMatch(/^\/brand\//);
  await inspectPage(page, 'box-settings-branded');

  await page.getByRole('button', { name: own.settings.zoneChange }).click();
  await page.getByLabel(own.settings.zoneSearch).fill('东京');
  await inspectPage(page, 'box-zone');
  await page.getByRole('button', { name: '东京' }).click();
  await page.locator('box-basics .zone').getByText('Asia/Tokyo').waitFor();
  await page.locator('zone-dialog dialog').waitFor({ state: 'hidden' });
  expect((await box.owner.call<{ timeZone: string }>('GET', '/api/settings')).timeZone).toBe('Asia/Tokyo');

  await page.getByLabel(own.settings.public).fill('https://photos.example.com/path');
  await page.getByLabel(own.settings.public).press('Enter');
  await page.getByText(own.settings.publicWrong).waitFor();
  // The box itself may be asked there: another one, or nobody, answers.
  await page.getByLabel(own.settings.public).fill('http://127.0.0.1:9');
  await page.getByLabel(own.settings.public).press('Enter');
  await page.getByText(own.settings.checks.unreachable, { exact: true }).waitFor();
  await page.getByText(own.settings.advice.unreachable).waitFor();
  await page.locator('box-addresses').evaluate((element) => element.scrollIntoView());
  await inspectPage(page, 'box-addresses');
  await page.locator(`box-addresses admin-switch[label='${own.settings.stays}'] wa-switch`).click();
  await page.getByText(own.settings.staysOn).waitFor();
  await page.getByRole('button', { name: admin.undo }).last().click();
  await expect
    .poll(async () => (await box.owner.call<{ stayingOrigin: string | null }>('GET', '/api/settings')).stayingOrigin)
    .toBe(null);

  const phone = await open('/box', darkPhone);
  await phone.getByRole('heading', { name: words('en').box.settings.look }).waitFor();
  await inspectPage(phone, 'box-settings-phone-dark');
  await phone.locator('box-look').evaluate((element) => element.scrollIntoView());
  await inspectPage(phone, 'box-settings-phone-dark-2');
});

test('a key is shown once, is good at once, and opens nothing once withdrawn', async () => {
  const page = await open('/box/keys');
  await page.getByText(own.keys.empty).waitFor();
  await inspectPage(page, 'box-keys-empty');
  await page.getByRole('button', { name: own.keys.add }).click();
  await page.getByLabel(own.keys.name).fill('相机自动上传');
  await page.getByRole('button', { name: own.keys.make }).click();
  await page.getByText(own.keys.once).waitFor();
  await inspectPage(page, 'box-key-made');
  const key = await page.getByLabel(own.keys.key, { exact: true }).innerText();
  const asKey = () => box.nobody.ask('GET', '/api/projects', undefined, { authorization: `Bearer ${key}` });
  expect((await asKey()).status).toBe(200);
  await page.getByRole('button', { name: admin.done }).click();
  await page.getByText('相机自动上传', { exact: true }).waitFor();
  expect(await page.getByText(key).count()).toBe(0);
  await page.reload();
  await page.getByText('相机自动上传', { exact: true }).waitFor();
  expect(await page.content()).not.toContain(key);
  await inspectPage(page, 'box-keys');
  await page.getByRole('button', { name: own.keys.withdraw }).click();
  await page.getByText(own.keys.withdrawText).waitFor();
  await page.locator('question-box').getByRole('button', { name: own.keys.withdraw }).click();
  await page.getByText(own.keys.empty).waitFor();
  expect((await asKey()).status).toBe(401);
});

test('accounts are changed, disabled and removed, the last owner never; everything is in the activity', async () => {
  const project = await box.project('2026 自然影像峰会');
  const { link } = await box.gallery(project.id, { title: '媒体墙' });
  await box.owner.call('DELETE', `/api/links/${link.id}`);
  const helper = await box.as('staff');
  const page = await open('/box/accounts');
  await page.getByText('staff-1').waitFor();
  await inspectPage(page, 'box-accounts');
  const act = async (name: string, what: string) => {
    await page.getByRole('button', { name: own.accounts.acts(name) }).click();
    await page.getByRole('menuitem', { name: what }).click();
  };
  await act('staff-1', own.accounts.change);
  await page.getByRole('radio', { name: own.accounts.only }).check({ force: true });
  await page.getByRole('checkbox', { name: '2026 自然影像峰会' }).check();
  await inspectPage(page, 'box-account-change');
  await page.getByRole('button', { name: admin.save }).click();
  await page.getByText(own.accounts.projects(1)).waitFor();
  await act('staff-1', own.accounts.disable);
  await page.locator('question-box').getByRole('button', { name: own.accounts.disable }).click();
  await page.getByText(own.accounts.disabled, { exact: true }).waitFor();
  expect((await helper.ask('GET', '/api/projects')).status).toBe(401);
  await act('owner', own.accounts.disable);
  await page.locator('question-box').getByRole('button', { name: own.accounts.disable }).click();
  await page.getByText(problems.last_owner).waitFor();
  await act('staff-1', own.accounts.remove);
  await page.locator('question-box').getByRole('button', { name: own.accounts.remove }).click();
  await page.getByRole('button', { name: own.accounts.acts('staff-1') }).waitFor({ state: 'detached' });

  await page.goto(`${box.localUrl}/admin/box/audit`);
  await page.getByText(own.audit.acts['account.remove']?.({ username: 'staff-1' }) ?? '').waitFor();
  await page.getByText(own.audit.acts['project.add']?.({ title: '2026 自然影像峰会' }) ?? '').waitFor();
  await page.getByText(own.audit.acts['link.add']?.({ known: '媒体墙' }) ?? '').waitFor();
  await page.getByText(own.audit.acts['link.revoke']?.({ known: '媒体墙' }) ?? '').waitFor();
  await inspectPage(page, 'box-audit');
  await page.getByLabel(own.audit.filter).fill('峰会');
  await expect.poll(() => page.getByRole('row').count()).toBe(2);
  const phone = await open('/box/audit', darkPhone);
  await phone.getByRole('row').first().waitFor();
  await inspectPage(phone, 'box-audit-phone-dark');
  await phone.goto(`${box.localUrl}/admin/box/accounts`);
  await phone.locator('accounts-page strong').first().waitFor();
  await inspectPage(phone, 'box-accounts-phone-dark');
});

test('whoever changes the own password signs in with the new one', async () => {
  const page = await open('/box/accounts');
  await page.getByRole('button', { name: own.accounts.acts('owner') }).click();
  await page.getByRole('menuitem', { name: own.accounts.ownPassword }).click();
  await page.getByLabel(own.accounts.password, { exact: true }).fill('short');
  await page.getByRole('button', { name: own.accounts.passwordSet }).click();
  await page.getByText(admin.setup.passwordShort).waitFor();
  await inspectPage(page, 'box-own-password');
  await page.getByLabel(own.accounts.password, { exact: true }).fill('another long one');
  await page.getByRole('button', { name: own.accounts.passwordSet }).click();
  await page.getByText(admin.signIn.ended).waitFor();
  await page.getByLabel(admin.username).fill('owner');
  await page.getByLabel(admin.password, { exact: true }).fill('another long one');
  await page.getByLabel(admin.password, { exact: true }).press('Enter');
  await page.getByRole('heading', { name: own.accounts.title }).waitFor();
});

test('whoever is signed in changes the own password, and the page goes on', async () => {
  const { ownPassword } = admin;
  const { page, context, complaints } = await openStaffPage(box.localUrl, '/admin/', { locale: 'zh-CN', width: 390 });
  contexts.push(context);
  allComplaints.push(complaints);
  await page.getByLabel(admin.username).fill('owner');
  await page.getByLabel(admin.password, { exact: true }).fill(ownerPassword);
  await page.getByRole('button', { name: admin.signIn.submit, exact: true }).click();

  await page.getByRole('button', { name: admin.account }).click();
  await page.getByRole('menuitem', { name: ownPassword.title }).click();
  await page.getByLabel(ownPassword.current, { exact: true }).fill('a guess');
  await page.getByLabel(ownPassword.next, { exact: true }).fill('new horse battery');
  await page.getByRole('button', { name: admin.save }).click();
  await page.getByText(problems.password_wrong).waitFor();
  await inspectPage(page, 'own-password');
  await page.getByLabel(ownPassword.current, { exact: true }).fill(ownerPassword);
  await page.getByRole('button', { name: admin.save }).click();
  await page.getByText(ownPassword.done).waitFor();
  await page.getByRole('link', { name: admin.places.projects, exact: true }).click();
  await page.getByRole('heading', { name: admin.places.projects, level: 1 }).waitFor();

  const again = await box.nobody.ask('POST', '/api/session', { username: 'owner', password: 'new horse battery' });
  expect(again.status).toBe(204);
});

function accentOf(page: Page): Promise<string> {
  return page.evaluate<string>("getComputedStyle(document.documentElement).getPropertyValue('--accent')");
}
