import { expect, test } from 'vitest';
import { cutAddress } from './address.ts';

test.each([
  ['203.0.113.77', '203.0.113.0/24'],
  ['::ffff:203.0.113.77', '203.0.113.0/24'],
  ['2001:db8:12:3456:789a::1', '2001:db8:12::/48'],
  ['fe80::1%eth0', 'fe80:0:0::/48'],
  ['::1', '0:0:0::/48'],
  ['', ''],
  ['not an address', ''],
])('of %s is stored %s', (address, stored) => {
  expect(cutAddress(address)).toBe(stored);
});
