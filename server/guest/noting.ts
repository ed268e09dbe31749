import type { IncomingMessage } from 'node:http';
import type { Kit } from '../kit.ts';
import type { Refusal } from '../refusal.ts';
import { type Refusals, reasonOf } from '../visits/refusals.ts';
import { isRobot } from '../visits/robots.ts';
import type { Asked } from './faces.ts';
import { isHouse } from './house-mark.ts';
import { visitorOf } from './visitor.ts';

/** Counts phones that come and are not let in, once they were answered: by the cookie that they were given with it. */
export function makeNoting(
  { keys }: Pick<Kit, 'keys'>,
  refusals: Refusals,
  onSite: (req: IncomingMessage) => boolean,
): (asked: Asked, refusal: Refusal) => void {
  return ({ req, res, link, place, coming }, refusal) => {
    const reason = reasonOf(refusal);
    // A page that asks for news by itself is nobody who comes.
    if (!coming || !link || reason === undefined) return;
    if (isRobot(req.headers['user-agent'] ?? '') || isHouse(req, keys)) return;
    refusals.note({ linkId: link.id, visitor: visitorOf(req, keys, res).key, reason, onSite: onSite(req), place });
  };
}
