import { randomBytes } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';

const common = {
  // Phones on the box's own network come by plain HTTP and must not be sent to an HTTPS that is not there.
  strictTransportSecurity: false,
  crossOriginEmbedderPolicy: false,
  referrerPolicy: { policy: 'no-referrer' },
} as const;

/** Security headers of the guest door; each answer has a nonce of its own for the page's style and script. */
export function guestHeaders() {
  const others = helmet({ ...common, contentSecurityPolicy: false });
  return (req: Request, res: Response, next: NextFunction): void => {
    const nonce = randomBytes(18).toString('base64url');
    res.locals.cspNonce = nonce;
    res.set(
      'content-security-policy',
      [
        "default-src 'none'",
        `script-src 'self' 'nonce-${nonce}'`,
        `style-src 'self' 'nonce-${nonce}'`,
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
    );
    others(req, res, next);
  };
}

/** Security headers of the local door. Lit's `styleMap` needs style attributes; nothing else inline is allowed. */
export function localHeaders() {
  return helmet({
    ...common,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'style-src-attr': ["'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        // Older Safari takes `self` for http alone. The Host was checked before.
        'connect-src': [
          "'self'",
          (req) => `ws://${req.headers.host ?? ''}`,
          (req) => `wss://${req.headers.host ?? ''}`,
        ],
        'worker-src': ["'self'"],
        'form-action': ["'self'"],
        'manifest-src': ["'self'"],
        'base-uri': ["'none'"],
        'frame-ancestors': ["'none'"],
      },
    },
  });
}
