import type { Locale } from '#contract/common.ts';
import type { Report } from '#contract/report.ts';
import type { ReportQuery } from '#contract/reports.ts';
import type { Actor } from '../box/actor.ts';
import type { Kit } from '../kit.ts';
import { type AskedLinks, askedLinks } from '../links/asked/table.ts';
import { allAudiences } from '../links/audiences/table.ts';
import { makerOf, seenBy } from '../links/mine.ts';
import type { Owned } from '../links/recipients/table.ts';
import { linkNames } from '../links/table.ts';
import { Refusal } from '../refusal.ts';
import { words } from '../words/index.ts';
import { askedNames, countLinks, type Scope, subjectNumber } from './scope/table.ts';

/** What a report is about, and what that is called. */
export interface Found {
  readonly scope: Scope;
  readonly about: Report['about'];
  /** Names of audiences in the language of the report. */
  readonly audienceName: (id: string) => string;
}

/** Finds the links that a report is about, as far as there are any for who asks. Throws `not_found`. */
export async function scopeOf(
  kit: Pick<Kit, 'db'>,
  actor: Actor,
  project: { readonly id: string; readonly title: string },
  query: ReportQuery,
  locale: Locale,
): Promise<Found> {
  const db = kit.db.read;
  const { audience, galleryId, linkId, recipientId, placement } = query;
  const maker = makerOf(actor);
  const asked: AskedLinks = { projectId: project.id, audience, galleryId, linkId, recipientId, placement, maker };
  const links = askedLinks(asked);
  const [names, audiences, counted, titles] = await Promise.all([
    askedNames(db, asked),
    allAudiences(db),
    countLinks(db, { projectId: project.id, links }),
    linkId === undefined ? undefined : linkNames(db, [linkId]),
    ...(['galleries', 'links', 'recipients'] as const).map((of) => mustSee(kit, actor, of, asked)),
  ]);
  const gone = new Refusal('not_found', 'there is no such thing in this project');
  if (galleryId !== undefined && names.gallery === null) throw gone;
  if (recipientId !== undefined && names.recipient === null) throw gone;
  if (linkId !== undefined && names.link === 0) throw gone;

  const narrowed = [audience, galleryId, linkId, recipientId, placement].some((one) => one !== undefined);
  const byAudience =
    audience !== undefined &&
    [galleryId, linkId, recipientId, placement, maker ?? undefined].every((one) => one === undefined);
  const whole = !narrowed && counted.asked === counted.all;
  const alone = narrowed && counted.asked === 1 && counted.one !== null;
  const id = whole ? project.id : byAudience ? `${project.id}/${audience}` : alone ? counted.one : null;
  const subject = id !== null ? await subjectNumber(db, id) : counted.asked === 0 ? -1 : null;
  const scope: Scope = {
    projectId: project.id,
    links,
    subject,
    galleryId: galleryId ?? null,
    batches: counted.batched === 1 && !whole && !byAudience,
  };

  const named = new Map(audiences.map((one) => [one.id, locale === 'en' ? one.name_en : one.name_zh]));
  const audienceName = (one: string) => named.get(one) ?? one;
  const link = titles?.get(linkId ?? '');
  const told: Report['about'][] = [
    ...(audience === undefined ? [] : [{ kind: 'audience' as const, name: audienceName(audience) }]),
    ...(galleryId === undefined ? [] : [{ kind: 'gallery' as const, name: names.gallery ?? '' }]),
    ...(linkId === undefined ? [] : [{ kind: 'link' as const, name: link?.label || (link?.gallery ?? '') }]),
    ...(recipientId === undefined ? [] : [{ kind: 'recipient' as const, name: names.recipient ?? '' }]),
    ...(placement === undefined ? [] : [{ kind: 'placement' as const, name: placement }]),
  ];
  const [only = { kind: 'project' as const, name: project.title }] = told;
  const join = words(locale).reports.about.join;
  const about = told.length > 1 ? { kind: 'several' as const, name: join(told.map(({ name }) => name)) } : only;
  return { scope, about, audienceName };
}

/** What is not for who asks is as if it were not there. */
async function mustSee(kit: Pick<Kit, 'db'>, actor: Actor, of: Owned, asked: AskedLinks): Promise<void> {
  const id = { galleries: asked.galleryId, links: asked.linkId, recipients: asked.recipientId }[of];
  if (id === undefined || (await seenBy(kit.db.read, actor, of, [id])).length > 0) return;
  throw new Refusal('not_found', 'there is no such thing in this project');
}
