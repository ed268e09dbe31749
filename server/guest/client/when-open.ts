import type PhotoSwipe from 'photoswipe';

/** PhotoSwipe ignores a close while it still opens. */
export function whenOpen(viewer: PhotoSwipe, act: () => void): void {
  if (viewer.opener.isOpen) act();
  else viewer.on('openingAnimationEnd', () => setTimeout(act));
}
