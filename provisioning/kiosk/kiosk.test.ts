import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../ready/processes.mjs';
import { kioskFiles, originOf, policyOf } from './kiosk.ts';

const origin = 'http://192.168.1.20:8080';

test('a screen’s browser goes to its own page and nowhere else, and trusts its box alone', () => {
  const policy = policyOf(origin);
  expect(policy).toMatchObject({
    OverrideSecurityRestrictionsOnInsecureOrigin: [origin],
    URLAllowlist: [`${origin}/kiosk`],
    DeveloperToolsAvailability: 2,
    RemoteDebuggingAllowed: false,
    DownloadRestrictions: 3,
    PrintingEnabled: false,
    IncognitoModeAvailability: 1,
    ExtensionInstallBlocklist: ['*'],
    BackgroundModeEnabled: false,
  });
  expect(policy.URLBlocklist).toContain('*');
  expect(policyOf('https://box.example').OverrideSecurityRestrictionsOnInsecureOrigin).toEqual([]);
  // Whatever it opens by itself is the page of the screens.
  for (const [name, value] of Object.entries(policy)) {
    if (/Location|StartupURLs/.test(name)) expect([value].flat()).toEqual([`${origin}/kiosk?supervised`]);
  }
});

test('what is no address of a box is refused, and says so', () => {
  expect(originOf('http://192.168.1.20:8080/')).toBe(origin);
  expect(originOf('HTTP://Box.local:80')).toBe('http://box.local');
  const wrong = ['192.168.1.20', 'http://box/kiosk', 'ftp://box', 'http://a:b@box', 'http://box?x', "http://bo'x", ''];
  for (const given of wrong) expect(() => originOf(given), given).toThrow();
});

test('the files are written as they are, run by a shell, and name the box', () => {
  const folder = mkdtempSync(join(tmpdir(), 'maiimg-machine-'));
  try {
    const made = () => spawnSync(process.execPath, [join(root, 'provisioning/kiosk/main.ts'), origin, folder]);
    expect([made().status, made().status]).toEqual([0, 0]);
    for (const { path, text, executable } of kioskFiles(origin)) {
      expect(readFileSync(join(folder, path), 'utf8')).toBe(text);
      expect((statSync(join(folder, path)).mode & 0o111) !== 0).toBe(executable);
      expect(text).toContain(origin);
    }
    const start = join(folder, 'usr/local/bin/maiimg-kiosk');
    expect(spawnSync('sh', ['-n', start]).status).toBe(0);
    expect(spawnSync(process.execPath, [join(root, 'provisioning/kiosk/main.ts'), 'box', folder]).status).toBe(1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a page that is gone ends its browser, so that the unit starts it again; one that works is left alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'maiimg-machine-'));
  try {
    const start = join(folder, 'start');
    writeFileSync(start, kioskFiles(origin)[1]?.text ?? '', { mode: 0o755 });
    const run = (browser: string) => {
      const file = join(folder, 'browser');
      writeFileSync(file, `#!/bin/sh\n${browser}\n`, { mode: 0o755 });
      const env = { ...process.env, HOME: folder, MAIIMG_CHROMIUM: file, MAIIMG_LOOK: '0.2' };
      spawnSync('mkdir', ['-p', join(folder, '.local/share/maiimg-kiosk/Default')]);
      const { status, stderr } = spawnSync(start, { env, encoding: 'utf8' });
      return { status, stderr };
    };
    expect(run('exec sleep 9')).toMatchObject({ status: 1, stderr: expect.stringContaining('gone') });
    // Closed by the page itself.
    expect(run('exit 0')).toMatchObject({ status: 1, stderr: '' });
    expect(run(`sh -c 'sleep 9; :' --type=renderer & wait`)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('frozen'),
    });
    // For as long as it works, nobody ends it but itself.
    const busy = 'i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done';
    expect(run(`sh -c '${busy}' --type=renderer & wait`)).toMatchObject({ status: 1, stderr: '' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
