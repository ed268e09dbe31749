/**
 * Puts a text on the clipboard; true where that worked. Pages that came over plain HTTP have no clipboard of the new
 * kind: there the old way is tried, on the field that shows the text where there is one, so that what stays selected can
 * be copied by hand.
 */
export async function copyText(text: string, field?: HTMLInputElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return field ? fromField(text, field) : fromNowhere(text);
  }
}

function fromField(text: string, field: HTMLInputElement): boolean {
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
