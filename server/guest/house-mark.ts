import type { Request } from 'express';
import { houseCookie, isHouseMark } from '../box/house-mark.ts';
import type { Keys } from '../keys.ts';
import { cookiesIn } from './cookies.ts';

/** Whether a browser is one of the house, whose visits are in no figure. */
export function isHouse(req: Pick<Request, 'headers'>, keys: Keys): boolean {
  return cookiesIn(req, houseCookie).some((value) => isHouseMark(keys, value));
}
