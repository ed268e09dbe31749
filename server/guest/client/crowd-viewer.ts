import type PhotoSwipe from 'photoswipe';

/** Who only swipes past a photo on a crowded Wi-Fi sees it small, ms. */
const staysMs = 400;

/** While the Wi-Fi is crowded a photo is asked for in its large size when it has been on for a moment, and none beside it. */
export function waitToEnlarge(viewer: PhotoSwipe): void {
  const crowded = () => document.querySelector('[data-crowd]') !== null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The place of the one that may be asked for. */
  let stays = -1;
  const wait = () => {
    clearTimeout(timer);
    const index = viewer.currIndex;
    timer = setTimeout(() => {
      const content = viewer.currSlide?.content;
      if (!content || viewer.currIndex !== index) return;
      stays = index;
      if (content.state === 'idle') content.loadImage(false);
    }, staysMs);
  };
  viewer.on('contentLoadImage', (event) => {
    if (crowded() && event.content.index !== stays) event.preventDefault();
  });
  viewer.on('change', wait);
  viewer.on('afterInit', wait);
  viewer.on('destroy', () => clearTimeout(timer));
}
