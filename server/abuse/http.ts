import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ground, Outcome } from './ground.ts';
import { type Rough, roughMessages } from './http-corpus.ts';
import { roughTargets } from './http-targets.ts';
import { each, type Heard, say, tally } from './raw.ts';

/** Says every rough request to both doors on a connection of its own; `every` leaves some of the many ways out of a folder away. */
export async function abuseHttp(ground: Ground, { every = 1 } = {}): Promise<Outcome> {
  const { box, token, canary, data } = ground;
  const requests = [...roughMessages(), ...roughTargets(token, canary, every)];
  const secret = `secret-${canary}`;
  // Above the data folder, and thus in nobody's store.
  await writeFile(join(data, '..', `${canary}.txt`), secret);
  const key = (await readFile(join(data, 'secret.key'))).toString('latin1').trim();
  const never = [secret, key, '"maiimg-box"', 'startBox(', 'root:x:0:0', 'SQLite format 3', '"items":['];
  const before = ground.held();
  const faults: string[] = [];
  const statuses = new Map<number, number>();

  for (const [door, url] of [
    ['local', box.localUrl],
    ['guest', box.guestUrl],
  ] as const) {
    await each(requests, 8, async (one) => {
      const heard = await say(url, one.bytes, { patienceMs: 4000, afterMs: one.breaks ? 300 : 30 });
      statuses.set(heard.status, (statuses.get(heard.status) ?? 0) + 1);
      const fault = judge(one, heard, never);
      if (fault !== undefined)
        faults.push(`${door} door, ${one.name.slice(0, 100)}: ${fault} ${heard.text.slice(0, 150)}`);
    });
  }
  faults.push(...(await ground.backToBase(before)), ...(await ground.goodUpload()));
  await rm(join(data, '..', `${canary}.txt`));
  faults.push(...(await ground.strangers()));
  faults.push(...ground.box.lines.filter((line) => line.includes('"msg":"fault"')));
  return { counts: { requests: requests.length * 2, answers: tally(statuses) }, faults };
}

/** What is wrong with an answer; undefined where nothing is. */
function judge(
  { allowed, breaks }: Rough,
  { status, answers, closed, text }: Heard,
  never: readonly string[],
): string | undefined {
  if (!allowed.includes(status)) return `answered ${status}`;
  if (breaks && answers > 1) return `what follows was taken for a request: ${answers} answers`;
  if (breaks && !closed) return 'the connection is kept';
  const told = never.find((secret) => text.includes(secret));
  return told === undefined ? undefined : `told ${told.slice(0, 12)}`;
}
