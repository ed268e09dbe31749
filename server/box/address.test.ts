import { expect, test } from 'vitest';
import { peerName } from './address.ts';

test('a phone is one peer, however its address is written and whatever it draws in its network', () => {
  expect(peerName('192.168.1.7')).toBe('192.168.1.7');
  expect(peerName('::ffff:192.168.1.7')).toBe('192.168.1.7');
  expect(peerName('2001:db8:0:1:aaaa::1')).toBe(peerName('2001:db8:0:1:ffff:ffff:ffff:ffff'));
  expect(peerName('2001:db8::2:0:0:0:1')).toBe('2001:db8:0:2::/64');
  expect(peerName('2001:0DB8::1')).toBe('2001:db8:0:0::/64');
  expect(peerName('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
  expect(peerName('::1')).toBe('0:0:0:0::/64');
});
