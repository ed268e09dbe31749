import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type { Link } from '#contract/links.ts';
import type { Photo } from '#contract/photos.ts';
import { sharp } from '../library/ingest/sharp.ts';
import { type BenchBox, folder, startBox } from './box.ts';
import { openedBy } from './load.ts';
import { figure, median, memoryOf, quick, rounds } from './measure.ts';
import { another } from './photos.ts';

/**
 * Measures an archive of 25 originals of 20 megapixels, by bytes a second over loopback, beside `cat` of the same files
 * into a socket; and the memory of the server before it and while four phones take one each.
 * node server/bench/zip.ts [runs]
 */
const runs = rounds(7, 2);
const count = quick ? 5 : 25;
const size = quick ? { width: 1200, height: 800 } : { width: 5472, height: 3648 };
const atOnce = 4;

const place = await folder();
const box = await startBox(join(place.path, 'data'));
try {
  const { link, paths } = await brought(box, place.path);
  const { cookie } = await openedBy(box.guestUrl, link.token as string);
  const address = `/g/${link.token}/download.zip`;
  // The first finds out what to leave out of each original, where that is not known yet.
  const bytes = await taken(address, cookie);
  const [ours, bare]: [number[], number[]] = [[], []];
  for (let run = 0; run < runs; run += 1) {
    bare.push(await rate(() => catted(paths)));
    ours.push(await rate(() => taken(address, cookie)));
  }
  figure({
    what: `ZIP of ${count} originals, ${Math.round(bytes / 1e6)} MB, over loopback`,
    value: median(ours),
    unit: 'MB/s',
    bare: median(bare),
    bareIs: 'cat of the same files',
    limit: 0.7,
    atLeast: true,
  });
  const before = memoryOf(box.pid).now;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, memoryOf(box.pid).now);
  }, 50);
  for (let round = 0; round < (quick ? 1 : 5); round += 1)
    await Promise.all(Array.from({ length: atOnce }, () => taken(address, cookie)));
  clearInterval(watch);
  figure({
    what: `server, while ${atOnce} phones take that ZIP`,
    value: most,
    unit: 'MB',
    bare: before,
    bareIs: 'before',
    limit: 1.3,
  });
} finally {
  await box.stop();
  await place.remove();
}

/** A gallery of large photos; its link, and the same files elsewhere on the disk. */
async function brought(to: BenchBox, root: string): Promise<{ link: Link; paths: string[] }> {
  const { id: projectId } = await to.owner.call<{ id: string }>('POST', '/api/projects', {
    kind: 'event',
    title: '峰会',
  });
  const photos: Photo['id'][] = [];
  const paths: string[] = [];
  const first = await grainy();
  for (let seed = 1; seed <= count; seed += 1) {
    const name = `照片 ${seed}.jpg`;
    const { data } = another({ name, data: first, pixels: size.width * size.height }, seed);
    const { accepted } = await to.owner.upload(projectId, [{ name, data }]);
    photos.push(...accepted.map(({ id }) => id));
    paths.push(join(root, `${seed}.jpg`));
    await writeFile(paths.at(-1) as string, data);
  }
  const all = async () =>
    (await Promise.all(photos.map((id) => to.owner.call<Photo>('GET', `/api/photos/${id}`)))).every(
      ({ state }) => state === 'ready',
    );
  while (!(await all())) await new Promise((resolve) => setTimeout(resolve, 500));
  const gallery = await to.owner.call<{ id: string }>('POST', `/api/projects/${projectId}/galleries`, {
    title: '主会场',
    photoIds: photos,
  });
  const link = await to.owner.call<Link>('POST', `/api/projects/${projectId}/links`, {
    galleryIds: [gallery.id],
    policy: { download: 'original' },
  });
  return { link, paths };
}

/** A photo with grain, as heavy as a camera's (some 10 MB at 20 megapixels), with place and owner in it. */
function grainy(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 14 } as const;
  return sharp({ create: { ...size, channels: 3, background: '#808080', noise } })
    .withExif({
      IFD0: { Artist: 'bench' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '31/1 14/1 37/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '121/1 28/1 11/1',
      },
    })
    .jpeg({ quality: 88 })
    .toBuffer();
}

/** MB a second of what gives so many bytes. */
async function rate(work: () => Promise<number>): Promise<number> {
  const started = performance.now();
  const bytes = await work();
  return bytes / 1e3 / (performance.now() - started);
}

/** Takes an archive and throws it away; gives how long it was. By a bare socket, so that nothing but the server differs from `cat`. */
async function taken(path: string, cookie: string): Promise<number> {
  const { port, host } = new URL(box.guestUrl);
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(`GET ${path} HTTP/1.1\r\nhost: ${host}\r\ncookie: ${cookie}\r\nconnection: close\r\n\r\n`);
  let head = '';
  const bytes = await drained(socket, (chunk) => {
    if (head === '') head = chunk.toString('latin1', 0, 1000);
  });
  const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
  if (!head.startsWith('HTTP/1.1 200') || bytes !== length + head.indexOf('\r\n\r\n') + 4)
    throw new Error(`an archive did not come whole: ${head.slice(0, 200)}`);
  return bytes;
}

/** The same of what `cat` writes into a socket of this machine. */
async function catted(paths: readonly string[]): Promise<number> {
  const server = createServer((socket) => {
    const child = spawn('cat', [...paths], { stdio: ['ignore', socket, 'inherit'] });
    child.once('exit', () => socket.end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bytes = await drained(connect((server.address() as AddressInfo).port, '127.0.0.1'), () => {});
  server.close();
  return bytes;
}

async function drained(socket: Socket, tell: (chunk: Buffer) => void): Promise<number> {
  let bytes = 0;
  socket.on('data', (chunk) => {
    bytes += chunk.length;
    tell(chunk);
  });
  await once(socket, 'end');
  socket.destroy();
  return bytes;
}
