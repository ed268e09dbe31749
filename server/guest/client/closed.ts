import type { Around, Face } from './page.ts';

/** A page that says why nothing opens; one that is not open yet counts down and opens by itself. */
export function startClosed(root: HTMLElement, { ask }: Around): Face {
  const note = root.querySelector<HTMLElement>('[data-opens-in]');
  if (!note) return { stop: () => undefined };
  const opensAt = Date.now() + Number(note.dataset.opensIn);
  const count = root.querySelector<HTMLElement>('[data-ticks]');
  let asked = 0;
  const tick = () => {
    const left = opensAt - Date.now();
    if (count) count.textContent = clock(Math.max(0, left));
    // Not all at the same instant: a hall full of phones waits for it.
    if (left <= -spread && Date.now() - asked > 5000 && document.visibilityState === 'visible') {
      asked = Date.now();
      void ask();
    }
  };
  const spread = Math.random() * 2000;
  const timer = setInterval(tick, 1000);
  tick();
  return { stop: () => clearInterval(timer) };
}

/** 04:23:10, or 23:10 in the last hour. */
function clock(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  const figures = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return (figures[0] === 0 ? figures.slice(1) : figures).map((figure) => String(figure).padStart(2, '0')).join(':');
}
