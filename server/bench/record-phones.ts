import { Agent, request } from 'node:http';

/**
 * A process that is guests who come one after another at set moments: each opens a link, tells that it looked at four
 * photos, and every other one saves a photo. Reads a `Coming` from its argument, prints a `ComingDone`.
 */
export interface Coming {
  readonly guestUrl: string;
  readonly tokens: readonly string[];
  /** So many guests a second, answered or not. */
  readonly rate: number;
  readonly seconds: number;
}

export interface ComingDone {
  /** Milliseconds of the answers to each. */
  readonly ms: Readonly<Record<'open' | 'events' | 'save', readonly number[]>>;
  /** What was acknowledged: opens, photos looked at, photos saved. */
  readonly counted: Readonly<Record<'opens' | 'views' | 'downloads', number>>;
  readonly errors: readonly string[];
}

/** Photos that each looks at. */
const looks = 4;

const coming = JSON.parse(process.argv[2] ?? '{}') as Coming;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const ms = { open: [] as number[], events: [] as number[], save: [] as number[] };
const counted = { opens: 0, views: 0, downloads: 0 };
const errors: string[] = [];
const under = new Set<Promise<void>>();
const started = performance.now();
const all = Math.round(coming.rate * coming.seconds);
for (let at = 0; at < all; at += 1) {
  const due = started + (at * 1000) / coming.rate;
  while (performance.now() < due)
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
  const one = guest(at)
    .catch((error: unknown) => void errors.push(String(error)))
    .finally(() => under.delete(one));
  under.add(one);
}
await Promise.all(under);
const done: ComingDone = { ms, counted, errors };
process.stdout.write(`${JSON.stringify(done)}\n`);
agent.destroy();

async function guest(at: number): Promise<void> {
  const path = `/g/${coming.tokens[at % coming.tokens.length]}`;
  const opened = await ask('open', `${path}/open`, { accept: 'application/json', body: '{}' });
  counted.opens += 1;
  const { chapters } = JSON.parse(opened.text) as {
    chapters: { photos: { id: string; images: { save?: string } }[] }[];
  };
  const photos = chapters.flatMap((chapter) => chapter.photos);
  const some = Array.from({ length: looks }, (_, look) => photos[(at * 7 + look) % photos.length]);
  const told = some.map((photo) => ({ type: 'photo_view', photoId: photo?.id, ms: 500 }));
  await ask('events', `${path}/events`, { cookie: opened.cookie, body: JSON.stringify(told) });
  counted.views += looks;
  const save = photos[at % photos.length]?.images.save;
  if (at % 2 === 1 || save === undefined) return;
  await ask('save', save, { cookie: opened.cookie });
  counted.downloads += 1;
}

interface Asking {
  readonly cookie?: string;
  readonly accept?: string;
  /** JSON to post. */
  readonly body?: string;
}

function ask(
  what: keyof typeof ms,
  path: string,
  { cookie, accept, body }: Asking,
): Promise<{ text: string; cookie: string }> {
  const from = performance.now();
  return new Promise((resolve, reject) => {
    const headers: Record<string, string | number> = { 'user-agent': 'Mozilla/5.0 (iPhone)' };
    if (cookie !== undefined) headers.cookie = cookie;
    if (accept !== undefined) headers.accept = accept;
    if (body !== undefined) {
      headers['content-type'] = 'application/json';
      headers['content-length'] = Buffer.byteLength(body);
    }
    const method = body === undefined ? 'GET' : 'POST';
    const asked = request(new URL(path, coming.guestUrl), { agent, method, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.once('error', reject);
      answer.once('end', () => {
        if ((answer.statusCode ?? 0) >= 300) return reject(new Error(`${what}: ${answer.statusCode}`));
        ms[what].push(performance.now() - from);
        const cookies = (answer.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]);
        resolve({ text: what === 'open' ? Buffer.concat(parts).toString() : '', cookie: cookies.join('; ') });
      });
    });
    asked.once('error', reject);
    asked.end(body);
  });
}
