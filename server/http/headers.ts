import { randomBytes } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';

const common = {
  // Phones on the box's own network come by plain HTTP and must not be sent to an HTTPS that is not there.
  strictTransportSecurity: false,
  crossOriginEmbedderPolicy: false,
  referrerPolicy: { policy: 'no-referrer' },
  // Nothing but a complaint in the console comes of these two on plain HTTP, so they go out by `secureOnly`.
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
} as const;

/** What a browser heeds over HTTPS alone: the page shares neither its window nor its process with other origins. */
function secureOnly(req: Request, res: Response): void {
  if (!req.secure) return;
  res.set({ 'cross-origin-opener-policy': 'same-origin', 'origin-agent-cluster': '?1' });
}

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
    secureOnly(req, res);
    others(req, res, next);
  };
}

/** The same as a list, but for the policy of content, which is a page's own, and for what counts over HTTPS alone. */
export function guestHeadersOf(): Readonly<Record<string, string>> {
  const given: Record<string, string> = {};
  const res = {
    setHeader: (name: string, value: string) => Object.assign(given, { [name]: value }),
    removeHeader: () => {},
  };
  helmet({ ...common, contentSecurityPolicy: false })({} as Request, res as unknown as Response, () => {});
  return given;
}

/** Security headers of the local door. Lit's `styleMap` needs style attributes; nothing else inline is allowed. */
export function localHeaders() {
  const all = helmet({
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
  return (req: Request, res: Response, next: NextFunction): void => {
    secureOnly(req, res);
    all(req, res, next);
  };
}
