import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Line } from './measure.ts';
import { type Run, tableOf, withTable } from './table.ts';

/**
 * Runs benches, all of them or those named, and prints a table at the end. `--quick` takes a few rounds of each, to see
 * that they work; `--write` puts the table into docs/performance.md, where rows of benches that did not run stay.
 * npm run bench -- [names…] [--quick] [--write]
 */
const benches = [
  'ingest',
  'upload-to-screen',
  'batch-to-screen',
  'upload-to-phone',
  'press-to-seen',
  'fade',
  'during-ingest',
  'bytes',
  'zip',
  'marked',
  'opens',
  'guest-page',
  'crowd',
  'memory',
  'growth',
  'record',
  'reports',
];
const document = join(import.meta.dirname, '../../docs/performance.md');

const options = process.argv.slice(2).filter((word) => word.startsWith('--'));
const named = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const strange = [
  ...named.filter((name) => !benches.includes(name)),
  ...options.filter((one) => !/^--(quick|write)$/.test(one)),
];
if (strange.length > 0) {
  process.stderr.write(
    `There is no ${strange.join(', no ')}. Benches: ${benches.join(', ')}; options: --quick, --write\n`,
  );
  process.exit(2);
}
const quick = options.includes('--quick');

const load = loadavg()[0] ?? 0;
const lines: Line[] = [];
const done: string[] = [];
for (const name of benches) {
  if (named.length > 0 && !named.includes(name)) continue;
  if (await runBench(name)) done.push(name);
  else process.exitCode = 1;
}
const run: Run = {
  when: new Date().toISOString().slice(0, 10),
  machine: `${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}`,
  load: `${load.toFixed(1)} before, ${(loadavg()[0] ?? 0).toFixed(1)} after`,
  quick,
  lines,
};
process.stdout.write(`\n${tableOf(run)}\n`);
if (options.includes('--write')) await writeFile(document, withTable(await readFile(document, 'utf8'), run, done));
if (lines.some(({ ok }) => ok === false)) process.exitCode = 1;

/** Each in a process of its own, so that none is measured with the memory or the load of the one before. */
async function runBench(name: string): Promise<boolean> {
  const child = spawn(process.execPath, [join(import.meta.dirname, `${name}.ts`)], {
    env: { ...process.env, ...(quick && { MAIIMG_BENCH_QUICK: '1' }) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    process.stdout.write(`${line}\n`);
    if (line.startsWith('{')) lines.push(JSON.parse(line) as Line);
  });
  const [code] = await once(child, 'close');
  if (code !== 0) process.stderr.write(`${name} failed\n`);
  return code === 0;
}
