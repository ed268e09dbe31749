/**
 * Puts a text on the clipboard; true where that worked. Pages that came over plain HTTP have no clipboard of the new kind:
 * there the field that shows the text is selected and the old way tried, and what stays selected can be copied by hand.
 */
export async function copyText(text: string, field?: HTMLInputElement | null): Promise<boolean> {
  try {
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(text);
      return true;
    }
  } catch {
    // Not allowed just now: the old way may be.
  }
  if (!field) return false;
  field.focus({ preventScroll: true });
  field.select();
  field.setSelectionRange(0, text.length);
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  }
}
