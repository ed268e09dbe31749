import { afterEach, expect, test, vi } from 'vitest';
import type { ScreenPhoto } from '#contract/screens.ts';
import type { PhotoStore } from './store.ts';
import { Supply } from './supply.ts';

afterEach(() => vi.unstubAllGlobals());

const photo: ScreenPhoto = {
  ...{ id: 'around', edition: 1, title: '', caption: '', width: 4096, height: 2048 },
  ...{ thumbhash: null, takenAt: null, pano: true },
};

test('a 360° photo whose size to turn in is still being made is seen flat, and nothing is held against it', async () => {
  const kept = new Map<string, Blob>();
  const store = {
    get: async (key: string) => kept.get(key),
    put: async (key: string, blob: Blob) => void kept.set(key, blob),
  } as unknown as PhotoStore;
  let made = false;
  vi.stubGlobal('fetch', async (address: string) => {
    const size = address.split('/')[4]?.split('?')[0];
    return size === 'pano' && !made ? new Response('', { status: 409 }) : new Response(`bytes of ${size}`);
  });
  const supply = new Supply(store);
  const bytes = async () => (await supply.bytes(photo, 'pano')).text();

  expect(await bytes()).toBe('bytes of kiosk');
  expect(supply.usable(photo)).toBe(true);
  made = true;
  expect(await bytes()).toBe('bytes of pano');
});
