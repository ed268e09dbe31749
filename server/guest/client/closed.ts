import { clock } from './countdown.ts';
import type { Around, Face } from './page.ts';

/** Asks soon at first, then more and more seldom, ms. */
const rounds = { first: 5000, grows: 1.3, most: 20_000 };

/**
 * A page that says why nothing opens. One that is not open yet counts down and opens by itself; on the others staff can be
 * asked, and while they think about it the page asks the box again and again, where somebody sees it.
 */
export function startClosed(root: HTMLElement, around: Around): Face {
  const stops = [countDown(root, around), askStaff(root, around), wait(root, around)];
  return {
    // What was typed stays, while nothing else is to be said.
    take: (fragment) => {
      const next = fragment.querySelector<HTMLElement>('[data-page]');
      return root.dataset.said !== undefined && root.dataset.said === next?.dataset.said;
    },
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}

const nothing = () => undefined;

function askStaff(root: HTMLElement, { words }: Around): () => void {
  const form = root.querySelector<HTMLFormElement>('form[data-asks]');
  if (!form) return nothing;
  const state = form.querySelector('.state') as HTMLElement;
  let sending = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (sending) return;
    sending = true;
    state.textContent = '';
    form.setAttribute('aria-busy', 'true');
    window.guest
      .send(form)
      // Read out, since the button that was pressed is gone.
      .then(() => document.querySelector<HTMLElement>('.answer')?.focus())
      .catch(() => {
        state.textContent = navigator.onLine ? words.notAsked : words.askOffline;
      })
      .finally(() => {
        sending = false;
        form.removeAttribute('aria-busy');
      });
  });
  return nothing;
}

function wait(root: HTMLElement, { ask }: Around): () => void {
  if (!root.querySelector('[data-waits]')) return nothing;
  let every = rounds.first;
  let timer: ReturnType<typeof setTimeout>;
  const next = () => {
    // Not all at the same instant, where a hall of phones waits.
    timer = setTimeout(look, every * (0.8 + Math.random() * 0.4));
    every = Math.min(rounds.most, every * rounds.grows);
  };
  const look = () => {
    if (document.visibilityState === 'visible') void ask();
    next();
  };
  next();
  return () => clearTimeout(timer);
}

function countDown(root: HTMLElement, { ask }: Around): () => void {
  const note = root.querySelector<HTMLElement>('[data-opens-in]');
  if (!note) return nothing;
  const opensAt = Date.now() + Number(note.dataset.opensIn);
  const count = root.querySelector<HTMLElement>('[data-ticks]');
  let asked = 0;
  const tick = () => {
    const left = opensAt - Date.now();
    if (count) count.textContent = clock(left);
    // Not all at the same instant: a hall full of phones waits for it.
    if (left <= -spread && Date.now() - asked > 5000 && document.visibilityState === 'visible') {
      asked = Date.now();
      void ask();
    }
  };
  const spread = Math.random() * 2000;
  const timer = setInterval(tick, 1000);
  tick();
  return () => clearInterval(timer);
}
