import { type ClientRequest, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP } from 'node:net';
import { connect as connectSecure } from 'node:tls';
import type { HookFailure } from '#contract/hooks.ts';
import { hostIn, type Outside, pinned } from './outside.ts';

/** What goes out: JSON, with headers of its own. */
export interface Letter {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
/** What came back, or why nothing did. */
export type Reply = { readonly status: number; readonly text: string } | { readonly failure: HookFailure };

const mostBytes = 16_384;

/**
 * Posts a letter, follows nothing, and reads no more of an answer than it needs; all of it may take so long. Never throws
 * for what the other side does.
 */
export async function call(outside: Outside, letter: Letter, timeoutMs: number, stop: AbortSignal): Promise<Reply> {
  const late = AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([late, stop]);
  try {
    const address = await within(signal, pinned(outside, letter.url));
    if (address === undefined) return { failure: 'address' };
    return await post(outside, address, letter, signal);
  } catch (error) {
    if (late.aborted) return { failure: 'timeout' };
    return { failure: failureOf(error as NodeJS.ErrnoException) };
  }
}

function post(outside: Outside, address: string, { url, headers, body }: Letter, signal: AbortSignal): Promise<Reply> {
  const secure = url.protocol === 'https:';
  const port = Number(url.port) || (secure ? 443 : 80);
  const host = hostIn(url);
  const connection = () => {
    const socket = outside.connect(address, port);
    return secure ? connectSecure({ socket, host, ...(isIP(host) === 0 && { servername: host }) }) : socket;
  };
  return new Promise((resolve, reject) => {
    const bytes = Buffer.from(body);
    const asked: ClientRequest = (secure ? requestSecure : requestPlain)({
      method: 'POST',
      host,
      port,
      path: `${url.pathname}${url.search}`,
      headers: {
        host: url.host,
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'maiimg-box',
        ...headers,
        'content-length': bytes.length,
        connection: 'close',
      },
      createConnection: connection,
      signal,
    });
    asked.on('error', reject);
    asked.on('response', (answer) => {
      const chunks: Buffer[] = [];
      let length = 0;
      const done = () => {
        const text = Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8');
        resolve({ status: answer.statusCode ?? 0, text });
        asked.destroy();
      };
      answer.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        length += chunk.length;
        if (length >= mostBytes) done();
      });
      answer.on('end', done);
      answer.on('error', reject);
    });
    asked.end(bytes);
  });
}

/** Looking up a name cannot be called off; it is waited for no longer. */
function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

function failureOf({ code = '', message }: NodeJS.ErrnoException): HookFailure {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'ENODATA') return 'host';
  if (code === 'ETIMEDOUT') return 'timeout';
  const ofTls = /^ERR_(TLS|SSL)|CERT|SELF_SIGNED|UNABLE_TO|EPROTO/;
  return ofTls.test(code) || /certificate/i.test(message) ? 'tls' : 'unreachable';
}
