import { sql } from 'kysely';
import type { HideState } from '#contract/hide.ts';
import { linksFor, type Sight } from '../../links/recipients/table.ts';
import type { Reader, Writer } from '../../store/database.ts';

declare module '../../store/tables.ts' {
  interface Tables {
    hide_requests: HideRow;
  }
}

/** A guest asked that a photo be seen by nobody; instants in UTC ms. */
export interface HideRow {
  id: string;
  project_id: string;
  link_id: string;
  gallery_id: string;
  photo_id: string;
  visitor: string;
  stand_in: number;
  name: string;
  note: string;
  /** 1: hidden before staff saw it. */
  at_once: number;
  asked_at: number;
  state: HideState;
  answered_at: number | null;
  answered_by: string | null;
}

/** A request with what stands around it. */
export interface StoredHide extends HideRow {
  readonly project_title: string;
  readonly gallery_title: string;
  readonly link_name: string;
}

export interface WhichHides extends Sight {
  readonly projectId?: string | undefined;
  readonly photoId?: string | undefined;
  /** At most. */
  readonly most: number;
}

/** Requests whose project, gallery and photo are there; with one of these in the trash they rest. */
function hidesOf(db: Reader) {
  return db
    .selectFrom('hide_requests')
    .innerJoin('projects', (join) =>
      join.onRef('projects.id', '=', 'hide_requests.project_id').on('projects.deleted_at', 'is', null),
    )
    .innerJoin('galleries', (join) =>
      join.onRef('galleries.id', '=', 'hide_requests.gallery_id').on('galleries.deleted_at', 'is', null),
    )
    .innerJoin('photos', (join) =>
      join.onRef('photos.id', '=', 'hide_requests.photo_id').on('photos.deleted_at', 'is', null),
    )
    .innerJoin('links', 'links.id', 'hide_requests.link_id')
    .leftJoin('recipients', 'recipients.id', 'links.recipient_id')
    .selectAll('hide_requests')
    .select([
      'projects.title as project_title',
      'galleries.title as gallery_title',
      sql<string>`coalesce(recipients.name, links.label)`.as('link_name'),
    ]);
}

function within(query: ReturnType<typeof hidesOf>, { projectIds, maker }: Sight): ReturnType<typeof hidesOf> {
  const own = query.where(linksFor(maker));
  return projectIds === null ? own : own.where('hide_requests.project_id', 'in', [...projectIds]);
}

/** What waits, oldest first; or what was answered, newest answer first. */
export async function listHides(
  db: Reader,
  state: 'open' | 'answered',
  { projectId, photoId, most, ...sight }: WhichHides,
): Promise<StoredHide[]> {
  let query = within(hidesOf(db), sight).where('hide_requests.state', state === 'open' ? '=' : '<>', 'open');
  if (projectId !== undefined) query = query.where('hide_requests.project_id', '=', projectId);
  if (photoId !== undefined) query = query.where('hide_requests.photo_id', '=', photoId);
  const ordered =
    state === 'open'
      ? query.orderBy('hide_requests.id')
      : query.orderBy('hide_requests.answered_at', 'desc').orderBy('hide_requests.id', 'desc');
  return ordered.limit(most).execute();
}

/** What staff of projects in work are to be told: what waits, and what was hidden at once after an instant. */
export async function hidesInWork(
  db: Reader,
  { since, most, ...sight }: Sight & { readonly since: number; readonly most: number },
): Promise<StoredHide[]> {
  return within(hidesOf(db), sight)
    .where('projects.archived', '=', 0)
    .where(({ or, and, eb }) =>
      or([
        eb('hide_requests.state', '=', 'open'),
        and([
          eb('hide_requests.at_once', '=', 1),
          eb('hide_requests.state', '=', 'hidden'),
          eb('hide_requests.answered_by', 'is', null),
          eb('hide_requests.asked_at', '>', since),
        ]),
      ]),
    )
    .orderBy('hide_requests.id')
    .limit(most)
    .execute();
}

/** One of them; undefined where it is not there, or rests. */
export function hideById(db: Reader, id: string): Promise<StoredHide | undefined> {
  return hidesOf(db).where('hide_requests.id', '=', id).executeTakeFirst();
}

/** How often a phone and a link were heard, for the bounds. */
export interface HideCounts {
  /** This phone waits for this very photo already. */
  readonly same: number;
  readonly openOfPhone: number;
  readonly openAtLink: number;
  /** Staff left this photo as it is, or showed it again. */
  readonly keptBefore: number;
  /** Since an instant, whatever became of it. */
  readonly atOnceOfPhone: number;
  readonly atOnceAtLink: number;
  readonly atOnceInGallery: number;
}

/** Who asks for which photo, and where. */
type Asking = Readonly<Record<'projectId' | 'galleryId' | 'linkId' | 'visitor' | 'photoId', string>>;

export async function countHides(
  db: Reader,
  { projectId, galleryId, linkId, visitor, photoId }: Asking,
  since: number,
): Promise<HideCounts> {
  const { rows } = await sql<HideCounts>`SELECT
    (SELECT count(*) FROM hide_requests WHERE photo_id = ${photoId} AND visitor = ${visitor} AND state = 'open') AS same,
    (SELECT count(*) FROM hide_requests WHERE visitor = ${visitor} AND state = 'open') AS "openOfPhone",
    (SELECT count(*) FROM hide_requests WHERE link_id = ${linkId} AND state = 'open') AS "openAtLink",
    (SELECT count(*) FROM hide_requests WHERE photo_id = ${photoId} AND state IN ('kept', 'shown')) AS "keptBefore",
    (SELECT count(*) FROM hide_requests WHERE visitor = ${visitor} AND asked_at > ${since} AND at_once = 1) AS "atOnceOfPhone",
    (SELECT count(*) FROM hide_requests WHERE link_id = ${linkId} AND asked_at > ${since} AND at_once = 1) AS "atOnceAtLink",
    (SELECT count(*) FROM hide_requests WHERE project_id = ${projectId} AND asked_at > ${since} AND at_once = 1
      AND gallery_id = ${galleryId}) AS "atOnceInGallery"`.execute(db);
  return rows[0] as HideCounts;
}

export async function insertHide(writer: Writer, row: HideRow): Promise<void> {
  await writer.insertInto('hide_requests').values(row).execute();
}

/** How requests about a photo end. */
export interface Ending {
  readonly photoId: string;
  readonly from: HideState;
  readonly to: HideState;
  /** Null where nobody did it by hand. */
  readonly by: string | null;
  readonly now: number;
}

/** Ends all requests about a photo that stand as said; gives their ids. */
export async function endHides(writer: Writer, { photoId, from, to, by, now }: Ending): Promise<string[]> {
  const rows = await writer
    .updateTable('hide_requests')
    .set({ state: to, answered_at: now, answered_by: by })
    .where('photo_id', '=', photoId)
    .where('state', '=', from)
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Sets how one request stands. */
export async function setHide(
  writer: Writer,
  id: string,
  set: Pick<HideRow, 'state' | 'answered_at' | 'answered_by'>,
): Promise<void> {
  await writer.updateTable('hide_requests').set(set).where('id', '=', id).execute();
}

/** Requests that do not say what is so: those that wait for a photo that is hidden, or tell of one as hidden that is shown. */
export async function strayHides(db: Reader): Promise<{ photo_id: string; hidden: boolean }[]> {
  const { rows } = await sql<{ photo_id: string; hidden: number }>`
    SELECT DISTINCT photo_id, photos.hidden_at IS NOT NULL AS hidden
    FROM hide_requests JOIN photos ON photos.id = hide_requests.photo_id
    WHERE (state = 'open' AND photos.hidden_at IS NOT NULL) OR (state = 'hidden' AND photos.hidden_at IS NULL)
    LIMIT 1000`.execute(db);
  return rows.map(({ photo_id, hidden }) => ({ photo_id, hidden: hidden === 1 }));
}

/** Who waits for which photo. */
export function waitingPhones(db: Reader): Promise<{ visitor: string; photo_id: string }[]> {
  return db.selectFrom('hide_requests').select(['visitor', 'photo_id']).where('state', '=', 'open').execute();
}

/** Forgets what was answered before an instant; at most so many at once. */
export async function forgetHides(writer: Writer, before: number): Promise<void> {
  await sql`DELETE FROM hide_requests WHERE id IN
    (SELECT id FROM hide_requests WHERE state <> 'open' AND answered_at <= ${before} LIMIT 1000)`.execute(writer);
}

/** Whether there is something to forget. */
export async function anyToForget(db: Reader, before: number): Promise<boolean> {
  const row = await db
    .selectFrom('hide_requests')
    .select('id')
    .where('state', '<>', 'open')
    .where('answered_at', '<=', before)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
