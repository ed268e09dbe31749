import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';
import type { Door } from '#contract/operation.ts';

/**
 * One line a request. It names the route, never the address itself: a guest's address carries the link's token.
 */
export function requestLog(log: Logger, door: Door) {
  return (req: Request, res: Response, next: NextFunction): void => {
    const started = performance.now();
    res.once('close', () => {
      const route = (req.route as { path?: unknown } | undefined)?.path;
      log.info(
        {
          door,
          method: req.method,
          route: typeof route === 'string' ? route : 'none',
          status: res.statusCode,
          ms: Math.round(performance.now() - started),
          ...(res.writableFinished ? {} : { aborted: true }),
        },
        'request',
      );
    });
    next();
  };
}
