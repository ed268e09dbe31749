import { mkdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { identityOf, isAlive, root, say } from './processes.mjs';

// Beside node_modules, not in it: `npm ci` empties that.
const folder = join(root, '.ready');
const lock = join(folder, 'lock');
const mine = `${process.pid} ${identityOf(process.pid)}`;

/**
 * Does the work while no other process gets this folder ready; waits its turn, and takes over from one that has died.
 * @param {() => Promise<void>} work
 */
export async function withLock(work) {
  await take();
  try {
    await work();
  } finally {
    if (holder() === mine) unlinkSync(lock);
  }
}

async function take() {
  mkdirSync(folder, { recursive: true });
  let said = false;
  for (let emptyFor = 0; ; await pause(250)) {
    try {
      writeFileSync(lock, mine, { flag: 'wx' });
      return;
    } catch (fault) {
      if (/** @type {NodeJS.ErrnoException} */ (fault).code !== 'EEXIST') throw fault;
    }
    const other = holder();
    if (other === undefined) continue;
    // Empty is one that has made the file and is about to write its name: only one that died there stays so.
    emptyFor = other === '' ? emptyFor + 1 : 0;
    const [pid = '', identity = ''] = other.split(' ');
    if (other === '' ? emptyFor > 20 : !isAlive(Number(pid), identity)) {
      if (await takeOver()) return;
    } else if (!said && other !== '') {
      said = true;
      say(`process ${pid} is getting this folder ready; waiting for it`);
    }
  }
}

/** Two may find the same dead holder: the last name written stands, and the other sees it after a moment. */
async function takeOver() {
  const name = join(folder, `lock-${process.pid}`);
  writeFileSync(name, mine);
  renameSync(name, lock);
  await pause(300);
  return holder() === mine;
}

/** What the lock file says, or undefined when there is none. */
function holder() {
  try {
    return readFileSync(lock, 'utf8');
  } catch {
    return undefined;
  }
}
