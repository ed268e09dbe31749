/** Brings the next step below a shown gallery to what a newer fragment has; what stayed keeps its element, and the end its place. */
export function mergeNextStep(root: HTMLElement, next: HTMLElement): void {
  const after = root.querySelector('.after');
  if (!after) return;
  // Chapters were put in behind it.
  const chapters = root.querySelectorAll('.chapter');
  chapters[chapters.length - 1]?.insertAdjacentElement('afterend', after);
  const shown = after.querySelector('.next');
  const fresh = next.querySelector('.next');
  if (shown?.outerHTML === fresh?.outerHTML) return;
  shown?.remove();
  if (fresh) after.insertBefore(fresh, after.firstChild);
}

/** Tells presses that lead away from the page by themselves: a phone number. */
export function tellTaps(): void {
  document.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLElement>('[data-tap]');
    if (!button) return;
    const address = button.dataset.tap as string;
    // Sent also when the page goes into the background at once.
    if ('sendBeacon' in navigator) navigator.sendBeacon(address);
    else fetch(address, { method: 'POST', keepalive: true }).catch(() => undefined);
  });
}
