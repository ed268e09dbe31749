import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { type Keys, same } from '../keys.ts';

/** The cookie of browsers in which somebody of the house signed in, or which staff marked. */
export const houseCookie = 'house';
const yearMs = 365 * 86_400_000;

/**
 * Marks a browser as one of the house for a year, so that what it opens is in no figure. It gives no right at all, says
 * nothing of who it is, and stays when the session ends. Cookies know no ports: what is set at the local door the guest
 * door on the same host is sent too.
 */
export function setHouseMark(req: Request, res: Response, keys: Keys): void {
  const random = randomBytes(16).toString('base64url');
  res.cookie(houseCookie, `${random}.${proof(keys, random)}`, { ...shape(req), maxAge: yearMs });
}

/** Takes it from the browser again. */
export function clearHouseMark(req: Request, res: Response): void {
  res.clearCookie(houseCookie, shape(req));
}

/** Whether a cookie's value is a mark that this box gave. */
export function isHouseMark(keys: Keys, value: string): boolean {
  const [random = '', told = ''] = value.split('.', 2);
  return random.length === 22 && same(told, proof(keys, random));
}

function proof(keys: Keys, random: string): string {
  return keys.mac('house', random).subarray(0, 16).toString('base64url');
}

function shape(req: Request) {
  return { httpOnly: true, sameSite: 'lax', secure: req.secure, path: '/' } as const;
}
