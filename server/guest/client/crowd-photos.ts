/** Asked for at the same time. */
const atOnce = 3;
/** One that takes longer keeps the next ones waiting no more, ms. */
const patience = 10_000;
/** In heights of the window, around what is seen. */
const reach = { above: 1, below: 1.5 } as const;

const thumbsOf = (root: HTMLElement, more = '') => Array.from(root.querySelectorAll<HTMLImageElement>(`.thumb${more}`));

/** Lets thumbs be taken in no other size, or in the large one again; what is there already in a large one stays. */
export function setTiers(root: HTMLElement, small: boolean): void {
  for (const image of thumbsOf(root)) {
    const held = image.dataset.srcset;
    const set = held ?? image.getAttribute('srcset');
    if (!set || (small && /\/screen\b/.test(image.currentSrc))) continue;
    const first = set.split(', ')[0] as string;
    const { width } = (image.parentElement as HTMLElement).dataset;
    const large = first.replace('/thumb', '/screen').replace(/\d+w$/, `${width}w`);
    const wanted = small ? first : `${first}, ${large}`;
    if (wanted === set) continue;
    if (held) image.dataset.srcset = wanted;
    else image.srcset = wanted;
  }
}

/**
 * Asks for the photos around what is seen a few at a time, the nearest first. What is further away is not asked for
 * before it comes near. Gives the way to ask for the rest as a browser does.
 */
export function inTurn(root: HTMLElement): () => void {
  root.dataset.turns = '';
  let busy = 0;
  let stopped = false;
  let frame = 0;
  const timers: ReturnType<typeof setTimeout>[] = [];
  // Those that a browser has asked for by itself by now.
  for (const image of thumbsOf(root, '[loading][src]'))
    if (image.naturalWidth === 0 && image.getBoundingClientRect().top > window.innerHeight * reach.below) hold(image);

  const next = () => {
    const height = window.innerHeight;
    let best: HTMLImageElement | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const image of thumbsOf(root, '[data-src]')) {
      const { top, bottom, width } = image.getBoundingClientRect();
      if (width === 0 || bottom < -height * reach.above || top > height * (1 + reach.below)) continue;
      const far = Math.abs((top + bottom) / 2 - height / 2);
      if (far < least) [best, least] = [image, far];
    }
    return best;
  };
  const fetchSome = () => {
    while (!stopped && busy < atOnce) {
      const image = next();
      if (!image) return;
      busy += 1;
      let waits = true;
      const done = () => {
        if (!waits) return;
        waits = false;
        clearTimeout(timer);
        busy -= 1;
        fetchSome();
      };
      const timer = setTimeout(done, patience);
      timers.push(timer);
      image.addEventListener('load', done, { once: true });
      image.addEventListener('error', done, { once: true });
      // Else a browser that is less far-sighted leaves it for later, and with it those behind it.
      image.loading = 'eager';
      release(image);
    }
  };
  const releaseAll = () => {
    for (const image of thumbsOf(root, '[data-src]')) release(image);
  };
  const look = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(fetchSome);
  };
  window.addEventListener('scroll', look, { passive: true });
  window.addEventListener('resize', look);
  window.addEventListener('beforeprint', releaseAll);
  // Another chapter.
  root.addEventListener('click', look);
  fetchSome();
  return () => {
    stopped = true;
    delete root.dataset.turns;
    cancelAnimationFrame(frame);
    for (const timer of timers) clearTimeout(timer);
    window.removeEventListener('scroll', look);
    window.removeEventListener('resize', look);
    root.removeEventListener('click', look);
    window.removeEventListener('beforeprint', releaseAll);
    releaseAll();
  };
}

/** As first.ts does it. */
function hold(image: HTMLImageElement): void {
  for (const name of ['src', 'srcset']) {
    image.setAttribute(`data-${name}`, image.getAttribute(name) ?? '');
    image.removeAttribute(name);
  }
}

function release(image: HTMLImageElement): void {
  for (const name of ['srcset', 'src']) {
    const address = image.getAttribute(`data-${name}`);
    if (address) image.setAttribute(name, address);
    image.removeAttribute(`data-${name}`);
  }
}
