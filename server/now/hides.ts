import type { Need } from '#contract/now.ts';
import { hidesInWork } from '../feedback/hides/table.ts';
import { presentHide } from '../feedback/hides.ts';
import type { Kit } from '../kit.ts';
import type { Sight } from '../links/recipients/table.ts';

type HideAsked = Extract<Need, { kind: 'hide_asked' }>;

/** What was hidden at once is told for so long. */
const toldForMs = 86_400_000;
const shown = 10;
/** Of more than that in all projects the first are looked at. */
const most = 1000;

/** Guests who want to be seen no more, project by project; who waits longest first. */
export async function hideNeeds(kit: Kit, sight: Sight): Promise<HideAsked[]> {
  const rows = await hidesInWork(kit.db.read, { ...sight, since: kit.clock.now() - toldForMs, most });
  return [...Map.groupBy(rows, ({ project_id }) => project_id)].map(([projectId, requests]): HideAsked => {
    const told = requests.map(presentHide);
    return {
      kind: 'hide_asked',
      projectId,
      projectTitle: told[0]?.projectTitle ?? '',
      count: new Set(told.map(({ photoId }) => photoId)).size,
      requests: told.slice(0, shown),
      since: told[0]?.askedAt ?? '',
    };
  });
}
