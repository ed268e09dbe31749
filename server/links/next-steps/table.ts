import { sql } from 'kysely';
import type { Reader, Writer } from '../../store/database.ts';
import { linksFor, type Sight } from '../recipients/table.ts';

declare module '../../store/tables.ts' {
  interface Tables {
    next_steps: NextStepRow;
    next_step_pictures: StepPictureRow;
    next_step_taps: { link_id: string; owner_id: string; project_id: string; taps: number; last_at: number };
  }
}

export interface NextStepRow {
  /** Id of the project or the link whose it is. */
  owner_id: string;
  project_id: string;
  link_id: string | null;
  text: string;
  label: string | null;
  target: string | null;
  picture_alt: string;
  /** `2026-12-31` in the zone that the box had, and when that day is over. */
  ends_on: string | null;
  ends_at: number | null;
  updated_at: number;
}

interface StepPictureRow {
  owner_id: string;
  /** SHA-256 of the bytes. */
  hash: string;
  /** JPEG. */
  bytes: Buffer;
  width: number;
  height: number;
}

/** A step with what its picture measures and how often it was taken. */
export type WholeStepRow = NextStepRow & {
  hash: string | null;
  width: number | null;
  height: number | null;
  taps: number;
};

export function stepRow(db: Reader, ownerId: string): Promise<WholeStepRow | undefined> {
  return db
    .selectFrom('next_steps')
    .leftJoin('next_step_pictures as picture', 'picture.owner_id', 'next_steps.owner_id')
    .selectAll('next_steps')
    .select(['picture.hash', 'picture.width', 'picture.height'])
    .select(
      sql<number>`(SELECT coalesce(sum(taps), 0) FROM next_step_taps WHERE owner_id = next_steps.owner_id)`.as('taps'),
    )
    .where('next_steps.owner_id', '=', ownerId)
    .executeTakeFirst();
}

/** Adds a step or changes it; its picture stays. */
export async function putStepRow(writer: Writer, row: NextStepRow): Promise<void> {
  const { owner_id: _, project_id: __, link_id: ___, ...change } = row;
  await writer
    .insertInto('next_steps')
    .values(row)
    .onConflict((conflict) => conflict.column('owner_id').doUpdateSet(change))
    .execute();
}

/** Removes a step with its picture; false where there is none. */
export async function deleteStepRow(writer: Writer, ownerId: string): Promise<boolean> {
  const { numDeletedRows } = await writer
    .deleteFrom('next_steps')
    .where('owner_id', '=', ownerId)
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n;
}

/** Gives a project the step of another with its picture; nothing where that has none. It must have no step yet. */
export async function copyProjectStep(writer: Writer, from: string, to: string, now: number): Promise<void> {
  await sql`INSERT INTO next_steps
      (owner_id, project_id, link_id, text, label, target, picture_alt, ends_on, ends_at, updated_at)
    SELECT ${to}, ${to}, NULL, text, label, target, picture_alt, ends_on, ends_at, ${now}
    FROM next_steps WHERE owner_id = ${from}`.execute(writer);
  await sql`INSERT INTO next_step_pictures (owner_id, hash, bytes, width, height)
    SELECT ${to}, hash, bytes, width, height FROM next_step_pictures WHERE owner_id = ${from}`.execute(writer);
}

/** Gives a step this picture, in place of the one that it had. */
export async function putPictureRow(writer: Writer, row: StepPictureRow): Promise<void> {
  const { owner_id: _, ...change } = row;
  await writer
    .insertInto('next_step_pictures')
    .values(row)
    .onConflict((conflict) => conflict.column('owner_id').doUpdateSet(change))
    .execute();
}

export async function deletePictureRow(writer: Writer, ownerId: string): Promise<void> {
  await writer.deleteFrom('next_step_pictures').where('owner_id', '=', ownerId).execute();
}

export async function touchStepRow(writer: Writer, ownerId: string, now: number): Promise<void> {
  await writer.updateTable('next_steps').set({ updated_at: now }).where('owner_id', '=', ownerId).execute();
}

export function pictureOfStep(db: Reader, ownerId: string): Promise<{ hash: string; bytes: Buffer } | undefined> {
  return db
    .selectFrom('next_step_pictures')
    .select(['hash', 'bytes'])
    .where('owner_id', '=', ownerId)
    .executeTakeFirst();
}

/** Counts one press of a step's button by a guest of a link. */
export async function countTap(
  writer: Writer,
  { linkId, ownerId, projectId }: { linkId: string; ownerId: string; projectId: string },
  now: number,
): Promise<void> {
  await sql`INSERT INTO next_step_taps (link_id, owner_id, project_id, taps, last_at)
    VALUES (${linkId}, ${ownerId}, ${projectId}, 1, ${now})
    ON CONFLICT (link_id, owner_id) DO UPDATE SET taps = taps + 1, last_at = excluded.last_at`.execute(writer);
}

export interface EndingStep {
  readonly projectId: string;
  readonly projectTitle: string;
  readonly linkId: string | null;
  readonly text: string;
  readonly endsAt: number;
}

/** Steps that end up to an instant or ended after another, soonest first, of projects in work; of these alone, where some are named. */
export async function endingSteps(
  db: Reader,
  { since, until, most }: { since: number; until: number; most: number },
  { projectIds, maker }: Sight,
): Promise<EndingStep[]> {
  const some =
    projectIds === null ? sql`` : sql`AND projects.id IN (SELECT value FROM json_each(${JSON.stringify(projectIds)}))`;
  // What a dead link says at its end is no longer anybody's business.
  const { rows } = await sql<EndingStep>`
    SELECT projects.id AS "projectId", projects.title AS "projectTitle", link_id AS "linkId", text,
      next_steps.ends_at AS "endsAt"
    FROM next_steps JOIN projects ON projects.id = next_steps.project_id
      LEFT JOIN links ON links.id = next_steps.link_id
    WHERE next_steps.ends_at > ${since} AND next_steps.ends_at <= ${until} AND links.revoked_at IS NULL
      AND projects.archived = 0 AND projects.deleted_at IS NULL ${some}
      AND ${linksFor(maker)}
    ORDER BY next_steps.ends_at LIMIT ${most}`.execute(db);
  return rows;
}

/** A next step as guests are shown it; instants in UTC ms. */
export interface StoredStep {
  /** Id of the project or the link whose it is. */
  readonly ownerId: string;
  readonly text: string;
  /** Both or neither: what the button says, and where it leads (`https:`, `http:` or `tel:`). */
  readonly label: string | null;
  readonly target: string | null;
  /** The first instant at which it is shown no more. */
  readonly endsAt: number | null;
  readonly picture: StoredPicture | null;
}

export interface StoredPicture {
  /** SHA-256 of its bytes. */
  readonly hash: string;
  readonly width: number;
  readonly height: number;
  /** Empty where the step's text stands for it. */
  readonly alt: string;
}

/**
 * The steps of a link and of its project, in this order, as JSON of `StoredStep`s; none once the project is deleted, since
 * nobody could change any more where they lead.
 */
export const stepsOfLink = sql<string>`(SELECT json_group_array(json_object(
    'ownerId', next_steps.owner_id, 'text', text, 'label', next_steps.label, 'target', target, 'endsAt', next_steps.ends_at,
    'picture', json(iif(hash IS NULL, NULL,
      json_object('hash', hash, 'width', width, 'height', height, 'alt', picture_alt))))
    ORDER BY next_steps.link_id IS NULL)
  FROM next_steps LEFT JOIN next_step_pictures ON next_step_pictures.owner_id = next_steps.owner_id
  WHERE next_steps.owner_id IN (links.id, links.project_id) AND projects.deleted_at IS NULL)`;

/** How often guests of a link pressed the button of a next step. */
export const tapsOfLink = sql<number>`(SELECT coalesce(sum(taps), 0) FROM next_step_taps
  WHERE next_step_taps.link_id = links.id)`;
