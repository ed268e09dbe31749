import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestBox } from '../testing/box.ts';
import { shelvePhotos } from '../testing/guests.ts';
import { abuseByEnding } from './ending.ts';
import { type Ground, startGround } from './ground.ts';
import { abuseByGuesses } from './guesses.ts';
import { abuseByRace } from './race.ts';

// The short forms of `npm run abuse -- race ending guesses`. The last one ends the box of the ground and starts its own.
let ground: Ground;
beforeAll(async () => {
  ground = await startGround();
});
afterAll(() => ground.stop());

const patience = 120_000;
/** Some hundred asks a second are enough to catch a byte too many, and leave the machine to other tests. */
const restMs = 20;

test(
  'on bad Wi-Fi a link lets in exactly as many phones as it has opens, and each is counted once',
  async () => {
    const { counts, faults } = await abuseByRace(ground, { phones: 80, opens: 23, rounds: 2 });
    expect(faults).toEqual([]);
    expect(counts).toMatchObject({ exact: 2, admitted: '23' });
    expect(counts.tornAnswered).toBeGreaterThan(20);
  },
  patience,
);

test.each(['revoked', 'expired'] as const)(
  'whatever is open when a link is %s, it serves nothing new, what is under way comes whole, and streams end and say why',
  async (end) => {
    const { counts, faults } = await abuseByEnding(
      { ...ground, guestUrl: ground.box.guestUrl },
      { ends: [end], phones: 24, askers: 4, restMs, visitSeconds: 10 },
    );
    expect(faults).toEqual([]);
    expect(counts[`${end}: wholeAfterwards`]).toBe(24);
  },
  patience,
);

test(
  'the same where the seconds of each visit are over',
  async () => {
    const box = await startTestBox();
    const { id: projectId } = await box.project();
    const { id: galleryId } = await box.gallery(projectId);
    await shelvePhotos(box.kit, projectId, galleryId, ['DSC_0001.jpg', 'DSC_0002.jpg']);
    const { guestUrl, owner, time } = box;
    const { faults } = await abuseByEnding(
      { guestUrl, owner, projectId, galleryId },
      { ends: ['over'], phones: 24, askers: 4, restMs, visitSeconds: 600, leap: (ms) => time.advance(ms) },
    );
    expect(faults).toEqual([]);
    await box.stop();
  },
  patience,
);

test(
  'while many guess at a password each has its five, a restart forgets none, and who knows it gets in',
  async () => {
    const { counts, faults } = await abuseByGuesses(ground, { guesses: 200, visitors: 10, honest: 5, everyMs: 150 });
    expect(faults).toEqual([]);
    expect(counts).toMatchObject({ answeredWrong: expect.any(Number), honestIn: 5 });
  },
  patience,
);
