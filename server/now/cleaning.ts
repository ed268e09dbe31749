import type { Need } from '#contract/now.ts';
import type { Actor } from '../box/actor.ts';
import { readSettings } from '../box/settings.ts';
import type { Kit } from '../kit.ts';
import { type OnScreens, readCleanUp } from '../links/clean-up/clean-up.ts';

/** Told so long before a gallery goes. */
const aheadMs = 3 * 86_400_000;

/** What the clean-up takes within three days; nothing where it does nothing, or for those who could not keep anything from it. */
export async function cleaningNeeds(kit: Kit, onScreens: OnScreens, actor: Actor): Promise<Need[]> {
  if (readSettings(kit).cleanUpDays === null || actor.role === 'presenter') return [];
  const { paused, items } = await readCleanUp(kit, onScreens, actor);
  const until = kit.clock.now() + aheadMs;
  const due = items.filter(({ goesAt }) => Date.parse(goesAt) <= until);
  const [first] = due;
  if (!first || paused !== null) return [];
  return [
    {
      kind: 'clean_up_due',
      count: due.length,
      photos: due.reduce((sum, { photos }) => sum + photos, 0),
      bytes: due.reduce((sum, { bytes }) => sum + bytes, 0),
      at: first.goesAt,
    },
  ];
}
