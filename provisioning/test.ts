// `npm test`: lint, types and every test, all of them whatever fails, and one line that counts them at the end.
// Arguments go to vitest: `npm test -- server/links`. All of it runs side by side, since much of it waits.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { endedBy, node, passSignalsOn } from './children.ts';
import { findChromium } from './ready/chromium.mjs';
import { root } from './ready/processes.mjs';

interface Count {
  passed: number;
  failed: number;
}

/** The part of vitest's JSON report that is counted. */
interface Report {
  numPassedTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
  }[];
}

/** A test that failed, or a file that could not be loaded, by `file > name`. */
interface Failure {
  readonly file: string;
  readonly name: string;
  readonly why: string;
}

interface Run {
  readonly code: number;
  readonly passed: number;
  readonly failures: readonly Failure[];
}

const sides = ['server', 'server/tsconfig.browser.json', 'server/guest/client', 'admin', 'kiosk', 'provisioning'];
const bin = (...path: string[]) => join(root, 'node_modules', ...path);

const checks: [name: string, script: string, ...args: string[]][] = [
  ['lint', bin('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', '--max-diagnostics=200', '.'],
  ...sides.map((side): [string, string, ...string[]] => [
    `types of ${side}`,
    bin('typescript', 'bin', 'tsc'),
    '-p',
    join(root, side),
  ]),
];

const env = {
  ...process.env,
  // Looked for once here, and not by every test that opens a browser.
  MAIIMG_CHROMIUM: findChromium() ?? '',
  // Hundreds of processes load the same code.
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules', '.cache', 'compiled'),
};
/** By how much what has no browser gives way to what has: a starved browser is slow in ways that look like faults. */
const giveWay = { unit: 3, checks: 5 } as const;

passSignalsOn();

const total: Count = { passed: 0, failed: 0 };
const args = process.argv.slice(2);
// Whoever names a project means it alone.
const projects = args.some((arg) => arg.startsWith('--project')) ? [undefined] : (['browser', 'unit'] as const);
const [runs] = await Promise.all([
  Promise.all(projects.map((project) => test(project, args))),
  ...checks.map(async ([name, ...command]) => count(await check(name, command))),
]);
// A path that no test is below was not meant.
if (runs.every(({ code, passed, failures }) => code === 0 && passed + failures.length === 0)) count(false);
for (const { code, passed, failures } of runs) {
  total.passed += passed;
  // A fault outside any test, such as one that nobody caught, has only the exit code to say so.
  if (code !== 0 && failures.length === 0) count(false);
}
await judgeAgain(runs.flatMap(({ failures }) => failures));
const stopped = endedBy();
if (stopped !== undefined) process.exit(stopped);
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`, () => process.exit(total.failed > 0 ? 1 : 0));

function count(ok: boolean) {
  if (ok) total.passed += 1;
  else total.failed += 1;
}

async function check(name: string, command: string[]): Promise<boolean> {
  const { code, output } = await node(command, 'pipe', { env, nice: giveWay.checks });
  if (endedBy() !== undefined) return false;
  process.stdout.write(code === 0 ? `ok: ${name}\n` : `FAILED: ${name}\n${output.trim()}\n\n`);
  return code === 0;
}

/** Runs the tests of the projects whose names begin so, or of all in one go. */
async function test(project: 'browser' | 'unit' | undefined, args: string[]): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'maiimg-test-'));
  const file = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const only = project === undefined ? [] : [`--project=${project}*`, '--passWithNoTests'];
    const command = [bin('vitest', 'vitest.mjs'), 'run', ...reporters, ...only, ...args];
    const out = project === undefined ? 'inherit' : (line: string) => process.stdout.write(`${line}\n`);
    const { code } = await node(command, out, { env, nice: project === 'unit' ? giveWay.unit : 0 });
    return { code, ...read(file) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * What failed while everything ran side by side is run once more, its files alone: a machine that is busy with
 * something else must not look like a fault. What fails again has failed; what passes is counted as passed and named,
 * so that nobody takes it for sound.
 */
async function judgeAgain(failures: readonly Failure[]): Promise<void> {
  const most = 20;
  if (failures.length === 0 || endedBy() !== undefined) return;
  const files = [...new Set(failures.map(({ file }) => relative(root, file)))];
  const again = failures.length > most ? undefined : await test(undefined, [...files, '--fileParallelism=false']);
  const failedAgain = new Map(again?.failures.map((one) => [keyOf(one), one]));
  // Where a file could not be loaded, nothing is known of what is in it.
  const unknown = new Set(again?.failures.filter(({ name }) => name === '').map(({ file }) => file));
  const passed =
    again === undefined ? [] : failures.filter((one) => !failedAgain.has(keyOf(one)) && !unknown.has(one.file));
  total.passed += passed.length;
  const failed = failures.filter((one) => !passed.includes(one));
  // One that failed only the second time is no sounder than the others.
  failed.push(...(again?.failures.filter((one) => !failures.some((other) => keyOf(other) === keyOf(one))) ?? []));
  total.failed += failed.length;
  if (again && again.code !== 0 && again.failures.length === 0) count(false);
  for (const one of passed) process.stdout.write(`PASSED ONLY WHEN RUN ALONE: ${told(one)}\n`);
  for (const one of failed) process.stdout.write(`FAILED: ${told(failedAgain.get(keyOf(one)) ?? one)}\n`);
}

function keyOf({ file, name }: Failure): string {
  return `${file} > ${name}`;
}

function told({ file, name, why }: Failure): string {
  return `${relative(root, file)} > ${name}\n${why.trim().split('\n').slice(0, 12).join('\n')}`;
}

function read(file: string): Omit<Run, 'code'> {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failures: [] };
  }
  const failures = report.testResults.flatMap(({ name: file, status, message, assertionResults }): Failure[] => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    // A file that could not even be loaded has no tests to fail.
    if (status === 'failed' && failed.length === 0) return [{ file, name: '', why: message }];
    return failed.map(({ fullName, failureMessages }) => ({ file, name: fullName, why: failureMessages.join('\n') }));
  });
  return { passed: report.numPassedTests, failures };
}
