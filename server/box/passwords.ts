import { type Argon2Parameters, argon2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { same } from '../keys.ts';
import { Refusal } from '../refusal.ts';

const hashWith = promisify<'argon2id', Argon2Parameters, Buffer>(argon2 as never);

/** OWASP's second choice for argon2id: 19 MiB, 2 passes; about 30 ms. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const;
/** What a stored hash may ask for at most: a row that was tampered with must not eat the box's memory. */
const dearest = { memory: 262_144, passes: 10, parallelism: 4 } as const;

/** Each takes 19 MiB and a thread of the pool that photos share. */
const atOnce = 2;
/** A hall that types a link’s password at once waits its turn, a few seconds at the most. */
const mostWaiting = 128;

interface Parts {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
  readonly nonce: Buffer;
  readonly hash: Buffer;
}

/** A PHC string (`$argon2id$v=19$m=…,t=…,p=…$salt$hash`). Throws `busy` where too many are waiting. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const hash = await inTurn(() => derive(password, { ...cost, nonce }, 32));
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${bare(nonce)}$${bare(hash)}`;
}

const nobody: Parts = { ...cost, nonce: randomBytes(16), hash: randomBytes(32) };

/**
 * Whether this is the password. Without a stored hash it is never, after the same work, so that time does not tell
 * which names there are. Throws `busy` where too many are waiting.
 */
export async function verifyPassword(password: string, stored: string | undefined): Promise<boolean> {
  const parts = (stored !== undefined && read(stored)) || nobody;
  const hash = await inTurn(() => derive(password, parts, parts.hash.length));
  return same(hash, parts.hash) && parts !== nobody;
}

function derive(password: string, { memory, passes, parallelism, nonce }: Omit<Parts, 'hash'>, tagLength: number) {
  // One form for what looks alike: keyboards differ in how they compose é or が.
  return hashWith('argon2id', { message: password.normalize('NFC'), nonce, memory, passes, parallelism, tagLength });
}

const form = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d)\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/;

function read(stored: string): Parts | undefined {
  const [, memory, passes, parallelism, nonce = '', hash = ''] = form.exec(stored) ?? [];
  const asked = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  const fits = (['memory', 'passes', 'parallelism'] as const).every(
    (name) => asked[name] >= 1 && asked[name] <= dearest[name],
  );
  return fits ? { ...asked, nonce: Buffer.from(nonce, 'base64'), hash: Buffer.from(hash, 'base64') } : undefined;
}

const bare = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running < atOnce) running += 1;
  else {
    if (waiting.length >= mostWaiting) throw new Refusal('busy', 'too many sign in at once', { retryAfter: 3 });
    // Whoever ends hands its place on, so the count stays.
    await new Promise<void>((go) => waiting.push(go));
  }
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
