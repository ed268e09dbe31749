import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { sessionOf, startTestBox } from './testing/box.ts';

test('the staff’s door waits for the photos of staff, and for nobody else’s', { timeout: 60_000 }, async () => {
  const box = await startTestBox();
  onTestFinished(() => box.stop());
  const { id } = await box.project();
  const cookie = await sessionOf(box.localUrl);
  const { hostname, port } = new URL(box.localUrl);
  /** Sends the head of a request, then a byte now and then, for as long as the box bears it. */
  const drip = (path: string, headers: string) => {
    const told = { text: '', over: false };
    const wire = connect(Number(port), hostname, () =>
      wire.write(`POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n${headers}\r\n\r\n`),
    );
    const drops = setInterval(() => wire.writable && wire.write('-'), 500);
    wire.on('data', (chunk) => {
      told.text += chunk;
    });
    wire.on('error', () => {});
    wire.on('close', () => {
      clearInterval(drops);
      told.over = true;
    });
    onTestFinished(() => void wire.destroy());
    return told;
  };
  const form = 'Content-Type: multipart/form-data; boundary=x';
  const staff = drip(`/api/projects/${id}/photos`, `${form}\r\nCookie: ${cookie}`);
  const stranger = drip(`/api/projects/${id}/photos`, form);
  const lapsed = drip(`/api/projects/${id}/photos`, `${form}\r\nCookie: maiimg_session=gone`);
  const nowhere = drip('/api/nothing', form);
  const signIn = drip('/api/session', 'Content-Type: application/json');
  const claim = drip('/api/setup', 'Content-Type: application/json');
  const socket = drip('/socket.io/?EIO=4&transport=polling', 'Content-Type: text/plain');

  const over = () => [stranger, lapsed, nowhere, signIn, claim, socket].every((one) => one.over);
  await expect.poll(over, { timeout: 30_000, interval: 200 }).toBe(true);
  for (const one of [stranger, lapsed]) expect(one.text).toMatch(/^HTTP\/1\.1 401 .*"code":"not_signed_in"/s);
  expect(nowhere.text).toMatch(/^HTTP\/1\.1 404 /);
  for (const one of [signIn, claim]) expect(one.text).toMatch(/^HTTP\/1\.1 408 /);
  expect(staff).toEqual({ text: '', over: false });
});
