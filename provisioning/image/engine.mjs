import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Obstacle, root } from '../ready/processes.mjs';

/** @typedef {'podman' | 'docker'} Engine */

/**
 * The engine to build and run with: the named one, else the first that answers. Throws an Obstacle where there is none.
 * @param {string} [named]
 * @returns {Engine}
 */
export function findEngine(named) {
  /** @type {Engine[]} */
  const known = ['docker', 'podman'];
  const asked = known.filter((name) => named === undefined || name === named);
  // The client alone is no engine, so it is asked for something that only the engine knows.
  const found = asked.find((name) => spawnSync(name, ['info'], { stdio: 'ignore', timeout: 30_000 }).status === 0);
  if (found) return found;
  throw new Obstacle(
    named === undefined
      ? 'neither Docker nor podman answers here: docs/containers.md says what is needed'
      : `${named} does not answer here, or is not one of ${known.join(', ')}`,
  );
}

/**
 * Runs the engine and gives what it printed on stdout, without the last line's end; throws an Obstacle with its last words
 * where it fails.
 * @param {Engine} engine
 * @param {string[]} args
 */
export function ask(engine, args) {
  const { status, stdout, stderr } = spawnSync(engine, args, { encoding: 'utf8', maxBuffer: 64 << 20 });
  if (status === 0) return stdout.trimEnd();
  throw new Obstacle(`${engine} ${args[0]} failed: ${stderr?.trim().split('\n').slice(-5).join('\n')}`);
}

/**
 * Runs a command whose progress is shown; throws an Obstacle where it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<void>}
 */
export function show(command, args, options = {}) {
  return new Promise((settle, reject) => {
    // All of it on stderr: what this program prints on stdout are its own few lines.
    const child = spawn(command, args, { ...options, stdio: ['ignore', 2, 2] });
    child.once('error', (fault) => reject(new Obstacle(`${command} cannot be run: ${fault.message}`)));
    child.once('close', (code) => {
      if (code === 0) settle();
      else reject(new Obstacle(`${command} ${args[0]} failed`));
    });
  });
}

/**
 * Has podman get along where there is no systemd and no limit may be raised, as in a container of its own: runc, cgroups by
 * hand, and no limit above ours. For this process and what it starts.
 */
export function plainPodman() {
  const limits = readFileSync('/proc/self/limits', 'utf8');
  const files = /^Max open files +\S+ +(\d+)/m.exec(limits)?.[1] ?? '1024';
  // Of processes the container's own bound (pids) is the lower one anyway.
  const ulimits = [`nofile=${files}:${files}`, 'nproc=4096:4096'];
  const folder = join(root, '.ready');
  const file = join(folder, 'containers.conf');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    file,
    `[containers]
default_ulimits = ${JSON.stringify(ulimits)}
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
`,
  );
  process.env.CONTAINERS_CONF = file;
}
