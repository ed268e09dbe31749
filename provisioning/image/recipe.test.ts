import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { root, succeeds } from '../ready/processes.mjs';
import { type Plain, readPlainYaml } from './plain-yaml.ts';

// What can be said of docker/ without an engine. The rest is `npm run image -- test`.

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const { version, dependencies, devDependencies, imports } = JSON.parse(read('package.json'));
const dockerfile = read('docker/Dockerfile')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n\s*/g, '');
const stages = dockerfile.split(/^(?=FROM )/m).slice(1);
const final = stages.at(-1) ?? '';

/** Whether the builder is kept from seeing a path, by .dockerignore's own rule: the last line that fits decides. */
function hidden(path: string): boolean {
  let result = false;
  for (const line of read('.dockerignore').split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const shown = line.startsWith('!');
    const pattern = (shown ? line.slice(1) : line)
      .replace(/[.+^$()|[\]]/g, '\\$&')
      .replace(/\*\*\/|\*/g, (stars) => (stars === '*' ? '[^/]*' : '(?:.*/)?'));
    if (new RegExp(`^${pattern}(?:/|$)`).test(path)) result = !shown;
  }
  return result;
}

/** Files that the last stage gets from the repository. */
function inImage(path: string): boolean {
  if (hidden(path)) return false;
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+)$/gm)].flatMap((line) => line[1]?.split(' ') ?? []);
  return path.startsWith('server/') || copied.includes(path);
}

/** All that a program loads: our files, and the packages it names. */
function loadedBy(...entries: string[]) {
  const files = new Set<string>();
  const packages = new Set<string>();
  const look = (path: string) => {
    if (files.has(path)) return;
    files.add(path);
    const source = read(path).replace(/^(?:import|export) type [^;]*;/gm, '');
    const named = /(?:^(?:import|export)\s[^;'"]*?from |^import |\bimport\(|\bnew URL\()['"]([^'"]+)['"]/gm;
    for (const [, name = ''] of source.matchAll(named)) {
      if (name.startsWith('.')) {
        const next = normalize(join(dirname(path), name));
        if (/\.(?:ts|mjs)$/.test(next)) look(next);
      } else if (name.startsWith('#')) {
        const [key = ''] = Object.keys(imports).filter((key) => name.startsWith(key.slice(0, -1)));
        look(normalize(imports[key].replace('*', name.slice(key.length - 1))));
      } else if (/^(?!node:)[@\w]/.test(name)) packages.add(name.split('/')[0] as string);
    }
  };
  for (const entry of entries) look(entry);
  return { files: [...files], packages: [...packages] };
}

test('the base is the pinned Node, for every kind of machine, and nothing names one kind', () => {
  expect(dockerfile).toContain(`ARG BASE=docker.io/library/node:${devDependencies.node}-`);
  expect(stages.filter((stage) => !/^FROM \$\{BASE\}/.test(stage))).toEqual([]);
  expect(dockerfile).not.toMatch(/amd64|arm64|x86|x64|aarch64|--platform/i);
});

test('all that the server and the health check load is in the image, and of packages only what runs there', () => {
  const { files, packages } = loadedBy('server/main.ts', 'server/library/ingest/worker.ts', 'docker/healthcheck.ts');
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((path) => !inImage(path))).toEqual([]);
  expect(packages.filter((name) => !(name in dependencies))).toEqual([]);
  // The same looking finds what is not there.
  expect(inImage('server/testing/box.ts')).toBe(false);
});

test('what the Dockerfile copies is there, and shown to the builder', () => {
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap((line) => line[1]?.split(' ') ?? []);
  expect(copied.length).toBeGreaterThan(10);
  expect(copied.filter((path) => !existsSync(join(root, path)) || hidden(path))).toEqual([]);
});

test('data, keys, tokens and tests in the folder are kept from the builder', () => {
  const tests = globSync('{server,admin,kiosk,provisioning}/**/*.test.ts', { cwd: root });
  expect(tests.length).toBeGreaterThan(50);
  const secret = [
    'data/maiimg.db',
    'data/secret.key',
    '.git/config',
    '.npmrc',
    '.env',
    'docker/.env',
    'docker/tunnel-token',
  ];
  const useless = [
    'server/.env',
    'server/data.db',
    'node_modules/express/index.js',
    'dist/admin/index.html',
    'server/bench/main.ts',
  ];
  expect([...secret, ...useless, ...tests].filter((path) => !hidden(path))).toEqual([]);
});

test('the image runs as a plain user, by box.sh, with a health check whose own patience is the shorter', () => {
  expect(final).toMatch(/^USER node$/m);
  expect(final.slice(final.indexOf('USER node'))).not.toMatch(/^(?:RUN|COPY|ADD|USER root)/m);
  expect(final).toMatch(/^ENTRYPOINT \["sh", "docker\/box\.sh"\]$/m);
  expect(final).toMatch(/^VOLUME \/data$/m);
  const engines = Number(
    /^HEALTHCHECK .*--timeout=(\d+)s .*CMD \["node", "docker\/healthcheck\.ts"\]$/m.exec(final)?.[1],
  );
  const own = Number(/withinMs: (\d+)_000/.exec(read('docker/healthcheck.ts'))?.[1]);
  expect(engines).toBeGreaterThan(own);
});

test('nothing is fetched past npm and Debian, and the builder’s settings stay in its stages', () => {
  expect(dockerfile).not.toMatch(/^ADD|curl|wget|https?:/m);
  expect(stages.filter((stage) => /\bnpm (?!ci\b)/.test(stage))).toEqual([]);
  expect(final).not.toMatch(/npm|^ARG/m);
});

const compose = readPlainYaml(read('docker/compose.yaml')) as Record<string, Record<string, Record<string, Plain>>>;
const services = compose.services as Record<string, Record<string, Plain>>;
const { box = {}, ...others } = services;

test('the box alone starts by default, on the two doors and nothing else', () => {
  expect(Object.values(others).filter(({ profiles }) => !Array.isArray(profiles))).toEqual([]);
  expect(box.profiles).toBeUndefined();
  expect((box.ports as string[]).map((port) => port.split(':').at(-1))).toEqual(['8080', '8090']);
  expect(Object.values(others).filter(({ ports }) => ports)).toEqual([]);
  expect(box.image).toBe(`localhost/maiimg-box:${version}`);
});

test('both doors are reached from the venue’s network, and the owner may keep the staff’s to one address', () => {
  const [local = '', guest = ''] = box.ports as string[];
  expect(local).toMatch(/^\$\{MAIIMG_BIND:-0\.0\.0\.0\}:/);
  expect(guest).not.toContain('MAIIMG_BIND');
  expect(read('docs/containers.md')).toMatch(/^\| `MAIIMG_BIND` \| `0\.0\.0\.0` \|/m);
});

test.each(Object.keys(services))(
  '%s is confined: read-only, without rights, bounded in memory, processes and logs',
  (name) => {
    const service = services[name] ?? {};
    expect(service).toMatchObject({
      restart: 'unless-stopped',
      read_only: 'true',
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      logging: { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '5' } },
    });
    expect(service.mem_limit).toMatch(/^(?:1g|\d+m)$/);
    expect(Number(service.pids_limit)).toBeGreaterThan(0);
    expect(Object.keys(service)).not.toEqual(expect.arrayContaining(['privileged']));
    // A named version, never whatever is newest.
    expect(service.image).toMatch(/:\d+\.\d+\.\d+$/);
  },
);

test('only the data volume and a small tmpfs of the box can be written to', () => {
  expect(box.volumes).toEqual(['data:/data']);
  expect(box.tmpfs).toEqual([expect.stringMatching(/^\/tmp:size=\d\dm,/)]);
  expect(box.mem_limit).toBe('1g');
});

test('no secret stands in the compose file: the tunnel’s token is a file outside of it that is not committed', () => {
  expect(compose.secrets).toEqual({
    'tunnel-token': { file: expect.stringMatching(/^\$\{MAIIMG_TUNNEL_TOKEN_FILE:-/) },
  });
  expect(others.tunnel).toMatchObject({ profiles: ['tunnel'], secrets: ['tunnel-token'] });
  expect(others.tunnel?.command).toMatch(/ run --token-file \/run\/secrets\/tunnel-token$/);
  expect(read('docker/.gitignore').split('\n')).toEqual(expect.arrayContaining(['.env', 'tunnel-token']));
  const told = Object.values(services).flatMap(({ environment = {} }) => Object.keys(environment));
  expect(told.filter((name) => /password|token|secret|key/i.test(name))).toEqual([]);
});

test('the compose file keeps to what old and new compose understand', () => {
  expect(Object.keys(compose).toSorted()).toEqual(['secrets', 'services', 'volumes']);
  expect(read('docker/compose.yaml')).not.toMatch(/\$\{\w+(?::\?|\?|:\+|\+)/);
});

const composes = [['docker', 'compose'], ['docker-compose']].filter(([command = '', ...args]) =>
  succeeds(command, [...args, 'version']),
);

test.skipIf(composes.length === 0)(
  'the compose that is here takes the file, tunnel and all (skipped where there is none)',
  () => {
    for (const [command = '', ...args] of composes) {
      const file = [...args, '--file', join(root, 'docker', 'compose.yaml')];
      for (const env of [{}, { MAIIMG_BIND: '192.168.8.1' }, { MAIIMG_BIND: '' }]) {
        const { status, stderr } = spawnSync(command, [...file, '--profile', 'tunnel', 'config', '--quiet'], {
          encoding: 'utf8',
          env: { ...process.env, ...env },
        });
        expect(`${status} ${stderr}`).toBe('0 ');
      }
    }
  },
);

test('whatever the pages share with the server is there where they are built', () => {
  const shared = Object.values(imports as Record<string, string>).map((path) => path.slice(2, -2));
  const pages = stages.find((stage) => stage.includes('COPY kiosk kiosk')) ?? '';
  expect(shared.length).toBeGreaterThan(2);
  expect(shared.filter((folder) => !pages.includes(`COPY ${folder} ${folder}\n`))).toEqual([]);
});
