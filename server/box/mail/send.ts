import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import type { MailFailure } from '#contract/mail.ts';
import { networkOf } from '../../http/networks.ts';
import type { Kit } from '../../kit.ts';
import { addressIn, type MailServer, mailServer } from './mail.ts';

export interface Message {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly attachments?: readonly { readonly filename: string; readonly content: Buffer }[];
}

/** How a message went; `said`: the server's own words, without line breaks and shortened. */
export type Sent = { readonly ok: true } | { readonly ok: false; readonly failure: MailFailure; readonly said: string };

const connectMs = 15_000;
/** So long the server may be silent while a message goes. */
const silentMs = 30_000;
/** And so long all of it may take: attachments go by thin lines. */
const allMs = 5 * 60_000;
const longestSaid = 200;

/**
 * Sends a message by the owner's server. Never throws for what the server or the network do. Some recipients that are
 * refused beside others that are taken count as gone.
 */
export async function sendMail(kit: Pick<Kit, 'db' | 'keys' | 'clock'>, message: Message): Promise<Sent> {
  const server = await mailServer(kit);
  if (!server) return { ok: false, failure: 'none', said: '' };
  if (server.security === 'none' && !(await isNear(server.host))) {
    return { ok: false, failure: 'tls', said: '' };
  }
  const transport = createTransport({
    host: server.host,
    port: server.port,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    ...(server.user !== '' && { auth: { user: server.user, pass: server.password } }),
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    dnsTimeout: connectMs,
    socketTimeout: silentMs,
    tls: { minVersion: 'TLSv1.2' },
    // It composes from what it is given here, fetches nothing, and logs nothing.
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  });
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), allMs).unref();
  try {
    await transport.sendMail({
      from: server.from,
      to: message.to.map((address) => ({ name: '', address })),
      subject: message.subject,
      text: message.text,
      textEncoding: 'base64',
      date: new Date(kit.clock.now()),
      attachments: (message.attachments ?? []).map((file) => ({ ...file })),
      signal: over.signal,
      // Not what the machine is called.
      messageId: `<${crypto.randomUUID()}@${addressIn(server.from)?.split('@')[1] ?? 'maiimg.local'}>`,
    });
    return { ok: true };
  } catch (error) {
    return { ok: false, failure: over.signal.aborted ? 'timeout' : failureOf(error), said: saidBy(error, server) };
  } finally {
    clearTimeout(timer);
    transport.close();
  }
}

interface MailError {
  readonly code?: unknown;
  readonly command?: unknown;
  readonly responseCode?: unknown;
  readonly response?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
}

/** What of nodemailer's errors is which of ours. */
function failureOf(error: unknown): MailFailure {
  const { code, command, responseCode, message, cause } = error as MailError;
  const name = String(code);
  const text = `${String(message)} ${cause instanceof Error ? `${cause.message} ${(cause as NodeJS.ErrnoException).code}` : ''}`;
  if (name === 'EDNS' || /ENOTFOUND|EAI_AGAIN/.test(`${name} ${text}`)) return 'host';
  if (name === 'ETLS' || /certificate|self.signed|CERT_|SSL|TLS|wrong version number/i.test(text)) return 'tls';
  if (name === 'ETIMEDOUT') return 'timeout';
  if (name === 'EAUTH' || name === 'ENOAUTH') return 'auth';
  if (responseCode === 552 || responseCode === 523) return 'size';
  if (responseCode === 530 || responseCode === 535) return 'auth';
  if (name === 'EENVELOPE') return command === 'MAIL FROM' ? 'sender' : 'recipient';
  if (name === 'ECONNECTION' || name === 'ESOCKET' || /^E(CONN|HOST|NET|PIPE)/.test(name)) return 'unreachable';
  return 'refused';
}

/** The server's answer. What it repeats of the password is taken out of it. */
function saidBy(error: unknown, { password }: MailServer): string {
  const { response } = error as MailError;
  const plain = String(response ?? '')
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
  const hidden = password === '' ? plain : plain.replaceAll(password, '…');
  return [...hidden].slice(0, longestSaid).join('');
}

/** Whether a server is on this machine or within its own network, all of its addresses. */
async function isNear(host: string): Promise<boolean> {
  const found = isIP(host) > 0 ? [{ address: host }] : await lookup(host, { all: true }).catch(() => []);
  // A name that is not found fails by itself, and in its own words.
  return found.every(({ address }) => networkOf(address) === 'own' || /^(127\.|::1$)/.test(address));
}
