import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type BenchBox, end, folder, hasProgram, startBox, tie } from './box.ts';
import { openedBy } from './load.ts';
import { childrenOf, cpuOf, figure, median, pause, quick, rounds, skipped } from './measure.ts';
import { seed } from './seed.ts';

/**
 * Measures what photos cost: CPU of the box for a thumb of 30 kB from memory with its access check, and for screen
 * sizes of 300 kB from memory and from disk, beside nginx with the same files. wrk asks from a core of its own.
 * node server/bench/bytes.ts [runs]
 */
const runs = rounds(5, 2);
const seconds = quick ? 2 : 5;
const sizes = { thumb: 30_000, screen: 300_000 };
/** More than the box keeps in memory, so that each is read from disk when its turn comes. */
const many = 300;
const [own, asking] = availableParallelism() > 1 ? [0, 1] : [undefined, undefined];

interface Server {
  readonly pid: number;
  readonly origin: string;
  readonly cookie: string;
  readonly thumb: readonly string[];
  readonly screen: readonly string[];
}

const missing = ['wrk', 'nginx'].filter((name) => !hasProgram(name));
if (missing.length > 0) skipped('CPU of a photo, against nginx', `this machine has no ${missing.join(' and no ')}`);
else await measure();

async function measure(): Promise<void> {
  const place = await folder();
  const data = join(place.path, 'data');
  const { links } = await seed(data, {
    photos: many,
    links: 1,
    chapters: many / 25,
    thumbBytes: sizes.thumb,
    screenBytes: sizes.screen,
  });
  const box = await startBox(data, own);
  const nginx = await startNginx(place.path);
  try {
    const both = [await ours(box, links[0]?.token as string), await nginx.server()] as const;
    const cases = [
      ['a thumb of 30 kB from memory', 'thumb', 1, 6],
      ['300 kB from memory', 'screen', 1, 2],
      ['300 kB not in memory', 'screen', many, 5],
    ] as const;
    for (const [what, size, count, limit] of cases) {
      const costs = { ours: [] as number[], nginx: [] as number[] };
      for (let run = 0; run < runs; run += 1) {
        costs.ours.push(await cost(both[0], both[0][size].slice(0, count), place.path));
        costs.nginx.push(await cost(both[1], both[1][size].slice(0, count), place.path));
      }
      // Microseconds a request, or seconds a gigabyte.
      const [factor, unit] = size === 'thumb' ? [1e6, 'µs CPU a request'] : [1e9 / sizes.screen, 's CPU a GB'];
      const [value, bare] = [median(costs.ours) * factor, median(costs.nginx) * factor];
      figure({ what, value, unit, bare, bareIs: 'nginx', limit });
    }
  } finally {
    await end(nginx.child);
    await box.stop();
    await place.remove();
  }
}

async function ours(box: BenchBox, token: string): Promise<Server> {
  const { cookie, thumbs, screens } = await openedBy(box.guestUrl, token);
  return { pid: box.pid, origin: box.guestUrl, cookie, thumb: thumbs, screen: screens };
}

/** CPU seconds of the server for one request, these addresses in turn. */
async function cost(server: Server, paths: readonly string[], scratch: string): Promise<number> {
  const script = join(scratch, 'turn.lua');
  const list = paths.map((path) => `'${path}'`).join(',');
  await writeFile(
    script,
    `local paths = {${list}}\nlocal at = 0\nrequest = function() at = at % #paths + 1; return wrk.format('GET', paths[at]) end`,
  );
  const ask = async (how: string) => {
    const command = ['wrk', '-t1', '-c16', `-d${how}`, '-s', script, '-H', `Cookie: ${server.cookie}`, server.origin];
    if (asking !== undefined) command.unshift('taskset', '-c', String(asking));
    const [program, ...args] = command as [string, ...string[]];
    // Not waited for in one piece: the box's log has to be read meanwhile, or the box waits for that.
    const said = await text(spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] }).stdout);
    const bad = /Non-2xx or 3xx responses: (\d+)/.exec(said)?.[1];
    if (bad !== undefined) throw new Error(`${server.origin}: ${bad} answers were none`);
    return Number(/(\d+) requests in/.exec(said)?.[1]);
  };
  await ask('1s');
  const before = cpuOf(server.pid);
  const answered = await ask(`${seconds}s`);
  return (cpuOf(server.pid) - before) / answered;
}

/** nginx with one worker, as fast as it is usually set up: sendfile, open file cache, no log. */
async function startNginx(scratch: string): Promise<{ child: ChildProcess; server: () => Promise<Server> }> {
  const root = join(scratch, 'nginx');
  await mkdir(root);
  const port = await freePort();
  const names = Array.from({ length: many }, (_, at) => `/${at}`);
  for (const size of ['thumb', 'screen'] as const)
    for (const name of names) await writeFile(join(root, `${name.slice(1)}.${size}`), Buffer.alloc(sizes[size], 120));
  const settings = `daemon off; worker_processes 1; pid ${root}/pid; error_log ${root}/error.log;
${process.getuid?.() === 0 ? 'user root;' : ''}
events { worker_connections 512; }
http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; open_file_cache max=2000;
  client_body_temp_path ${root}/body; proxy_temp_path ${root}/proxy; fastcgi_temp_path ${root}/fastcgi; uwsgi_temp_path ${root}/uwsgi; scgi_temp_path ${root}/scgi;
  server { listen 127.0.0.1:${port}; root ${root}; default_type image/webp; } }`;
  await writeFile(join(root, 'nginx.conf'), settings);
  const child = spawn('nginx', ['-c', join(root, 'nginx.conf'), '-e', join(root, 'error.log')], { stdio: 'inherit' });
  return {
    child,
    server: async () => {
      for (let tries = 0; tries < 50 && childrenOf(child.pid as number).length === 0; tries += 1) await pause(100);
      const [worker] = childrenOf(child.pid as number);
      if (worker === undefined) throw new Error('nginx did not start');
      if (own !== undefined) tie(worker, own);
      const of = (size: string) => names.map((name) => `${name}.${size}`);
      return {
        pid: worker,
        origin: `http://127.0.0.1:${port}`,
        cookie: 'none=1',
        thumb: of('thumb'),
        screen: of('screen'),
      };
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
