import { setTimeout as pause } from 'node:timers/promises';

/** Node's own port of the inspector. */
const list = 'http://127.0.0.1:9229/json/list';

/**
 * Lets a Node process collect its garbage: what of its memory is in use shows only then, since V8 keeps what it once took.
 * Gives the bytes of its heap that are in use. Throws where the process is not to be reached: the inspector's port is taken.
 */
export async function collectGarbage(pid: number): Promise<number> {
  process.kill(pid, 'SIGUSR1');
  const address = await inspector();
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = () => reject(new Error(`no inspector at ${address}`));
  });
  let last = 0;
  const ask = <T>(method: string, params = {}) =>
    new Promise<T>((resolve) => {
      last += 1;
      const own = last;
      socket.addEventListener('message', ({ data }) => {
        const { id, result } = JSON.parse(String(data)) as { id?: number; result: T };
        if (id === own) resolve(result);
      });
      socket.send(JSON.stringify({ id: own, method, params }));
    });
  try {
    const { result } = await ask<{ result: { value: number } }>('Runtime.evaluate', { expression: 'process.pid' });
    if (result.value !== pid) throw new Error(`another process has the inspector's port: ${result.value}`);
    for (let round = 0; round < 3; round += 1) await ask('HeapProfiler.collectGarbage');
    return (await ask<{ usedSize: number }>('Runtime.getHeapUsage')).usedSize;
  } finally {
    socket.close();
  }
}

async function inspector(): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const [target] = await fetch(list).then(
      (answer) => answer.json() as Promise<{ webSocketDebuggerUrl: string }[]>,
      () => [],
    );
    if (target) return target.webSocketDebuggerUrl;
    await pause(50);
  }
  throw new Error('no inspector was opened');
}
