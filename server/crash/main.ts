import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { killed } from './kill.ts';
import { allDeeds, findPoints, type PointReport } from './points.ts';
import { controlsCommand, powerCommand } from './power-commands.ts';
import { whyNoStrace } from './strace.ts';

const usage = `crash [kills]         kills a box under load so many times, 100 by default, and checks what is left
crash points [every]  kills it, and lets the disk fail or be full, at every call by which something gets onto the disk; or at every so-manieth
crash power [cuts]    cuts the power of its disk under load so many times, 50 by default
crash controls        makes sure that boxes with a fault in them are caught`;

const say = (line: string) => void process.stdout.write(`${line}\n`);
const folder = await mkdtemp(join(tmpdir(), 'maiimg-crash-'));
process.exitCode = await run(process.argv.slice(2));
// What was found broken can be looked at.
if (process.exitCode === 1) say(`The folder is kept: ${folder}`);
else await rm(folder, { recursive: true, force: true });

/** Gives the exit code: 0 where all was well, 1 where something broke, 2 where it cannot be run like this or here. */
async function run([what = '100', many]: readonly string[]): Promise<number> {
  const count = (usual: number) =>
    many === undefined ? usual : /^[1-9]\d{0,4}$/.test(many) ? Number(many) : undefined;
  const every = count(1);
  const cuts = count(50);
  if (/^[1-9]\d{0,4}$/.test(what) && many === undefined) return kills(Number(what));
  if (what === 'points' && every !== undefined) return points(every);
  if (what === 'power' && cuts !== undefined) return powerCommand(folder, cuts, say);
  if (what === 'controls' && many === undefined) return controlsCommand(folder, say);
  say(usage);
  return 2;
}

async function kills(count: number): Promise<number> {
  const { broken, counts } = await killed(folder, count, { struckEvery: 10, progress: say });
  const told = [...counts].map(([act, times]) => `${act} ${times}`).join(', ');
  say(`${count} kills; answered before them: ${told}; ${broken.length} broken.`);
  return broken.length === 0 ? 0 : 1;
}

async function points(every: number): Promise<number> {
  const why = whyNoStrace();
  if (why !== undefined) {
    say(`Cannot be run here: ${why}.`);
    return 2;
  }
  const stage = await findPoints(folder, allDeeds);
  const chosen = stage.points.filter((_, index) => index % every === 0);
  say(`${stage.points.length} points, ${chosen.length} of them are tried`);
  const reports: PointReport[] = [];
  const left = [...chosen];
  const lane = async (_: unknown, number: number) => {
    for (let point = left.shift(); point !== undefined; point = left.shift()) {
      const report = await stage.run(point, number);
      reports.push(report);
      const { of, how, call } = point;
      say(
        `${reports.length} ${point.what} in ${of}: ${how} at ${call.name} ${call.when} of ${call.about}: ${report.outcome}`,
      );
      for (const line of report.broken) say(`  BROKEN ${line}`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  for (const [what, of] of allDeeds)
    say(
      summary(
        `${what} in ${of}`,
        reports.filter(({ point }) => point.what === what && point.of === of),
      ),
    );
  const broken = reports.filter((report) => report.broken.length > 0).length;
  const missed = reports.filter(({ outcome }) => outcome === 'not reached').length;
  say(`${reports.length} points, ${missed} not reached; ${broken} broken.`);
  return broken === 0 ? 0 : 1;
}

function summary(name: string, reports: readonly PointReport[]): string {
  const counts = new Map<string, number>();
  for (const { point, outcome } of reports) {
    const key = point.how === 'SIGKILL' ? outcome : `${point.how} ${outcome}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return `${name}: ${[...counts]
    .toSorted()
    .map(([key, count]) => `${key} ${count}`)
    .join(', ')}`;
}
