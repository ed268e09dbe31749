import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { hostIn, mayBeCalled, pinned, theNetwork } from './outside.ts';

// The addresses of the machine that the box runs on.
beforeAll(() => {
  const lan = ['192.168.1.5', 'fd12:3456::5'].map((address) => ({ address }) as os.NetworkInterfaceInfo);
  vi.spyOn(os, 'networkInterfaces').mockReturnValue({ lan });
  syncBuiltinESMExports();
});
afterAll(() => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
});

const calls = async (url: string, addresses: readonly string[] = []) => {
  const outside = { ...theNetwork, lookup: async () => addresses };
  return [mayBeCalled(new URL(url), new Set(['box.example'])), await pinned(outside, new URL(url))];
};

test.each([
  'http://192.168.1.5/',
  'http://3232235781:8080/',
  'http://0xc0.0250.0x105/',
  'http://[::ffff:192.168.1.5]:8080/',
  'http://[::ffff:c0a8:105]/',
  'http://[0:0:0:0:0:ffff:192.168.1.5]/',
  'http://[64:ff9b::c0a8:105]/',
  'http://[2002:c0a8:105::]/',
  'http://[fd12:3456:0:0::5]/',
])('%s is the box itself, however it is written, and is not called', async (url) => {
  expect(await calls(url)).toEqual([false, undefined]);
});

test('a name that leads to the box itself is not called, nor its own name', async () => {
  for (const address of ['192.168.1.5', '::ffff:192.168.1.5', '::ffff:c0a8:105', 'fd12:3456::5'])
    expect([address, await calls('http://some.example/', ['192.168.1.9', address])]).toEqual([
      address,
      [true, undefined],
    ]);
  for (const url of ['http://box.example/', 'http://BOX.example./', 'https://localhost/', 'http://a.localhost/'])
    expect([url, (await calls(url, ['192.168.1.9']))[0]]).toEqual([url, false]);
  expect(hostIn(new URL('http://BOX.example./'))).toBe('box.example');
});

test('a neighbour is called, by the address that was looked at', async () => {
  expect(await calls('http://192.168.1.6/')).toEqual([true, '192.168.1.6']);
  expect(await calls('http://nas.example/', ['fd12:3456::9', '192.168.1.9'])).toEqual([true, '192.168.1.9']);
});
