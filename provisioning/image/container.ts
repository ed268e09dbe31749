import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type Caller, callerOf } from '../../server/testing/box.ts';
import { ask, type Engine } from './engine.mjs';

/** A container of the image under test, confined as docker/compose.yaml does it. */
export interface Container {
  readonly localUrl: string;
  readonly guestUrl: string;
  readonly nobody: Caller;
  /** Milliseconds from the engine's command to the log's `ready`. */
  readonly startMs: number;
  /** All that the container has said, of every start. */
  logged(): string;
  /** The claim code as the log has it. */
  claimCode(): string;
  /** How often the box has said that it is ready. */
  starts(): number;
  /** Settles when it has said so that many times. */
  started(times: number): Promise<void>;
  /** Memory of all its processes, as the engine counts it. */
  memory(): string;
  /** Runs the health check that the image names, as an engine does from time to time; true where it is content. */
  isWell(): boolean;
  inside(...command: string[]): string;
  engine(...args: string[]): string;
  remove(): void;
}

const [image, engine] = [process.env.MAIIMG_IMAGE ?? '', (process.env.MAIIMG_ENGINE ?? '') as Engine];

/** Starts the image under test on two free ports with a new volume; settles when it is ready. */
export async function startContainer(): Promise<Container> {
  const [local, guest] = [await freePort(), await freePort()];
  const name = `maiimg-test-${process.pid}-${local}`;
  const [localUrl, guestUrl] = [`http://127.0.0.1:${local}`, `http://127.0.0.1:${guest}`];
  const began = performance.now();
  const confined = [
    ...['run', '--detach', '--name', name, '--restart', 'unless-stopped'],
    ...['--publish', `127.0.0.1:${local}:8080`, '--publish', `127.0.0.1:${guest}:8090`],
    ...['--read-only', '--tmpfs', '/tmp:size=64m,mode=1777', '--volume', `${name}:/data`],
    ...['--memory', '1g', '--pids-limit', '256', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'],
    ...['--env', `MAIIMG_LOCAL_ORIGIN=${localUrl}`, '--env', `MAIIMG_GUEST_ORIGIN=${guestUrl}`],
  ];
  const logged = () => {
    const { stdout, stderr } = spawnSync(engine, ['logs', name], { encoding: 'utf8' });
    return stdout + stderr;
  };
  const lines = () => logged().split('\n');
  const starts = () => lines().filter((line) => line.includes('"msg":"ready"')).length;
  const started = async (times: number) => {
    for (const until = Date.now() + 120_000; starts() < times; await pause(200)) {
      if (Date.now() > until) throw new Error(`the box did not start ${times} times:\n${logged()}`);
    }
  };
  const remove = () => {
    ask(engine, ['rm', '--force', name]);
    ask(engine, ['volume', 'rm', '--force', name]);
  };
  try {
    ask(engine, [...confined, image]);
    await started(1);
  } catch (error) {
    remove();
    throw error;
  }
  const [how, ...healthCheck] = JSON.parse(
    ask(engine, ['image', 'inspect', '--format', '{{json .Config.Healthcheck.Test}}', image]),
  ) as string[];
  if (how !== 'CMD') throw new Error(`the image has no health check of its own: ${how}`);
  return {
    localUrl,
    guestUrl,
    nobody: callerOf(localUrl),
    startMs: Math.round(performance.now() - began),
    logged,
    claimCode: () => /"claimCode":"([^"]+)"/.exec(logged())?.[1] ?? '',
    starts,
    started,
    memory: () => ask(engine, ['stats', '--no-stream', '--format', '{{.MemUsage}}', name]),
    isWell: () => {
      try {
        ask(engine, ['exec', name, ...healthCheck]);
        return true;
      } catch {
        return false;
      }
    },
    inside: (...command) => ask(engine, ['exec', name, ...command]),
    engine: (command = '', ...args) => ask(engine, [command, ...args, name]),
    remove,
  };
}

function freePort(): Promise<number> {
  return new Promise((settle, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => settle(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
