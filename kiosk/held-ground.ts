const groundKey = 'maiimg.kiosk.ground';
/** It gives way to whatever there is by then. */
const mostMs = 6000;
/** A scene has faded in by then. */
const fadedMs = 800;
const awayMs = 300;

/**
 * Keeps the ground of the scene that is on, for the page that comes after this one: colours, of which nothing of the photo
 * can be made out. Nothing where the scene has none.
 */
export function keepGround(): void {
  try {
    const canvas = canvasOn();
    if (canvas) sessionStorage.setItem(groundKey, canvas.toDataURL('image/jpeg', 0.8));
  } catch {
    // Full or closed: the next page begins with the venue's name.
  }
}

/** Shows the ground that the page before this one kept, until `ready` says that a scene comes on over it. */
export function showGround(ready: EventTarget, event: string): void {
  const address = taken();
  if (!address?.startsWith('data:image/jpeg')) return;
  const ground = document.createElement('div');
  ground.className = 'held-ground';
  ground.style.backgroundImage = `url(${address})`;
  ground.style.transition = `opacity ${awayMs}ms ease-in-out`;
  document.body.append(ground);
  const last = setTimeout(away, mostMs);
  ready.addEventListener(event, () => setTimeout(away, fadedMs), { once: true });

  function away(): void {
    clearTimeout(last);
    ground.style.opacity = '0';
    setTimeout(() => ground.remove(), awayMs);
  }
}

function taken(): string | null {
  try {
    const address = sessionStorage.getItem(groundKey);
    sessionStorage.removeItem(groundKey);
    return address;
  } catch {
    return null;
  }
}

/** The canvas of the ground in the scene that is on, wherever its shadows hide it. */
function canvasOn(root: ParentNode = document, on = false): HTMLCanvasElement | undefined {
  for (const element of root.querySelectorAll('*')) {
    const within = on || element.hasAttribute('data-on');
    if (within && element instanceof HTMLCanvasElement && element.className === 'ground' && element.width > 0)
      return element;
    const found = element.shadowRoot && canvasOn(element.shadowRoot, within);
    if (found) return found;
  }
  return undefined;
}
