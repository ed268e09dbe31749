const sums = [
  'opens',
  'on_site',
  'stand_ins',
  'staff',
  'robots',
  'refused',
  'asks',
  'views',
  'ms',
  'downloads',
  'saves',
] as const;
type Hour = `h${number}`;
/** What is summed by day. */
export type DayColumn = (typeof sums)[number] | Hour;
/** All columns of `day_totals` behind its key, in order. */
export const dayColumns: readonly DayColumn[] = [...sums, ...Array.from({ length: 24 }, (_, hour): Hour => `h${hour}`)];

export interface DaySum {
  readonly subject: string;
  readonly day: number;
  readonly columns: Partial<Record<DayColumn, number>>;
}
export interface PhotoSum {
  readonly subject: string;
  readonly day: number;
  readonly gallery: string;
  /** Null: the gallery as a whole. */
  readonly photo: string | null;
  visits: number;
  views: number;
  ms: number;
  downloads: number;
  saves: number;
}
