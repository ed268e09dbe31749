import type { DayColumn, DaySum, PhotoSum } from './sums.ts';

/** What totals are kept for when something happens under a link. */
export interface OfLink {
  readonly linkId: string;
  readonly projectId: string;
  readonly audience: string | null;
}

/** The subjects of what happens under a link: its project, its audience there, itself. */
export function subjectsOf({ linkId, projectId, audience }: OfLink): string[] {
  return [projectId, ...(audience === null ? [] : [`${projectId}/${audience}`]), linkId];
}

/** Those by which photos are counted: a batch has thousands of links, each opened once or twice. `ofBatch` 1: it is one of these. */
export function photoSubjectsOf(of: OfLink & { readonly ofBatch: number }): string[] {
  return subjectsOf(of).filter((subject) => of.ofBatch === 0 || subject !== of.linkId);
}

/** One open, or the first save of a visit, as different visitors are counted by it. */
export interface Coming {
  readonly kind: 'open' | 'save';
  readonly subject: string;
  readonly visitor: string;
  /** UTC ms. */
  readonly at: number;
  readonly day: number;
}

/** Gathers what one write adds to the totals; subjects by their ids, days as 20261121. `table.ts` writes it. */
export class Adding {
  readonly days = new Map<string, DaySum>();
  readonly parts = new Map<string, [subject: string, day: number, kind: string, part: string, count: number]>();
  readonly photos = new Map<string, PhotoSum>();
  readonly lengths = new Map<string, [subject: string, day: number, seconds: number, visits: number]>();
  readonly comings: Coming[] = [];
  /** Photos that visitors saved, by subject and visitor. */
  readonly downloads = new Map<string, [subject: string, visitor: string, count: number]>();

  day(subject: string, day: number, column: DayColumn, count = 1): void {
    if (count === 0) return;
    const key = `${subject} ${day}`;
    const sum = this.days.get(key) ?? { subject, day, columns: {} };
    sum.columns[column] = (sum.columns[column] ?? 0) + count;
    this.days.set(key, sum);
  }

  part(subject: string, day: number, kind: string, part: string, count = 1): void {
    const key = `${subject} ${day} ${kind} ${part}`;
    const before = this.parts.get(key)?.[4] ?? 0;
    this.parts.set(key, [subject, day, kind, part, before + count]);
  }

  /** `photo` null: the gallery as a whole. */
  photo(
    subject: string,
    day: number,
    { gallery, photo }: { readonly gallery: string; readonly photo: string | null },
    more: Partial<Omit<PhotoSum, 'subject' | 'day' | 'gallery' | 'photo'>>,
  ): void {
    const key = `${subject} ${day} ${gallery} ${photo}`;
    const sum = this.photos.get(key) ?? {
      ...{ subject, day, gallery, photo },
      ...{ visits: 0, views: 0, ms: 0, downloads: 0, saves: 0 },
    };
    for (const column of ['visits', 'views', 'ms', 'downloads', 'saves'] as const) sum[column] += more[column] ?? 0;
    this.photos.set(key, sum);
  }

  length(subject: string, day: number, seconds: number, visits: number): void {
    const key = `${subject} ${day} ${seconds}`;
    const before = this.lengths.get(key)?.[3] ?? 0;
    this.lengths.set(key, [subject, day, seconds, before + visits]);
  }

  downloaded(subject: string, visitor: string, count: number): void {
    const key = `${subject} ${visitor}`;
    const before = this.downloads.get(key)?.[2] ?? 0;
    this.downloads.set(key, [subject, visitor, before + count]);
  }
}
