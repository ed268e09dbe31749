import { createHash, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Request, Response } from 'express';

const cookieName = 'maiimg_screen';
/** As long as browsers keep one at all. */
const keptMs = 400 * 86_400_000;

/** The key of a screen in a request or a handshake; undefined where there is none that is well-formed. */
export function keyIn({ cookie }: IncomingHttpHeaders): string | undefined {
  for (const pair of cookie?.split(';') ?? []) {
    const [name = '', value = ''] = pair.split('=', 2).map((part) => part.trim());
    if (name === cookieName && /^[\w-]{43}$/.test(value)) return value;
  }
  return undefined;
}

/** What the box keeps of a key: SHA-256, hex. It is random, so that no slow hash is needed. */
export function keyHash(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** Hands a browser its key, for longer where it has one already: 32 random bytes that open nothing by themselves. */
export function giveKey(req: Request, res: Response): void {
  const key = keyIn(req.headers) ?? randomBytes(32).toString('base64url');
  // `Secure` only where it came by HTTPS: on plain HTTP a browser would drop the cookie.
  res.cookie(cookieName, key, { httpOnly: true, sameSite: 'strict', secure: req.secure, path: '/', maxAge: keptMs });
}
