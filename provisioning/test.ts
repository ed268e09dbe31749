// `npm test`: lint, types and every test, all of them whatever fails, and one line that counts them at the end.
// Arguments go to vitest: `npm test -- server/links`. All of it runs side by side, since much of it waits.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  numFailedTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
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
const [found] = await Promise.all([
  Promise.all(projects.map((project) => test(project, args))),
  ...checks.map(async ([name, ...command]) => count(await check(name, command))),
]);
// A path that no test is below was not meant.
if (found.every((any) => !any)) count(false);
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

/** Runs the tests of the projects whose names begin so, or of all in one go; false where there was none. */
async function test(project: 'browser' | 'unit' | undefined, args: string[]): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'maiimg-test-'));
  const file = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const only = project === undefined ? [] : [`--project=${project}*`, '--passWithNoTests'];
    const command = [bin('vitest', 'vitest.mjs'), 'run', ...reporters, ...only, ...args];
    const out = project === undefined ? 'inherit' : (line: string) => process.stdout.write(`${line}\n`);
    const { code } = await node(command, out, { env, nice: project === 'unit' ? giveWay.unit : 0 });
    const { passed, failed } = read(file);
    total.passed += passed;
    total.failed += failed;
    // A fault outside any test, such as one that nobody caught, has only the exit code to say so.
    if (code !== 0 && failed === 0) total.failed += 1;
    return code !== 0 || passed + failed > 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function read(file: string): Count {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 0 };
  }
  // A file that could not even be loaded has no tests to fail.
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length };
}
