/**
 * Puts a text on the clipboard; true where that worked. Pages that came over plain HTTP have no clipboard of the new
 * kind: there the old way is tried, on the field that shows the text where there is one, so that what stays selected can
 * be copied by hand.
 */
export async function copyText(text: string, field?: HTMLInputElement | HTMLTextAreaElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return field ? fromField(text, field) : fromNowhere(text);
  }
}

/**
 * Puts a text on the clipboard that is not there yet; call it in the tap itself. iPhones take nothing from a page that
 * waited for an answer first, but they do take the promise of it. True where that worked; false also where the text never
 * came, and where there is only the old way and the tap is too long ago for it: then it needs a tap of its own.
 */
export async function copyPromised(text: Promise<string>): Promise<boolean> {
  if (typeof ClipboardItem === 'function' && navigator.clipboard?.write) {
    const plain = text.then((said) => new Blob([said], { type: 'text/plain' }));
    plain.catch(() => undefined);
    try {
      await navigator.clipboard.write([new ClipboardItem({ 'text/plain': plain })]);
      return true;
    } catch {
      // Not allowed, or a browser that wants the text itself: the old way is left.
    }
  }
  try {
    return fromNowhere(await text);
  } catch {
    return false;
  }
}

function fromField(text: string, field: HTMLInputElement | HTMLTextAreaElement): boolean {
  field.focus({ preventScroll: true });
  field.select();
  field.setSelectionRange(0, text.length);
  return copied();
}

function fromNowhere(text: string): boolean {
  const before = focused(document);
  const area = document.createElement('textarea');
  area.value = text;
  area.readOnly = true;
  Object.assign(area.style, { position: 'fixed', opacity: '0' });
  // Inside an open dialog nothing outside of it can be selected.
  const place = before?.closest('dialog') ?? document.body;
  place.append(area);
  area.select();
  const done = copied();
  area.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}

function copied(): boolean {
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  }
}

function focused(root: Document | ShadowRoot): Element | null {
  const active = root.activeElement;
  return active?.shadowRoot ? focused(active.shadowRoot) : active;
}
