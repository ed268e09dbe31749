import { z } from 'zod';
import { CodePicture, Instant } from './common.ts';
import { anyone, operation, signedIn } from './operation.ts';

/** Where a phone is marked: by which address it comes as a guest, and the page's own address there, good once. */
const HouseAddress = z.object({ at: z.enum(['public', 'local']), url: z.string(), code: CodePicture });

/** To be scanned by a phone of the house, so that its visits are in no figure. */
export const HouseCode = z.object({ addresses: z.array(HouseAddress), expiresAt: Instant }).meta({ id: 'HouseCode' });
export type HouseCode = z.infer<typeof HouseCode>;

const ofCode = z.object({ code: z.string().max(64) });
const guest = { door: 'guest', access: anyone, path: '/house/:code', params: ofCode } as const;
export const houseOperations = {
  addHouseCode: operation({
    id: 'addHouseCode',
    door: 'local',
    summary: 'Codes by which one phone says that it is one of the house, each good once and for five minutes',
    method: 'POST',
    path: '/api/house',
    access: signedIn,
    status: 200,
    answer: HouseCode,
  }),
  housePage: operation({
    ...guest,
    id: 'housePage',
    summary: 'Asks whether this phone is one of the house; uses nothing up, and is the same for every code',
    method: 'GET',
    status: 200,
    answer: 'text/html',
  }),
  markHouse: operation({
    ...guest,
    id: 'markHouse',
    summary: 'Marks this phone as one of the house, or (`leave`) no more as one',
    method: 'POST',
    body: z.object({ leave: z.literal('1').optional().catch(undefined) }),
    status: 303,
  }),
} as const;
