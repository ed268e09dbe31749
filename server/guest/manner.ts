import type { Request } from 'express';
import type { OpenInput } from '#contract/visits.ts';
import type { Manner } from './faces.ts';

/** An image's address in a browser's own line gets a page where it gets no image; elsewhere problem details. */
export function mannerOfFile(req: Request): Manner {
  return req.headers.accept?.includes('text/html') ? 'page' : 'json';
}

/** Whole, in parts for an open page that asks anew, or as JSON for who takes nothing else. */
export function mannerOfPage(req: Request): Manner {
  if (req.headers['x-maiimg-part'] === 'main') return 'part';
  return req.accepts(['html', 'json']) === 'json' ? 'json' : 'page';
}

/** Scripts that say nothing of what they take get JSON; a browser's form names HTML first. */
export function mannerOfOpen(req: Request, { go }: Pick<OpenInput, 'go'>): Manner {
  if (go === 'page') return 'page';
  return req.accepts(['json', 'html']) === 'html' ? 'part' : 'json';
}
