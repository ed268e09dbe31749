import { Workbox } from 'workbox-window';
import { isOutdated } from './build.ts';
import './kiosk-app.ts';
import { showGround } from './held-ground.ts';
import { lockIn } from './lock.ts';
import { mayTakeBuild, reloadSafely, Watchdog } from './watchdog.ts';

/** Another build waits for the next scene, and no longer than this. */
const edgeMs = 15 * 60_000;
/** A new scene has faded in by then. */
const fadedMs = 1000;

const app = document.querySelector('kiosk-app');
const watchdog = new Watchdog();
watchdog.start();
lockIn();
if (app) {
  app.watchdog = watchdog;
  showGround(app, 'turned');
}

// Where the browser trusts the address: over HTTPS, on the box itself, or where its machine was told to.
const worker =
  'serviceWorker' in navigator
    ? new Workbox('/kiosk/service-worker.js', { scope: '/kiosk' }).register({ immediate: true }).catch(() => undefined)
    : undefined;

// A box that was updated has another page, and an old page might not understand it for ever.
let taking = false;
app?.addEventListener('reached', async () => {
  if (taking || !(await isOutdated()) || !mayTakeBuild()) return;
  taking = true;
  const registration = await worker;
  await registration?.update().catch(() => {});
  await replaced(registration?.installing);
  await sceneEdge();
  await reloadSafely();
  // The box was gone again: with its next word.
  taking = false;
});

/** Settles when a new service worker has taken over, with its page kept, or has given up. */
async function replaced(coming: ServiceWorker | null | undefined): Promise<void> {
  while (coming && coming.state !== 'activated' && coming.state !== 'redundant') {
    await new Promise((resolve) => coming.addEventListener('statechange', resolve, { once: true }));
  }
}

/** Settles when a scene has just come on, or nothing is to be seen that could be disturbed. */
async function sceneEdge(): Promise<void> {
  if (!app || app.idle) return;
  let late: ReturnType<typeof setTimeout> | undefined;
  await new Promise((resolve) => {
    app.addEventListener('turned', resolve, { once: true });
    late = setTimeout(resolve, edgeMs);
  });
  clearTimeout(late);
  await new Promise((resolve) => setTimeout(resolve, fadedMs));
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
