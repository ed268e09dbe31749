import { startBars } from './bars.ts';
import { startCountdown } from './countdown.ts';
import { startKeep } from './keep.ts';
import { type CrowdNews, listen, type News } from './live.ts';
import { type Merged, merge } from './merge.ts';
import { watchNetwork } from './network.ts';
import { type Around, element, type Face, fill } from './page.ts';
import { platform } from './platform.ts';
import { startTabs } from './tabs.ts';

type Viewer = typeof import('./viewer.ts');
type Crowd = ReturnType<typeof import('./crowd.ts').startCrowd>;
type Hearts = ReturnType<typeof import('./heart.ts').startHearts>;

/** An open gallery: its tabs, its photos large, and what is new in it. */
export function startGallery(root: HTMLElement, around: Around): Face {
  const { words } = around;
  /** What becomes of the question tells how it stands with the network. */
  const ask = () =>
    around.ask().then((answered) => {
      if (!stopped) network.heard(answered);
      return answered;
    });
  const page: Around = { words, ask };
  const network = watchNetwork(root, words, ask);
  const tabs = startTabs(root);
  const keep = startKeep(root, page, (photo) => void open(photo));
  const bars = startBars(root);
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
      // The large photo by itself, unless there is no network, which would take the page away too.
      if (!fromHistory && (await ask())) location.href = photo.href;
    }
  };
  const closeLarge = () => void viewer?.then(({ closeViewer }) => closeViewer());
  const countdown = startCountdown(root, page, closeLarge);
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
  /** What is further down, or in another chapter, is wanted on paper too. */
  const printed = () => {
    for (const image of Array.from(root.querySelectorAll<HTMLImageElement>('.thumb[loading]'))) image.loading = 'eager';
  };
  const back = (event: PopStateEvent) => {
    const id = (event.state as { photo?: string } | null)?.photo;
    const photo = id && root.querySelector<HTMLAnchorElement>(`.on [data-id="${id}"] a.photo`);
    if (photo && !document.querySelector('.pswp')) void open(photo, true);
  };

  /** What nobody is to see any more goes at once, though the page in its place comes later. */
  const cover = (gone: readonly string[] | null) => {
    if (gone === null) root.classList.add('over');
    for (const id of gone ?? []) for (const tile of tilesOf(id)) tile.classList.add('gone');
    const large = (history.state as { photo?: string } | null)?.photo ?? '';
    if (gone === null || gone.indexOf(large) >= 0) closeLarge();
  };
  const tilesOf = (id: string) => Array.from(root.querySelectorAll<HTMLElement>(`[data-id="${id}"]`));
  let due = Number.POSITIVE_INFINITY;
  const heard = ({ version, within, gone }: News) => {
    if (version !== null && version === root.dataset.version) return;
    if (within > 0) cover(gone);
    const at = Date.now() + Math.random() * within;
    // Whatever comes in until then is fetched with it: news after news must not put it off.
    if (at >= due) return;
    due = at;
    clearTimeout(soon[0]);
    soon[0] = setTimeout(() => {
      due = Number.POSITIVE_INFINITY;
      void ask();
    }, at - Date.now());
  };
  /** On the box's own Wi-Fi alone; the first photos need no help where it is not crowded. */
  let crowd: Promise<Crowd | undefined> | undefined;
  const heed = () => {
    // In a crowd it may well not arrive: asked for again with the next news of it.
    crowd ??= import('./crowd.ts').then(
      ({ startCrowd }) => (stopped ? undefined : startCrowd(root, words)),
      () => {
        crowd = undefined;
        return undefined;
      },
    );
    void crowd.then((own) => own?.turn());
  };
  const crowded = ({ on, elsewhere }: CrowdNews) => {
    if (root.dataset.pace === undefined || (!on && root.dataset.crowd === undefined)) return;
    if (on) root.dataset.crowd = elsewhere ?? '';
    else delete root.dataset.crowd;
    heed();
  };
  if (root.dataset.crowd !== undefined) heed();
  else if (root.dataset.pace !== undefined) soon[1] = setTimeout(heed, 3000);
  const listening = root.dataset.live ? listen(root.dataset.live, heard, () => void ask(), crowded) : () => undefined;

  const news = root.querySelector('.fresh') as HTMLElement;
  const told = (merged: Merged) => {
    for (const tile of Array.from(root.querySelectorAll('.gone'))) tile.classList.remove('gone');
    tabs.refresh();
    keep.refresh();
    countdown.refresh();
    bars.refresh();
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
  window.addEventListener('popstate', back);
  window.addEventListener('beforeprint', printed);
  // Reloaded with a photo open: it opens again, so that Back closes it as before.
  const before = (history.state as { photo?: string } | null)?.photo;
  const photo = before && root.querySelector<HTMLAnchorElement>(`.on [data-id="${before}"] a.photo`);
  if (photo) void open(photo, true);

  sharpen(root);
  // Where its chunk does not come, nothing is offered.
  const leaving = platform().app !== null ? import('./hand-over.ts') : undefined;
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
      bars.stop();
      network.stop();
      countdown.stop();
      void crowd?.then((own) => own?.stop());
      for (const timer of soon) clearTimeout(timer);
      window.removeEventListener('popstate', back);
      window.removeEventListener('beforeprint', printed);
      closeLarge();
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
    const large = opener.srcset.split(',')[1]?.trim().split(' ')[0];
    if (!large || opener.clientWidth <= window.innerWidth * 0.9) return;
    // Fetched beside it first: a picture whose larger one does not come would be shown as broken.
    const ahead = new Image();
    ahead.onload = () => {
      opener.sizes = '110vw';
    };
    ahead.src = large;
  };
  if (opener.complete) setTimeout(wide, 800);
  else opener.addEventListener('load', () => setTimeout(wide, 800), { once: true });
}
