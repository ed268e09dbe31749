import { html, type TemplateResult } from 'lit';

/** A contact as staff wrote it: pressed where it can be called or written to. */
export function contactLink(contact: string): TemplateResult {
  const address = addressOf(contact);
  return address === undefined ? html`${contact}` : html`<a href=${address}>${contact}</a>`;
}

/** Where a contact leads; undefined where it is neither a phone number nor a mail address. */
export function addressOf(contact: string): string | undefined {
  const text = contact.trim();
  // What stands behind a `?` would fill in more than whom it goes to.
  if (/^[^\s@<>"?]+@[^\s@<>"?]+\.[^\s@<>".?]+$/.test(text)) return `mailto:${text}`;
  const digits = text.replace(/[\s().-]/g, '');
  return /^\+?\d{5,15}$/.test(digits) ? `tel:${digits}` : undefined;
}
