import PhotoSwipe from 'photoswipe';
import photoswipeStyle from 'photoswipe/style.css?inline';
import { timeLeft } from './countdown.ts';
import { waitToEnlarge } from './crowd-viewer.ts';
import { dress } from './dress.ts';
import footStyle from './foot.css?inline';
import { drawFoot, type Foot } from './foot.ts';
import type { Hearts } from './heart.ts';
import { drawMore } from './hide.ts';
import { type Item, isSame, itemsOfChapter } from './items.ts';
import { closeSheet } from './one-sheet.ts';
import type { Words } from './page.ts';
import { offerLookAround } from './pano/around.ts';
import saidStyle from './said.css?inline';
import style from './viewer.css?inline';
import { showing } from './views.ts';
import { whenOpen } from './when-open.ts';

/** What the viewer needs of the page. */
export interface Setting {
  readonly words: Words;
  /** Called when a large photo did not come: the visit may be over. */
  lost(): void;
  /** Where the link takes them. */
  readonly hearts: Hearts | undefined;
}

let shown: { readonly viewer: PhotoSwipe; readonly foot: Foot } | undefined;
/** Its own step back in the history is on the way. */
let stepping = false;

const closeIcon =
  '<svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><path d="M4 4l12 12M16 4L4 16"/></svg>';
const arrowIcon =
  '<svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><path d="M12.5 3.5L6 10l6.5 6.5"/></svg>';

/** Shows the chapter's photos large, beginning with this one; Back closes it and leaves the page where it was. */
export function openViewer(photo: HTMLAnchorElement, { words, lost, hearts }: Setting, fromHistory: boolean): void {
  if (shown) return;
  dress(photoswipeStyle + footStyle + saidStyle + style);
  const items = itemsOfChapter();
  const index = Math.max(
    0,
    items.findIndex(({ element }) => element === photo),
  );
  const download = photo.closest<HTMLElement>('.gallery')?.dataset.download;
  const takes = matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 180;
  const viewer = new PhotoSwipe({
    dataSource: items,
    index,
    loop: false,
    bgOpacity: 1,
    zoom: false,
    closeSVG: closeIcon,
    arrowPrevSVG: arrowIcon,
    arrowNextSVG: arrowIcon,
    closeTitle: words.close,
    arrowPrevTitle: words.previous,
    arrowNextTitle: words.next,
    errorMsg: words.broken,
    thumbSelector: '.thumb',
    showAnimationDuration: takes,
    hideAnimationDuration: takes,
    zoomAnimationDuration: takes,
    mainClass: download === 'off' ? 'nosave' : '',
    paddingFn: (size, item) => {
      const low = size.y < 480;
      return { top: low ? 0 : 56, bottom: low ? 0 : foot.height(item as Item), left: 0, right: 0 };
    },
  });
  const foot = drawFoot(viewer, words, lost, hearts);
  drawMore(viewer, words, lost);
  shown = { viewer, foot };
  const left = document.querySelector(`.ends [${timeLeft}]`);
  const around = offerLookAround(viewer, words, lost, () => left?.textContent ?? undefined);
  if (left)
    viewer.on('uiRegister', () =>
      viewer.ui?.registerElement({
        name: 'left',
        onInit: (place) => {
          place.setAttribute(timeLeft, '');
          place.setAttribute('role', 'timer');
          place.textContent = left.textContent;
        },
      }),
    );
  const current = () => (viewer.options.dataSource as Item[])[viewer.currIndex];

  viewer.addFilter('placeholderSrc', (_, content) => content.data.msrc ?? false);
  viewer.addFilter('contentErrorElement', (element) => {
    element.onclick = () => viewer.refreshSlideContent(viewer.currIndex);
    return element;
  });
  const again = () => {
    if (!viewer.currSlide?.content.isError()) return false;
    viewer.refreshSlideContent(viewer.currIndex);
    return true;
  };
  viewer.on('tapAction', (event) => {
    if (again()) event.preventDefault();
  });
  window.addEventListener('online', again);
  waitToEnlarge(viewer);
  viewer.on('loadError', lost);
  viewer.on('afterInit', () => nameParts(viewer, words));
  viewer.on('change', () => {
    const item = current();
    const chapter = item?.element.closest<HTMLElement>('.chapter')?.dataset.chapter;
    showing(item && { id: item.id, chapter });
    if (item && isPhotoState()) history.replaceState({ ...history.state, photo: item.id }, '');
  });
  viewer.on('close', () => {
    showing(undefined);
    // Behind the viewer, so that the photo shrinks to where it stands.
    const element = current()?.element;
    if (element) reveal(element);
    if (isPhotoState()) {
      stepping = true;
      history.go(-around.steps());
    }
  });
  viewer.on('destroy', () => {
    window.removeEventListener('popstate', back);
    window.removeEventListener('online', again);
    closeSheet();
    if (hearts) hearts.changed = () => undefined;
    const element = current()?.element;
    shown = undefined;
    // After PhotoSwipe gave the focus back to where it was opened.
    setTimeout(() => element?.isConnected && element.focus({ preventScroll: true }));
  });

  const back = () => {
    if (stepping) {
      stepping = false;
      // The step of the viewer before this one, which was opened in the same instant.
      if (!viewer.isDestroying) history.pushState({ ...history.state, photo: current()?.id }, '');
    } else if (!isPhotoState()) {
      whenOpen(viewer, () => viewer.close());
    }
  };
  window.addEventListener('popstate', back);
  if (!fromHistory && !isPhotoState())
    history.pushState({ ...history.state, photo: photo.closest<HTMLElement>('.tile')?.dataset.id }, '');
  viewer.init();
  // Whoever taps a panorama wants to be in it; the large photo is what they come back to.
  whenOpen(viewer, () => void around.open(fromHistory));
}

window.addEventListener('popstate', () => {
  if (!shown) stepping = false;
});

/** Brings the open viewer to what the list behind it has now; one whose photo was withdrawn moves on. */
export function refreshViewer(): void {
  if (!shown) return;
  const { viewer, foot } = shown;
  if (!viewer.opener.isOpen || viewer.mainScroll.isShifted()) {
    if (!viewer.isDestroying) setTimeout(refreshViewer, 250);
    return;
  }
  const old = viewer.options.dataSource as Item[];
  const items = itemsOfChapter();
  const same = items.length === old.length && items.every((item, at) => isSame(item, old[at]));
  const last = old[viewer.currIndex];
  const at = items.findIndex(({ id }) => id === last?.id);
  if (items.length === 0) {
    viewer.close();
    return;
  }
  // Pictures are kept by their place in the list, and every place may be another's now.
  for (const place of old.keys()) viewer.contentLoader.removeByIndex(place);
  viewer.options.dataSource = items;
  const index = at >= 0 ? at : Math.min(viewer.currIndex, items.length - 1);
  viewer.currIndex = index;
  viewer.potentialIndex = index;
  const slide = viewer.currSlide;
  const holders = viewer.mainScroll.itemHolders;
  if (slide && at >= 0 && isSame(items[at], last)) {
    slide.index = index;
    slide.content.index = index;
    slide.data = items[at] as Item;
    viewer.contentLoader.addToCache(slide.content);
  } else if (holders[1]) {
    viewer.setContent(holders[1], index, true);
    if (at < 0) foot.say('withdrawn');
  }
  if (!same) {
    if (holders[0]) viewer.setContent(holders[0], index - 1, true);
    if (holders[2]) viewer.setContent(holders[2], index + 1, true);
  }
  foot.list();
  viewer.dispatch('change');
}

/** Closes the viewer, where one is open. */
export function closeViewer(): void {
  const open = shown?.viewer;
  if (open) whenOpen(open, () => open.close());
}

function isPhotoState(): boolean {
  return Boolean((history.state as { photo?: string } | null)?.photo);
}

function nameParts(viewer: PhotoSwipe, words: Words): void {
  viewer.element?.setAttribute('aria-label', words.viewer);
  viewer.element?.setAttribute('aria-modal', 'true');
  // English words that a screen reader would read out in a Chinese page.
  for (const part of Array.from(viewer.element?.querySelectorAll('[aria-roledescription]') ?? []))
    part.removeAttribute('aria-roledescription');
  // Saving may be switched off while a photo is shown.
  viewer.element?.addEventListener('contextmenu', (event) => {
    if (viewer.element?.classList.contains('nosave')) event.preventDefault();
  });
}

function reveal(element: HTMLElement): void {
  const { top, bottom } = element.getBoundingClientRect();
  if (top < 56 || bottom > window.innerHeight) element.scrollIntoView({ block: 'center' });
}
