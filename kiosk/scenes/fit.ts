const measured = new WeakMap<HTMLElement, string>();

/**
 * Sets each text that names sizes (`data-fit="96 76 56"`, in units) in the largest in which it fits its room without a word
 * torn apart; in the last one it takes the room that it needs. `shape`: anything that changes when the rooms do.
 */
export function fitTexts(root: ParentNode, shape: string): void {
  for (const text of root.querySelectorAll<HTMLElement>('[data-fit]')) {
    const sizes = (text.dataset.fit ?? '').split(' ');
    const key = [shape, text.dataset.fit, text.className, text.textContent].join('|');
    if (measured.get(text) === key) continue;
    measured.set(text, key);
    text.style.maxHeight = '';
    const most = Number.parseFloat(getComputedStyle(text).maxHeight);
    // Its lines are measured, not what its letters could take: faces for Chinese are higher than the lines they stand in.
    text.style.maxHeight = 'none';
    for (const [index, size] of sizes.entries()) {
      const last = index === sizes.length - 1;
      text.style.setProperty('--fit', size);
      text.style.overflowWrap = last ? 'anywhere' : 'normal';
      // Browsers round these to whole pixels.
      if (text.scrollWidth <= text.clientWidth + 1 && !(text.offsetHeight > most + 1)) break;
    }
  }
}
