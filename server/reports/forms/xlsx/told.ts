import type { Report } from '#contract/report.ts';
import type { Words } from '#words/index.ts';

/** What all sheets are made of. */
export interface Telling {
  readonly report: Report;
  readonly say: Words['reports'];
  readonly sheets: Words['reportSheets'];
  /** The brand's, `#rrggbb`. */
  readonly colour: string;
}

/** The title of a photo, with a word where it is deleted by now. */
export function titleOf(
  say: Words['reports'],
  { title, there }: { readonly title: string; readonly there: boolean },
): string {
  const name = title || say.words.untitled;
  return there ? name : `${name} (${say.words.gone})`;
}

/** An audience as people call it; one that no link has any more by its id, and '' for none. */
export function audienceOf({ audiences }: Report, id: string | null): string {
  return id === null ? '' : audiences.find(({ audience }) => audience === id)?.name || id;
}
