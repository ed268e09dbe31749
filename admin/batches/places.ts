import type { Link } from '#contract/links.ts';

/** A place where a code of a gallery hangs, with how often it was opened there. */
export interface Place {
  readonly name: string;
  readonly opens: number;
  /** Its links, the newest last: an older one may have been withdrawn. */
  readonly links: readonly Link[];
}

/** The places among the links of a gallery, most opened first. */
export function placesAmong(links: readonly Link[]): Place[] {
  const places = Map.groupBy(
    links.filter(({ placement }) => placement !== null),
    ({ placement }) => (placement ?? '').normalize('NFKC').toLowerCase(),
  );
  return [...places.values()]
    .map((these) => ({
      name: these[0]?.placement ?? '',
      opens: these.reduce((sum, { opens }) => sum + opens, 0),
      links: these,
    }))
    .toSorted((one, other) => other.opens - one.opens);
}

/** The names that were written, one a line; blank lines are none. */
export function namesIn(text: string): string[] {
  return text.split('\n').flatMap((line) => line.trim() || []);
}

/** The same text with one more name, or without it where it is there. */
export function turnedName(text: string, name: string): string {
  const names = namesIn(text);
  return (names.includes(name) ? names.filter((one) => one !== name) : [...names, name]).join('\n');
}
