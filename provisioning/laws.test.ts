import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './ready/processes.mjs';

// What the linter cannot say of this repository.

const notOurs = new Set(['node_modules', '.git', '.ready', 'dist', 'data', 'coverage']);

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !notOurs.has(entry.name))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(path) : [path];
    });
}

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const files = filesBelow('');
const texts = files.filter((path) => !/\.(png|jpe?g|webp|avif|ico|woff2|ttf|sqlite|db)$/.test(path));
const serverCode = files.filter(
  (path) => /^server\/.*\.ts$/.test(path) && !/\.test\.ts$|^server\/(?:testing|crash|abuse)\//.test(path),
);
const saying = (paths: string[], pattern: RegExp) => paths.filter((path) => pattern.test(read(path)));

interface Locked {
  version: string;
  resolved?: string;
  optionalDependencies?: Record<string, string>;
}
const lock: { packages: Record<string, Locked> } = JSON.parse(read('package-lock.json'));
const wanted: Record<'dependencies' | 'devDependencies', Record<string, string>> = JSON.parse(read('package.json'));
const direct = { ...wanted.dependencies, ...wanted.devDependencies };

test('no file names a folder of the machine it was written on', () => {
  expect(saying(texts, /(?<![\w.$}\])~-])\/(?:root|work|Users\/\w+|home\/(?!maiimg|pi)\w+)\//)).toEqual([]);
});

test('no file names a package registry or carries a key to one', () => {
  const others = texts.filter((path) => path !== 'provisioning/laws.test.ts');
  expect(
    saying(others, /\bregistry\s*=|https?:\/\/[^\s'"]*(?:registry|npmmirror|artifactory|nexus)|_auth(?:Token)?\b/i),
  ).toEqual([]);
});

test('the lock file says what to install, and leaves open from where', () => {
  const entries = Object.entries(lock.packages);
  expect(entries.filter(([, entry]) => entry.resolved).map(([name]) => name)).toEqual([]);
});

test('the lock file has the parts for every other kind of machine', () => {
  const missing = Object.values(lock.packages)
    .flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}))
    .filter((name) => !lock.packages[`node_modules/${name}`]);
  expect(missing).toEqual([]);
});

test('every dependency is pinned to one version, and the lock file has that one', () => {
  const loose = Object.entries(direct).filter(
    ([name, version]) => lock.packages[`node_modules/${name}`]?.version !== version,
  );
  expect(loose).toEqual([]);
});

test('the pinned Node is the same wherever it is named', () => {
  expect(read('.node-version').trim()).toBe(direct.node);
});

test('SQL is in the rooms’ table.ts and in the store', () => {
  // The clock keeps its one number by itself, since the store cannot look up to it.
  const elsewhere = serverCode.filter((path) => !/\/table\.ts$|^server\/store\/|^server\/clock\.ts$/.test(path));
  expect(saying(elsewhere, /import\s*\{[^}]*\bsql\b[^}]*\}\s*from 'kysely'/)).toEqual([]);
  expect(saying(elsewhere, /\.(?:selectFrom|insertInto|replaceInto|updateTable|deleteFrom|mergeInto)\(/)).toEqual([]);
});

test('no page carries the schemas’ library: it is large, and asks the content policy for eval', () => {
  const pages = files.filter(
    (path) => /^(?:admin|kiosk|server\/guest\/client)\/.*\.ts$/.test(path) && !/\.test\.ts$/.test(path),
  );
  const withSchemas = files.filter((path) => /^server\/contract\/.*\.ts$/.test(path) && /from 'zod'/.test(read(path)));
  const asked = pages.flatMap((path) =>
    [...read(path).matchAll(/^import (?!type)\{([^}]*)\} from '#contract\/([\w-]+\.ts)'/gm)]
      .filter(
        ([, names, from]) =>
          withSchemas.includes(`server/contract/${from}`) &&
          names?.split(',').some((name) => !/^\s*(?:type\s|$)/.test(name)),
      )
      .map(([, names, from]) => `${path}:${names}from ${from}`),
  );
  expect(asked).toEqual([]);
});

test('only the clock asks the machine for the time', () => {
  const others = serverCode.filter(
    (path) => path !== 'server/clock.ts' && !/^server\/(?:bench|soak|guest\/client)\//.test(path),
  );
  expect(saying(others, /\bDate\.now\(|\bnew Date\(\)/)).toEqual([]);
});

test('only config reads the environment', () => {
  const others = serverCode.filter(
    (path) => !/^server\/(?:config|main|dev|thread-pool)\.ts$|^server\/(?:bench|soak)\//.test(path),
  );
  expect(saying(others, /\bprocess\.env\b/)).toEqual([]);
});
