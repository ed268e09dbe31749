/** What a browser does with keys beyond typing: none of it on a screen that stands among guests. */
const kept = new Set([
  'Shift',
  'Process',
  'Unidentified',
  'Dead',
  'Tab',
  'Enter',
  ' ',
  'Backspace',
  'Delete',
  'Escape',
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'PageUp',
  'PageDown',
]);

/**
 * Keeps whoever stands at the screen on its page, as far as a page can: no menu, no dragging, no zooming, no shortcuts,
 * no other window. The rest is the browser's (provisioning/kiosk).
 */
export function lockIn(): void {
  const stop = (event: Event) => event.preventDefault();
  const loud = { capture: true, passive: false } as const;
  for (const what of ['contextmenu', 'dragstart', 'dragover', 'drop', 'selectstart', 'auxclick', 'copy', 'cut'])
    document.addEventListener(what, (event) => isField(event) || stop(event), loud);
  for (const what of ['gesturestart', 'gesturechange']) document.addEventListener(what, stop, loud);
  document.addEventListener('wheel', (event) => event.ctrlKey && stop(event), loud);
  document.addEventListener('touchmove', (event) => event.touches.length > 1 && stop(event), loud);
  document.addEventListener('keydown', (event) => isShortcut(event) && stop(event), loud);
  document.addEventListener('click', (event) => leadsOut(event) && stop(event), loud);
  document.addEventListener('submit', stop, loud);
  window.open = () => null;
  window.print = () => {};
}

function isField(event: Event): boolean {
  const [target] = event.composedPath();
  return target instanceof HTMLInputElement && event.type !== 'drop' && event.type !== 'contextmenu';
}

/** Function keys, and whatever comes with Ctrl, Alt or the key with the window on it. */
function isShortcut({ key, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
  return ctrlKey || altKey || metaKey || (key.length > 1 && !kept.has(key));
}

/** Pages of the screen have no links; one that slipped in would not be followed. */
function leadsOut(event: MouseEvent): boolean {
  return event
    .composedPath()
    .some((target) => target instanceof HTMLAnchorElement || target instanceof HTMLAreaElement);
}
