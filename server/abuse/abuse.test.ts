import { afterAll, beforeAll, expect, test } from 'vitest';
import { abuseSockets } from './flood.ts';
import { type Ground, type Outcome, startGround } from './ground.ts';
import { abuseHttp } from './http.ts';
import { abuseImages } from './images.ts';
import { abuseMultipart } from './multipart.ts';
import { abuseSlowly } from './slow.ts';

// The short forms of what `npm run abuse` does at length; each ends by looking whether the box is what it was before.
let ground: Ground;
beforeAll(async () => {
  ground = await startGround();
});
afterAll(() => ground.stop());

const patience = 120_000;
const nothing = ({ faults }: Outcome) => expect(faults).toEqual([]);

test(
  'no malformed upload ends the box, leaves a file behind, or goes without a clear answer',
  async () => {
    const { counts, faults } = await abuseMultipart(ground, { every: 12 });
    expect(faults).toEqual([]);
    expect(counts.bodies).toBeGreaterThanOrEqual(300);
  },
  patience,
);

test(
  'no rough message gets past a door, out of a folder, or more than one answer',
  async () => {
    nothing(await abuseHttp(ground, { every: 9 }));
  },
  patience,
);

test(
  'who hangs on to the doors keeps no guest waiting, and what is sent ahead opens nothing',
  async () => {
    nothing(await abuseSlowly(ground, { sockets: 90, seconds: 2, cut: false }));
  },
  patience,
);

test(
  'floods of sockets are cut, hear nothing that is not theirs, and leave no trace',
  async () => {
    nothing(await abuseSockets(ground, { connects: 300, talk: 2000, growthMb: 120 }));
  },
  patience,
);

test(
  '150 spoiled photos end no more than themselves',
  async () => {
    nothing(await abuseImages(ground, { count: 150 }));
  },
  patience,
);
