import type { ProjectKind } from './projects.ts';

/** The preset of a link for one guest, where nobody chose another; these come with the box and cannot be removed. */
export const guestAudience: Readonly<Record<ProjectKind, string>> = {
  estate: 'estate.client',
  event: 'event.attendee',
  // Sales, partners and media are no guests: what they are allowed to save is not for whoever came to look.
  product: 'product.launch',
};
