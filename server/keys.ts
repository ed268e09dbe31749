import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from './store/files.ts';

/** What a subkey is for; one key never does two jobs. */
export type Purpose =
  | 'tokens'
  | 'visits'
  | 'visitors'
  | 'addresses'
  | 'check'
  | 'passwords'
  | 'house'
  | 'mail'
  | 'hooks';

export interface Keys {
  /** HMAC-SHA256 under the subkey of a purpose, 32 bytes. */
  mac(purpose: Purpose, text: string): Buffer;
  /** Seals a text under the subkey of a purpose (AES-256-GCM, a random nonce each time); `bound` has to be named again to open it. */
  seal(purpose: Purpose, text: string, bound: string): string;
  /** The text that was sealed; undefined where it was sealed by another key, for something else, or was changed. */
  unseal(purpose: Purpose, sealed: string, bound: string): string | undefined;
}

/** Bytes of what a sealed text begins with (NIST SP 800-38D). */
const sealed = { cipher: 'aes-256-gcm', nonce: 12, tag: 16 } as const;

/**
 * The box's secret: 32 bytes in `secret.key` beside the database, never in it, made at the first start.
 * Subkeys by HKDF-SHA256 (RFC 5869), one a purpose.
 */
export async function openKeys(data: string): Promise<Keys> {
  const file = join(data, 'secret.key');
  const secret = (await readFile(file).catch(ifMissing)) ?? (await make(file));
  if (secret.length !== 32) throw new Error('secret.key is not 32 bytes: restore it from the backup');
  const subkeys = new Map<Purpose, Buffer>();
  const subkey = (purpose: Purpose) => {
    const known = subkeys.get(purpose);
    if (known) return known;
    const made = Buffer.from(hkdfSync('sha256', secret, '', `maiimg ${purpose}`, 32));
    subkeys.set(purpose, made);
    return made;
  };
  return {
    mac: (purpose, text) => createHmac('sha256', subkey(purpose)).update(text).digest(),
    seal: (purpose, text, bound) => {
      const nonce = randomBytes(sealed.nonce);
      const cipher = createCipheriv(sealed.cipher, subkey(purpose), nonce).setAAD(Buffer.from(bound));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    unseal: (purpose, text, bound) => {
      const all = Buffer.from(text, 'base64url');
      const [nonce, tag] = [all.subarray(0, sealed.nonce), all.subarray(sealed.nonce, sealed.nonce + sealed.tag)];
      if (nonce.length + tag.length < sealed.nonce + sealed.tag) return undefined;
      const cipher = createDecipheriv(sealed.cipher, subkey(purpose), nonce, { authTagLength: sealed.tag });
      cipher.setAAD(Buffer.from(bound)).setAuthTag(tag);
      try {
        return cipher.update(all.subarray(sealed.nonce + sealed.tag), undefined, 'utf8') + cipher.final('utf8');
      } catch {
        return undefined;
      }
    },
  };
}

/** Compares two secrets without telling by time where they differ. */
export function same(a: Uint8Array | string, b: Uint8Array | string): boolean {
  const left = Buffer.from(a as string);
  const right = Buffer.from(b as string);
  return left.length === right.length && timingSafeEqual(left, right);
}

async function make(file: string): Promise<Buffer> {
  const secret = randomBytes(32);
  const handle = await open(`${file}.part`, 'w', 0o600);
  await handle.writeFile(secret);
  await handle.sync().finally(() => handle.close());
  await rename(`${file}.part`, file);
  await syncFolder(dirname(file));
  return secret;
}

function ifMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
