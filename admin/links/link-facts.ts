import { called } from '#contract/called.ts';
import { friendlyQuarter } from '#contract/friendly.ts';
import type { Link, LinkExtension, PolicyInput } from '#contract/links.ts';
import { numbered } from '#contract/numbered.ts';

/** How a link is, as staff see it: its state, and `nearly` (under 20 % of its opens left) or `ending` (within a day) while it is live. */
export type LinkCondition = Link['state'] | 'nearly' | 'ending';

const day = 86_400_000;

/** Opens that are left; null where there is no limit. */
export function opensLeft({ policy: { maxOpens }, opens }: Pick<Link, 'policy' | 'opens'>): number | null {
  return maxOpens === null ? null : Math.max(0, maxOpens - opens);
}

export function conditionOf(link: Link, now: number): LinkCondition {
  if (link.state !== 'live') return link.state;
  const left = opensLeft(link);
  if (left !== null && left * 5 < (link.policy.maxOpens ?? 0)) return 'nearly';
  const { expiresAt } = link.policy;
  return expiresAt !== null && Date.parse(expiresAt) - now < day ? 'ending' : 'live';
}

export const toneOf: Readonly<Record<LinkCondition, 'live' | 'soon' | 'dead' | 'quiet'>> = {
  live: 'live',
  nearly: 'soon',
  ending: 'soon',
  scheduled: 'quiet',
  exhausted: 'dead',
  expired: 'dead',
  revoked: 'dead',
};

/** The one act that fits how a link is. */
export type LinkAct =
  | { readonly kind: 'code' }
  | { readonly kind: 'revive' }
  | { readonly kind: 'give'; readonly more: LinkExtension };

export function actFor(link: Link, now: number): LinkAct {
  switch (conditionOf(link, now)) {
    case 'nearly':
      return { kind: 'give', more: { opens: friendlyQuarter(link.policy.maxOpens ?? 0) } };
    case 'exhausted':
      return { kind: 'give', more: { opens: 20 } };
    case 'expired':
    case 'ending':
      return { kind: 'give', more: { days: 7 } };
    case 'revoked':
      return { kind: 'revive' };
    default:
      return { kind: 'code' };
  }
}

/** A link that opens nothing now. */
export function isDead({ state }: Pick<Link, 'state'>): boolean {
  return state === 'expired' || state === 'exhausted' || state === 'revoked';
}

/** The limits that a link has, to be set again where giving it more is taken back. */
export function limitsOf({ policy }: Link): PolicyInput {
  const { maxOpens, maxOpensPerVisitor, expiresAt, expiresWithProject } = policy;
  // One that went with its project goes with it again, also when that end is moved.
  return { maxOpens, maxOpensPerVisitor, ...(expiresWithProject ? { expiresWithProject } : { expiresAt }) };
}

/** What a link is called: its label, else its recipient, else its preset, else the galleries that it opens; with its number where it is of a batch. */
export function nameOf(
  link: Link,
  audiences: ReadonlyMap<string, string>,
  galleries: ReadonlyMap<string, string>,
): string {
  const name = ownName(link, audiences, galleries);
  return link.batch ? numbered(name, link.batch.number) : name;
}

function ownName(link: Link, audiences: ReadonlyMap<string, string>, galleries: ReadonlyMap<string, string>): string {
  if (link.label !== '') return link.label;
  if (link.recipient) return called(link.recipient);
  const audience = link.audience === null ? undefined : audiences.get(link.audience);
  return audience ?? link.galleryIds.flatMap((id) => galleries.get(id) ?? []).join(', ');
}
