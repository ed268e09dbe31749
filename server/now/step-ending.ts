import type { Need } from '#contract/now.ts';
import type { Kit } from '../kit.ts';
import { endingSteps } from '../links/next-steps/table.ts';
import type { Sight } from '../links/recipients/table.ts';
import { linkNames } from '../links/table.ts';

const day = 86_400_000;
/** Told from three days before the end until a day after it. */
const endsWithinMs = 3 * day;
const overForMs = day;
const mostShown = 20;

/** Next steps that are soon shown no more, or lately are not, soonest first. */
export async function stepNeeds(kit: Kit, sight: Sight): Promise<Need[]> {
  const now = kit.clock.now();
  const { read } = kit.db;
  const span = { since: now - overForMs, until: now + endsWithinMs, most: mostShown };
  const steps = await endingSteps(read, span, sight);
  const names = await linkNames(
    read,
    steps.flatMap(({ linkId }) => linkId ?? []),
  );
  return steps.map(({ projectId, projectTitle, linkId, text, endsAt }) => {
    const link = linkId === null ? undefined : names.get(linkId);
    return {
      kind: 'step_ending',
      projectId,
      projectTitle,
      linkId,
      name: link ? link.label || link.gallery : projectTitle,
      text,
      endsAt: new Date(endsAt).toISOString(),
    };
  });
}
