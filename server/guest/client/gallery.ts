import { startCountdown } from './countdown.ts';
import { startKeep } from './keep.ts';
import { listen, type News } from './live.ts';
import { type Merged, merge } from './merge.ts';
import { type Around, element, type Face, fill } from './page.ts';
import { startTabs } from './tabs.ts';

type Viewer = typeof import('./viewer.ts');
type Hearts = ReturnType<typeof import('./heart.ts').startHearts>;

/** Browsers inside other apps, which save little and share no cookies with the phone's own. */
const inside = /MicroMessenger|DingTalk|AlipayClient|AliApp|\bQQ\/|\bLark\/|Feishu/i;

/** An open gallery: its tabs, its photos large, and what is new in it. */
export function startGallery(root: HTMLElement, page: Around): Face {
  const { words, ask } = page;
  const tabs = startTabs(root);
  const keep = startKeep(root, words);
  const stopCountdown = startCountdown(root, page);
  let viewer: Promise<Viewer> | undefined;
  let hearts: Promise<Hearts | undefined> | undefined;
  let held: DocumentFragment | undefined;
  let stopped = false;
  const soon: ReturnType<typeof setTimeout>[] = [];

  const load = () => {
    // A chunk that did not arrive is asked for again with the next tap.
    viewer ??= import('./viewer.ts').catch((fault) => {
      viewer = undefined;
      throw fault;
    });
    return viewer;
  };
  /** Only where the link takes them, and from then on. */
  const like = () => {
    if (hearts === undefined && root.dataset.feedback !== undefined)
      hearts = import('./heart.ts').then(
        ({ startHearts }) => startHearts(root, page),
        () => {
          hearts = undefined;
          return undefined;
        },
      );
    else void hearts?.then((those) => those?.refresh());
  };
  const open = async (photo: HTMLAnchorElement, fromHistory = false) => {
    try {
      const { openViewer } = await load();
      const given = await hearts;
      if (!stopped) openViewer(photo, { words, lost: () => void ask(), hearts: given }, fromHistory);
    } catch {
      if (!fromHistory) location.href = photo.href;
    }
  };
  const photoAt = (event: Event) => (event.target as Element).closest<HTMLAnchorElement>('a.photo');

  const click = (event: MouseEvent) => {
    const photo = photoAt(event);
    if (!photo || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void open(photo);
  };
  const touched = (event: Event) => {
    if (photoAt(event)) load().catch(() => undefined);
  };
  const menu = (event: Event) => {
    if (root.dataset.download === 'off' && photoAt(event)) event.preventDefault();
  };
  const lose = (image: HTMLElement) => {
    image.parentElement?.classList.add('lost');
    clearTimeout(soon[1]);
    soon[1] = setTimeout(() => void ask().then((answered) => answered && retry()), 1500);
  };
  const lost = (event: Event) => {
    const image = event.target as HTMLElement;
    if (image.classList.contains('thumb')) lose(image);
  };
  const retry = () => {
    for (const image of Array.from(root.querySelectorAll<HTMLImageElement>('.lost .thumb'))) {
      image.addEventListener('load', () => image.parentElement?.classList.remove('lost'), { once: true });
      image.setAttribute('src', image.getAttribute('src') as string);
    }
  };
  const back = (event: PopStateEvent) => {
    const id = (event.state as { photo?: string } | null)?.photo;
    const photo = id && root.querySelector<HTMLAnchorElement>(`.on [data-id="${id}"] a.photo`);
    if (photo && !document.querySelector('.pswp')) void open(photo, true);
  };

  let due = Number.POSITIVE_INFINITY;
  const heard = ({ version, urgent, within }: News) => {
    if (version !== null && version === root.dataset.version) return;
    const at = Date.now() + (urgent ? 0 : Math.random() * within);
    // Whatever comes in until then is fetched with it: news after news must not put it off.
    if (at >= due) return;
    due = at;
    clearTimeout(soon[0]);
    soon[0] = setTimeout(() => {
      due = Number.POSITIVE_INFINITY;
      void ask();
    }, at - Date.now());
  };
  const listening = root.dataset.live ? listen(root.dataset.live, heard, () => void ask()) : () => undefined;

  const news = root.querySelector('.news') as HTMLElement;
  const told = (merged: Merged) => {
    tabs.refresh();
    keep.refresh();
    like();
    news.textContent = '';
    if (merged.held > 0) {
      const text = merged.held === 1 ? words.newPhoto : fill(words.newPhotos, { n: merged.held });
      const pill = element('button', 'pill', text);
      pill.type = 'button';
      pill.addEventListener('click', show);
      news.appendChild(pill);
    }
    void viewer?.then(({ refreshViewer }) => refreshViewer());
  };
  const show = async () => {
    if (!held) return;
    const fragment = held;
    held = undefined;
    const merged = await merge(root, fragment, words, true);
    told(merged);
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    merged.first?.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
    merged.first?.querySelector('a')?.focus({ preventScroll: true });
  };

  like();
  root.addEventListener('click', click);
  root.addEventListener('pointerdown', touched);
  root.addEventListener('contextmenu', menu);
  root.addEventListener('error', lost, true);
  window.addEventListener('popstate', back);
  window.addEventListener('online', retry);
  // Reloaded with a photo open: it opens again, so that Back closes it as before.
  const before = (history.state as { photo?: string } | null)?.photo;
  const photo = before && root.querySelector<HTMLAnchorElement>(`.on [data-id="${before}"] a.photo`);
  if (photo) void open(photo, true);

  // What failed before this script was there. Those that wait for a scroll have not been asked for yet.
  for (const image of Array.from(root.querySelectorAll<HTMLImageElement>('.thumb[src]:not([loading])')))
    if (image.complete && image.naturalWidth === 0) lose(image);
  sharpen(root);
  // Where its chunk does not come, nothing is offered.
  const leaving = inside.test(navigator.userAgent) ? import('./hand-over.ts') : undefined;
  leaving?.then(
    ({ offerHandOver }) => stopped || offerHandOver(root, words),
    () => undefined,
  );

  let merging: Promise<void> = Promise.resolve();
  return {
    take(fragment) {
      // One after another: each compares with what the one before has left.
      merging = merging.then(async () => {
        if (stopped) return;
        const next = document.importNode(fragment, true);
        const merged = await merge(root, fragment, words, false);
        held = merged.held > 0 ? next : undefined;
        told(merged);
      });
      return true;
    },
    stop() {
      stopped = true;
      listening();
      tabs.stop();
      keep.stop();
      stopCountdown();
      for (const timer of soon) clearTimeout(timer);
      window.removeEventListener('popstate', back);
      window.removeEventListener('online', retry);
      void viewer?.then(({ closeViewer }) => closeViewer());
      leaving?.then(
        ({ closeHandOver }) => closeHandOver(),
        () => undefined,
      );
    },
  };
}

interface Connection {
  readonly saveData?: boolean;
  /** Megabits a second. */
  readonly downlink?: number;
}

/** The opener fills a phone's width, where its 400 px look soft: the large picture follows when the thumbs are there, but not on a slow line. */
function sharpen(root: HTMLElement): void {
  const { saveData, downlink } = (navigator as { connection?: Connection }).connection ?? {};
  const opener = root.querySelector<HTMLImageElement>('.on .thumb');
  if (!opener || saveData || (downlink !== undefined && downlink < 3) || window.devicePixelRatio < 1.5) return;
  const wide = () => {
    if (opener.clientWidth > window.innerWidth * 0.9) opener.sizes = '110vw';
  };
  if (opener.complete) setTimeout(wide, 800);
  else opener.addEventListener('load', () => setTimeout(wide, 800), { once: true });
}
