import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Keys } from '../keys.ts';
import type { Visitor } from '../visits/opening.ts';
import { cookiesIn } from './cookies.ts';

const cookie = 'visitor';
const yearMs = 365 * 86_400_000;
const form = /^[A-Za-z0-9_-]{22}$/;

/**
 * The phone that asks: by its cookie, else by a stand-in of address and agent. Neither can be had back from what is
 * stored. With the answer: by the cookie that it gives the phone, where it had none.
 */
export function visitorOf(req: Request, keys: Keys, res?: Response): Visitor {
  const own = visitorCookie(req) ?? (res && givenCookie(res));
  const text = own === undefined ? `stand-in ${req.ip} ${req.headers['user-agent'] ?? ''}` : `visitor ${own}`;
  const key = keys.mac('visitors', text).subarray(0, 16).toString('base64url');
  return { key, standIn: own === undefined };
}

/** Gives the phone its cookie for a year, where it has none yet. */
export function welcomeVisitor(req: Request, res: Response): void {
  if (visitorCookie(req) === undefined) setVisitor(req, res, randomBytes(16).toString('base64url'), '/');
}

/**
 * Makes a browser the phone whose cookie this is on one link's pages. On all of them it would let whoever sent the
 * hand-over go on with what this browser opens elsewhere, behind a password too.
 */
export function lendVisitor(req: Request, res: Response, value: string, token: string): void {
  // The address in a code begins with `/G`, and paths of cookies are case sensitive. Browsers send the longest path first.
  for (const path of [`/g/${token}`, `/G/${token.toUpperCase()}`]) setVisitor(req, res, value, path);
}

function setVisitor(req: Request, res: Response, value: string, path: string): void {
  res.cookie(cookie, value, {
    path,
    httpOnly: true,
    sameSite: 'lax',
    secure: req.secure,
    maxAge: yearMs,
  });
}

function givenCookie(res: Response): string | undefined {
  const given = [res.getHeader('set-cookie') ?? []].flat().map(String);
  return given.map((one) => one.split(';')[0]?.split('=') ?? []).find(([name]) => name === cookie)?.[1];
}

/** The value of the phone's cookie, where it has one of ours. */
export function visitorCookie(req: Request): string | undefined {
  return cookiesIn(req, cookie).find((value) => form.test(value));
}
