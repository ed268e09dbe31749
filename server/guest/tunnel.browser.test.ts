import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import { startTestBox, type TestBox } from '../testing/box.ts';
import { decodeCode, openBrowser, phone } from '../testing/browser.ts';
import { makePhoto } from '../testing/photos.ts';
import { makeTunnel, noTunnel, type Tunnel, tunnelAddress } from '../testing/tunnel.ts';

const missing = noTunnel();
let tunnel: Tunnel;
let box: TestBox;
beforeAll(async () => {
  if (missing) return;
  tunnel = await makeTunnel();
  box = await startTestBox({ env: { MAIIMG_PUBLIC_ORIGIN: tunnel.origin, MAIIMG_TRUST_PROXY: tunnelAddress } });
  await tunnel.open(box.guestUrl);
});
afterAll(async () => {
  await (await openBrowser()).close();
  await box?.stop();
  await tunnel?.close();
});

const shot = async (seed: number) => ({
  name: `${seed}.jpg`,
  data: await makePhoto({ width: 900, height: 600, seed: 70_000 + seed }),
});

test.skipIf(missing)(
  `a guest far away scans the code, sees the photos by HTTPS, and the next one without a touch${missing ? ` (${missing})` : ''}`,
  async () => {
    const { id: project } = await box.project();
    const photos = await box.bring(project, await Promise.all([1, 2, 3].map(shot)));
    const gallery = await box.owner.call<Gallery & { link: Link }>('POST', `/api/projects/${project}/galleries`, {
      title: '主会场',
      inflow: 'append',
      photoIds: photos.map(({ id }) => id),
    });
    const picture = await box.owner.ask('GET', `/api/links/${gallery.link.id}/qr.png?px=480`);
    const [address = ''] = await decodeCode(new Uint8Array(await picture.arrayBuffer()));
    expect(new URL(address).origin.toLowerCase()).toBe(tunnel.origin);

    const guest = await phone(await openBrowser(), { wechat: true, anyCertificate: true });
    await guest.page.goto(address);
    const drawn = () =>
      guest.page.evaluate(
        () =>
          [...document.querySelectorAll<HTMLImageElement>('main a img[src*="/photos/"]')].filter(
            (image) => image.complete && image.naturalWidth > 0,
          ).length,
      );
    await expect.poll(drawn).toBe(3);
    const cookies = await guest.context.cookies();
    expect(cookies.map(({ name, secure }) => [name, secure]).toSorted()).toEqual([
      ['visit', true],
      ['visitor', true],
    ]);
    await box.bring(project, [await shot(4)], { galleryId: gallery.id });
    await expect.poll(drawn).toBe(4);
    // The visit holds behind the tunnel: a reload is no new open.
    await guest.page.reload();
    await expect.poll(drawn).toBe(4);
    expect((await box.owner.call<Link>('GET', `/api/links/${gallery.link.id}`)).opens).toBe(1);
    expect(guest.strangers).toEqual([]);
    expect(guest.complaints).toEqual([]);
    await guest.context.close();
  },
);
