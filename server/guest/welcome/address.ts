import { type Html, html } from '../../http/html.ts';

/** What a guest types for an address of ours: figures and no scheme, which browsers put there themselves. */
export function toType(address: string): string {
  return address.replace(/^http:\/\//, '').replace(/\/$/, '');
}

/** It in large figures; it may break at its slashes, and one tap or click takes it whole. */
export function largeAddress(address: string): Html {
  const pieces = toType(address).split('/');
  return html`<p class="address" dir="ltr" translate="no">${pieces.map((piece, nr) => (nr === 0 ? piece : html`/<wbr>${piece}`))}</p>`;
}
