// Stands at the top of the page, so that a gate without a password is opened while the rest of it is still coming, and
// works alone: it shares no chunk with main.ts, which takes over when it arrives.
import type { Page } from './page.ts';
import { shapeRule } from './shape.ts';

const ruled: Record<string, boolean> = {};
const patience = 20_000;
/** `main`: address of the later script; `opens`, `nonce` and `place`: what the gate's form would send, and where. */
const own = (document.currentScript as HTMLScriptElement).dataset as {
  main: string;
  opens?: string;
  nonce?: string;
  place?: string;
};
/** Until then there is no `<main>` to put anything into. */
const parsed = new Promise<void>((resolve) => {
  document.addEventListener('DOMContentLoaded', () => resolve());
});
/** Carries a visit over from another browser of this phone: off the address at once, and kept until the box has answered. */
let handed = /^#h=([\w-]{22})$/.exec(location.hash)?.[1];
if (handed) history.replaceState(history.state, '', location.pathname + location.search);
const mainElement = () => document.querySelector('main') as HTMLElement;

const page: Page = {
  opening: null,
  take: null,
  read(text) {
    const template = document.createElement('template');
    // Where a whole page came, its style and scripts stay outside.
    template.innerHTML = (text.split('<main>').pop() as string).split('</main>')[0] as string;
    const sheet = (document.getElementById('shapes') as HTMLStyleElement).sheet as CSSStyleSheet;
    for (const tile of Array.from(template.content.querySelectorAll<HTMLElement>('[data-shape]'))) {
      const shape = tile.dataset.shape as string;
      if (ruled[shape]) continue;
      ruled[shape] = true;
      // Not a style element with our text: the policy would want this page's nonce on it.
      for (const rule of shapeRule(Number(shape))) sheet.insertRule(rule, sheet.cssRules.length);
    }
    return template.content;
  },
  put(fragment) {
    page.opening = null;
    if (page.take?.(fragment)) return;
    const main = mainElement();
    main.textContent = '';
    main.appendChild(fragment);
    canonical();
    document.dispatchEvent(new Event('guest:put'));
  },
  send: (form) => post(form.action, Array.from(new FormData(form)) as [string, string][]),
  open() {
    const form = mainElement().querySelector<HTMLFormElement>('form[data-opens]');
    if (form) whenSeen(() => page.send(form));
  },
};

async function post(address: string, fields: string[][]): Promise<void> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), patience);
  const sent = performance.now();
  try {
    const body = new URLSearchParams(handed ? [...fields, ['handOver', handed]] : fields);
    const options = { method: 'POST', headers: { accept: 'text/html' }, body, signal: giveUp.signal };
    const answer = await fetch(address, options);
    const begun = performance.now();
    askAhead(answer.headers.get('x-maiimg-first'));
    const text = await answer.text();
    const took = performance.now() - sent;
    // A hotspot's sign-in page is an answer too, but not ours.
    if (answer.status >= 500 || !text.includes(' data-page="')) throw new Error(`unanswered: ${answer.status}`);
    handed = undefined;
    await parsed;
    page.put(ahead(hold(page.read(text)), took, begun));
  } finally {
    clearTimeout(timer);
  }
}

function whenSeen(open: () => Promise<void>): void {
  page.opening = seen().then(open);
  // It says what went wrong.
  page.opening.catch(loadMain);
}

/**
 * Asks for the first photo as soon as the answer has begun; on larger pages the browser chooses which size it takes, once
 * the page is there.
 */
function askAhead(address: string | null): void {
  if (address !== null && innerWidth < 600) Object.assign(new Image(), { fetchPriority: 'high', src: address });
}

/** A code leads to `/G/TOKEN` or `/G/TOKEN/PLACE`, where the visit's cookie is not sent: a reload asks for the page's own address. */
function canonical(): void {
  const self = mainElement().querySelector<HTMLElement>('[data-self]')?.dataset.self;
  if (self && location.pathname !== self.split('?')[0]) history.replaceState(history.state, '', self + location.hash);
}

/**
 * On a slow line the first photo goes ahead of the others and of the rest of the script, since all at once would all come
 * late: they are asked for when it is on its way. `took`: milliseconds of the answer before; `begun`: when that began.
 */
function ahead(fragment: DocumentFragment, took: number, begun: number): DocumentFragment {
  const wait = begun + took / 2 - performance.now();
  const others = Array.from(fragment.querySelectorAll('.thumb[src]')).slice(1);
  if (took < 120 || wait <= 0 || !others[0]) {
    loadMain();
    return fragment;
  }
  const held = others.flatMap((image) =>
    ['src', 'srcset'].map((name) => ({ image, name, address: image.getAttribute(name) as string })),
  );
  for (const { image, name } of held) image.removeAttribute(name);
  setTimeout(() => {
    // Before the photos: a browser that asks for six things at once would let it wait for one of them.
    loadMain();
    for (const { image, name, address } of held) image.setAttribute(name, address);
  }, wait);
  return fragment;
}

/**
 * On a crowded Wi-Fi what is further down waits until crowd-photos.ts asks for it in turn; where that does not come, for
 * a while.
 */
function hold(fragment: DocumentFragment): DocumentFragment {
  const waiting = Array.from(fragment.querySelectorAll('[data-crowd] .thumb[loading]'));
  const move = (from: string, to: string) => {
    for (const image of waiting)
      for (const name of ['srcset', 'src']) {
        const address = image.getAttribute(from + name);
        if (address) image.setAttribute(to + name, address);
        image.removeAttribute(from + name);
      }
  };
  move('', 'data-');
  setTimeout(() => document.querySelector('[data-turns]') || move('data-', ''), patience / 2);
  return fragment;
}

/** Resolves when somebody has the page before their eyes, and not a browser that prepares it. */
function seen(): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (document.visibilityState === 'visible' && !(document as { prerendering?: boolean }).prerendering) resolve();
    };
    document.addEventListener('visibilitychange', look);
    document.addEventListener('prerenderingchange', look);
    look();
  });
}

let loaded = false;

/** Until the rest of the script is there, the page works as without. */
async function loadMain(): Promise<void> {
  if (loaded) return;
  loaded = true;
  await parsed;
  const script = document.createElement('script');
  script.type = 'module';
  script.src = own.main;
  document.head.appendChild(script);
}

// A photo that fails before the later script is there: its colours stand for it until that asks again.
document.addEventListener(
  'error',
  ({ target }) => {
    const image = target as HTMLElement;
    if (image.classList.contains('thumb')) (image.parentElement as HTMLElement).classList.add('lost');
  },
  true,
);
window.guest = page;
const { opens, nonce, place } = own;
if (opens && nonce) {
  whenSeen(() => post(opens, [['nonce', nonce], ...(place ? [['place', place]] : [])]));
  // What takes longer may need the rest of the script.
  setTimeout(loadMain, 1500);
} else {
  // Whoever was let in there needs no password here, and may go on although the link is used up.
  if (handed)
    void parsed.then(() => {
      const form = mainElement().querySelector<HTMLFormElement>('[data-page="gate"] form');
      const closed = mainElement().querySelector<HTMLElement>('[data-page="closed"]');
      if (form) whenSeen(() => page.send(form));
      else if (closed) whenSeen(() => post(`${closed.dataset.self}/open`, []));
    });
  void loadMain();
}
