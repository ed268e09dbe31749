import { called } from '#contract/called.ts';
import type { DeliveryRow, Report } from '#contract/report.ts';
import { dateIn } from '../links/days.ts';
import type { Sending } from './delivery/table.ts';
import { beginning, daysBetween, plusDays } from './span.ts';

const order: Readonly<Record<DeliveryRow['verdict'], number>> = { waiting: 0, missed: 1, none: 2, late: 3, in_time: 4 };

export interface DeliveryTerms {
  readonly dueOn: string | null;
  readonly zone: string;
  /** UTC ms. */
  readonly now: number;
  /** So many rows at most, those that wait first. */
  readonly most: number;
}

/** One row, its gallery and its name where it has no recipient still to be told. */
export type Delivered = Omit<DeliveryRow, 'gallery'>;
export type Deliveries = Omit<Report['delivery'], 'rows'> & { readonly rows: readonly Delivered[] };

/** From sending to opening and saving, of links meant for one, until now. */
export function deliveriesOf(sent: readonly Sending[], { dueOn, zone, now, most }: DeliveryTerms): Deliveries {
  const projectDue = dueOn === null ? null : beginning(plusDays(dueOn, 1), zone);
  const rows = sent.map((one) => deliveredOf(one, projectDue, zone, now));
  const partners = (of: readonly Sending[]) =>
    new Set(of.flatMap(({ recipientId }) => (recipientId === null ? [] : [recipientId]))).size;
  const opened = sent.filter(({ firstOpenAt }) => firstOpenAt !== null);
  const saved = sent.filter(({ firstDownloadAt }) => firstDownloadAt !== null);
  return {
    dueOn,
    links: sent.length,
    opened: opened.length,
    downloaded: saved.length,
    recipients: partners(sent),
    recipientsOpened: partners(opened),
    recipientsDownloaded: partners(saved),
    medianDaysToOpen: medianIn(rows.map(({ daysToOpen }) => daysToOpen)),
    medianDaysToDownload: medianIn(rows.map(({ daysToDownload }) => daysToDownload)),
    rows: rows
      .toSorted((one, other) => order[one.verdict] - order[other.verdict] || one.sentAt.localeCompare(other.sentAt))
      .slice(0, most),
  };
}

function deliveredOf(one: Sending, projectDue: number | null, zone: string, now: number): Delivered {
  const sentAt = one.sentAt ?? one.createdAt;
  const due = projectDue ?? one.expiresAt;
  const done = one.download === 'off' ? one.firstOpenAt : one.firstDownloadAt;
  // What was shown at the venue first and sent after it was there at once.
  const daysTo = (at: number | null) =>
    at === null ? null : Math.max(0, daysBetween(dateIn(zone, sentAt), dateIn(zone, at)));
  return {
    linkId: one.linkId,
    name: called({ name: one.recipient, honorific: one.honorific }),
    company: one.company,
    audience: one.audience,
    download: one.download,
    sentAt: new Date(sentAt).toISOString(),
    noted: one.sentAt !== null,
    sentBy: one.sentBy,
    firstOpenAt: instantOf(one.firstOpenAt),
    firstDownloadAt: instantOf(one.firstDownloadAt),
    daysToOpen: daysTo(one.firstOpenAt),
    daysToDownload: daysTo(one.firstDownloadAt),
    dueAt: instantOf(due),
    verdict: verdictOf(done, due, now),
  };
}

/** `due`: the first instant that is too late. */
function verdictOf(done: number | null, due: number | null, now: number): DeliveryRow['verdict'] {
  if (due === null) return 'none';
  if (done !== null) return done < due ? 'in_time' : 'late';
  return now < due ? 'waiting' : 'missed';
}

function medianIn(days: readonly (number | null)[]): number | null {
  const known = days.filter((one) => one !== null).toSorted((one, other) => one - other);
  if (known.length === 0) return null;
  const at = (place: number) => known[place] as number;
  return (at(Math.floor((known.length - 1) / 2)) + at(Math.floor(known.length / 2))) / 2;
}

/** UTC ms as it is told. */
export function instantOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
