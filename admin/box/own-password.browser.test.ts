import { afterAll, expect, test } from 'vitest';
import { words } from '#words/index.ts';
import { ownerPassword, startTestBox } from '../../server/testing/box.ts';
import { openBrowser } from '../../server/testing/browser.ts';
import { inspectPage, openStaffPage } from '../../server/testing/staff-pages.ts';

afterAll(async () => (await openBrowser()).close());

test('whoever is signed in changes the own password, and the page goes on', async () => {
  const box = await startTestBox();
  const { admin, problems } = words('zh-CN');
  const { ownPassword } = admin;
  const { page, context, complaints } = await openStaffPage(box.localUrl, '/admin/', { locale: 'zh-CN', width: 390 });
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
  expect(complaints).toEqual([]);
  await context.close();
  await box.stop();
});
