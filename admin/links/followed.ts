/** What is told of when something that a page says of links may be another by now. */
export const linkFacts: ReadonlySet<string> = new Set([
  'link.changed',
  'link.revoked',
  'visit.opened',
  'photo.saved',
  'gallery.changed',
  'project.changed',
]);
