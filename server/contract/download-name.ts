// Without the schemas' library, since the admin reads it too.

/** What the name of a saved photo may be made of; `name` is that of its file without the ending. */
export const downloadFields = ['project', 'gallery', 'date', 'number', 'name', 'title'] as const;
export type DownloadField = (typeof downloadFields)[number];

/** What stands in braces in a template (`{project} {number}`) and is no field, with its braces. */
export function unknownFields(template: string): string[] {
  const known = new Set<string>(downloadFields);
  return [...template.matchAll(/\{([^{}]*)\}/g)].flatMap(([whole, field]) => (known.has(field as string) ? [] : whole));
}
