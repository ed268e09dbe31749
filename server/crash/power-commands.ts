import { caught, controls } from './controls.ts';
import { power } from './power.ts';
import { whyNoPowerCuts } from './power-disk.ts';

type Say = (line: string) => void;

/** So often a box with a fault in it is ended before the harness has failed to see it. */
const tries = 10;

/** `crash power [cuts]`: gives the exit code, 0 where nothing was lost, 2 where this machine can't cut a disk's power. */
export async function powerCommand(folder: string, cuts: number, say: Say): Promise<number> {
  const why = await whyNoPowerCuts();
  if (why !== undefined) {
    say(`Cannot be run here: ${why}.`);
    return 2;
  }
  const { broken, counts } = await power(folder, cuts, say);
  const told = [...counts].map(([act, times]) => `${act} ${times}`).join(', ');
  say(`${cuts} cuts; answered before them: ${told}; ${broken.length} broken.`);
  return broken.length === 0 ? 0 : 1;
}

/** `crash controls`: gives the exit code, 0 where the harness saw every fault, 2 where this machine can't cut a disk's power. */
export async function controlsCommand(folder: string, say: Say): Promise<number> {
  const why = await whyNoPowerCuts();
  let code = 0;
  for (const control of controls) {
    if (control.by === 'cut' && why !== undefined) {
      say(`${control.fault}: cannot be run here: ${why}.`);
      code ||= 2;
      continue;
    }
    const { tries: needed, answered, lost } = await caught(folder, control, tries);
    if (lost.length === 0) code = 1;
    const verdict = lost.length > 0 ? `seen at ${control.by} ${needed}` : `NOT SEEN in ${needed} ${control.by}s`;
    say(`${control.fault}: ${verdict}, ${answered} acts answered${lost.length > 0 ? `; ${lost[0]}` : ''}`);
  }
  return code;
}
