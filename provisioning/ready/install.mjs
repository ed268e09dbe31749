import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, Obstacle, pinnedNode, root, run, say, succeeds } from './processes.mjs';
import { runningBoxes } from './running.mjs';

const modules = join(root, 'node_modules');
const mark = join(modules, '.maiimg-ready.json');
const log = join(root, '.ready', 'npm-ci.log');

/** Whether node_modules is what the lock file asks for, on this kind of machine. */
export function isInstalled() {
  const wanted = fingerprint();
  if (existsSync(pinnedNode) && readJson(mark)?.installed === wanted) return true;
  // Somebody may have run npm by hand: then look, rather than install it all again.
  if (!matchesLock() || whatIsBroken() !== '') return false;
  writeFileSync(mark, `${JSON.stringify({ installed: wanted })}\n`);
  return true;
}

/** Installs what the lock file names, afresh; throws an Obstacle that says why where it cannot. */
export async function install() {
  const boxes = runningBoxes();
  if (boxes.length > 0) {
    throw new Obstacle(
      `the dependencies have changed, and a box runs from this folder (process ${boxes.join(', ')}): stop it first`,
    );
  }
  say('installing dependencies; the first time takes some minutes, since SQLite may have to be compiled');
  const begun = process.hrtime.bigint();
  const seconds = () => Number((process.hrtime.bigint() - begun) / 1_000_000_000n);
  const patience = setInterval(() => say(`still installing (${seconds()} s)`), 30_000);
  const { ok, output } = await npm(['ci', '--include=dev', '--loglevel=error', '--no-audit', '--no-fund']);
  clearInterval(patience);
  mkdirSync(join(root, '.ready'), { recursive: true });
  writeFileSync(log, output);
  if (!ok) throw new Obstacle(whyNot(output));
  const broken = whatIsBroken();
  if (broken !== '') throw new Obstacle(`the dependencies were installed, but do not work: ${broken}`);
  writeFileSync(mark, `${JSON.stringify({ installed: fingerprint() })}\n`);
  say(`dependencies installed in ${seconds()} s`);
}

/** The npm that runs us, on the Node it runs on: ours may lie in the node_modules that is about to go. */
function npm(/** @type {string[]} */ args) {
  const { npm_execpath: script, npm_node_execpath: node, ...rest } = process.env;
  const env = { ...rest, npm_config_global: 'false' };
  return script?.endsWith('.js') && node && existsSync(node)
    ? run(node, [script, ...args], env)
    : run('npm', args, env);
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const name of ['package-lock.json', 'package.json']) hash.update(readFileSync(join(root, name))).update('\0');
  return hash.update(`${process.platform} ${process.arch}`).digest('hex');
}

/** Whether npm's own note of what it installed agrees with the lock file, parts for other machines aside. */
function matchesLock() {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages ?? {};
  const there = readJson(join(modules, '.package-lock.json'))?.packages;
  if (!there) return false;
  const names = Object.keys(wanted).filter((name) => name !== '');
  const asked = readJson(join(root, 'package.json'));
  const direct = { ...asked?.dependencies, ...asked?.devDependencies };
  return (
    names.every((name) => there[name]?.version === wanted[name].version || (!there[name] && wanted[name].optional)) &&
    Object.keys(there).every((name) => wanted[name]) &&
    Object.entries(direct).every(([name, version]) => wanted[`node_modules/${name}`]?.version === version)
  );
}

/** What fails when the pinned Node and the compiled parts are tried; empty when all is well. */
function whatIsBroken() {
  if (!existsSync(pinnedNode)) return 'the pinned Node is missing';
  const trial = spawnSync(pinnedNode, ['-e', "require('sqlite3'); require('sharp')"], { cwd: root, encoding: 'utf8' });
  if (trial.status === 0) return '';
  const lines = `${trial.stderr ?? ''}${trial.error?.message ?? ''}`.split('\n');
  return lines.find((line) => /error/i.test(line))?.trim() ?? 'the pinned Node does not start';
}

function whyNot(/** @type {string} */ output) {
  if (/ENOSPC|no space left/i.test(output)) return 'the disk is full: the dependencies take about 700 MB';
  if (/EUSAGE|in sync/.test(output)) {
    return 'package.json and package-lock.json do not agree: run `npm install` where they were changed, and commit both';
  }
  const tools = missingTools();
  if (/gyp/.test(output) && tools.length > 0) {
    const how = process.platform === 'darwin' ? 'xcode-select --install' : 'apt-get install -y python3 make g++';
    return `SQLite has to be compiled here, and these are missing: ${tools.join(', ')} (${how})`;
  }
  const code = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|E?TIMEDOUT)\b/.exec(output);
  if (code) return `the npm registry cannot be reached (${code[0]}): installing needs the network, running does not`;
  return `npm ci failed, and its last lines are (all of them: .ready/npm-ci.log)\n${lastLines(output, 15)}`;
}

function missingTools() {
  const there = (/** @type {string[]} */ ...names) => names.some((name) => succeeds(name, ['--version']));
  return [
    ...(there('python3', 'python', 'py') ? [] : ['python3']),
    ...(there('make') ? [] : ['make']),
    ...(there('g++', 'c++', 'clang++') ? [] : ['g++']),
  ];
}

function readJson(/** @type {string} */ file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
