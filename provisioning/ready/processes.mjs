import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

/** The repository's folder, without a slash at its end. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** What stands in the way, as one sentence for the person at the console. */
export class Obstacle extends Error {}

/**
 * Tells the person at the console how far it is. On stderr, since stdout belongs to the box's log.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`maiimg: ${line}\n`);
}

/** The Node that the lock file pins, whatever Node runs this. */
export const pinnedNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/**
 * What tells a process from a later one with the same number; empty where the system does not say, 'gone' for one that
 * has ended.
 * @param {number} pid
 */
export function identityOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold anything, so fields are counted from its end: state first, start time 20th.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? 'gone' : String(fields[19]);
  } catch {
    return '';
  }
}

/**
 * Whether the process that left this number and identity still runs.
 * @param {number} pid
 * @param {string} identity
 */
export function isAlive(pid, identity) {
  try {
    process.kill(pid, 0);
  } catch (fault) {
    if (/** @type {NodeJS.ErrnoException} */ (fault).code !== 'EPERM') return false;
  }
  const now = identityOf(pid);
  return now === '' || identity === '' || now === identity;
}

/**
 * Whether a command is there and ends well when run with these arguments.
 * @param {string} command
 * @param {string[]} args
 */
export function succeeds(command, args) {
  return spawnSync(command, args, { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

/**
 * Runs a command in the repository's folder and gathers all that it prints. A signal to us ends it too, so that nothing
 * goes on in the folder after the lock is free.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function run(command, args, env = process.env) {
  return new Promise((settle) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    /** @param {string} text */
    const gather = (text) => {
      output += text;
    };
    child.stdout.setEncoding('utf8').on('data', gather);
    child.stderr.setEncoding('utf8').on('data', gather);
    /** @type {NodeJS.Signals[]} */
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    /** @param {NodeJS.Signals} signal */
    const end = (signal) => {
      child.kill(signal);
      child.once('close', () => process.exit(1));
    };
    for (const signal of signals) process.once(signal, end);
    /** @param {boolean} ok */
    const done = (ok) => {
      for (const signal of signals) process.off(signal, end);
      settle({ ok, output });
    };
    child.once('error', (fault) => {
      output += `${fault.message}\n`;
      done(false);
    });
    child.once('close', (code) => done(code === 0));
  });
}

/**
 * The end of what a command printed, for a message.
 * @param {string} output
 * @param {number} lines
 */
export function lastLines(output, lines) {
  return stripVTControlCharacters(output).trimEnd().split('\n').slice(-lines).join('\n');
}
