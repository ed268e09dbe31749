import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { Acknowledged } from './acknowledged.ts';
import { afterwards } from './afterwards.ts';
import { endedUnderLoad } from './ended.ts';
import { cutUnderLoad, onDisks } from './power.ts';
import { preloading } from './power-disk.ts';
import { prepare } from './prepare.ts';

/** A fault that is put into a box on purpose: a harness that lets it pass proves nothing. */
export interface Control {
  readonly fault: string;
  /** The file beside this one that puts it in, loaded before the box. */
  readonly preload: string;
  /** What happens to the box: its disks lose their power, or it alone is killed. */
  readonly by: 'cut' | 'kill';
}

export const controls: readonly Control[] = [
  { fault: 'the flush of a folder is missing', preload: 'power-fault-folder.ts', by: 'cut' },
  { fault: 'SQLite runs with synchronous=NORMAL', preload: 'power-fault-normal.ts', by: 'cut' },
  { fault: 'the answer is given before COMMIT', preload: 'power-fault-early.ts', by: 'kill' },
];

export interface Caught {
  /** How often the box was ended until the fault was seen, or in vain. */
  readonly tries: number;
  /** How many acts were answered until then. */
  readonly answered: number;
  /** What was acknowledged and lost, a line each; empty where the fault passed unseen. */
  readonly lost: readonly string[];
}

/** Ends a box with a fault in it under load, again and again until the harness sees that something was lost, at most so often. */
export async function caught(folder: string, { preload, by }: Control, tries: number): Promise<Caught> {
  const env = preloading(preload);
  const acknowledged = new Acknowledged();
  const until = async (data: string, end: (project: string) => Promise<unknown>): Promise<Caught> => {
    const project = await prepare(data, preloading());
    let lost: string[] = [];
    let tried = 0;
    while (tried < tries && lost.length === 0) {
      tried += 1;
      await end(project);
      lost = (await afterwards(data, acknowledged)).filter((line) => /^I[1-5] /.test(line));
    }
    return { tries: tried, answered: acknowledged.total, lost };
  };
  if (by === 'kill') {
    const data = await mkdtemp(join(folder, 'control-'));
    return until(data, (project) => endedUnderLoad(data, project, acknowledged, { moment: 'open', env }));
  }
  // With everything on one disk SQLite's flush of its log takes the renames before it along, also where nobody asked for that.
  return onDisks(folder, 'apart', (disks) =>
    until(disks.data, (project) => cutUnderLoad(disks, project, acknowledged, { moment: 'upload', env })),
  );
}
