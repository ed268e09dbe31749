import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Link } from '#contract/links.ts';
import { openToLook } from '../store/connection.ts';
import { phoneAgent } from '../testing/guests.ts';
import { type Answer, ask, cookieOf, type Tear } from './ask.ts';
import type { Ground, Outcome } from './ground.ts';
import { dice } from './mutate.ts';
import { each } from './raw.ts';

export interface Race {
  readonly phones: number;
  /** The link's `maxOpens`; fewer than phones. */
  readonly opens: number;
  readonly rounds: number;
  readonly seed?: number;
}

/** One phone in one round, and what it keeps between its requests. */
interface Runner {
  /** One in ten refuses cookies: nothing but the gate's nonce tells the box who it is. */
  readonly keeps: boolean;
  /** One in ten runs a gate's script twice at once, as a WebView does on Back. */
  readonly twice: boolean;
  visitor: string | undefined;
  visit: string | undefined;
  nonce: string | undefined;
}

/** A browser gives up or is torn away within so many ms; on loopback most of them are under way then. */
const tornWithinMs = 80;
const tries = 60;
const patientMs = 200;

/**
 * Lets phones scan one link at once, round after round, of which a third of all requests are torn, some of those when
 * the box has answered; each goes on as the real page does. Exactly so many get in as the link has opens, each counted once.
 */
export async function abuseByRace(ground: Ground, { phones, opens, rounds, seed = 137 }: Race): Promise<Outcome> {
  const { box, owner, projectId, galleryId, data } = ground;
  const roll = dice(seed);
  const agent = new Agent({ keepAlive: true, maxSockets: phones, maxFreeSockets: phones });
  const counts = { requests: 0, torn: 0, tornAnswered: 0, busy: 0, pressedAgain: 0, exact: 0 };
  const admittedIn: number[] = [];
  const faults: string[] = [];
  const before = ground.held();

  const send = async (
    runner: Runner,
    base: string,
    way: { nonce: string; json?: true } | 'gate',
    steady = false,
  ): Promise<Answer | undefined> => {
    const cookies = [runner.visitor && `visitor=${runner.visitor}`, runner.visit && `visit=${runner.visit}`].filter(
      Boolean,
    );
    const headers = {
      'user-agent': phoneAgent,
      accept: way !== 'gate' && way.json ? 'application/json' : 'text/html',
      ...(runner.keeps && cookies.length > 0 && { cookie: cookies.join('; ') }),
    };
    const tear: Tear | undefined =
      steady || roll() >= 1 / 3 ? undefined : roll() < 1 / 3 ? 'answered' : roll() * tornWithinMs;
    counts.requests += 1;
    if (tear !== undefined) counts.torn += 1;
    if (tear === 'answered') counts.tornAnswered += 1;
    const asking = way === 'gate' ? {} : { body: new URLSearchParams({ nonce: way.nonce }) };
    const answer = await ask(box.guestUrl, way === 'gate' ? base : `${base}/open`, { headers, agent, tear, ...asking });
    if (answer) for (const name of ['visitor', 'visit'] as const) runner[name] = cookieOf(answer, name) ?? runner[name];
    return answer;
  };

  /** Scans, presses and tries again until it is told; whether it is in. */
  const run = async (runner: Runner, base: string): Promise<boolean> => {
    const trail: string[] = [];
    for (let left = tries; left > 0; left -= 1) {
      if (runner.nonce === undefined) {
        const gate = await send(runner, base, 'gate');
        trail.push(`gate ${gate?.status}`);
        if (!gate) continue;
        // The reload of a phone whose open was answered and lost has its page already.
        if (gate.status === 200 && gate.text.includes('data-page="gallery"')) return true;
        if (gate.status === 410) return false;
        runner.nonce = /data-nonce="([^"]+)"/.exec(gate.text)?.[1];
        if (runner.nonce === undefined) throw new Error(`a gate without a nonce, ${gate.status}`);
      }
      const { nonce } = runner;
      const presses = Array.from({ length: runner.twice ? 2 : 1 }, () => send(runner, base, { nonce }));
      const told = (await Promise.all(presses)).filter((one) => one !== undefined);
      trail.push(`open ${told.map(({ status }) => status)}`);
      const verdicts = new Set(told.filter(({ status }) => status !== 503).map(verdictOf));
      if (verdicts.size > 1) faults.push(`one press of a gate, run twice, was told ${[...verdicts].join(' and ')}`);
      const [verdict] = verdicts;
      if (verdict === 'in' || verdict === 'out') return verdict === 'in';
      if (verdict !== undefined) faults.push(`an open was told ${verdict}`);
      if (told.length > 0) counts.busy += 1;
      if (told.length > 0) await wait(patientMs);
      // Pressed again with the same gate, or reloaded; a reload without cookies would be another phone.
      if (runner.keeps && roll() < 0.5) runner.nonce = undefined;
    }
    const last = box.lines.filter((line) => /"level":[456]0/.test(line)).slice(-3);
    throw new Error(
      `no answer in ${tries} tries, ${trail.slice(-6)}; round ${admittedIn.length + 1}; ${last.join(' ')}`,
    );
  };

  const round = async (): Promise<void> => {
    const { id, token } = await owner.call<Link>('POST', `/api/projects/${projectId}/links`, {
      galleryIds: [galleryId],
      policy: { maxOpens: opens },
    });
    const base = `/g/${token}`;
    const runners = Array.from(
      { length: phones },
      (_, index): Runner => ({
        ...{ keeps: index % 10 !== 3, twice: index % 10 === 7 },
        ...{ visitor: undefined, visit: undefined, nonce: undefined },
      }),
    );
    const inside = await Promise.all(runners.map((runner) => run(runner, base)));
    const admitted = runners.filter((_, at) => inside[at]);
    admittedIn.push(admitted.length);
    const first = await counted(data, id);

    // Who is in presses again and reloads: the same visit. Who is out is told why.
    await each(runners, 50, async (runner, at) => {
      if (!inside[at]) {
        const refused = await send(runner, base, { nonce: runner.nonce ?? 'a-gate-of-long-ago', json: true }, true);
        const code = refused && (JSON.parse(refused.text) as { code?: string }).code;
        if (refused?.status !== 410 || code !== 'link_exhausted')
          faults.push(`one that is out is told ${refused?.status} ${code}`);
        return;
      }
      counts.pressedAgain += 1;
      // Its last gate, or, where a reload showed the page at once, none of ours.
      const again = await send(runner, base, { nonce: runner.nonce ?? 'a-gate-of-long-ago' }, true);
      const reloaded = runner.keeps ? await send(runner, base, 'gate', true) : again;
      for (const one of [again, reloaded])
        if (one?.status !== 200 || !one.text.includes('data-page="gallery"'))
          faults.push(`one that is in is told ${one?.status} when it comes again`);
      // The visit's cookie is gone, as in another tab of a private window: the phone is still that phone.
      if (!runner.keeps) return;
      runner.visit = undefined;
      const lost = await send(runner, base, { nonce: 'another-gate-of-this-phone' }, true);
      if (lost?.status !== 200) faults.push(`one that lost its pass is told ${lost?.status}`);
    });
    const last = await counted(data, id);
    const { opens: told, state } = await owner.call<Link>('GET', `/api/links/${id}`);
    const figures = [
      admitted.length,
      told,
      ...[first, last].flatMap(({ opens, visits, phones }) => [opens, visits, phones]),
    ];
    if (figures.every((figure) => figure === opens) && state === 'exhausted') counts.exact += 1;
    else
      faults.push(
        `${opens} opens, and ${JSON.stringify({ admitted: admitted.length, told, state, first, last })} after round ${admittedIn.length}`,
      );
  };

  try {
    for (let nr = 0; nr < rounds; nr += 1) await round();
  } finally {
    agent.destroy();
  }
  faults.push(...(await ground.backToBase(before)));
  const admitted = [...new Set(admittedIn)].join(', ');
  return { counts: { rounds, phones, opens, admitted, ...counts }, faults };
}

function verdictOf({ status, text }: Answer): string {
  if (status === 200 && text.includes('data-page="gallery"')) return 'in';
  return status === 410 && text.includes('data-page="closed"') ? 'out' : String(status);
}

/** What the database holds of a link: its count, its visits, and of how many phones these are. */
async function counted(data: string, linkId: string) {
  const connection = await openToLook(join(data, 'maiimg.db'), false);
  try {
    const [row] = await connection.all(
      `SELECT opens, (SELECT count(*) FROM visits WHERE link_id = links.id) AS visits,
         (SELECT count(DISTINCT CASE stand_in WHEN 1 THEN nonce ELSE visitor END) FROM visits WHERE link_id = links.id) AS phones
       FROM links WHERE id = ?`,
      [linkId],
    );
    return row as { opens: number; visits: number; phones: number };
  } finally {
    await connection.close();
  }
}
