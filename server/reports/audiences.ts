import type { Figures, Report } from '#contract/report.ts';
import type { Reader } from '../store/database.ts';
import type { LinksTold } from './links/table.ts';
import { type AudienceSums, audienceSums } from './people/table.ts';
import { countedSet, type People } from './people.ts';
import { type Scope, withoutAudience } from './scope/table.ts';
import type { Span } from './span.ts';

type Row = Report['audiences'][number];

export interface AudiencesKnown {
  /** By which audience each link is now. */
  readonly links: LinksTold['audiences'];
  readonly people: People;
  readonly figures: Figures;
  /** The first day of which single events are there; null: of all. */
  readonly kept: string | null;
  readonly name: (audience: string) => string;
  /** What links without one are called. */
  readonly none: string;
}

const nothing = { links: 0, opened: 0, opens: 0, downloads: 0 } as const;
const nobody = { visitors: 0, savers: 0 } as const;
const unknown = { visitors: null, savers: null } as const;

/** Audiences side by side, the most opens first; their opens and downloads add up to the figures. */
export async function audiencesOf(
  db: Reader,
  scope: Scope,
  span: Span,
  known: AudiencesKnown,
  whole: boolean,
): Promise<Report['audiences']> {
  const rows = whole && scope.subject !== null ? await ofProject(db, scope, span, known) : ofSet(known);
  return rows.toSorted((one, other) => other.opens - one.opens || one.name.localeCompare(other.name));
}

/** Of links that are no whole project: by the audience that each has now. */
function ofSet({ links, people: { now, set }, figures, name, none }: AudiencesKnown): Row[] {
  const visitors = new Map(set?.audiences);
  const savers = new Map(set?.audienceSavers);
  return links.map(({ audience, ...one }) => {
    const counted =
      links.length === 1
        ? { visitors: figures.visitors, savers: figures.savers }
        : now.byDay === null
          ? unknown
          : { visitors: visitors.get(audience) ?? 0, savers: savers.get(audience) ?? 0 };
    return { audience, name: audience === null ? none : name(audience), ...one, ...counted };
  });
}

/** Of a project: by its totals. What a link did under an audience stays with that, whatever audience it has by now. */
async function ofProject(db: Reader, scope: Scope, span: Span, known: AudiencesKnown): Promise<Row[]> {
  const { links, figures, kept, name, none } = known;
  const now = new Map(links.map((one) => [one.audience, one]));
  const sums = new Map((await audienceSums(db, scope.projectId, span)).map((one) => [one.audience, one]));
  const rest = { opens: figures.opens, downloads: figures.downloads };
  const rows: Row[] = [];
  for (const audience of new Set([...sums.keys(), ...now.keys()])) {
    if (audience === null) continue;
    const sum: Omit<AudienceSums, 'audience'> = sums.get(audience) ?? { ...nothing, ...nobody };
    rest.opens -= sum.opens;
    rest.downloads -= sum.downloads;
    const row = { ...nothing, ...now.get(audience), ...sum, audience, name: name(audience) };
    if (row.opens + row.downloads + row.links > 0) rows.push(row);
  }
  const without = { ...nothing, ...now.get(null), ...rest, audience: null, name: none };
  if (without.opens + without.downloads + without.links === 0) return rows;
  if (without.opens === figures.opens) {
    return [...rows, { ...without, visitors: figures.visitors, savers: figures.savers }];
  }
  const set = without.opens > 0 ? await countedSet(db, withoutAudience(scope), span, kept) : { ...nobody };
  return [...rows, { ...without, visitors: set?.visitors ?? null, savers: set?.savers ?? null }];
}
