import { randomBytes } from 'node:crypto';
import { stat, writeFile } from 'node:fs/promises';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Link } from '#contract/links.ts';
import type { Problem } from '#contract/problems.ts';
import { callerOf } from '../testing/box.ts';
import { phoneAgent } from '../testing/guests.ts';
import { type BoxProcess, startProcess } from '../testing/process.ts';
import { ask } from './ask.ts';
import type { Ground, Outcome } from './ground.ts';
import { each, percentile, tally } from './raw.ts';

export interface Guessing {
  /** Wrong guesses in all, in turn by each visitor. */
  readonly guesses: number;
  readonly visitors: number;
  /** Phones that come meanwhile with the right password, one every so many ms. */
  readonly honest: number;
  readonly everyMs: number;
}

/** The policy: a visitor's own wrong guesses an hour, and those of the link beyond. */
const ownGuesses = 5;
const furtherGuesses = 30;
/** So many requests are under way at once, and so many at the most between their hash and their answer when the box is killed. */
const side = 256;
const lostAtMost = 16;
const secret = '2026 自然影像';

/**
 * Guesses at a link's password from many phones while others come in by the right one; in the midst of it the box is
 * killed and started anew. What is judged is counted where it costs: in the box, by its hashes.
 */
export async function abuseByGuesses(ground: Ground, wish: Guessing): Promise<Outcome> {
  const { guesses, visitors, honest, everyMs } = wish;
  const { owner, projectId, galleryId, data } = ground;
  const faults: string[] = [];
  const { id, token } = await owner.call<Link>('POST', `/api/projects/${projectId}/links`, {
    galleryIds: [galleryId],
    policy: { password: secret },
  });
  const open = `/g/${token}/open`;
  const noted = join(data, '..', 'hashes');
  await writeFile(noted, '');
  const hashes = async () => (await stat(noted)).size;
  const startCounting = () =>
    startProcess({
      MAIIMG_DATA: data,
      MAIIMG_LOG_LEVEL: 'info',
      NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'count-hashes.ts'))}`,
      ABUSE_HASHES: noted,
    });
  ground.box.kill('SIGTERM');
  await ground.box.ended;
  let box = await startCounting();
  let up: Promise<unknown> = Promise.resolve();
  let kills = 0;
  const restart = async (): Promise<BoxProcess> => {
    kills += 1;
    box.kill('SIGKILL');
    await box.ended;
    box = await startCounting();
    return box;
  };

  const agent = new Agent({ keepAlive: true, maxSockets: side + honest });
  const press = async (visitor: string, password: string) => {
    await up;
    const headers = { 'user-agent': phoneAgent, accept: 'application/json', cookie: `visitor=${visitor}` };
    const answer = await ask(box.guestUrl, open, { agent, headers, body: { password, nonce: newName() } });
    if (!answer) return { status: 0, code: 'lost', retryAfter: 0 };
    const { code = 'in', retryAfter = 0 } = answer.status === 200 ? {} : (JSON.parse(answer.text) as Problem);
    return { status: answer.status, code: String(code), retryAfter: Number(retryAfter) };
  };

  const told = new Map<string, number>();
  const note = (code: string) => told.set(code, (told.get(code) ?? 0) + 1);
  const wrongOf = new Map<string, number>();
  const names = Array.from({ length: visitors }, newName);
  const killAt = Math.floor((visitors * ownGuesses) / 2);
  let wrong = 0;
  const guess = async (nr: number): Promise<void> => {
    const visitor = names[nr % visitors] as string;
    for (;;) {
      const { code, retryAfter } = await press(visitor, `guess ${nr}`);
      note(code);
      if (code === 'busy') await wait(retryAfter * 1000);
      // Whoever guesses does not know either whether the lost one was judged, and tries it again.
      else if (code !== 'lost') {
        if (code === 'in') faults.push('a wrong password opened the link');
        if (code !== 'password_wrong') return;
        wrong += 1;
        wrongOf.set(visitor, (wrongOf.get(visitor) ?? 0) + 1);
        if (wrong === killAt) up = restart();
        return;
      } else await wait(50);
    }
  };

  const waits: number[] = [];
  let slips = 0;
  let askedAgain = 0;
  /** Each fifth mistypes first. */
  const come = async (nr: number): Promise<void> => {
    await wait(nr * everyMs);
    const visitor = newName();
    const typed = nr % 5 === 4 ? ['2026 自燃影像', secret] : [secret];
    const started = performance.now();
    for (const password of typed) {
      for (;;) {
        const { status, code, retryAfter } = await press(visitor, password);
        if (code === 'lost' || code === 'busy') {
          askedAgain += 1;
          await wait(code === 'busy' ? retryAfter * 1000 : 50);
          continue;
        }
        if (password === secret && code !== 'in') faults.push(`an honest phone is told ${status} ${code}`);
        if (password !== secret && code !== 'password_wrong') faults.push(`a slip is told ${status} ${code}`);
        if (password !== secret) slips += 1;
        break;
      }
    }
    waits.push(performance.now() - started);
  };

  try {
    const started = performance.now();
    const all = Array.from({ length: guesses }, (_, nr) => nr);
    await Promise.all([each(all, side, guess), ...Array.from({ length: honest }, (_, nr) => come(nr))]);
    const seconds = Math.round((performance.now() - started) / 1000);
    await up;

    const judged = (await hashes()) - honest - slips;
    const most = visitors * ownGuesses + furtherGuesses;
    if (wrong > most) faults.push(`${wrong} wrong guesses were answered; ${most} at the most`);
    const beyond = [...wrongOf.values()].reduce((sum, count) => sum + Math.max(0, count - ownGuesses), 0);
    if (beyond > furtherGuesses) faults.push(`${beyond} wrong guesses were judged beyond the visitors' own`);
    // By the kill some were judged and not counted; an honest phone whose answer was lost is judged again.
    if (judged < wrong || judged > most + lostAtMost + askedAgain)
      faults.push(`${judged} were judged, ${wrong} of them answered; ${most} at the most`);
    if (kills !== 1) faults.push(`the box was killed ${kills} times`);
    const { cookie } = ground;
    const { opens } = await callerOf(box.localUrl, { cookie }).call<Link>('GET', `/api/links/${id}`);
    if (opens !== honest || waits.length !== honest) faults.push(`${opens} opens of ${honest} honest phones`);
    return {
      counts: {
        ...{
          guesses,
          visitors,
          judged,
          answeredWrong: wrong,
          beyond,
          answersLost: judged - wrong,
          told: tally(told),
          seconds,
        },
        ...{ honest, honestIn: opens, slips, askedAgain, honestP50Ms: percentile(waits, 0.5) },
        ...{ honestP95Ms: percentile(waits, 0.95), honestMaxMs: percentile(waits, 1) },
      },
      faults,
    };
  } finally {
    agent.destroy();
    await up.catch(() => {});
    box.kill('SIGTERM');
    await box.ended;
  }
}

/** As a phone's cookie has it, or a gate's nonce. */
function newName(): string {
  return randomBytes(16).toString('base64url');
}
