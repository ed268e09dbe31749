import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { OpenAnswer } from '#contract/visits.ts';
import { tunnelAddress } from './tunnel.ts';

/** How a phone of a played event looks and from where it comes. */
export interface EventPhoneOptions {
  readonly agent: string;
  /** Behind the tunnel, with this address of its own; on the box's own network without. */
  readonly address?: string | undefined;
  readonly refusesCookies?: boolean | undefined;
  /** Cookies of the whole host that it has from elsewhere. */
  readonly cookies?: Readonly<Record<string, string>> | undefined;
}

/** What the box answered. */
export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

/** A phone at the guest door, on site or behind the tunnel. It keeps cookies by their path, unless it refuses them. */
export interface EventPhone {
  /** Looks at a link's page. */
  look(token: string): Promise<Answered>;
  /** Looks at the gate and presses its button; where it does not open, gives the problem's code. */
  open(token: string, body?: Readonly<Record<string, unknown>>): Promise<OpenAnswer | string>;
  /** Tells of photos that were looked at, or ticked. Throws where that is refused. */
  tell(token: string, events: readonly Readonly<Record<string, unknown>>[]): Promise<void>;
  /** Throws where it is none of the 200s. */
  get(path: string): Promise<Buffer>;
  post(path: string, body: Readonly<Record<string, unknown>>): Promise<Answered>;
}

/** `guestUrl`: the guest door; `publicOrigin`: what its tunnel is called. */
export function eventPhone(
  { guestUrl, publicOrigin }: { readonly guestUrl: string; readonly publicOrigin: string },
  { agent, address, refusesCookies = false, cookies = {} }: EventPhoneOptions,
): EventPhone {
  const jar = new Map<string, { readonly name: string; readonly path: string; readonly value: string }>();
  for (const [name, value] of Object.entries(cookies)) jar.set(`${name} /`, { name, path: '/', value });
  const line = new Agent({ keepAlive: true, ...(address !== undefined && { localAddress: tunnelAddress }) });
  const far =
    address === undefined
      ? {}
      : { host: new URL(publicOrigin).host, 'x-forwarded-for': address, 'x-forwarded-proto': 'https' };

  const ask = async (method: string, path: string, accept: string, body?: unknown): Promise<Answered> => {
    const url = new URL(path, guestUrl);
    // As browsers send them: those of the longest path first.
    const sent = [...jar.values()]
      .filter((one) => one.path === '/' || url.pathname === one.path || url.pathname.startsWith(`${one.path}/`))
      .toSorted((a, b) => b.path.length - a.path.length)
      .map(({ name, value }) => `${name}=${value}`);
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      'user-agent': agent,
      accept,
      ...far,
      ...(sent.length > 0 && { cookie: sent.join('; ') }),
      ...(text !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
    };
    const answered = await new Promise<Answered>((resolve, reject) => {
      const asked = request(url, { method, agent: line, headers }, (answer) => {
        const { statusCode: status = 0, headers } = answer;
        buffer(answer).then((bytes) => resolve({ status, headers, bytes }), reject);
      });
      asked.once('error', reject);
      asked.end(text);
    });
    for (const one of refusesCookies ? [] : (answered.headers['set-cookie'] ?? [])) {
      const [, name = '', value = '', path = '/'] = /^([^=]+)=([^;]*).*?; Path=([^;]+)/.exec(one) ?? [];
      jar.set(`${name} ${path}`, { name, path, value });
    }
    return answered;
  };
  const post = (path: string, body: unknown) => ask('POST', path, 'application/json', body);
  return {
    look: (token) => ask('GET', `/g/${token}`, 'text/html'),
    open: async (token, body = {}) => {
      // Its script asks for a fragment; the gate is a look, which a dead link refuses first.
      await ask('GET', `/g/${token}`, 'text/html');
      const { status, bytes } = await post(`/g/${token}/open`, body);
      const told = JSON.parse(bytes.toString()) as OpenAnswer & { code?: string };
      return status === 200 ? told : (told.code ?? String(status));
    },
    tell: async (token, events) => {
      const { status, bytes } = await post(`/g/${token}/events`, events);
      if (status !== 204) throw new Error(`events: ${status} ${bytes}`);
    },
    get: async (path) => {
      const { status, bytes } = await ask('GET', path, '*/*');
      if (status >= 300) throw new Error(`${path}: ${status} ${bytes}`);
      return bytes;
    },
    post: (path, body) => post(path, body),
  };
}
