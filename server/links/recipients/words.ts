import { fold } from '../../library/names.ts';

/** Stands before and behind each tag in what is searched: no line of text has it. */
const mark = '\u0001';
/** What stands before the tags. */
export const tagsBegin = `\n${mark}`;

export interface Searched {
  readonly name: string;
  readonly company: string;
  readonly contact: string;
  readonly tags: readonly string[];
}

/** What is typed to find a recipient, folded. */
export function searchText({ name, company, contact, tags }: Searched): string {
  return fold([name, company, contact, ...tags.map((tag) => mark + tag + mark)].join('\n'));
}

/** What has to be in it: every word of `q`, and the tag as a whole. */
export function searchTerms({ q = '', tag = '' }: { q?: string | undefined; tag?: string | undefined }): string[] {
  const words = fold(q)
    .split(/\s+/)
    .filter((word) => word !== '');
  return tag === '' ? words : [...words, fold(mark + tag + mark)];
}

/** By what two rows are the same person, whatever its width and case: what is searched of it, without its tags. */
export function sameness(recipient: Omit<Searched, 'tags'>): string {
  return searchText({ ...recipient, tags: [] });
}

/** Tags, each once whatever its width and case, in the order in which they come. */
export function distinctTags(tags: readonly string[]): string[] {
  const each = new Map<string, string>();
  for (const tag of tags) if (!each.has(fold(tag))) each.set(fold(tag), tag);
  return [...each.values()];
}
