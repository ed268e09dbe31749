import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf, isAlive, root } from './processes.mjs';

const folder = join(root, '.ready');
const prefix = 'running-';

/** Leaves a mark while this process runs from the folder, so that nobody takes its node_modules away. */
export function markRunning() {
  const mark = join(folder, `${prefix}${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(mark, identityOf(process.pid));
    process.once('exit', () => rmSync(mark, { force: true }));
  } catch {
    // A folder that cannot be written, such as an image's, cannot be reinstalled either.
  }
}

/** The process numbers of the boxes that run from this folder; marks of dead ones are cleared away. */
export function runningBoxes() {
  /** @type {number[]} */
  const found = [];
  /** @type {string[]} */
  let names = [];
  try {
    names = readdirSync(folder).filter((name) => name.startsWith(prefix));
  } catch {
    return found;
  }
  for (const name of names) {
    const pid = Number(name.slice(prefix.length));
    if (isAlive(pid, readFileSync(join(folder, name), 'utf8'))) found.push(pid);
    else rmSync(join(folder, name), { force: true });
  }
  return found;
}
