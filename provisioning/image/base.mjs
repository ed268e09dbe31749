import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, copyFileSync, cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Obstacle, pinnedNode, say } from '../ready/processes.mjs';
import { show } from './engine.mjs';

const suite = 'bookworm';
/** Where Debian keeps the authorities that a machine trusts. */
export const authorities = '/etc/ssl/certs/ca-certificates.crt';

/**
 * Makes an image that stands in for the base of docker/Dockerfile, of what a Debian machine has at hand: debootstrap from
 * its own mirror, the pinned Node of this folder, the machine's npm. Made once; its name tells the Node in it.
 * @param {import('./engine.mjs').Engine} engine
 * @param {string} nodeVersion
 * @returns {Promise<string>} the image's name
 */
export async function baseFromDebian(engine, nodeVersion) {
  const name = `localhost/maiimg-base:${nodeVersion}-${suite}`;
  if (spawnSync(engine, ['image', 'inspect', name], { stdio: 'ignore' }).status === 0) return name;
  if (process.getuid?.() !== 0) throw new Obstacle('--base-from-debian has to be run as root, for debootstrap');
  if (!existsSync(pinnedNode)) throw new Obstacle('--base-from-debian takes Node from this folder: run npm ci first');
  say(`making ${name} with debootstrap`);
  const folder = mkdtempSync(join(tmpdir(), 'maiimg-base-'));
  const system = join(folder, 'root');
  try {
    await show('debootstrap', ['--variant=minbase', '--include=ca-certificates', suite, system, mirror()]);
    furnish(system);
    await load(engine, system, name);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return name;
}

/** The mirror that this machine installs from. */
function mirror() {
  const { stdout } = spawnSync('apt-get', ['indextargets', '--format', '$(REPO_URI) $(CODENAME) $(COMPONENT)'], {
    encoding: 'utf8',
  });
  const [found] = (stdout ?? '')
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([, codename, component]) => codename === suite && component === 'main');
  if (!found?.[0]) throw new Obstacle(`this machine does not install from Debian ${suite}`);
  return found[0];
}

/**
 * What the official image of Node has beside Debian: Node, npm, the headers, a user; and how this machine fetches packages.
 * @param {string} system
 */
function furnish(system) {
  const at = (/** @type {string[]} */ ...path) => join(system, ...path);
  copyFileSync(pinnedNode, at('usr/local/bin/node'));
  const npm = join(globalModules(), 'npm');
  cpSync(npm, at('usr/local/lib/node_modules/npm'), { recursive: true });
  for (const tool of ['npm', 'npx']) {
    spawnSync('ln', ['-s', `../lib/node_modules/npm/bin/${tool}-cli.js`, at('usr/local/bin', tool)]);
  }
  // Any Node's headers will do: what is compiled against them speaks Node-API.
  const headers = join(dirname(process.execPath), '..', 'include', 'node');
  if (!existsSync(headers)) throw new Obstacle(`Node's headers are not in ${headers}`);
  cpSync(headers, at('usr/local/include/node'), { recursive: true });
  appendFileSync(at('etc/passwd'), 'node:x:1000:1000::/home/node:/bin/sh\n');
  appendFileSync(at('etc/group'), 'node:x:1000:\n');
  if (existsSync(authorities)) copyFileSync(authorities, at(authorities));
  const { stdout = '' } = spawnSync('apt-config', ['dump'], { encoding: 'utf8' });
  const fetching = stdout.split('\n').filter((line) => /^Acquire::(?:Check|http)/.test(line));
  writeFileSync(at('etc/apt/apt.conf.d/99as-outside'), `${fetching.join('\n')}\n`);
  // The official slim images have none of these either.
  for (const path of ['usr/share/doc', 'usr/share/man', 'usr/share/info', 'usr/share/locale', 'var/lib/apt/lists']) {
    rmSync(at(path), { recursive: true, force: true });
  }
  spawnSync('sh', ['-c', `rm -rf ${at('var/cache/apt')}/*`]);
}

function globalModules() {
  const { stdout } = spawnSync('npm', ['root', '--global'], { encoding: 'utf8' });
  return stdout.trim();
}

/**
 * @param {import('./engine.mjs').Engine} engine
 * @param {string} system
 * @param {string} name
 * @returns {Promise<void>}
 */
function load(engine, system, name) {
  const tar = spawn('tar', ['-C', system, '-c', '.'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const load = spawn(engine, ['import', '-', name], { stdio: [tar.stdout, 'ignore', 'inherit'] });
  return new Promise((settle, reject) => {
    load.once('error', (fault) => reject(new Obstacle(fault.message)));
    load.once('close', (code) => {
      if (code === 0) settle();
      else reject(new Obstacle(`${engine} did not take the base`));
    });
  });
}
