import { startClosed } from './closed.ts';
import { startGallery } from './gallery.ts';
import { startGate } from './gate.ts';
import { tellTaps } from './next-step.ts';
import type { Around, Face, Words } from './page.ts';
import { startViews } from './views.ts';

const page = window.guest;
const main = document.querySelector('main') as HTMLElement;
const words = JSON.parse((document.getElementById('words') as HTMLElement).textContent as string) as Words;

/** An answer that takes longer is none, ms. */
const patience = 20_000;
let giveUp: AbortController | undefined;

let face: Face = { stop: () => undefined };
let asking: Promise<boolean> | undefined;
let next: Promise<boolean> | undefined;
let askedAt = 0;

const around: Around = {
  words,
  ask: () => {
    // What is under way may have been answered before that happened for which somebody asks now.
    if (asking) {
      next ??= asking.then(() => {
        next = undefined;
        return around.ask();
      });
      return next;
    }
    asking = ask(false).finally(() => {
      asking = undefined;
    });
    return asking;
  },
};

function start(): void {
  face.stop();
  const root = main.querySelector<HTMLElement>('[data-page]');
  const kind = root?.dataset.page;
  if (root && kind === 'gate') face = startGate(root, around);
  else if (root && kind === 'gallery') face = startGallery(root, around);
  else if (root && kind === 'closed') face = startClosed(root, around);
  else face = { stop: () => undefined };
}

/** `anew`: somebody came back to the page, so that a gate opens by itself as on a fresh scan. */
async function ask(anew: boolean): Promise<boolean> {
  askedAt = Date.now();
  const root = main.querySelector<HTMLElement>('[data-self]');
  if (!root) return false;
  const kind = root.dataset.page;
  let text: string;
  // A line that died without a word would hold up every later question.
  const own = new AbortController();
  giveUp = own;
  const timer = setTimeout(() => own.abort(), patience);
  try {
    const answer = await fetch(root.dataset.self as string, {
      headers: { accept: 'text/html', 'x-maiimg-part': 'main' },
      cache: 'no-store',
      signal: own.signal,
    });
    text = await answer.text();
    if (answer.status >= 500 || !text.includes(' data-page="')) return false;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
  // Meanwhile the page may show something else.
  if (!root.isConnected) return true;
  const fragment = page.read(text);
  const form = fragment.querySelector('[data-page="gate"] form');
  // A visit that ran out opens again by a press only: it may be somebody's last open. Nor does the gate that says so, however
  // often the page asks behind it.
  if (form && kind === 'gate' && !anew && !root.querySelector('[data-opens]')) return true;
  if (form && kind === 'gallery' && !anew) {
    form.removeAttribute('data-opens');
    (form.querySelector('.state') as HTMLElement).textContent = words.ended;
  }
  page.put(fragment);
  return true;
}

page.take = (fragment) => {
  const shown = main.querySelector<HTMLElement>('[data-page]');
  const next = fragment.querySelector<HTMLElement>('[data-page]');
  return shown?.dataset.page === next?.dataset.page && (face.take?.(fragment) ?? false);
};
document.addEventListener('guest:put', start);
tellTaps();
startViews();
// Out of the back-forward cache: what is shown may be withdrawn by now.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) void ask(true);
});
// What was asked by the network before may hang with it.
window.addEventListener('online', () => giveUp?.abort());
document.addEventListener('visibilitychange', () => {
  const opening = main.querySelector('[data-page="gate"]') !== null;
  if (document.visibilityState === 'visible' && !opening && Date.now() - askedAt > 3000) void around.ask();
});
start();
