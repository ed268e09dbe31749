import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { callerOf } from './testing/box.ts';
import { testFolder } from './testing/database.ts';
import { startProcess } from './testing/process.ts';

async function start(env: Record<string, string> = {}) {
  const data = env.MAIIMG_DATA ?? (await testFolder());
  const box = await startProcess({ ...env, MAIIMG_DATA: data });
  onTestFinished(async () => {
    box.kill('SIGKILL');
    await box.ended;
  });
  return { box, data };
}

test('a new box says where it is and how to claim it, and ends with 0 when asked to', async () => {
  const { box, data } = await start();
  expect(box.claimCode).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
  const staff = callerOf(box.localUrl);
  expect(await staff.call('GET', '/api/setup')).toMatchObject({ claimed: false });
  const claimed = await staff.ask('POST', '/api/setup', {
    claimCode: box.claimCode,
    password: 'a long enough one',
    boxName: '北岸会展中心',
  });
  expect(claimed.status).toBe(201);
  box.kill('SIGTERM');
  expect(await box.ended).toBe(0);

  const { box: again } = await start({ MAIIMG_DATA: data });
  expect(again.claimCode).toBeUndefined();
  expect(await callerOf(again.localUrl).call('GET', '/api/setup')).toMatchObject({
    claimed: true,
    boxName: '北岸会展中心',
  });
});

test('a folder that cannot keep the name of the database’s log ends the start, and says why', async () => {
  const { box, data } = await start();
  box.kill('SIGTERM');
  await box.ended;
  const preload = join(await testFolder(), 'failing.mjs');
  await writeFile(
    preload,
    `import { existsSync } from 'node:fs';
    import { open } from 'node:fs/promises';
    const handle = await open(import.meta.filename);
    const shared = Object.getPrototypeOf(handle);
    await handle.close();
    const { sync } = shared;
    const { ino } = await open(${JSON.stringify(data)}).then(async (it) => [await it.stat(), await it.close()][0]);
    shared.sync = async function () {
      if ((await this.stat()).ino !== ino || !existsSync(${JSON.stringify(join(data, 'maiimg.db-wal'))})) return sync.call(this);
      throw Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO' });
    };`,
  );
  const failing = { MAIIMG_DATA: data, NODE_OPTIONS: `--import=${preload}` };
  await expect(startProcess(failing)).rejects.toThrow(/ended with 1: .*EIO: i\/o error, fsync/s);
  await start({ MAIIMG_DATA: data });
});

test('a second box on the same data is refused with one clear line, and the first goes on', async () => {
  const { box, data } = await start();
  await expect(startProcess({ MAIIMG_DATA: data })).rejects.toThrow(/ended with 1: .*another box is running/s);
  expect((await fetch(`${box.localUrl}/readyz`)).status).toBe(200);
});

test('a wrong setting ends the start with 2 and the name of the setting, and a taken port with 1', async () => {
  await expect(startProcess({ MAIIMG_PORT: 'eighty' })).rejects.toThrow(/ended with 2: .*MAIIMG_PORT/s);
  await expect(startProcess({ MAIIMG_PUBLIC_ORIGIN: 'photos.example.com' })).rejects.toThrow(
    /ended with 2: .*MAIIMG_PUBLIC_ORIGIN/s,
  );
  const { box } = await start();
  const port = new URL(box.localUrl).port;
  await expect(startProcess({ MAIIMG_DATA: await testFolder(), MAIIMG_PORT: port })).rejects.toThrow(
    /ended with 1: .*port/s,
  );
});

test('a password from the environment is never in the log', async () => {
  const secret = 'not-for-the-log-8271';
  const { box } = await start({ MAIIMG_OWNER_PASSWORD: secret, MAIIMG_LOG_LEVEL: 'trace' });
  const staff = callerOf(box.localUrl);
  const answer = await staff.ask('POST', '/api/session', { username: 'owner', password: secret });
  expect(answer.status).toBe(204);
  const session = answer.headers.getSetCookie()[0]?.split(/[=;]/)[1] as string;
  box.kill('SIGTERM');
  await box.ended;
  expect(box.lines.join('\n')).not.toContain(secret);
  expect(box.lines.join('\n')).not.toContain(session);
});
