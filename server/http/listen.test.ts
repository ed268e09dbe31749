import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { allowSlowBody, closeDoor, type DoorOptions, openDoor } from './listen.ts';

/** A door that notes what it does; whoever asks for `/last` is answered with the end of the connection. */
async function doorOf(options: Partial<DoorOptions> = {}) {
  const done: string[] = [];
  const app = express();
  app.post('/known', (req, res) => {
    allowSlowBody(req);
    req.resume().on('end', () => res.set('connection', 'close').end('taken'));
  });
  app.post('/read', express.text(), (_req, res) => res.set('connection', 'close').end('taken'));
  app.use((req, res) => {
    done.push(req.url);
    if (req.url === '/last') res.set('connection', 'close');
    setImmediate(() => res.end('done'));
  });
  const door = await openDoor(app, '127.0.0.1', 0, { requestMs: 30_000, ...options });
  onTestFinished(() => closeDoor(door));
  /** Sends these in one go; gives all that came when the connection is over. */
  const send = (...paths: string[]) =>
    new Promise<string>((resolve, reject) => {
      const wire = connect(door.port, '127.0.0.1');
      let heard = '';
      wire.on('data', (bytes) => {
        heard += bytes;
      });
      wire.on('error', reject);
      wire.on('close', () => resolve(heard));
      wire.write(paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`).join(''));
    });
  /** Begins a body of many bytes, and sends so many of them, one in 20 ms; gives all that came when the connection is over. */
  const drip = (head: string, bytes: number) =>
    new Promise<string>((resolve, reject) => {
      const wire = connect(door.port, '127.0.0.1');
      let heard = '';
      let sent = 0;
      wire.on('data', (chunk) => {
        heard += chunk;
      });
      wire.on('error', (error: NodeJS.ErrnoException) => /EPIPE|ECONNRESET/.test(error.code ?? '') || reject(error));
      const drops = setInterval(() => {
        if (sent++ < bytes) wire.write('x');
      }, 20);
      wire.on('close', () => {
        clearInterval(drops);
        resolve(heard);
      });
      wire.write(`${head}\r\nHost: localhost\r\n\r\n`);
    });
  return { done, send, drip, url: door.url };
}

test('what is sent ahead is done one after another', async () => {
  const { done, send } = await doorOf();
  expect((await send('/a', '/b', '/last')).match(/HTTP\/1\.1 200/g)).toHaveLength(3);
  expect(done).toEqual(['/a', '/b', '/last']);
});

test('behind an answer that closes the connection nothing is done any more', async () => {
  const { done, send } = await doorOf();
  expect((await send('/last', '/a', '/b')).match(/HTTP\/1\.1 200/g)).toHaveLength(1);
  await send('/last');
  expect(done).toEqual(['/last', '/last']);
});

const endless = 'HTTP/1.1\r\nContent-Type: text/plain\r\nContent-Length: 1000000';

test.each([
  ['is answered without its body', `POST /a ${endless}`, /^HTTP\/1\.1 200 .*done$/s],
  ['asks for what takes no body', `GET /a ${endless}`, /^HTTP\/1\.1 200 .*done$/s],
  ['says that it is in chunks', 'POST /a HTTP/1.1\r\nTransfer-Encoding: chunked', /^HTTP\/1\.1 (?:200|400) /],
  ['is waited for', `POST /read ${endless}`, /^HTTP\/1\.1 408 /],
  ['expects what nobody can do', `POST /a ${endless}\r\nExpect: wonders`, /^HTTP\/1\.1 417 /],
])('a stranger’s body that comes in drops holds no connection where it %s', async (_, head, answer) => {
  const { drip } = await doorOf({ strangersMs: 300 });
  expect(await drip(head, Number.POSITIVE_INFINITY)).toMatch(answer);
});

test('whoever is known may send as slowly as the door bears', async () => {
  const { drip } = await doorOf({ strangersMs: 100 });
  const heard = await drip('POST /known HTTP/1.1\r\nContent-Length: 30', 30);
  expect(heard).toMatch(/^HTTP\/1\.1 200 .*taken$/s);
});

test('a body that comes in time keeps its connection for the next request', async () => {
  const { url } = await doorOf({ strangersMs: 50 });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  const ports = new Set<number | undefined>();
  const ask = () =>
    new Promise<void>((resolve, reject) => {
      const asked = request(url, { method: 'POST', agent, path: '/a' }, (answer) => {
        ports.add(answer.socket.localPort);
        answer.resume().on('end', resolve);
      });
      asked.on('error', reject);
      asked.end('x');
    });
  for (let at = 0; at < 3; at += 1) {
    await ask();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(ports.size).toBe(1);
});

test('a door that closes waits for what runs, and for nobody who has said nothing', async () => {
  const app = express();
  let goOn = () => {};
  const running = new Promise<void>((asked) => {
    app.get('/', (_, res) => {
      goOn = () => void res.send('whole');
      asked();
    });
  });
  const door = await openDoor(app, '127.0.0.1', 0, { requestMs: 60_000 });
  const silent = connect(door.port, '127.0.0.1');
  await once(silent, 'connect');
  const answer = fetch(door.url);
  await running;
  const closed = closeDoor(door);
  await once(silent.resume(), 'close');
  goOn();
  expect(await (await answer).text()).toBe('whole');
  await closed;
});
