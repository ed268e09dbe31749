// Stands inside the page, so that a gate without a password is opened one round trip sooner, and works alone:
// it shares no chunk with main.ts, which takes over when it arrives.
import type { Page } from './page.ts';
import { shapeRule } from './shape.ts';

const main = document.querySelector('main') as HTMLElement;
const sheet = (document.getElementById('shapes') as HTMLStyleElement).sheet as CSSStyleSheet;
const ruled: Record<string, boolean> = {};
const patience = 20_000;
const own = (document.currentScript as HTMLScriptElement).dataset.main as string;

const page: Page = {
  opening: null,
  take: null,
  read(text) {
    const template = document.createElement('template');
    // Where a whole page came, its style and scripts stay outside.
    template.innerHTML = (/<main>([\s\S]*)<\/main>/.exec(text) ?? [text, text])[1] as string;
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
    main.textContent = '';
    main.appendChild(fragment);
    canonical();
    document.dispatchEvent(new Event('guest:put'));
  },
  async send(form) {
    const fields = new URLSearchParams();
    new FormData(form).forEach((value, name) => {
      fields.append(name, String(value));
    });
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), patience);
    const sent = performance.now();
    try {
      const options = { method: 'POST', headers: { accept: 'text/html' }, body: fields, signal: giveUp.signal };
      const answer = await fetch(form.action, options);
      const text = await answer.text();
      // A hotspot's sign-in page is an answer too, but not ours.
      if (answer.status >= 500 || !text.includes(' data-page="')) throw new Error(`unanswered: ${answer.status}`);
      page.put(ahead(page.read(text), performance.now() - sent));
    } finally {
      clearTimeout(timer);
    }
  },
  open() {
    const form = main.querySelector<HTMLFormElement>('form[data-opens]');
    if (!form) return;
    page.opening = seen().then(() => page.send(form));
    // Whoever shows the failure may not have arrived yet.
    page.opening.catch(() => undefined);
  },
};

/** A printed code leads to `/G/TOKEN`, where the visit's cookie is not sent: a reload asks for the page's own address. */
function canonical(): void {
  const self = main.querySelector<HTMLElement>('[data-self]')?.dataset.self;
  if (self && location.pathname.indexOf('/G/') === 0) history.replaceState(history.state, '', self + location.hash);
}

/**
 * On a slow line the first photo goes ahead of the others, since six at once would all come late: they are asked for
 * when it is on its way. `took`: milliseconds of the answer before.
 */
function ahead(fragment: DocumentFragment, took: number): DocumentFragment {
  if (took < 120) return fragment;
  const others = Array.from(fragment.querySelectorAll('.thumb')).slice(1);
  const held = others.flatMap((image) =>
    ['src', 'srcset'].map((name) => ({ image, name, address: image.getAttribute(name) as string })),
  );
  for (const { image, name } of held) image.removeAttribute(name);
  setTimeout(() => {
    for (const { image, name, address } of held) image.setAttribute(name, address);
  }, took / 2);
  return fragment;
}

/** Resolves when somebody has the page before their eyes, and not a browser that prepares it. */
function seen(): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (document.visibilityState !== 'visible' || (document as { prerendering?: boolean }).prerendering) return;
      document.removeEventListener('visibilitychange', look);
      document.removeEventListener('prerenderingchange', look);
      resolve();
    };
    document.addEventListener('visibilitychange', look);
    document.addEventListener('prerenderingchange', look);
    look();
  });
}

let loaded = false;

/** The rest of the script comes after the photos' addresses: until it is there, the page works as without. */
function loadMain(): void {
  if (loaded) return;
  loaded = true;
  const script = document.createElement('script');
  script.type = 'module';
  script.src = own;
  document.head.appendChild(script);
}

window.guest = page;
page.open();
if (page.opening) page.opening.then(loadMain, loadMain);
// What takes longer may need it: it says what went wrong.
setTimeout(loadMain, page.opening ? 1500 : 0);
