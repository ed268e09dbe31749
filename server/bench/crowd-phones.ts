import { Agent, type IncomingMessage, request } from 'node:http';

/** A process that is a hall of phones: reads a `Hall` from its argument, lives through it, prints what it saw. */
export interface Hall {
  readonly guestUrl: string;
  readonly token: string;
  readonly phones: number;
  /** All of them open within so many seconds … */
  readonly openS: number;
  /** … and stay for so many more. */
  readonly stayS: number;
}

export interface HallDone {
  /** Milliseconds, by what was asked. */
  readonly ms: Readonly<Record<'page' | 'again' | 'thumb' | 'fresh', readonly number[]>>;
  /** When each phone heard of something new, UTC ms. */
  readonly heard: readonly number[];
  /** Phones that heard `crowd` come on. */
  readonly crowded: number;
  readonly listening: number;
  readonly errors: readonly string[];
}

const hall = JSON.parse(process.argv[2] ?? '{}') as Hall;
const ms = { page: [] as number[], again: [] as number[], thumb: [] as number[], fresh: [] as number[] };
const heard: number[] = [];
const errors: string[] = [];
let crowded = 0;
let listening = 0;
let over = false;
const begun = performance.now();

process.stdout.write('{"msg":"ready"}\n');
await Promise.all(Array.from({ length: hall.phones }, (_, at) => phone((at / hall.phones) * hall.openS * 1000)));
await until((hall.openS + hall.stayS) * 1000);
over = true;
const done: HallDone = { ms, heard, crowded, listening, errors };
// A pipe takes no more than 64 kB at once.
process.stdout.write(`${JSON.stringify(done)}\n`, () => process.exit(0));

async function until(at: number): Promise<void> {
  const left = begun + at - performance.now();
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
}

/** Opens as the page does, takes the thumbs by six connections, tells how long they took, and listens. */
async function phone(at: number): Promise<void> {
  await until(at);
  const agent = new Agent({ keepAlive: true, maxSockets: 6 });
  const cookies = new Map<string, string>();
  const seen = new Set<string>();
  const path = `/g/${hall.token}`;
  const ask = (what: keyof typeof ms, to: string, options: Asking = {}) => asked(agent, cookies, what, to, options);
  const thumbs = async (page: string, what: 'thumb' | 'fresh') => {
    const all = [...page.matchAll(/class="thumb" src="([^"]+)"/g)].map(([, src = '']) => src.replaceAll('&amp;', '&'));
    const fresh = all.filter((src) => !seen.has(src));
    for (const src of fresh) seen.add(src);
    return Promise.all(fresh.map(async (src) => (await ask(what, src)).took));
  };
  try {
    const gate = await ask('page', path, { accept: 'text/html' });
    const nonce = /data-nonce="([^"]+)"/.exec(gate.text)?.[1] ?? '';
    const page = await ask('page', `${path}/open`, { accept: 'text/html', form: `nonce=${encodeURIComponent(nonce)}` });
    const took = await thumbs(page.text, 'thumb');
    if (took.length === 0) throw new Error('the page held no photos');
    await ask('page', `${path}/pace`, { json: { ms: took.map(Math.round) } });
    let asking = false;
    listen(agent, cookies, `${path}/live`, ({ event, within }) => {
      if (event === 'crowd') crowded += 1;
      if (event !== 'content') return;
      heard.push(Date.now());
      if (asking) return;
      asking = true;
      setTimeout(() => {
        asking = false;
        ask('again', path, { accept: 'text/html', part: true })
          .then((fresh) => thumbs(fresh.text, 'fresh'))
          .catch(failed);
      }, Math.random() * within);
    });
  } catch (error) {
    failed(error);
  }
}

function failed(error: unknown): void {
  if (!over) errors.push(String(error).replace(/[0-9a-z]{26}/, 'TOKEN'));
}

interface Asking {
  readonly accept?: string;
  readonly form?: string;
  readonly json?: unknown;
  readonly part?: boolean;
}

function headersOf(cookies: ReadonlyMap<string, string>, { accept, part }: Asking): Record<string, string> {
  return {
    'user-agent': 'Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.50',
    'accept-language': 'zh-CN',
    ...(accept !== undefined && { accept }),
    ...(part && { 'x-maiimg-part': 'main' }),
    ...(cookies.size > 0 && { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
  };
}

/** The text of an answer, and how long it took, ms: that counts from the moment in which it had a connection, as a phone measures it. */
function asked(
  agent: Agent,
  cookies: Map<string, string>,
  what: keyof typeof ms,
  to: string,
  options: Asking,
): Promise<{ readonly text: string; readonly took: number }> {
  const { form, json } = options;
  const body = form ?? (json === undefined ? undefined : JSON.stringify(json));
  const type = form === undefined ? 'application/json' : 'application/x-www-form-urlencoded';
  const headers = { ...headersOf(cookies, options), ...(body !== undefined && { 'content-type': type }) };
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    let sent = performance.now();
    const one = request(new URL(to, hall.guestUrl), { agent, method, headers }, (answer) => {
      let text = '';
      answer.setEncoding('latin1');
      answer.on('data', (chunk: string) => {
        text += chunk;
      });
      answer.once('error', reject);
      answer.once('end', () => {
        const took = performance.now() - sent;
        ms[what].push(Math.round(took * 10) / 10);
        keep(cookies, answer);
        if ((answer.statusCode ?? 0) >= 300) reject(new Error(`${to.split('?')[0]}: ${answer.statusCode}`));
        else resolve({ text, took });
      });
    });
    one.once('socket', () => {
      sent = performance.now();
    });
    one.once('error', (error: NodeJS.ErrnoException) => {
      // A kept connection that was closed under the request: browsers ask again by another.
      const again = one.reusedSocket && error.code === 'ECONNRESET' && method === 'GET';
      if (again) asked(agent, cookies, what, to, options).then(resolve, reject);
      else reject(error);
    });
    one.end(body);
  });
}

function keep(cookies: Map<string, string>, answer: IncomingMessage): void {
  for (const line of answer.headers['set-cookie'] ?? []) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    cookies.set(name, value);
  }
}

function listen(
  agent: Agent,
  cookies: ReadonlyMap<string, string>,
  to: string,
  hear: (news: { event: string; within: number }) => void,
): void {
  const one = request(new URL(to, hall.guestUrl), { agent, headers: headersOf(cookies, {}) }, (answer) => {
    if (answer.statusCode !== 200) return failed(new Error(`live: ${answer.statusCode}`));
    listening += 1;
    let text = '';
    answer.setEncoding('utf8');
    answer.on('data', (chunk: string) => {
      const parts = (text + chunk).split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts) {
        const [, event = '', data = '{}'] = /^event: (.*)\ndata: (.*)$/.exec(part) ?? [];
        hear({ event, within: (JSON.parse(data) as { within?: number }).within ?? 0 });
      }
    });
    answer.once('close', () => failed(new Error('a stream ended')));
  });
  one.once('error', failed);
  one.end();
}
