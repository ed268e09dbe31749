import type { Locale } from '#contract/common.ts';
import type { Report } from '#contract/report.ts';
import type { ReportQuery } from '#contract/reports.ts';
import type { Actor } from '../box/actor.ts';
import { readSettings } from '../box/settings.ts';
import type { Kit } from '../kit.ts';
import { dateIn } from '../links/days.ts';
import { makerOf } from '../links/mine.ts';
import { noProject } from '../projects/project.ts';
import { type ProjectRow, projectRow } from '../projects/table.ts';
import { keptFrom } from '../visits/keep/keep.ts';
import { regionSource } from '../visits/regions/regions.ts';
import { words } from '../words/index.ts';
import { audiencesOf } from './audiences.ts';
import { sendings } from './delivery/table.ts';
import { deliveriesOf } from './delivery.ts';
import { dayRows, lengthRows, openedBefore, partRows, placeRows } from './figures/table.ts';
import { daySums, figuresOf, secondsOf, timesOf } from './figures.ts';
import { galleriesTold } from './galleries.ts';
import { linksTold } from './links/table.ts';
import { linksOf, soonUsedUp } from './links.ts';
import { partsOf } from './parts.ts';
import { peopleOf } from './people.ts';
import { lookedAt, lookedDays, type PhotoRow } from './photos/table.ts';
import { type Found, scopeOf } from './scope.ts';
import { galleriesOf, photoScreenMs } from './screens/table.ts';
import { screensOf } from './screens.ts';
import { sentenceOf, summaryOf } from './sentence.ts';
import { type Span, spanOf } from './span.ts';

const most = { photos: 100, links: 500, back: 50, placements: 500, places: 500, delivery: 500 } as const;

/**
 * The report of a project, or of what the query narrows it to, as far as there is anything of it for who asks. Throws
 * `not_found`, and `invalid_input` for a span that is none.
 */
export async function readReport(
  kit: Kit,
  actor: Actor,
  projectId: string,
  query: ReportQuery & { readonly lang?: Locale | undefined },
): Promise<Report> {
  const now = kit.clock.now();
  const settings = readSettings(kit);
  const { timeZone: zone } = settings;
  const locale = query.lang ?? settings.locale;
  const span = spanOf(query, now, zone);
  const [project, kept] = await Promise.all([projectRow(kit.db.read, projectId), keptFrom(kit)]);
  if (!project) throw noProject();
  const found = await scopeOf(kit, actor, project, query, locale);
  const told = await tell(kit, { ...found, actor, project, kept, span, now, zone, locale });

  const { figures, leftOut, photos, partners } = told;
  const regions = regionSource(kit);
  const said = { figures, photos, partners, kind: project.kind, ever: told.ever };
  // Before the project there was nothing that could be gone.
  const gone = kept !== null && dateIn(zone, project.created_at) < kept ? kept : null;
  const { ever: _, ...rest } = told;
  return {
    project: { id: project.id, title: project.title, kind: project.kind },
    about: found.about,
    from: span.from,
    to: span.to,
    keptFrom: gone,
    timeZone: zone,
    locale,
    madeAt: new Date(now).toISOString(),
    ...rest,
    sentence: sentenceOf(locale, said),
    summary: summaryOf(locale, said),
    definitions: words(locale).reports.definitions({
      timeZone: zone,
      standIns: figures.standIns,
      ...leftOut,
      keptFrom: gone,
      source: regions,
    }),
    regionSource: regions,
  };
}

interface Telling extends Found {
  readonly actor: Actor;
  readonly project: ProjectRow;
  readonly kept: string | null;
  readonly span: Span;
  readonly now: number;
  readonly zone: string;
  readonly locale: Locale;
}

type Lists = Omit<
  Report,
  | 'project'
  | 'about'
  | 'from'
  | 'to'
  | 'keptFrom'
  | 'timeZone'
  | 'locale'
  | 'madeAt'
  | 'sentence'
  | 'summary'
  | 'definitions'
  | 'regionSource'
>;

/** All figures and lists; `ever`: whether anything was opened before the span. The readers take the queries in turn, the longest first. */
async function tell(
  kit: Kit,
  { scope, about, audienceName, actor, project, kept, span, now, zone, locale }: Telling,
): Promise<Lists & { readonly ever: boolean }> {
  const db = kit.db.read;
  const say = words(locale).reports.words;
  const whole = about.kind === 'project';
  const [looked, links, people, rows, ofGallery, parts, lengths, sent, places, galleries, soon, ever] =
    await Promise.all([
      lookedAt(db, scope, span, most.photos),
      linksTold(db, scope, span, most),
      peopleOf(db, scope, span, kept),
      dayRows(db, scope, span),
      scope.galleryId === null ? null : lookedDays(db, scope, span),
      partRows(db, scope, span),
      lengthRows(db, scope, span),
      sendings(db, scope, makerOf(actor)),
      placeRows(db, scope, span, most.places),
      galleriesOf(db, project.id, makerOf(actor)),
      soonUsedUp(db, scope, now),
      openedBefore(db, scope, span.first),
    ]);
  const sums = daySums(rows, ofGallery);
  const figures = figuresOf(sums, span, { visitors: people.now, parts, lengths, before: false });
  const delivery = deliveriesOf(sent, { dueOn: project.due_on, zone, now, most: most.delivery });
  const known = { links: links.audiences, people, figures, kept, name: audienceName, none: say.noAudience };
  const [named, audiences, screens, onScreens] = await Promise.all([
    linksOf(db, links, delivery.rows, span, now),
    audiencesOf(db, scope, span, known, whole),
    whole ? screensOf(db, project.id, galleries, span) : [],
    whole ? photoScreenMs(db, idsOf(looked.photos), span) : new Map<string, number>(),
  ]);
  const before = figuresOf(sums, span.before, { visitors: people.before, parts, lengths, before: true });
  return {
    figures,
    before: dateIn(zone, project.created_at) <= span.before.to ? before : null,
    ...timesOf(sums, span, people.now),
    photos: looked.photos.map(({ ms, there, title, ...photo }) => ({
      ...photo,
      title: title || say.untitled,
      there: there === 1,
      seconds: secondsOf(ms),
      screenSeconds: secondsOf(onScreens.get(photo.photoId) ?? 0),
    })),
    galleries: galleriesTold(galleries, looked.galleries, links.galleries, scope, whole),
    audiences,
    links: named.links,
    ...partsOf(parts, readSettings(kit).homeRegion),
    placements: [...links.placements],
    places,
    screens: screens.map(({ name, ...screen }) => ({ ...screen, name: name || say.gone })),
    partners: links.partners,
    delivery: { ...delivery, rows: named.rows },
    cameBack: named.cameBack,
    soon,
    ever,
  };
}

function idsOf(photos: readonly PhotoRow[]): string[] {
  return photos.map(({ photoId }) => photoId);
}
