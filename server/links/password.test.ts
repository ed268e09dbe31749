import { expect, test } from 'vitest';
import { openKeys } from '../keys.ts';
import { testFolder } from '../testing/database.ts';
import { testKit } from '../testing/kit.ts';
import { actor, newLink } from '../testing/links.ts';
import { changeLink } from './link.ts';
import { showPassword } from './password-acts.ts';

test('staff are shown a password again as it was typed, and each time is noted', async () => {
  const kit = await testKit();
  const { id } = await newLink(kit, { policy: { password: ' 红旗２０２６ ' } });
  expect(await showPassword(kit, actor, id)).toBe('红旗2026');
  await changeLink(kit, actor, id, { policy: { password: 'other' } });
  expect(await showPassword(kit, actor, id)).toBe('other');
  const acts = await kit.db.read.selectFrom('audit').selectAll().where('action', '=', 'link.password').execute();
  expect(acts).toHaveLength(2);
  expect(JSON.stringify(acts)).not.toMatch(/2026|other/);
  const row = await kit.db.read.selectFrom('links').selectAll().where('id', '=', id).executeTakeFirst();
  expect(JSON.stringify(row)).not.toContain('other');
});

test('what cannot be shown is said: no password, one from before, one of another box or another link', async () => {
  const kit = await testKit();
  const refused = { code: 'password_unknown' };
  const { id: open } = await newLink(kit);
  await expect(showPassword(kit, actor, open)).rejects.toMatchObject(refused);
  await expect(showPassword(kit, actor, 'nobody')).rejects.toMatchObject({ code: 'not_found' });

  const { id } = await newLink(kit, { policy: { password: 'secret' } });
  const { id: other } = await newLink(kit, { policy: { password: 'other' } });
  const sealed = async (of: string) =>
    (await kit.db.read.selectFrom('links').select('password_sealed').where('id', '=', of).executeTakeFirstOrThrow())
      .password_sealed;
  const put = (password_sealed: string | null) =>
    kit.db.write((writer) => writer.updateTable('links').set({ password_sealed }).where('id', '=', id).execute());
  const keys = await openKeys(await testFolder());
  for (const strange of [null, '', 'AAAA', await sealed(other), keys.seal('passwords', 'secret', id)]) {
    await put(strange);
    await expect(showPassword(kit, actor, id)).rejects.toMatchObject(refused);
  }
  await put(kit.keys.seal('passwords', 'secret', id));
  expect(await showPassword(kit, actor, id)).toBe('secret');
  await changeLink(kit, actor, id, { policy: { password: '' } });
  expect(await sealed(id)).toBeNull();
});
