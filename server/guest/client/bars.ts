/** Together the bars at the foot take no more of the page's height than this. */
const share = 0.34;

/**
 * Stands the bars at the foot of the page one above the other: what keeps the chapter's photos, and the time that is left. Where
 * large text would make them cover the photos, they stand among them instead. `refresh` after what is in them has changed.
 */
export function startBars(root: HTMLElement): { refresh(): void; stop(): void } {
  const place = () => {
    root.classList.remove('tall');
    const time = root.querySelector<HTMLElement>('.ends');
    const below = root.querySelector<HTMLElement>('.on div.keep')?.offsetHeight ?? 0;
    const height = below + (time?.offsetHeight ?? 0);
    const tall = height > window.innerHeight * share;
    root.classList.toggle('tall', tall);
    root.style.setProperty('--bars', `${tall ? 0 : height}px`);
    root.style.setProperty('--below', `${below}px`);
  };
  // Another chapter, or what was chosen of it: after whoever hears the same press.
  const refresh = () => void requestAnimationFrame(place);
  root.addEventListener('click', refresh);
  window.addEventListener('resize', refresh);
  // With the next frame, which lays the page out in any case: the first photo is on its way to the screen.
  refresh();
  return {
    refresh,
    stop: () => {
      root.removeEventListener('click', refresh);
      window.removeEventListener('resize', refresh);
    },
  };
}
