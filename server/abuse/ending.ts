import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Link } from '#contract/links.ts';
import type { OpenAnswer } from '#contract/visits.ts';
import type { Caller } from '../testing/box.ts';
import { openedBare } from '../testing/guests.ts';
import { ask } from './ask.ts';
import { type Ground, idle, type Outcome } from './ground.ts';
import { each, tally } from './raw.ts';
import { largePhoto } from './slow.ts';

/** How the guests' time ends: the link is withdrawn, its end comes, or each visit's seconds are over. */
export type End = 'revoked' | 'expired' | 'over';

export interface Ending {
  readonly ends: readonly End[];
  /** Each holds one download open and reads it slowly; every fifth listens as well. */
  readonly phones: number;
  /** So many ask for new bytes of all kinds meanwhile, one after the other. */
  readonly askers: number;
  /** Each of those rests so many ms after every answer. */
  readonly restMs?: number;
  /** How long a visit lasts where its seconds end it. */
  readonly visitSeconds: number;
  /** Lets the box's clock leap, where it is the test's: else it is waited for. */
  readonly leap?: (ms: number) => void;
}

/** The box that is looked at, in whatever process. */
export interface EndingGround extends Pick<Ground, 'projectId' | 'galleryId'> {
  readonly guestUrl: string;
  readonly owner: Caller;
}

interface Guest {
  readonly cookie: string;
  readonly answer: OpenAnswer;
  /** From when on it may have nothing more, UTC ms; unknown until it is told. */
  endAt: number;
}

/** A body that is read slowly. */
interface Body {
  readonly guest: Guest;
  readonly kind: string;
  length: number;
  bytes: number;
  closed: boolean;
  /** From now on as fast as it comes. */
  hurry: () => void;
  ended: Promise<void>;
}

/** A live stream, its end in UTC ms, and the state of the link that it was told last. */
interface Stream {
  readonly guest: Guest;
  heard: string;
  endedAt: number | undefined;
}

/** What was asked for, when, and what came of it. */
interface Tried {
  readonly kind: string;
  readonly status: number;
  /** Of the request and of its answer's head, against the guest's end; ms. */
  readonly sentMs: number;
  readonly headMs: number;
}

const withinMs = 1000;
const watchedMs = 2500;
const sipMs = 2000;
const served = new Set([200, 206, 304]);
/** What the last event of a stream says of the link: where a visit is over, the link itself goes on. */
const toldAtEnd = { revoked: 'revoked', expired: 'expired', over: 'live' } as const;

/** Ends what many phones have open, in each way, and looks for bytes that are served too late and streams that go on. */
export async function abuseByEnding(ground: EndingGround, wish: Ending): Promise<Outcome> {
  const { owner, projectId, galleryId } = ground;
  const { accepted } = await owner.upload(projectId, [
    { name: 'ending.png', data: await largePhoto(Date.now() % 1_000_000) },
  ]);
  await idle(ground);
  await owner.call('POST', `/api/galleries/${galleryId}/photos`, { add: accepted.map(({ id }) => id) });
  const counts: Record<string, number | string> = { phones: wish.phones };
  const faults: string[] = [];
  for (const end of wish.ends) {
    const { figures, faults: found } = await one(ground, wish, end, accepted[0]?.id ?? '');
    for (const [name, value] of Object.entries(figures)) counts[`${end}: ${name}`] = value;
    faults.push(...found.map((fault) => `${end}: ${fault}`));
  }
  return { counts, faults };
}

async function one(ground: EndingGround, wish: Ending, end: End, largeId: string) {
  const { guestUrl, owner, projectId, galleryId } = ground;
  const { phones, askers, restMs, visitSeconds, leap } = wish;
  const faults: string[] = [];
  const { id, token } = await owner.call<Link>('POST', `/api/projects/${projectId}/links`, {
    galleryIds: [galleryId],
    policy: { download: 'original', ...(end === 'over' && { visitSeconds }) },
  });
  const base = `/g/${token}`;
  const guests: Guest[] = [];
  await each(Array.from({ length: phones }), 20, async () => {
    const opened = await openedBare(guestUrl, token ?? '');
    const own = end === 'over' && !leap ? Date.parse(opened.answer.endsAt) : Number.POSITIVE_INFINITY;
    guests.push({ ...opened, endAt: own });
  });

  const large = `${base}/photos/${largeId}`;
  const bodies: Body[] = [];
  const streams: Stream[] = [];
  await each(guests, 50, async (guest, at) => {
    // At most 64 archives are sent at once.
    const [kind, path] =
      at % 12 === 0
        ? ['zip', `${base}/download.zip`]
        : at % 2 === 0
          ? ['original', `${large}/original`]
          : ['save', `${large}/save`];
    bodies.push(await readSlowly(guestUrl, path, guest, kind));
    if (at % 5 === 0) streams.push(await listen(guestUrl, `${base}/live`, guest));
  });

  const agent = new Agent({ keepAlive: true, maxSockets: askers });
  const tried: Tried[] = [];
  let over = false;
  const asker = async (first: number) => {
    for (let nr = first; !over; nr += 1) {
      const guest = guests[(nr * 7) % guests.length] as Guest;
      const photos = guest.answer.chapters.flatMap((chapter) => chapter.photos);
      const images = photos[nr % photos.length]?.images;
      const part = { range: 'bytes=0-999' };
      const ways: [kind: string, path: string, more?: { headers?: Record<string, string>; method?: string }][] = [
        ['thumb', images?.thumb ?? ''],
        ['screen', images?.screen ?? ''],
        ['original', `${large}/original`, { headers: part }],
        ['save', `${large}/save`, { headers: part }],
        ['zip', `${base}/download.zip`, { headers: part }],
        ['long press', `${images?.screen}${images?.screen.includes('?') ? '&' : '?'}f=jpeg`],
        ['head', `${large}/save`, { method: 'HEAD' }],
        ['live', `${base}/live`],
      ];
      const [kind, path, more = {}] = ways[nr % ways.length] as (typeof ways)[number];
      const headers = { cookie: guest.cookie, ...more.headers };
      const live = kind === 'live';
      const answer = await ask(guestUrl, path, { ...more, headers, agent: live ? false : agent, headOnly: live });
      if (restMs !== undefined) await wait(restMs);
      if (!answer) continue;
      const { status, sentAt, headAt } = answer;
      // Against the end as it is known by the time all is over.
      tried.push({
        ...{ kind, status },
        get sentMs() {
          return sentAt - guest.endAt;
        },
        get headMs() {
          return headAt - guest.endAt;
        },
      });
    }
  };
  const asking = Promise.all(Array.from({ length: askers }, (_, nr) => asker(nr * 31)));

  await wait(1000);
  await bringAbout(end);
  const last = largest(guests.map(({ endAt }) => endAt));
  const underWay = new Set<Body>();
  for (const body of bodies) mark(body);
  while (Date.now() < last + watchedMs) {
    for (const body of bodies) if (Date.now() < body.guest.endAt) mark(body);
    await wait(50);
  }
  over = true;
  await asking;
  agent.destroy();

  /** Ends it, and sets from when on nobody may have more. */
  async function bringAbout(how: End): Promise<void> {
    if (how === 'revoked') {
      await owner.call('DELETE', `/api/links/${id}`);
      for (const guest of guests) guest.endAt = Date.now();
    } else if (how === 'expired') {
      const endAt = Date.now() + 1500;
      await owner.call('PATCH', `/api/links/${id}`, { policy: { expiresAt: new Date(endAt).toISOString() } });
      for (const guest of guests) guest.endAt = endAt;
    } else if (leap) {
      leap(visitSeconds * 1000);
      for (const guest of guests) guest.endAt = Date.now();
    }
  }
  function mark(body: Body): void {
    if (!body.closed && body.bytes < body.length) underWay.add(body);
    else underWay.delete(body);
  }

  for (const { hurry } of bodies) hurry();
  await Promise.all(bodies.map(({ ended }) => ended));
  const whole = [...underWay].filter(({ bytes, length }) => bytes === length).length;
  // Who had begun before the end may finish; nothing new is begun.
  const cut = underWay.size - whole;
  if (cut > 0) faults.push(`${cut} downloads that were under way were cut`);

  const good = tried.filter(({ status }) => served.has(status));
  const after = tried.filter(({ sentMs }) => sentMs > 0);
  const lastSentMs = largest(good.map(({ sentMs }) => sentMs));
  const lastHeadMs = largest(good.map(({ headMs }) => headMs));
  for (const { kind, status, sentMs, headMs } of good)
    if (headMs > withinMs)
      faults.push(`${kind} is served, ${status}, ${headMs} ms after the end; asked ${sentMs} ms after it`);
  const ends = streams.map(({ guest, endedAt }) => (endedAt ?? Number.POSITIVE_INFINITY) - guest.endAt);
  const told = new Map<string, number>();
  for (const { heard } of streams) {
    const state = [...heard.matchAll(/event: link\ndata: \{"state":"(\w+)"/g)].at(-1)?.[1] ?? 'nothing';
    told.set(state, (told.get(state) ?? 0) + 1);
  }
  if (streams.some(({ endedAt }) => endedAt === undefined)) faults.push('streams go on');
  if (told.get(toldAtEnd[end]) !== streams.length) faults.push(`streams were told ${tally(told)}`);
  const kinds = new Set(after.map(({ kind }) => kind));
  if (kinds.size < 8) faults.push(`after the end only ${[...kinds].join(', ')} were asked for`);
  if (underWay.size < bodies.length * 0.9)
    faults.push(`only ${underWay.size} of ${bodies.length} downloads were under way`);
  const statuses = new Map<number, number>();
  for (const { status } of after) statuses.set(status, (statuses.get(status) ?? 0) + 1);
  const figures = {
    ...{ requests: tried.length, served: good.length, askedAfter: after.length, answersAfter: tally(statuses) },
    ...{ servedAfter: good.filter(({ sentMs }) => sentMs > 0).length, lastSentMs, lastHeadMs },
    ...{ streams: streams.length, lastStreamMs: largest(ends), streamsTold: tally(told) },
    ...{ bodies: bodies.length, underWay: underWay.size, wholeAfterwards: whole, cut },
  };
  return { figures, faults };
}

/** The largest of more numbers than a call takes arguments. */
function largest(values: readonly number[]): number {
  return values.reduce((most, value) => (value > most ? value : most), Number.NEGATIVE_INFINITY);
}

/** Begins a download on a connection of its own, and takes a little of it now and then. Throws where it is refused. */
function readSlowly(url: string, path: string, guest: Guest, kind: string): Promise<Body> {
  return new Promise((resolve, reject) => {
    const headers = { cookie: guest.cookie };
    const asked = request(new URL(path, url), { agent: false, headers }, (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`${kind}: ${answer.statusCode}`));
      let hurried = false;
      const sip = setInterval(() => answer.resume(), sipMs);
      const ended = Promise.withResolvers<void>();
      const body: Body = {
        ...{ guest, kind, length: Number(answer.headers['content-length']), bytes: 0, closed: false },
        hurry: () => {
          hurried = true;
          answer.resume();
        },
        ended: ended.promise,
      };
      answer.on('data', (chunk: Buffer) => {
        body.bytes += chunk.length;
        if (!hurried) answer.pause();
      });
      answer.once('error', () => {});
      answer.once('close', () => {
        clearInterval(sip);
        body.closed = true;
        ended.resolve();
      });
      resolve(body);
    });
    asked.once('error', reject);
    asked.end();
  });
}

/** Opens a stream; settles when it has said hello. */
function listen(url: string, path: string, guest: Guest): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const stream: Stream = { guest, heard: '', endedAt: undefined };
    const asked = request(new URL(path, url), { agent: false, headers: { cookie: guest.cookie } }, (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`live: ${answer.statusCode}`));
      answer.on('data', (chunk: Buffer) => {
        stream.heard += chunk.toString();
        if (stream.heard.includes('event: hello')) resolve(stream);
      });
      answer.once('error', () => {});
      answer.once('close', () => {
        stream.endedAt = Date.now();
      });
    });
    asked.once('error', reject);
    asked.end();
  });
}
