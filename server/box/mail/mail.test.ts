import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Mail, MailTested } from '#contract/mail.ts';
import { startTestBox, type TestBox } from '../../testing/box.ts';
import { type SmtpServer, startSmtp } from '../../testing/smtp.ts';

let box: TestBox;
let smtp: SmtpServer;
beforeAll(async () => {
  box = await startTestBox();
  smtp = await startSmtp();
});
afterAll(async () => {
  await box.stop();
  await smtp.stop();
});
const password = 'an app password 密码';
const server = () => ({
  ...{ host: '127.0.0.1', port: smtp.port, security: 'none', user: 'box@example.com' },
  from: '影像盒子 <box@example.com>',
});
const put = (change: object = {}) => box.owner.call<Mail>('PUT', '/api/mail', { ...server(), ...change });
const send = () => box.owner.call<MailTested>('POST', '/api/mail/test', { to: 'wang@example.com' });
beforeEach(() => smtp.behave({ login: { user: 'box@example.com', password } }));

test('a test message goes to the server that was set, signed in and in the box’s own language', async () => {
  expect(await box.owner.call('GET', '/api/mail')).toEqual({ server: null });
  expect(await send()).toEqual({ ok: false, failure: 'none', said: null });
  expect(await put({ password })).toEqual({ server: { ...server(), hasPassword: true } });
  expect(await send()).toEqual({ ok: true, failure: null, said: null });
  const [{ from, to, data } = { from: '', to: [], data: '' }] = smtp.letters;
  expect([from, to]).toEqual(['box@example.com', ['wang@example.com']]);
  const [head = '', body = ''] = data.split('\r\n\r\n');
  expect(Buffer.from(body, 'base64').toString()).toContain('测试邮件');
  expect(head).toMatch(/^From: =\?UTF-8\?.*<box@example.com>$/m);
  // What it says of the machine: nothing.
  expect(head).not.toMatch(/Received|X-Mailer|localhost/i);
});

test('the password stays where none is said, goes where null is, and is told nobody', async () => {
  await put({ password });
  expect(await put({ from: 'box@example.com' })).toMatchObject({ server: { hasPassword: true } });
  expect(await send()).toMatchObject({ ok: true });
  const rows = JSON.stringify([
    await box.owner.call('GET', '/api/audit'),
    await box.owner.call('GET', '/api/settings'),
    await box.kit.db.read.selectFrom('settings').selectAll().execute(),
    box.logged,
  ]);
  expect(rows).toContain('mail.change');
  for (const secret of [password, 'app password', Buffer.from(password).toString('base64')])
    expect(rows).not.toContain(secret);
  // Nobody has it sent elsewhere who does not know it.
  for (const elsewhere of [{ host: '127.0.0.2' }, { port: 25 }, { user: 'other@example.com' }, { security: 'tls' }]) {
    await put({ password });
    expect(await put(elsewhere)).toMatchObject({ server: { hasPassword: false } });
  }
  expect(await put({ password: null })).toMatchObject({ server: { hasPassword: false } });
  expect(await send()).toMatchObject({ ok: false, failure: 'auth' });
  expect((await box.owner.ask('DELETE', '/api/mail')).status).toBe(204);
  expect(await box.owner.call('GET', '/api/mail')).toEqual({ server: null });
});

test('what goes wrong is told apart, with the server’s own words', async () => {
  const tried = async (change: object = {}) => {
    await put({ password, ...change });
    return send();
  };
  expect(await tried({ password: 'another' })).toEqual({
    ...{ ok: false, failure: 'auth' },
    said: expect.stringContaining('535 5.7.8 authentication failed'),
  });
  const login = { user: 'box@example.com', password };
  smtp.behave({ login, no: 'MAIL' });
  expect(await tried()).toMatchObject({ failure: 'sender', said: expect.stringContaining('553') });
  smtp.behave({ login, no: 'RCPT' });
  expect(await tried()).toMatchObject({ failure: 'recipient', said: expect.stringContaining('no such mailbox') });
  smtp.behave({ login, no: 'DATA' });
  expect(await tried()).toMatchObject({ failure: 'size' });
  // It offers no encryption, or offers it and fails.
  smtp.behave({ login });
  expect(await tried({ security: 'starttls' })).toMatchObject({ failure: 'tls' });
  expect(await tried({ security: 'tls' })).toMatchObject({ failure: 'tls' });
  smtp.behave({ login, badTls: true });
  expect(await tried({ security: 'starttls' })).toMatchObject({ failure: 'tls' });
  expect(await tried({ host: 'nowhere.invalid', security: 'tls' })).toMatchObject({ failure: 'host' });
  expect(await tried({ port: await closedPort() })).toMatchObject({ failure: 'unreachable' });
  // Without encryption nothing leaves the venue.
  expect(await tried({ host: '8.8.8.8' })).toMatchObject({ failure: 'tls' });
});

test('nobody but owners sees or sets it, and a sender has to have an address', async () => {
  const staff = await box.as('staff');
  expect((await staff.ask('GET', '/api/mail')).status).toBe(403);
  for (const from of ['影像盒子', 'Box <box>', '<>']) {
    const answer = await box.owner.ask('PUT', '/api/mail', { ...server(), from });
    expect(await answer.json()).toMatchObject({ code: 'invalid_input', errors: [{ field: 'from' }] });
  }
});

/** A port on which nobody listens. */
async function closedPort(): Promise<number> {
  const other = await startSmtp();
  await other.stop();
  await new Promise<void>((resolve) => connect(other.port, '127.0.0.1').on('error', () => resolve()));
  return other.port;
}
