import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { isAlive } from './ready/processes.mjs';

/** Starts a child that says its number and then stays, and after it another one. */
const parent = (child: string) => `
  import { endedBy, node, passSignalsOn } from ${JSON.stringify(new URL('./children.ts', import.meta.url).href)};
  passSignalsOn();
  await node(['-e', ${JSON.stringify(`${child}; console.log(process.pid); setInterval(() => {}, 1000)`)}], 'inherit');
  await node(['-e', 'console.log("one more")'], 'inherit');
  process.exit(endedBy() ?? 0);
`;

test.each([
  ['SIGINT', 130, ''],
  ['SIGTERM', 143, ''],
  // One that takes its time is waited for.
  ['SIGINT', 130, 'process.on("SIGINT", () => setTimeout(() => { console.log("in order"); process.exit() }, 300))'],
] as const)('a signal (%s) leaves no child running and starts no other', async (signal, code, child) => {
  const running = spawn(process.execPath, ['--input-type=module', '-e', parent(child)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: string[] = [];
  const lines = createInterface({ input: running.stdout }).on('line', (line) => said.push(line));
  await once(lines, 'line');
  const pid = Number(said[0]);
  expect(isAlive(pid, '')).toBe(true);
  running.kill(signal);
  expect(await once(running, 'close')).toEqual([code, null]);
  expect([said.slice(1), isAlive(pid, '')]).toEqual([child === '' ? [] : ['in order'], false]);
});
