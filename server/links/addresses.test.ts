import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { makeAddresses } from './addresses.ts';

const info = (address: string, internal = false): NetworkInterfaceInfo =>
  address.includes(':')
    ? {
        address,
        family: 'IPv6',
        internal,
        netmask: '',
        mac: '',
        cidr: null,
        scopeid: address.startsWith('fe80') ? 2 : 0,
      }
    : { address, family: 'IPv4', internal, netmask: '', mac: '', cidr: null };
const at = (
  env: Record<string, string>,
  networks: Record<string, NetworkInterfaceInfo[]> = {},
  port = 8090,
  publicOrigin: string | null = null,
) =>
  makeAddresses(
    readConfig(env),
    () => ({ publicOrigin }),
    { guest: () => port, local: () => 8080 },
    () => networks,
  );
const origins = (env: Record<string, string>, networks: Record<string, NetworkInterfaceInfo[]> = {}, port = 8090) =>
  at(env, networks, port).origins();

test('codes carry the public address where there is one, and the local one is known beside it', () => {
  expect(
    origins({ MAIIMG_PUBLIC_ORIGIN: 'https://photos.example.com', MAIIMG_GUEST_ORIGIN: 'http://10.0.0.1' }),
  ).toEqual({
    public: 'https://photos.example.com',
    local: 'http://10.0.0.1',
  });
});

test('the local address is the local door’s name with the guest door’s own port', () => {
  expect(origins({ MAIIMG_LOCAL_ORIGIN: 'http://maiimg.local:8080' }, {}, 43_210).local).toBe(
    'http://maiimg.local:43210',
  );
  expect(origins({ MAIIMG_LOCAL_ORIGIN: 'http://maiimg.local:8080' }, {}, 80).local).toBe('http://maiimg.local');
});

test('without any name it is the machine’s own numeric address on the network of the phones', () => {
  const networks = {
    lo: [info('127.0.0.1', true), info('::1', true)],
    docker0: [info('172.17.0.1')],
    wlan0: [info('fe80::1'), info('169.254.3.4'), info('2001:db8::7'), info('192.168.8.1')],
    tun0: [info('10.9.0.2')],
  };
  expect(origins({}, networks).local).toBe('http://192.168.8.1:8090');
});

test('a machine with an IPv6 address alone, and one with none at all, still have an address', () => {
  expect(origins({}, { eth0: [info('fe80::1'), info('fd00::7')] }).local).toBe('http://[fd00::7]:8090');
  expect(origins({}, { eth0: [info('fe80::1')] }).local).toBe('http://127.0.0.1:8090');
});

test('a door that listens on one address is reached by that one', () => {
  expect(origins({ MAIIMG_HOST: '10.1.2.3' }, { eth0: [info('192.168.8.1')] }).local).toBe('http://10.1.2.3:8090');
});

test('the address is found anew each time, since a box moves between networks and its port is found late', () => {
  let port = 0;
  let address = '192.168.8.1';
  const addresses = makeAddresses(
    readConfig({}),
    () => ({ publicOrigin: null }),
    { guest: () => port, local: () => 8080 },
    () => ({ wlan0: [info(address)] }),
  );
  port = 8090;
  expect(addresses.origins().local).toBe('http://192.168.8.1:8090');
  address = '10.0.0.4';
  expect(addresses.origins().local).toBe('http://10.0.0.4:8090');
});

test('the public address that the owner set counts where the environment names none', () => {
  const set = 'https://set.example.com';
  expect(at({}, {}, 8090, set).origins().public).toBe(set);
  const told = { MAIIMG_PUBLIC_ORIGIN: 'https://told.example.com' };
  expect(at(told, {}, 8090, set).origins().public).toBe('https://told.example.com');
});

test('staff reach the admin at the local door, by its name where it has one', () => {
  const networks = { wlan0: [info('192.168.8.1')] };
  expect(at({}, networks).admin()).toBe('http://192.168.8.1:8080');
  expect(at({ MAIIMG_LOCAL_ORIGIN: 'http://maiimg.local' }, networks).admin()).toBe('http://maiimg.local');
});
