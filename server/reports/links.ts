import { called } from '#contract/called.ts';
import type { Report, ReportLink } from '#contract/report.ts';
import { judge } from '../links/policy.ts';
import { linkNames } from '../links/table.ts';
import type { Reader } from '../store/database.ts';
import { minutesAt, paceMs } from '../visits/pace.ts';
import { pacedLinks } from './delivery/table.ts';
import type { Delivered } from './delivery.ts';
import { instantOf } from './delivery.ts';
import { type LinkSums, type LinksTold, linkVisitors, mostOf } from './links/table.ts';
import type { Scope } from './scope/table.ts';
import type { Span } from './span.ts';

const shown = { links: 500, most: 50 } as const;
/** Of a link so many rows are looked through at most for what was looked at: by an open, and on a day. */
const rowsOf = { open: 5, day: 25 } as const;
/** So many for all of them. */
const rowsInAll = 50_000;

type Names = Awaited<ReturnType<typeof linkNames>>;

/** Links with their names, those that came back, and the rows of the delivery named. */
export async function linksOf(
  db: Reader,
  told: LinksTold,
  delivered: readonly Delivered[],
  days: Span,
  now: number,
): Promise<Pick<Report, 'links' | 'cameBack'> & { readonly rows: Report['delivery']['rows'] }> {
  const ids = told.top.map(({ linkId }) => linkId);
  const [names, visitors, most] = await Promise.all([
    linkNames(db, [...new Set([...ids, ...delivered.map(({ linkId }) => linkId)])]),
    linkVisitors(db, ids, days),
    mostOf(db, interesting(told, days.count), days),
  ]);
  const links = told.top.map((one) => linkOf(one, { names, visitors, most, now }));
  const byId = new Map(links.map((one) => [one.linkId, one]));
  return {
    links: links.slice(0, shown.links),
    cameBack: told.cameBack.flatMap((id) => byId.get(id) ?? []),
    rows: delivered.map((row) => {
      const name = names.get(row.linkId);
      return { ...row, name: row.name || name?.label || (name?.gallery ?? ''), gallery: name?.gallery ?? '' };
    }),
  };
}

/**
 * What was looked at most is told of those who came back, and of what else was opened most by one, the most opened first
 * and as many as can be looked through at once: links that thousands opened say little of anybody.
 */
function interesting({ top, cameBack }: LinksTold, days: number): string[] {
  const opens = new Map(top.map((one) => [one.linkId, one.opens]));
  const personal = top.filter((one) => one.forOne === 1 && one.opens > 0).map(({ linkId }) => linkId);
  let left = rowsInAll;
  return [...new Set([...cameBack, ...personal])].slice(0, shown.most).filter((id) => {
    const rows = Math.min((opens.get(id) ?? 0) * rowsOf.open, days * rowsOf.day);
    if (rows > left) return false;
    left -= rows;
    return true;
  });
}

function linkOf(
  one: LinkSums,
  {
    names,
    visitors,
    most,
    now,
  }: {
    readonly names: Names;
    readonly visitors: ReadonlyMap<string, number>;
    readonly most: ReadonlyMap<string, string>;
    readonly now: number;
  },
): ReportLink {
  const { linkId, opensEver, revokedAt, opensAt, expiresAt, maxOpens, empty } = one;
  const name = names.get(linkId);
  const gallery = name?.gallery ?? '';
  return {
    linkId,
    name: called({ name: one.recipient, honorific: one.honorific }) || name?.label || gallery,
    company: one.company,
    recipientId: one.recipientId,
    gallery,
    audience: one.audience,
    placement: one.placement,
    // Without a gallery a link is over; its row follows.
    state: empty === 1 ? 'revoked' : judge({ revokedAt, opensAt, expiresAt, maxOpens, opens: opensEver }, now),
    forOne: one.forOne === 1,
    download: one.download,
    opens: one.opens,
    visitors: visitors.get(linkId) ?? 0,
    views: one.views,
    downloads: one.downloads,
    refused: one.refused,
    firstOpenAt: instantOf(one.firstOpenAt),
    lastOpenAt: instantOf(one.lastOpenAt),
    most: most.get(linkId) ?? '',
  };
}

/** Links that will be used up within a day at the pace of the last half hour, the first of them first. */
export async function soonUsedUp(db: Reader, scope: Scope, now: number): Promise<Report['soon']> {
  const paced = await pacedLinks(db, scope, now - paceMs, now);
  const soon = paced.flatMap(({ linkId, recipient, honorific, left, lately }) => {
    const minutes = minutesAt(left, lately);
    return minutes === null
      ? []
      : [{ linkId, called: called({ name: recipient, honorific }), opensLeft: left, minutes }];
  });
  if (soon.length === 0) return [];
  const names = await linkNames(
    db,
    soon.map(({ linkId }) => linkId),
  );
  return soon
    .map(({ called: recipient, ...one }) => {
      const name = names.get(one.linkId);
      return { ...one, name: recipient || name?.label || (name?.gallery ?? '') };
    })
    .toSorted((one, other) => one.minutes - other.minutes);
}
