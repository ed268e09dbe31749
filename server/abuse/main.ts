import { join } from 'node:path';
import { openBrowser } from '../testing/browser.ts';
import { abuseByEnding } from './ending.ts';
import { abuseSockets } from './flood.ts';
import { type Ground, type Outcome, startGround } from './ground.ts';
import { abuseByGuesses } from './guesses.ts';
import { abuseHttp } from './http.ts';
import { abuseImages } from './images.ts';
import { abuseMultipart } from './multipart.ts';
import { abuseNames } from './names-pages.ts';
import { abuseByRace } from './race.ts';
import { abuseSlowly } from './slow.ts';

/** The long forms of every harness, or of those that are named: one line each; the exit code is 1 where one found a fault. */
const harnesses: Record<string, (ground: Ground) => Promise<Outcome>> = {
  multipart: (ground) => abuseMultipart(ground),
  http: (ground) => abuseHttp(ground),
  slow: (ground) => abuseSlowly(ground, { sockets: 1000, seconds: 320, cut: true }),
  sockets: async (ground) => {
    // Once before it counts: what a process takes for its first flood it keeps for the next.
    await abuseSockets(ground, { connects: 500, growthMb: 200 });
    return abuseSockets(ground);
  },
  names: (ground) => abuseNames(ground, { count: 500, scenes: 25 }),
  images: (ground) =>
    abuseImages(ground, {
      count: 2000,
      seed: Date.now() >>> 0,
      folder: join(import.meta.dirname, '../../../shared/photos'),
    }),
  race: (ground) => abuseByRace(ground, { phones: 500, opens: 137, rounds: 50 }),
  ending: (ground) =>
    abuseByEnding(
      { ...ground, guestUrl: ground.box.guestUrl },
      { ends: ['revoked', 'expired', 'over'], phones: 500, askers: 32, visitSeconds: 120 },
    ),
  guesses: (ground) => abuseByGuesses(ground, { guesses: 10_000, visitors: 200, honest: 50, everyMs: 200 }),
};

const asked = process.argv.slice(2);
for (const [name, abuse] of Object.entries(harnesses)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const started = performance.now();
  const ground = await startGround();
  try {
    const { counts, faults } = await abuse(ground);
    const seconds = Math.round((performance.now() - started) / 1000);
    console.log(JSON.stringify({ what: `abuse: ${name}`, ...counts, seconds, faults: faults.length }));
    for (const fault of faults.slice(0, 50)) console.log(`  ${fault}`);
    if (faults.length > 0) process.exitCode = 1;
  } catch (error) {
    console.log(JSON.stringify({ what: `abuse: ${name}`, died: String(error) }));
    process.exitCode = 1;
  } finally {
    await ground.stop();
  }
}
// The harness of the names has opened one; whoever asks now gets that.
if (asked.length === 0 || asked.includes('names')) await (await openBrowser()).close();
