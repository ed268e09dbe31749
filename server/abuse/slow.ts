import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { openedBare } from '../testing/guests.ts';
import { makePhoto } from '../testing/photos.ts';
import { type Ground, idle, type Outcome, ours } from './ground.ts';
import { each, percentile, say } from './raw.ts';

export interface Slow {
  /** Sockets in all, as many of each kind. */
  readonly sockets: number;
  readonly seconds: number;
  /** Whether they are to be cut within that time, and not only borne. */
  readonly cut: boolean;
}

/**
 * How long each kind may hold on: the doors' own 20, 120 and 10 s, Node's look at them every 5 s, and as much again on a
 * busy machine. Of an answer that is not read, Node first sees after 120 s how far it got, and lets go after as long again.
 */
const mostMs = { head: 40_000, body: 145_000, stranger: 25_000, read: 300_000 } as const;
type Kind = keyof typeof mostMs;

interface Hanger {
  readonly kind: Kind;
  since: number;
  endedMs: number | undefined;
}

/** Hangs on to both doors: heads that come a letter at a time, bodies that do not come, those of strangers that come in drops, answers that are not read. Guests go on meanwhile. */
export async function abuseSlowly(ground: Ground, { sockets, seconds, cut }: Slow): Promise<Outcome> {
  const { box, token, cookie, projectId } = ground;
  const before = ground.held();
  const faults: string[] = [];
  const { accepted } = await ground.owner.upload(projectId, [{ name: 'large.png', data: await largePhoto() }]);
  await idle(ground);
  await ground.owner.call('POST', `/api/galleries/${ground.galleryId}/photos`, { add: accepted.map(({ id }) => id) });
  const open = new Set<Socket>();
  const hangers: Hanger[] = [];
  const { answer, cookie: pass } = await openedBare(box.guestUrl, token);
  const photos = answer.chapters.flatMap((chapter) => chapter.photos);
  const image = photos[0]?.images.screen ?? '';
  const original = photos.find(({ name }) => name === 'large.png')?.images.original ?? '';
  const photosPath = `/api/projects/${projectId}/photos`;
  const ask = `GET ${original} HTTP/1.1\r\nHost: localhost\r\nCookie: ${pass}\r\n\r\n`;
  const first: Record<Kind, (n: number) => [url: string, bytes: string]> = {
    head: (n) => [n % 2 ? box.localUrl : box.guestUrl, 'GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: '],
    body: (n) =>
      n % 2
        ? [
            box.localUrl,
            `POST ${photosPath} HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000\r\n\r\n--x\r\n`,
          ]
        : [
            box.guestUrl,
            `POST /g/${token}/open HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`,
          ],
    stranger: (n) => [
      box.localUrl,
      `POST ${n % 2 ? photosPath : '/api/session'} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{`,
    ],
    // Asked for again and again, and never read.
    read: () => [box.guestUrl, ask.repeat(3)],
  };

  // Some that are sent ahead are answered in turn; whoever sends more is cut, and leaves nothing open.
  const ahead = await say(box.guestUrl, 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(10));
  if (ahead.answers !== 10) faults.push(`${ahead.answers} of 10 requests sent ahead were answered`);
  const greedy = { patienceMs: 5000, afterMs: 5000 };
  await each(Array.from({ length: Math.min(50, sockets) }), 10, async () => {
    if (!(await say(box.guestUrl, ask.repeat(300), greedy)).closed) faults.push('300 requests sent ahead were taken');
  });
  faults.push(...(await ground.backToBase(before)));

  const kinds = Object.keys(mostMs) as Kind[];
  await each(Array.from({ length: sockets }), 50, async (_, n) => {
    const kind = kinds[n % kinds.length] as Kind;
    const [url, bytes] = first[kind](Math.floor(n / kinds.length));
    const hanger: Hanger = { kind, since: performance.now(), endedMs: undefined };
    hangers.push(hanger);
    await hang(url, bytes, kind, open, hanger);
  });

  const times: number[] = [];
  const until = performance.now() + seconds * 1000;
  while (performance.now() < until && (!cut || open.size > 0)) {
    for (const [url, path] of [
      [box.guestUrl, `/g/${token}`],
      [box.guestUrl, image],
      [box.localUrl, '/healthz'],
    ] as const) {
      const started = performance.now();
      const answer = await fetch(new URL(path, url), {
        headers: { cookie: pass },
        signal: AbortSignal.timeout(10_000),
      }).catch(() => undefined);
      await answer?.arrayBuffer();
      times.push(performance.now() - started);
      if (answer?.status !== 200) faults.push(`an honest guest is answered ${answer?.status ?? 'nothing'} at ${path}`);
    }
    await wait(100);
    // A line that is not read does not tell its reader that it was cut: the box's own open files do.
    if (!cut || ground.held().fds > before.fds + ours) continue;
    for (const hanger of hangers) hanger.endedMs ??= performance.now();
    for (const socket of open) socket.destroy();
    break;
  }
  const longest = Object.fromEntries(
    kinds.map((kind) => [`${kind}S`, seconded(hangers.filter((hanger) => hanger.kind === kind))]),
  );
  for (const { kind, since, endedMs } of hangers) {
    const ms = (endedMs ?? performance.now()) - since;
    if (ms > mostMs[kind]) faults.push(`a slow ${kind} was not cut for ${Math.round(ms / 1000)} s`);
  }
  if (cut && hangers.some(({ endedMs }) => endedMs === undefined)) faults.push('some are still held');
  const during = ground.held();
  for (const socket of open) socket.destroy();
  faults.push(...(await ground.backToBase(before)), ...(await ground.goodUpload()));
  return {
    counts: {
      sockets,
      honest: times.length,
      honestP99Ms: percentile(times, 0.99),
      ...longest,
      fds: `${before.fds} -> ${during.fds}`,
      rssMb: `${before.rssMb} -> ${during.rssMb}`,
    },
    faults,
  };
}

/** The longest that one was held, in seconds; what is still held counts as `held`. */
function seconded(some: readonly Hanger[]): string {
  const ended = some.flatMap(({ since, endedMs }) => (endedMs === undefined ? [] : [(endedMs - since) / 1000]));
  return `${ended.length} cut after ${Math.round(Math.max(0, ...ended))}, ${some.length - ended.length} held`;
}

/** Settles when the first bytes are sent. */
function hang(url: string, bytes: string, kind: Kind, open: Set<Socket>, hanger: Hanger): Promise<void> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    open.add(socket);
    let drip: NodeJS.Timeout | undefined;
    socket.on('connect', () => {
      hanger.since = performance.now();
      socket.write(Buffer.from(bytes, 'latin1'));
      resolve();
      if (kind === 'read') socket.pause();
      else socket.resume();
      if (kind === 'head' || kind === 'stranger') drip = setInterval(() => socket.write('x'), 3000);
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      clearInterval(drip);
      open.delete(socket);
      hanger.endedMs = performance.now();
      resolve();
    });
  });
}

/** A photo of more bytes than lie between a box and a phone that does not read: a PNG with a large chunk that means nothing. */
export async function largePhoto(seed = 31): Promise<Buffer> {
  const photo = await makePhoto({ width: 64, height: 48, format: 'png', seed });
  const body = Buffer.concat([Buffer.from('prVt'), Buffer.alloc(12_000_000, 7)]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(body.length - 4, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([photo.subarray(0, -12), frame.subarray(0, 4), body, frame.subarray(4), photo.subarray(-12)]);
}
