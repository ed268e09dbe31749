import type { Link } from '#contract/links.ts';
import type { Now } from '#contract/now.ts';
import type { Screen } from '#contract/screens.ts';
import { ask } from '../api.ts';

/** What is happening, and what needs a hand. */
export const readNow = () => ask<Now>('GET', '/api/now');
/** All screens with what each shows, and where a new one finds the kiosk. */
export const listScreens = () => ask<{ items: Screen[]; kioskUrl: string }>('GET', '/api/screens');
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
