import { createHash } from 'node:crypto';
import { type Keys, same } from '../keys.ts';

/** Crockford's base32: without i, l, o and u, so that nothing is misread. */
const letters = '0123456789abcdefghjkmnpqrstvwxyz';
const tokenLength = 26;

/** The token of a link: 130 bits derived from the box's key, the link's id and its edition. */
export function tokenOf(keys: Keys, linkId: string, edition: number): string {
  const mac = keys.mac('tokens', `${linkId} ${edition}`);
  let token = '';
  for (let bit = 0; token.length < tokenLength; bit += 5) {
    // Five bits that may lie across two bytes.
    const pair = (((mac[bit >> 3] as number) << 8) | (mac[(bit >> 3) + 1] as number)) >> (11 - (bit & 7));
    token += letters[pair & 31];
  }
  return token;
}

/** The one way of writing a token, from any that a person or a scanner may use; undefined where it is none. */
export function canonicalToken(text: string): string | undefined {
  if (text.length !== tokenLength) return undefined;
  const token = text.toLowerCase().replace(/o/g, '0').replace(/[il]/g, '1');
  return /^[0-9a-hjkmnp-tv-z]+$/.test(token) ? token : undefined;
}

/** What the database keeps of a token: SHA-256 in hex, so that a copied database opens nothing. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The token of a stored link; undefined where the box's key is not the one that it was made with. */
export function tokenFor(keys: Keys, link: { id: string; edition: number; tokenHash: string }): string | undefined {
  const token = tokenOf(keys, link.id, link.edition);
  return same(tokenHash(token), link.tokenHash) ? token : undefined;
}
