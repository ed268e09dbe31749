import type { Need } from '#contract/now.ts';
import type { Kit } from '../kit.ts';
import type { Disk } from '../store/ballast.ts';

export interface MachineNeeds {
  /** What keeps the box from its work, or will soon. */
  readonly first: readonly Need[];
  /** What has time. */
  readonly later: readonly Need[];
}

/** What the machine under the box needs: room on its disk, the right time. */
export async function machineNeeds({ clock }: Pick<Kit, 'clock'>, disk: Pick<Disk, 'look'>): Promise<MachineNeeds> {
  const { level, free, size } = await disk.look();
  const filling: Need[] = level === 'roomy' ? [] : [{ kind: 'disk', level, free, size }];
  const wrong: Need[] = clock.trusted()
    ? []
    : [{ kind: 'clock', taken: iso(clock.now()), machine: iso(clock.machine()) }];
  return level === 'short' ? { first: wrong, later: filling } : { first: [...filling, ...wrong], later: [] };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
