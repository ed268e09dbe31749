import { html, type TemplateResult } from 'lit';
import type { Addresses } from '#contract/addresses.ts';
import type { Words } from '#words/index.ts';
import { warning } from '../parts/icons.ts';
import { href } from '../router.ts';
import type { CodeOrigin } from './calls.ts';

export type AddressWarning = 'no_public' | 'local_chosen' | 'unreachable' | 'another_box' | 'no_box' | 'not_staying';

/** What staff have to know before they hand a code out or print it, the gravest first. */
export function warningsOf(addresses: Addresses, origin: CodeOrigin): AddressWarning[] {
  const found: AddressWarning[] = [];
  const { public: outside, inCodes, stays, local } = addresses;
  if (outside === null) found.push('no_public');
  else if (origin === 'local') found.push('local_chosen');
  else if (outside.check !== 'ok' && outside.check !== 'unknown' && outside.check !== 'none') found.push(outside.check);
  const carried = origin === 'local' ? local : inCodes;
  if (!stays || carried !== inCodes) found.push('not_staying');
  return found;
}

/** The warnings as one band, with the way on: to the box's settings for its owner, to the owner for everybody else. */
export function warningBand(found: readonly AddressWarning[], words: Words, owner: boolean): TemplateResult {
  const { warnings } = words.links;
  return html`<div class="warned" role="note">${warning}<div>
    ${found.map((one) => html`<p>${warnings[one]}</p>`)}
    ${owner ? html`<p><a href=${href('/box')}>${warnings.toBox}</a></p>` : html`<p class="small">${warnings.askOwner}</p>`}
  </div></div>`;
}
