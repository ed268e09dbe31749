import type { Link } from '#contract/links.ts';
import type { Now } from '#contract/now.ts';
import { ask } from '../api.ts';

/** What is happening, and what needs a hand. */
export const readNow = () => ask<Now>('GET', '/api/now');
/** Gives a link more opens or days; a dead one opens again. */
export const giveMore = (link: Link, more: { opens?: number; days?: number }) =>
  ask<Link>(
    'POST',
    `/api/links/${link.id}/${link.state === 'live' || link.state === 'scheduled' ? 'extend' : 'revive'}`,
    more,
  );
/** Takes that back: the limits are those of before. */
export const takeBack = ({ id, policy }: Link) =>
  ask<Link>('PATCH', `/api/links/${id}`, { policy: { maxOpens: policy.maxOpens, expiresAt: policy.expiresAt } });
