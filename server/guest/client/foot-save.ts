import type PhotoSwipe from 'photoswipe';
import type { Item } from './items.ts';
import { element, fill, type Words } from './page.ts';
import { platform } from './platform.ts';
import { inRun, isSaved, setRun, setSaved } from './saved.ts';
import { toast } from './say.ts';
import { whenOpen } from './when-open.ts';

const touchIcon =
  '<svg class="icon" viewBox="0 0 24 24" width="28" height="28" aria-hidden="true"><path d="M9.5 13V6.2a1.7 1.7 0 0 1 3.4 0v5l4.2.8c1.2.2 2 1.2 1.9 2.4l-.4 3.3a4 4 0 0 1-4 3.6h-1.8a4 4 0 0 1-3-1.4L6 15.7a1.6 1.6 0 0 1 2.3-2.2l1.2 1.1"/><path d="M6.6 8.2a4.8 4.8 0 1 1 9.2-.4"/></svg>';

/** How the photo that is shown may be kept. */
export interface Keeping {
  readonly element: HTMLElement;
  /** For the photo that is shown now. */
  draw(): void;
}

/** A button, or the words for the phone at hand with a tick; nothing where saving is off. `ticked` is called after a tick. */
export function keeping(
  viewer: PhotoSwipe,
  words: Words,
  { ask, ticked }: { readonly ask: () => void; readonly ticked: () => void },
): Keeping {
  const part = element('div', 'keeping');
  const button = saveButton(viewer, words, ask);
  const hold = holdHint(viewer, words, ticked);
  part.append(button.element, hold.element);
  viewer.on('destroy', () => setRun(undefined));
  return {
    element: part,
    draw: () => {
      const items = itemsOf(viewer);
      const item = items[viewer.currIndex];
      const may = item !== undefined && item.element.dataset.save !== undefined;
      const holds = platform().way === 'hold' || inRun(items.map(({ id }) => id)) !== undefined;
      // Saving may be switched on and off while the photo is shown.
      viewer.element?.classList.toggle('nosave', !may);
      button.element.hidden = !may || holds;
      hold.element.hidden = !may || !holds;
      if (!may) return;
      if (holds) hold.draw(item, items);
      else button.draw(item);
    },
  };
}

const itemsOf = (viewer: PhotoSwipe) => viewer.options.dataSource as Item[];
const download = () => document.querySelector<HTMLElement>('.gallery')?.dataset.download;

/** A plain download, or the share sheet. */
function saveButton(viewer: PhotoSwipe, words: Words, ask: () => void) {
  const link = element('a', 'save');
  const shares = platform().way === 'share';
  link.download = '';
  link.addEventListener('click', (event) => {
    const item = itemsOf(viewer)[viewer.currIndex];
    if (!shares || !item) return;
    event.preventDefault();
    const zip = link.getAttribute('href');
    import('./save.ts').then(
      ({ save }) => save({ photos: [item.element], zip, words, open: () => viewer.dispatch('change'), ask }),
      () => zip && location.assign(zip),
    );
  });
  return {
    element: link,
    draw: ({ element: photo }: Item) => {
      const { save = '', bytes = '' } = photo.dataset;
      link.href = save;
      const original = download() === 'original';
      link.textContent = original
        ? `${shares ? words.toPhotos : words.save} ${bytes}`
        : shares
          ? words.toPhotos
          : words.saveOne;
    },
  };
}

/** "Press and hold", with a tick that goes on to the next photo, and ways to more than the picture that is shown. */
function holdHint(viewer: PhotoSwipe, words: Words, ticked: () => void) {
  const part = element('div', 'holding');
  const hint = element('div', 'hint');
  const text = element('div', 'how');
  const count = element('p', 'tally');
  const done = element('button', 'saved');
  const more = element('div', 'better');
  const best = bestPicture(viewer, words);
  const leave = element('button', '', words.leaveToSave);
  const zip = element('a', '', words.zipInstead);
  const { app, system } = platform();

  hint.innerHTML = system === 'desktop' ? '' : touchIcon;
  done.type = 'button';
  leave.type = 'button';
  zip.download = '';
  count.setAttribute('role', 'status');
  text.append(element('p', 'way', howToHold(words)), count);
  hint.append(text, done);
  more.append(...(app === null ? [zip] : [best.element, leave]));
  part.append(hint, more);

  const step = () => {
    const all = itemsOf(viewer);
    const here = viewer.currIndex;
    const ids = wantedOf(all);
    const at = (index: number) => all[(here + index) % all.length] as Item;
    for (let index = 1; index < all.length; index += 1) {
      const { id } = at(index);
      if (ids.indexOf(id) >= 0 && !isSaved(id)) return viewer.goTo((here + index) % all.length);
    }
    return viewer.dispatch('change');
  };
  done.addEventListener('click', () => {
    const item = itemsOf(viewer)[viewer.currIndex];
    if (!item) return;
    const left = leftOf(itemsOf(viewer));
    if (isSaved(item.id) && left === 0) whenOpen(viewer, () => viewer.close());
    else {
      if (!isSaved(item.id)) setSaved(item.id, words);
      ticked();
      step();
    }
  });
  leave.addEventListener('click', () => {
    const root = document.querySelector<HTMLElement>('.gallery');
    // Below the viewer, and about the page's own address, which comes back with its step in the history.
    const coming = import('./hand-over.ts');
    const show = () => {
      coming.then(
        ({ handOver }) => {
          if (root?.isConnected) void handOver(root, words);
        },
        () => toast(words.leaveFailed),
      );
    };
    viewer.on('destroy', () => setTimeout(show, 100));
    whenOpen(viewer, () => viewer.close());
  });
  return {
    element: part,
    draw: (item: Item, items: Item[]) => {
      const all = wantedOf(items).length;
      const left = leftOf(items);
      const said =
        left === 0
          ? words.allSaved
          : left === all
            ? fill(words.tickHow, { n: all })
            : fill(words.tickLeft, { k: all - left, n: left });
      if (count.textContent !== said) count.textContent = said;
      done.textContent = !isSaved(item.id) ? words.savedIt : left === 0 ? words.finish : words.nextOne;
      part.classList.toggle('all', left === 0);
      const archive = document.querySelector('.chapter.on .keep a.all')?.getAttribute('href') ?? null;
      zip.hidden = archive === null;
      if (archive !== null) zip.href = archive;
      leave.hidden = download() !== 'original';
      best.draw(item, inRun(items.map(({ id }) => id)) !== undefined);
      more.hidden = app === null ? zip.hidden : leave.hidden;
    },
  };
}

/** What is to be saved of these: those that somebody chose, else all that may be. */
function wantedOf(items: readonly Item[]): string[] {
  const all = items.filter(({ element }) => element.dataset.save !== undefined).map(({ id }) => id);
  return inRun(all) ?? all;
}

function leftOf(items: readonly Item[]): number {
  return wantedOf(items).filter((id) => !isSaved(id)).length;
}

function howToHold(words: Words): string {
  const { app, system } = platform();
  if (system === 'desktop') return words.rightClick;
  if (app === 'wechat') return words.holdWeChat;
  if (system === 'ios') return words.holdApple;
  return app === null ? words.holdAndroid : words.holdApp;
}

/**
 * Puts the original in the place of the picture that is shown, for a long press to keep. Where somebody saves one photo after
 * another it comes by itself; who only looks is asked, since it may be twenty times as large.
 */
function bestPicture(viewer: PhotoSwipe, words: Words) {
  const button = element('button', 'best');
  button.type = 'button';
  let coming: string | undefined;
  let failed: string | undefined;
  const picture = () => viewer.currSlide?.content.element as HTMLImageElement | undefined;
  const addressOf = ({ element: photo }: Item) => photo.dataset.best;
  const isShown = (address: string) => picture()?.getAttribute('src') === address;

  const load = (item: Item) => {
    const address = addressOf(item);
    if (address === undefined || coming === address || isShown(address)) return;
    coming = address;
    failed = undefined;
    const image = new Image();
    image.onload = () => {
      const shown = picture();
      // Whoever has gone on meanwhile has the photo that is looked at now.
      if (itemsOf(viewer)[viewer.currIndex]?.id === item.id && shown instanceof HTMLImageElement) shown.src = address;
      settle();
    };
    image.onerror = () => {
      failed = address;
      settle();
    };
    const settle = () => {
      if (coming === address) coming = undefined;
      say(itemsOf(viewer)[viewer.currIndex]);
    };
    image.src = address;
    say(item);
  };
  const say = (item: Item | undefined) => {
    const address = item && addressOf(item);
    button.hidden = address === undefined;
    if (!item || address === undefined) return;
    const there = isShown(address);
    const size = item.element.dataset.bytes ?? '';
    button.textContent = there
      ? words.originalHere
      : coming === address
        ? words.originalComing
        : failed === address
          ? words.originalFailed
          : fill(words.originalSee, { size }).trim();
    if (there || coming === address) button.setAttribute('aria-disabled', 'true');
    else button.removeAttribute('aria-disabled');
  };
  button.addEventListener('click', () => {
    const item = itemsOf(viewer)[viewer.currIndex];
    if (item) load(item);
  });
  // The photo itself goes ahead of its original.
  let byItself = false;
  viewer.on('loadComplete', ({ slide }) => {
    const item = itemsOf(viewer)[viewer.currIndex];
    if (byItself && item && slide.index === viewer.currIndex) load(item);
  });
  return {
    element: button,
    draw: (item: Item, inARun: boolean) => {
      byItself = inARun;
      const shown = picture();
      if (
        inARun &&
        failed !== addressOf(item) &&
        shown instanceof HTMLImageElement &&
        shown.complete &&
        shown.naturalWidth > 0
      )
        load(item);
      say(item);
    },
  };
}
