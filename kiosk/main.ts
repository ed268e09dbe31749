import { Workbox } from 'workbox-window';
import { isOutdated } from './build.ts';
import './kiosk-app.ts';
import { mayReload, reloadSafely, Watchdog } from './watchdog.ts';

const app = document.querySelector('kiosk-app');
const watchdog = new Watchdog();
watchdog.start();
if (app) app.watchdog = watchdog;

// Where the browser trusts the address: over HTTPS, or on the box itself.
const worker =
  'serviceWorker' in navigator
    ? new Workbox('/kiosk/service-worker.js', { scope: '/kiosk' }).register({ immediate: true }).catch(() => undefined)
    : undefined;

// A box that was updated has another page, and an old page might not understand it for ever.
app?.addEventListener('reached', async () => {
  if (!(await isOutdated()) || !mayReload()) return;
  const registration = await worker;
  await registration?.update().catch(() => {});
  await replaced(registration?.installing);
  await reloadSafely();
});

/** Settles when a new service worker has taken over, with its page kept, or has given up. */
async function replaced(coming: ServiceWorker | null | undefined): Promise<void> {
  while (coming && coming.state !== 'activated' && coming.state !== 'redundant') {
    await new Promise((resolve) => coming.addEventListener('statechange', resolve, { once: true }));
  }
}

const awake = async () => {
  if (document.visibilityState === 'visible') await navigator.wakeLock?.request('screen').catch(() => undefined);
};
document.addEventListener('visibilitychange', awake);
void awake();

let resting: ReturnType<typeof setTimeout> | undefined;
const stir = () => {
  document.documentElement.classList.remove('still');
  clearTimeout(resting);
  resting = setTimeout(() => document.documentElement.classList.add('still'), 3000);
};
addEventListener('pointermove', stir);
stir();
