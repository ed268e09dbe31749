import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, Obstacle, pinnedNode, root, run, say } from './processes.mjs';

// The admin draws its pictures of screens by the screens' own scenes; guests and screens look around by the same sphere.
const shared = [
  'server/contract',
  'server/words',
  'server/sphere',
  'kiosk/scenes',
  'package-lock.json',
  'tsconfig.json',
];

/** Everything that Vite builds, each into `dist/` and its name. */
export const frontEnds = [
  { name: 'guest', folder: 'server/guest/client', entry: 'main.ts' },
  { name: 'admin', folder: 'admin', entry: 'index.html' },
  { name: 'kiosk', folder: 'kiosk', entry: 'index.html' },
];

/** @typedef {(typeof frontEnds)[number]} FrontEnd */

/**
 * The front-ends whose sources are not those of the last build, or all that have sources.
 * @param {boolean} all
 */
export function staleFrontEnds(all) {
  return frontEnds
    .filter((side) => existsSync(join(root, side.folder, side.entry)))
    .filter((side) => all || readNote(side) !== sourcesHash(side));
}

/**
 * Builds front-ends side by side; each takes the place of the one before as a whole, or not at all.
 * @param {FrontEnd[]} sides
 */
export async function buildFrontEnds(sides) {
  if (sides.length === 0) return;
  say(`building ${sides.map((side) => side.name).join(', ')}`);
  // All of them to their end, so that none is cut off in the middle by another's failure.
  const failed = (await Promise.allSettled(sides.map(build))).find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

/** @param {FrontEnd} side */
async function build(side) {
  const hash = sourcesHash(side);
  const place = join(root, 'dist', side.name);
  const fresh = `${place}.new`;
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const config = join(root, side.folder, 'vite.config.ts');
  const args = [vite, 'build', '--config', config, '--outDir', fresh, '--emptyOutDir', '--logLevel', 'warn'];
  const { ok, output } = await run(pinnedNode, args, { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' });
  if (!ok) throw new Obstacle(`${side.name} did not build:\n${lastLines(output, 30)}`);
  if (output.trim() !== '') say(`${side.name}: ${output.trim()}`);
  // The note travels with the files that it vouches for.
  writeFileSync(join(fresh, noteName), hash);
  rmSync(place, { recursive: true, force: true });
  renameSync(fresh, place);
}

const noteName = '.built-from';

/** @param {FrontEnd} side */
function readNote(side) {
  const note = join(root, 'dist', side.name, noteName);
  return existsSync(note) ? readFileSync(note, 'utf8') : '';
}

/** @param {FrontEnd} side */
function sourcesHash(side) {
  const hash = createHash('sha256');
  for (const file of [side.folder, ...shared].flatMap(filesIn)) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/**
 * The files of a folder and those below, or the file itself, in a fixed order; tests are no part of a build.
 * @param {string} path
 * @returns {string[]}
 */
function filesIn(path) {
  if (!existsSync(join(root, path))) return [];
  if (statSync(join(root, path)).isFile()) return path.endsWith('.test.ts') ? [] : [path];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesIn(`${path}/${name}`));
}
