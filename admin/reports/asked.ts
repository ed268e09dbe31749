import { wallIn } from '#words/wall.ts';

/** What a report may be narrowed to, named as in the page's address and in what is asked of the box. */
export const aboutKinds = ['audience', 'galleryId', 'linkId', 'recipientId', 'placement'] as const;
export type AboutKind = (typeof aboutKinds)[number];
export type About = Readonly<Partial<Record<AboutKind, string>>>;

/** Spans that end today, beside one of one's own. */
export const spans = ['today', '7', '30', 'own'] as const;
export type SpanName = (typeof spans)[number];
const lengths: Readonly<Record<Exclude<SpanName, 'own'>, number>> = { today: 1, 7: 7, 30: 30 };

/** What the page's address asks for. `from` and `to` (days) are there with a span of one's own alone. */
export interface Asked {
  readonly span: SpanName;
  readonly from: string;
  readonly to: string;
  readonly about: About;
  readonly tables: boolean;
  /** Photos by how long they were looked at, rather than how often. */
  readonly longest: boolean;
}

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** Reads the page's address; what makes no sense in it counts as not there. */
export function askedOf(query: URLSearchParams): Asked {
  const [from = '', to = ''] = [query.get('from') ?? '', query.get('to') ?? ''];
  const own = isDay(from) && isDay(to) && from <= to;
  const days = spans.find((name) => name === query.get('days')) ?? '30';
  const about = aboutKinds.flatMap((kind) => {
    const value = query.get(kind) ?? '';
    return value === '' ? [] : [[kind, value] as const];
  });
  return {
    span: own ? 'own' : days === 'own' ? '30' : days,
    from: own ? from : '',
    to: own ? to : '',
    about: Object.fromEntries(about),
    tables: query.get('view') === 'tables',
    longest: query.get('photos') === 'longest',
  };
}

/** The page's address for what is asked, so that it can be shared; without what is usual. */
export function pathOf(projectId: string, asked: Partial<Asked>): string {
  const { span = '30', from = '', to = '', about = {}, tables = false, longest = false } = asked;
  const said = new URLSearchParams({
    ...(span === 'own' ? { from, to } : span === '30' ? {} : { days: span }),
    ...about,
    ...(tables && { view: 'tables' }),
    ...(longest && { photos: 'longest' }),
  }).toString();
  return `/projects/${projectId}/report${said === '' ? '' : `?${said}`}`;
}

/** The days (both included) that are asked of the box: until today, but for a span of one's own. */
export function daysOf({ span, from, to }: Asked, now: number, zone: string): { from: string; to: string } {
  if (span === 'own') return { from, to };
  const today = dayAt(now, zone);
  return { from: dayAfter(today, 1 - lengths[span]), to: today };
}

/** The day (`2026-11-21`) that a zone's calendar shows at an instant, UTC ms. */
export function dayAt(at: number, zone: string): string {
  const { year, month, day } = wallIn(at, zone);
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

/** So many days after a day; before it where negative. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** How many days a span has, both ends included. */
export function lengthOf(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
}
