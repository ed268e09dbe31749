import type { Request } from 'express';

/** The values of a cookie in the order in which the browser sent them: that of the longest path comes first. */
export function cookiesIn(req: Pick<Request, 'headers'>, name: string): string[] {
  const found: string[] = [];
  for (const pair of (req.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) found.push(pair.slice(at + 1).trim());
  }
  return found;
}
