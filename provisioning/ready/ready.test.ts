import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

// The real script in a folder of its own; npm and Vite are played by a few lines that note that they were called.
const fakeNpm = `#!${process.execPath}
const { appendFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } = require('node:fs');
appendFileSync('npm.log', process.argv.slice(2).join(' ') + '\\n');
if (process.env.NPM_SAYS) { console.error(process.env.NPM_SAYS); process.exit(1); }
rmSync('node_modules', { recursive: true, force: true });
for (const name of ['node/bin', 'sqlite3', 'sharp', 'vite/bin']) mkdirSync('node_modules/' + name, { recursive: true });
symlinkSync(process.execPath, 'node_modules/node/bin/node');
for (const name of ['sqlite3', 'sharp']) writeFileSync('node_modules/' + name + '/index.js', '');
writeFileSync('node_modules/vite/bin/vite.js', ${JSON.stringify(`
  const fs = require('node:fs');
  const out = process.argv[process.argv.indexOf('--outDir') + 1];
  fs.appendFileSync('vite.log', out + '\\n');
  fs.mkdirSync(out, { recursive: true });
  fs.writeFileSync(out + '/main.js', '');
`)});
setTimeout(() => {}, 300);
`;

let folder = '';

const put = async (path: string, content: string) => {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
};

const lines = async (path: string) =>
  (await readFile(join(folder, path), 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');

/** Runs the ready script, with npm's fake alone in its PATH. */
async function ready(env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['provisioning/ready.mjs', 'start'], {
    cwd: folder,
    env: { PATH: join(folder, 'bin'), ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  const [code] = await once(child, 'close');
  return { code, said: said.split('\n').filter((line) => line !== '') };
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maiimg-ready-'));
  await cp(join(import.meta.dirname, '..', 'ready.mjs'), join(folder, 'provisioning', 'ready.mjs'));
  await cp(import.meta.dirname, join(folder, 'provisioning', 'ready'), { recursive: true });
  await put('package.json', '{ "type": "commonjs", "dependencies": { "sharp": "1.0.0" } }');
  await put('package-lock.json', '{ "packages": { "": {}, "node_modules/sharp": { "version": "1.0.0" } } }');
  await put('bin/npm', fakeNpm);
  await chmod(join(folder, 'bin', 'npm'), 0o755);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test('a bare folder is installed once, and is ready at once after that', async () => {
  expect((await ready()).code).toBe(0);
  expect(await ready()).toEqual({ code: 0, said: [] });
  expect(await lines('npm.log')).toEqual([expect.stringMatching(/^ci --include=dev /)]);
});

test('a changed lock file is installed anew', async () => {
  await ready();
  await put('package-lock.json', '{ "packages": { "": {}, "node_modules/sharp": { "version": "1.0.1" } } }');
  expect((await ready()).code).toBe(0);
  expect(await lines('npm.log')).toHaveLength(2);
});

test('what somebody installed by hand is kept when it is what the lock file names', async () => {
  await ready();
  await rm(join(folder, 'node_modules', '.maiimg-ready.json'));
  await put('node_modules/.package-lock.json', '{ "packages": { "node_modules/sharp": { "version": "1.0.0" } } }');
  expect(await ready()).toEqual({ code: 0, said: [] });

  await rm(join(folder, 'node_modules', '.maiimg-ready.json'));
  await put('node_modules/.package-lock.json', '{ "packages": { "node_modules/sharp": { "version": "0.9.0" } } }');
  await ready();
  expect(await lines('npm.log')).toHaveLength(2);
});

test('two at once install once', async () => {
  const both = await Promise.all([ready(), ready()]);
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  expect(await lines('npm.log')).toHaveLength(1);
});

test('a lock whose holder has died is taken over', async () => {
  const dead = spawn(process.execPath, ['-e', '']);
  await once(dead, 'close');
  await put('.ready/lock', `${dead.pid} 12345`);
  const both = await Promise.all([ready(), ready()]);
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  expect(await lines('npm.log')).toHaveLength(1);
});

test('a box that runs from the folder keeps its node_modules', async () => {
  await ready();
  const code = "import { markRunning } from './provisioning/ready/running.mjs'; markRunning(); console.log('on'); ";
  const stay = 'setInterval(() => {}, 1000);';
  const box = spawn(process.execPath, ['--input-type=module', '-e', code + stay], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(box.stdout, 'data');
  await put('package-lock.json', '{ "packages": { "": {}, "node_modules/sharp": { "version": "1.0.1" } } }');

  const refused = await ready();
  expect(refused.code).toBe(1);
  expect(refused.said).toEqual([expect.stringContaining(`process ${box.pid}`)]);

  // As a power cut would: its mark is left behind.
  box.kill('SIGKILL');
  await once(box, 'close');
  expect((await ready()).code).toBe(0);
  expect(await lines('npm.log')).toHaveLength(2);
});

test.each([
  ['npm error gyp ERR! find Python', 'these are missing: python3, make, g++'],
  ['npm error code EAI_AGAIN', 'registry cannot be reached (EAI_AGAIN)'],
  ['npm error code ENOSPC', 'the disk is full'],
  ['npm error code EUSAGE', 'package.json and package-lock.json do not agree'],
])('an install that fails with "%s" says in one line that %s', async (NPM_SAYS, reason) => {
  const { code, said } = await ready({ NPM_SAYS });
  expect(code).toBe(1);
  expect(said.slice(1)).toEqual([expect.stringContaining(reason)]);
  // Nothing is held against the next try.
  expect((await ready()).code).toBe(0);
});

test('a front-end is built when its sources differ from those last built, and not else', async () => {
  await put('server/guest/client/main.ts', 'one');
  await ready();
  await ready();
  expect(await lines('vite.log')).toHaveLength(1);

  await put('server/guest/client/main.ts', 'two');
  await ready();
  expect(await lines('vite.log')).toHaveLength(2);

  await put('server/guest/client/main.test.ts', 'tests are no part of it');
  await put('server/words/en.ts', 'three');
  await ready();
  expect(await lines('vite.log')).toHaveLength(3);
  await readFile(join(folder, 'dist', 'guest', 'main.js'));
});
