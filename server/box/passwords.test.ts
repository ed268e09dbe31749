import { argon2Sync } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './passwords.ts';

test('a password is known again from its hash alone', async () => {
  const stored = await hashPassword('正确的密码 é');
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(await verifyPassword('正确的密码 é', stored)).toBe(true);
  expect(await verifyPassword('正确的密码 e\u0301', stored)).toBe(true);
  expect(await verifyPassword('正确的密码 e', stored)).toBe(false);
  expect(await hashPassword('正确的密码 é')).not.toBe(stored);
});

test('a hash that was made at another cost still fits', async () => {
  const nonce = Buffer.from('somesalt');
  const hash = argon2Sync('argon2id', {
    message: 'password',
    nonce,
    memory: 4096,
    passes: 3,
    parallelism: 4,
    tagLength: 24,
  });
  const base64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');
  const stored = `$argon2id$v=19$m=4096,t=3,p=4$${base64(nonce)}$${base64(hash)}`;
  expect(await verifyPassword('password', stored)).toBe(true);
  expect(await verifyPassword('Password', stored)).toBe(false);
});

test('without a hash, or with a broken or greedy one, no password fits', async () => {
  for (const stored of [
    undefined,
    '',
    'plain',
    '$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHRzYWx0$AAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    '$2b$10$abc',
  ]) {
    expect(await verifyPassword('password', stored)).toBe(false);
  }
});

test('a crowd is turned away before it takes the memory', async () => {
  const verdicts = await Promise.allSettled(Array.from({ length: 150 }, () => verifyPassword('x', undefined)));
  const refused = verdicts.filter((verdict) => verdict.status === 'rejected');
  expect(refused).toHaveLength(150 - 130);
  expect((refused[0] as PromiseRejectedResult).reason).toMatchObject({ code: 'busy' });
  expect(await verifyPassword('x', undefined)).toBe(false);
});
