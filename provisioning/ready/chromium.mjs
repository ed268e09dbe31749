import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { lastLines, Obstacle, root, run, say, succeeds } from './processes.mjs';

// The shell first: the same engine without a window around it does the tests with three quarters of the work.
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge',
];

/** The path of a Chromium that starts, or undefined where there is none; `MAIIMG_CHROMIUM` goes before all. */
export function findChromium() {
  const named = process.env.MAIIMG_CHROMIUM;
  if (named) {
    if (starts(named)) return named;
    throw new Obstacle(`MAIIMG_CHROMIUM is ${named}, and that does not start`);
  }
  return [...usualPlaces(), playwrights()].find((path) => path !== '' && starts(path));
}

/** Sees to it that there is a Chromium: one that is there, Debian's package, or Playwright's download. */
export async function provideChromium() {
  if (findChromium()) return;
  const failures = [];
  if (asRoot()) {
    say('installing Chromium for the browser tests with apt-get');
    for (const name of ['chromium-headless-shell', 'chromium']) {
      const { ok, output } = await apt([name]);
      if (findChromium()) return;
      if (!ok) failures.push(lastLines(output, 1));
    }
  }
  say("downloading Playwright's Chromium for the browser tests");
  const cli = join(root, 'node_modules', 'playwright-core', 'cli.js');
  const { output } = await run(process.execPath, [
    ...[cli, 'install', 'chromium', '--no-shell', '--no-progress'],
    ...(asRoot() ? ['--with-deps'] : []),
  ]);
  if (findChromium()) return;
  failures.push(lastLines(output, 1));
  throw new Obstacle(
    `no Chromium for the browser tests: install one, or name it in MAIIMG_CHROMIUM (${failures.join('; ')})`,
  );
}

/** Where apt can, sees to it that Chinese text in the tests' pictures is not boxes. */
export async function provideFonts() {
  if (process.platform !== 'linux' || !asRoot()) return;
  const fonts = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' });
  if (fonts.stdout?.trim()) return;
  say('installing a Chinese font for the browser tests with apt-get');
  const { ok, output } = await apt(['fontconfig', 'fonts-noto-cjk']);
  if (!ok) say(`no Chinese font could be installed (${lastLines(output, 1)}); going on without`);
}

function usualPlaces() {
  if (process.platform === 'darwin') {
    const homes = ['/Applications', `${process.env.HOME}/Applications`];
    const apps = ['Chromium', 'Google Chrome', 'Microsoft Edge'];
    return homes.flatMap((home) => apps.map((app) => `${home}/${app}.app/Contents/MacOS/${app}`));
  }
  if (process.platform === 'win32') {
    const { ProgramFiles, 'ProgramFiles(x86)': older, LOCALAPPDATA } = process.env;
    const ends = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return [ProgramFiles, older, LOCALAPPDATA].flatMap((base) => (base ? ends.map((end) => join(base, end)) : []));
  }
  const folders = ['/usr/bin', '/usr/local/bin', ...(process.env.PATH ?? '').split(delimiter)];
  return names.flatMap((name) => [...new Set(folders)].map((folder) => join(folder, name)));
}

/** Where Playwright puts the one that it downloads. */
function playwrights() {
  try {
    return createRequire(join(root, 'package.json'))('playwright-core').chromium.executablePath();
  } catch {
    return '';
  }
}

/** @param {string} path */
function starts(path) {
  // Ubuntu's chromium-browser is a note about a snap. On Windows asking for the version would open a window.
  return existsSync(path) && (process.platform !== 'linux' || succeeds(path, ['--version']));
}

/** What to put before a command to run it as root without being asked, or undefined where that cannot be. */
function asRoot() {
  if (!succeeds('apt-get', ['--version'])) return undefined;
  if (process.getuid?.() === 0) return [];
  return succeeds('sudo', ['-n', 'true']) ? ['sudo', '-n', 'DEBIAN_FRONTEND=noninteractive'] : undefined;
}

/** @param {string[]} packages */
async function apt(packages) {
  const [command = 'apt-get', ...rest] = [...(asRoot() ?? []), 'apt-get', '-o', 'DPkg::Lock::Timeout=300', '-q'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Old lists may still do, so a failed update is no reason to stop.
  await run(command, [...rest, 'update'], env);
  return run(command, [...rest, 'install', '-y', '--no-install-recommends', ...packages], env);
}
