import { createHash, randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Kit } from '../kit.ts';
import { Refusal } from '../refusal.ts';
import type { Writer } from '../store/database.ts';
import { projectsOf } from './accounts.ts';
import type { Actor } from './actor.ts';
import { carryOver, sessionIdleMs } from './righted.ts';
import { deleteSession, insertSession, prolongSession, runningSession } from './table.ts';

const day = 86_400_000;
/** It lapses after so long in any case. */
const longestMs = 180 * day;

const cookieName = 'maiimg_session';

/** What the database keeps of a token or a key: SHA-256, hex. They are random, so that no slow hash is needed. */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Begins a session within a write; gives the token for the cookie. */
export async function startSession(writer: Writer, kit: Pick<Kit, 'clock'>, accountId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const now = kit.clock.now();
  const row = { hash: secretHash(token), account_id: accountId, created_at: now, expires_at: now + sessionIdleMs };
  await insertSession(writer, row);
  return token;
}

/** Who a session's token stands for, read anew each time, so that what has ended is over at once. */
export async function sessionActor(kit: Kit, token: string): Promise<{ actor: Actor; prolonged: boolean } | undefined> {
  await carryOver(kit);
  const now = kit.clock.now();
  const hash = secretHash(token);
  const row = await runningSession(kit.db.read, hash, now);
  if (!row) return undefined;
  const expiresAt = Math.min(now + sessionIdleMs, row.created_at + longestMs);
  // Once a day is often enough: each time would be a write a request.
  const due = expiresAt - row.expires_at >= day;
  const prolonged = due && (await kit.db.write((writer) => prolongSession(writer, hash, expiresAt)).then(done, ifFull));
  const actor: Actor = {
    id: row.id,
    name: row.username,
    role: row.role,
    projectIds: projectsOf(row),
    by: 'session',
  };
  return { actor, prolonged };
}

/** Ends the session of a token for good. */
export async function endSession(kit: Kit, token: string): Promise<void> {
  const accountId = await kit.db.write((writer) => deleteSession(writer, secretHash(token)));
  if (accountId !== undefined) kit.changes.emit('session.ended', { actorId: accountId });
}

/** The session's token in a Cookie header, if there is one. */
export function tokenIn(cookies: string | undefined): string | undefined {
  for (const pair of cookies?.split(';') ?? []) {
    const [name = '', value = ''] = pair.split('=', 2);
    if (name.trim() === cookieName && value !== '') return value.trim();
  }
  return undefined;
}

/** Hands the token to the browser. `Secure` only where it came by HTTPS: on plain HTTP a browser would drop the cookie. */
export function setSessionCookie(req: Request, res: Response, token: string): void {
  res.cookie(cookieName, token, { ...cookieShape(req), maxAge: sessionIdleMs });
}

/** Takes the cookie back from the browser. */
export function clearSessionCookie(req: Request, res: Response): void {
  res.clearCookie(cookieName, cookieShape(req));
}

function cookieShape(req: Request) {
  return { httpOnly: true, sameSite: 'strict', secure: req.secure, path: '/' } as const;
}

const done = () => true;

/** A full disk signs nobody out: they are the ones to make room. */
function ifFull(error: unknown): false {
  if (error instanceof Refusal && error.code === 'disk_full') return false;
  throw error;
}
