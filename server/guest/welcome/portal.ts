import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Settings } from '#contract/box.ts';
import type { Kit } from '../../kit.ts';
import type { Origins } from '../../links/addresses.ts';
import { isCaptiveWindow } from './captive-window.ts';
import { openPhones, type PhoneState } from './phones.ts';
import { probes, type Success } from './probes.ts';

/** Answers a probe of the system for the internet, whatever its Host; false where it is none, and nothing was answered. */
export type AnswerProbe = (req: IncomingMessage, res: ServerResponse) => boolean;

/** The portal of the box's own Wi-Fi: phones are led to the welcome page until their guest has gone on from it. */
export interface Portal {
  readonly answer: AnswerProbe;
  /** Whether it is there for this request: switched on, and asked by the box's own network. */
  open(req: IncomingMessage): boolean;
  phone(req: IncomingMessage): PhoneState;
  /** The guest saw the page: from here on this phone hears that all is well. */
  goOn(req: IncomingMessage): void;
  /** The same for a phone that asks how it is (RFC 8908). */
  asked(req: IncomingMessage): PhoneState;
  /** Whether the request comes from the window in which phones show portals. */
  window(req: IncomingMessage): boolean;
  /** Where phones on this network reach the box, by figures. */
  address(): string;
  stop(): void;
}

export interface PortalOptions {
  readonly settings: () => Pick<Settings, 'portal'>;
  /** Whether a request came by the box's own network, not through the tunnel. */
  readonly onSite: (req: IncomingMessage) => boolean;
  /**
   * Whether it came, besides, by another name than the public address: a tunnel that the box was not told of looks like its
   * own network, and what hangs in the hall is not for the whole world.
   */
  readonly here: (req: IncomingMessage) => boolean;
  readonly origins: () => Pick<Origins, 'local'>;
}

export function openPortal(
  { clock, changes }: Pick<Kit, 'clock' | 'changes'>,
  { settings, onSite, here, origins }: PortalOptions,
): Portal {
  const phones = openPhones(clock.monotonic);
  const stop = changes.on('settings.changed', ({ names }) => {
    if (names.includes('portal')) phones.forget();
  });
  const phone = (req: IncomingMessage) => phones.of(addressOf(req));
  const address = () => origins().local;
  // Without a tunnel the public address may be this very one.
  const atOwn = ({ headers: { host } }: IncomingMessage) => host === new URL(address()).host;
  const open = (req: IncomingMessage) => settings().portal && onSite(req) && (here(req) || atOwn(req));

  return {
    open,
    phone,
    address,
    stop,
    goOn: (req) => phones.goOn(addressOf(req)),
    asked: (req) => {
      phones.led(addressOf(req));
      return phone(req);
    },
    window: (req) => settings().portal && onSite(req) && isCaptiveWindow(req.headers, phone(req)),
    answer: (req, res) => {
      if (req.method !== 'GET' && req.method !== 'HEAD') return false;
      const success = probes.get(pathOf(req));
      if (success === undefined || !open(req)) return false;
      phones.led(addressOf(req));
      if (success === null || phone(req) !== 'on') lead(res, `${address()}/`);
      else succeed(res, success);
      return true;
    },
  };
}

/** Questions come in crowds and once each: none of them keeps a connection, and nobody keeps the answer. */
const once = { 'cache-control': 'no-store', connection: 'close', 'x-content-type-options': 'nosniff' } as const;

function lead(res: ServerResponse, location: string): void {
  res.writeHead(302, { ...once, location, 'content-length': 0 }).end();
}

function succeed(res: ServerResponse, { status, type, body }: Success): void {
  const of = type === undefined ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(body) };
  res.writeHead(status, { ...once, ...of }).end(body);
}

function pathOf({ url = '' }: IncomingMessage): string {
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}

function addressOf({ socket }: IncomingMessage): string {
  return (socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/i, '');
}
