/** What somebody is called, as people say it: `李先生`, `Ms Chen`; an honorific that the name has already is not said twice. */
export function called({ name, honorific }: { readonly name: string; readonly honorific: string }): string {
  if (honorific === '' || name.endsWith(honorific) || name.startsWith(`${honorific} `)) return name;
  return /^[\x20-\x7e]+$/.test(honorific) ? `${honorific} ${name}` : `${name}${honorific}`;
}
