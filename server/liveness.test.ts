import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startLiveness } from './liveness.ts';
import { Refusal } from './refusal.ts';
import { Connection } from './store/connection.ts';
import { openDatabase } from './store/database.ts';
import { testFolder } from './testing/database.ts';

const log = pino({ level: 'silent' });
/** Far more than a write takes on a machine that is busy with other tests. */
const fast = { everyMs: 20, withinMs: 500 };

test('a box whose writes come back no more ends itself after three of them', async () => {
  const file = join(await testFolder(), 'maiimg.db');
  const fatal = vi.fn();
  const db = await openDatabase({ file, onFatal: fatal });
  const stop = startLiveness({ db, log }, fatal, fast);
  onTestFinished(stop);
  await wait(200);
  expect(fatal).not.toHaveBeenCalled();

  const other = await Connection.open(file);
  await other.exec('BEGIN IMMEDIATE');
  await expect.poll(() => fatal.mock.calls.length, { timeout: 30_000 }).toBeGreaterThan(0);
  expect(String(fatal.mock.calls[0]?.[0])).toMatch(/a write did not come back/);
  stop();
  await other.exec('ROLLBACK');
  await other.close();
  await db.close();
});

test('a full disk ends nobody: a restart would make no room', async () => {
  const fatal = vi.fn();
  const write = vi.fn(() => Promise.reject(new Refusal('disk_full', 'the disk is full')));
  onTestFinished(startLiveness({ db: { write } as never, log }, fatal, fast));
  await expect.poll(() => write.mock.calls.length).toBeGreaterThan(5);
  expect(fatal).not.toHaveBeenCalled();
});

/** A process that stands still for so long under a watchdog of 500 ms; gives how it ended and what it said. */
async function standing(ms: number) {
  const url = new URL('./liveness.ts', import.meta.url).href;
  const script = `
    import { startWatchdog } from '${url}';
    startWatchdog(500);
    setTimeout(() => { const until = Date.now() + ${ms}; while (Date.now() < until); }, 300);
    setTimeout(() => { console.log('alive'); process.exit(0); }, ${ms} + 600);`;
  return run(script);
}

/** Runs a script in a process of its own; gives how it ended and what it said. */
async function run(script: string) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said, [code, signal]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return { end: signal ?? code, said };
}

test('a process whose loop stands still is ended from outside of it, with a line in its log', async () => {
  const { end, said } = await standing(20_000);
  expect(end).toBe('SIGKILL');
  expect(JSON.parse(said)).toMatchObject({ level: 60, msg: expect.stringContaining('stood still for 0.5 s') });
});

test('a process whose loop is late for a moment lives on', async () => {
  expect(await standing(150)).toEqual({ end: 0, said: 'alive\n' });
});

test('a process that was frozen as a whole lives on', async () => {
  const url = new URL('./liveness.ts', import.meta.url).href;
  const script = `
    import { startWatchdog } from '${url}';
    startWatchdog(500);
    console.log('started');
    setTimeout(() => { console.log('alive'); process.exit(0); }, 1500);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = text(child.stdout.on('data', () => {}));
  await once(child.stdout, 'data');
  child.kill('SIGSTOP');
  await wait(1200);
  child.kill('SIGCONT');
  expect([await once(child, 'exit'), await said]).toEqual([[0, null], 'started\nalive\n']);
});

test('a process that answers without a pause is left alone, though its timers wait', async () => {
  const url = new URL('./liveness.ts', import.meta.url).href;
  // Forty requests of 50 ms each come in one turn of the loop, again and again: timers wait for two seconds.
  const script = `
    import { createServer, request } from 'node:http';
    import { Worker } from 'node:worker_threads';
    import { atWork, startWatchdog } from '${url}';
    const server = createServer((_req, res) => {
      atWork();
      const until = Date.now() + 50;
      while (Date.now() < until);
      res.end();
    }).listen(0, '127.0.0.1', () => {
      startWatchdog(500);
      const ask = \`
        const { request } = require('node:http');
        const { workerData, parentPort } = require('node:worker_threads');
        let left = 80;
        const one = () => request({ port: workerData, host: '127.0.0.1', agent: false }, (res) => {
          res.resume();
          res.on('end', () => --left === 0 && parentPort.postMessage('done'));
        }).end();
        for (let at = 0; at < 80; at++) one();\`;
      new Worker(ask, { eval: true, execArgv: [], workerData: server.address().port }).on('message', () => {
        console.log('alive');
        process.exit(0);
      });
    });`;
  expect(await run(script)).toEqual({ end: 0, said: expect.stringContaining('alive') });
});
