import { expect, test } from 'vitest';
import { networkOf } from './networks.ts';

test.each([
  [
    'public',
    ['8.8.8.8', '1.2.3.4', '172.32.0.1', '2400:3200::1', '::ffff:8.8.8.8', '64:ff9b::808:808', '2002:808:808::1'],
  ],
  [
    'own',
    [
      '10.0.0.1',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '100.64.0.1',
      'fd00::1',
      '::ffff:192.168.1.1',
      '::ffff:c0a8:101',
      '64:ff9b::10.0.0.1',
    ],
  ],
  [
    'never',
    [
      '127.0.0.1',
      '127.9.9.9',
      '0.0.0.0',
      '169.254.169.254',
      '224.0.0.1',
      '255.255.255.255',
      '::',
      '::1',
      '::127.0.0.1',
      'fe80::1',
      'fe80::1%eth0',
      'ff02::1',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '::ffff:169.254.169.254',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      '2001:db8::1',
      'localhost',
      '',
      '2130706433',
    ],
  ],
] as const)('addresses of which the network is %s', (kind, addresses) => {
  expect(addresses.filter((address) => networkOf(address) !== kind)).toEqual([]);
});
