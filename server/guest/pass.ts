import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { type Keys, same } from '../keys.ts';
import type { StoredLink } from '../links/table.ts';
import { longestMs, type Running, type Visit } from '../visits/running.ts';
import { cookiesIn } from './cookies.ts';

const cookie = 'visit';
/** In the addresses of a page that was opened by a phone which refuses cookies. */
const query = 'p';

/** What a phone shows to prove its visit: the visit's id and the link's, signed. It opens nothing once the visit ended. */
export function passOf(keys: Keys, visit: Pick<Visit, 'id' | 'linkId'>): string {
  return `${visit.id}.${sign(keys, visit)}`;
}

type Asked = Pick<Request, 'headers' | 'query'>;

/** A visit that a request proved. */
export interface Shown {
  readonly visit: Visit;
  /** By the page's address, since the phone refuses cookies. */
  readonly inAddress: boolean;
}

/** The visit of the pass in a request's cookie or address, while it runs; undefined for a forged one or another link's. */
export function shownIn(keys: Keys, running: Running, req: Asked, link: StoredLink): Shown | undefined {
  const passes: unknown[] = cookiesIn(req, cookie);
  const inAddress = passes.length;
  passes.push(req.query[query]);
  for (const [at, pass] of passes.entries()) {
    if (typeof pass !== 'string') continue;
    const [id = '', signature = ''] = pass.split('.');
    const visit = running.find(id);
    if (visit?.linkId !== link.id || !same(signature, signatureOf(keys, visit))) continue;
    // A pass in an address is for phones without cookies alone: another one's would be handed on with it.
    if (at < inAddress || visit.standIn) return { visit, inAddress: at === inAddress };
  }
  return undefined;
}

/** Hands out the pass as a cookie of this link's page alone. */
export function setPass(req: Request, res: Response, keys: Keys, visit: Visit, base: string): void {
  res.cookie(cookie, passOf(keys, visit), {
    path: base,
    httpOnly: true,
    sameSite: 'lax',
    // Phones on the box's own network come by plain HTTP, where a secure cookie would be dropped.
    secure: req.secure,
    maxAge: longestMs,
  });
}

/** A page's own address with the pass in it, for a phone that refuses cookies. */
export function withPass(keys: Keys, visit: Visit, base: string): string {
  return `${base}?${query}=${passOf(keys, visit)}`;
}

/** A nonce for a gate: random, with a mark by which the box knows its own. */
export function makeNonce(keys: Keys, linkId: string): string {
  const random = randomBytes(16).toString('base64url');
  return random + mark(keys, linkId, random);
}

/** Whether a nonce comes from a gate of this link. */
export function ownNonce(keys: Keys, linkId: string, nonce: string): boolean {
  return same(nonce.slice(22), mark(keys, linkId, nonce.slice(0, 22)));
}

/** Each photo of a visit asks for it anew. */
const signatures = new WeakMap<Visit, string>();
function signatureOf(keys: Keys, visit: Visit): string {
  const known = signatures.get(visit);
  if (known !== undefined) return known;
  const made = sign(keys, visit);
  signatures.set(visit, made);
  return made;
}

function sign(keys: Keys, { id, linkId }: Pick<Visit, 'id' | 'linkId'>): string {
  return keys.mac('visits', `pass ${id} ${linkId}`).toString('base64url');
}

function mark(keys: Keys, linkId: string, random: string): string {
  return keys.mac('visits', `nonce ${linkId} ${random}`).subarray(0, 9).toString('base64url');
}
