import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65535);
const origin = z.string().transform((value, context) => {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '' && url.username === '')
    return url.origin;
  context.addIssue('is not an origin like https://photos.example.com');
  return z.NEVER;
});
const names = z.string().transform((value) =>
  value
    .split(/[\s,]+/)
    .filter((name) => name !== '')
    .map((name) => name.toLowerCase()),
);
const peer = z.string().refine((value) => {
  const [address = '', bits] = value.split('/');
  if (bits === undefined) return isIP(address) > 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(address);
  return isIP(address) > 0 && /^\d+$/.test(bits) && Number(bits) <= (isIP(address) === 4 ? 32 : 128);
}, 'is not an address, a range like 172.18.0.0/16, or a host name');

const Environment = z.object({
  MAIIMG_DATA: z.string().default('./data'),
  MAIIMG_PORT: port.default(8080),
  MAIIMG_GUEST_PORT: port.default(8090),
  MAIIMG_HOST: z.string().default('0.0.0.0'),
  MAIIMG_PUBLIC_ORIGIN: origin.optional(),
  MAIIMG_LOCAL_ORIGIN: origin.optional(),
  MAIIMG_GUEST_ORIGIN: origin.optional(),
  MAIIMG_HOSTS: names.default([]),
  MAIIMG_TRUST_PROXY: peer.optional(),
  MAIIMG_OWNER_PASSWORD: z.string().min(8, 'has fewer than 8 characters').optional(),
  MAIIMG_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
});

/** A value from outside that the box cannot start with. The message names the variable, never its value. */
export class BadConfig extends Error {}

export interface Config {
  /** Absolute path of the data folder. */
  readonly data: string;
  /** The local door's and the guest door's port; 0 is any free one. */
  readonly port: number;
  readonly guestPort: number;
  /** Address to listen on. */
  readonly host: string;
  /** What codes carry where there is one. */
  readonly publicOrigin: string | undefined;
  /** The local door as staff reach it, where it was told. */
  readonly localOrigin: string | undefined;
  /** The guest door as phones on the box's network reach it, where it was told. */
  readonly guestOrigin: string | undefined;
  /** Names beside its own under which the box may be asked. */
  readonly hosts: readonly string[];
  /** The tunnel's peer: an address, a range, or a name. */
  readonly trustProxy: string | undefined;
  readonly ownerPassword: string | undefined;
  readonly logLevel: z.infer<typeof Environment>['MAIIMG_LOG_LEVEL'];
  readonly machineName: string;
}

/** All that the box is told from outside, read once. Empty variables count as not set. Throws BadConfig. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const file = set.MAIIMG_OWNER_PASSWORD_FILE;
  if (file !== undefined && set.MAIIMG_OWNER_PASSWORD === undefined) set.MAIIMG_OWNER_PASSWORD = firstLine(file);
  const read = Environment.safeParse(set);
  if (!read.success) {
    const told = read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new BadConfig(told.join('; '));
  }
  const value = read.data;
  if (value.MAIIMG_PORT !== 0 && value.MAIIMG_PORT === value.MAIIMG_GUEST_PORT) {
    throw new BadConfig('MAIIMG_PORT and MAIIMG_GUEST_PORT must differ: the doors never share a listener');
  }
  return {
    data: resolve(value.MAIIMG_DATA),
    port: value.MAIIMG_PORT,
    guestPort: value.MAIIMG_GUEST_PORT,
    host: value.MAIIMG_HOST,
    publicOrigin: value.MAIIMG_PUBLIC_ORIGIN,
    localOrigin: value.MAIIMG_LOCAL_ORIGIN,
    guestOrigin: value.MAIIMG_GUEST_ORIGIN,
    hosts: value.MAIIMG_HOSTS,
    trustProxy: value.MAIIMG_TRUST_PROXY,
    ownerPassword: value.MAIIMG_OWNER_PASSWORD,
    logLevel: value.MAIIMG_LOG_LEVEL,
    machineName: hostname().toLowerCase(),
  };
}

function firstLine(file: string): string {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/)[0] as string;
  } catch {
    throw new BadConfig('MAIIMG_OWNER_PASSWORD_FILE cannot be read');
  }
}
