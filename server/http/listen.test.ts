import { connect } from 'node:net';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { closeDoor, openDoor } from './listen.ts';

/** A door that notes what it does; whoever asks for `/last` is answered with the end of the connection. */
async function doorOf() {
  const done: string[] = [];
  const app = express();
  app.use((req, res) => {
    done.push(req.url);
    if (req.url === '/last') res.set('connection', 'close');
    setImmediate(() => res.end('done'));
  });
  const door = await openDoor(app, '127.0.0.1', 0, { requestMs: 30_000 });
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
  return { done, send };
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
