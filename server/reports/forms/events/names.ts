import { csvCell } from '../../../http/csv.ts';
import { allAudiences } from '../../../links/audiences/table.ts';
import { linkNames } from '../../../links/table.ts';
import type { Reader } from '../../../store/database.ts';
import { type LinkFacts, linkFacts, placeNames, titles } from './table.ts';

/** So many names are held at once, so that a project with a hundred thousand links takes no more memory than one with ten. */
const kept = 20_000;

/** Names, as cells of a CSV, of what events are about. */
export interface Names {
  /** Asks for those of these ids that are not known yet. */
  learn(ids: {
    readonly links?: Iterable<string>;
    readonly photos?: Iterable<string>;
    readonly galleries?: Iterable<string>;
  }): Promise<void>;
  /** The cells of a link: its name, recipient, company, audience and placement; and what it opens. */
  link(id: string): { readonly cells: string; readonly gallery: string };
  photo(id: string): string;
  gallery(id: string): string;
  place(number: number | null): string;
}

/** `english`: in which of its two names an audience is told. */
export async function openNames(db: Reader, english: boolean): Promise<Names> {
  const audiences = new Map((await allAudiences(db)).map((row) => [row.id, english ? row.name_en : row.name_zh]));
  const places = await placeNames(db);
  const links = new Map<string, { readonly cells: string; readonly gallery: string }>();
  const photos = new Map<string, string>();
  const galleries = new Map<string, string>();

  const missing = (known: Map<string, unknown>, ids: Iterable<string> = []) => {
    const fresh = new Set<string>();
    for (const id of ids) if (!known.has(id)) fresh.add(id);
    if (fresh.size === 0 || known.size + fresh.size <= kept) return [...fresh];
    known.clear();
    // What was let go may belong to this page as well.
    return [...new Set(ids)];
  };
  const learnTitles = async (known: Map<string, string>, of: 'photos' | 'galleries', ids?: Iterable<string>) => {
    const fresh = missing(known, ids);
    if (fresh.length === 0) return;
    const called = await titles(db, of, fresh);
    // One that is gone is told apart by its id.
    for (const id of fresh) known.set(id, csvCell(called.get(id) ?? id));
  };
  const cellsOf = ({ recipient, company, audience, placement }: LinkFacts, label: string) =>
    [label, recipient, company, audience === null ? null : (audiences.get(audience) ?? audience), placement]
      .map((text) => csvCell(text ?? ''))
      .join(',');

  return {
    learn: async (ids) => {
      const fresh = missing(links, ids.links);
      if (fresh.length > 0) {
        const called = await linkNames(db, fresh);
        for (const facts of await linkFacts(db, fresh)) {
          const { label = '', gallery = '' } = called.get(facts.id) ?? {};
          links.set(facts.id, { cells: cellsOf(facts, label || gallery), gallery: csvCell(gallery) });
        }
      }
      await learnTitles(photos, 'photos', ids.photos);
      await learnTitles(galleries, 'galleries', ids.galleries);
    },
    link: (id) => links.get(id) ?? { cells: `${csvCell(id)},,,,`, gallery: '' },
    photo: (id) => photos.get(id) ?? '',
    gallery: (id) => galleries.get(id) ?? '',
    place: (number) => (number === null ? '' : csvCell(places.get(number) ?? String(number))),
  };
}
