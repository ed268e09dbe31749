import type { Batch, BatchChoice, BatchLink, BatchLinkState } from '#contract/batches.ts';
import type { Link } from '#contract/links.ts';
import type { Actor } from '../../box/actor.ts';
import { audit } from '../../box/audit.ts';
import type { Kit } from '../../kit.ts';
import { openProject } from '../../projects/project.ts';
import { invalid, Refusal } from '../../refusal.ts';
import type { Reader } from '../../store/database.ts';
import { announceRevoked } from '../link.ts';
import { linksById, type StoredLink } from '../table.ts';
import { batchRow, chaptersOfBatch, readBatch } from './batch.ts';
import { newCodes } from './rows.ts';
import {
  type BatchRow,
  batchLinkPage,
  insertAlike,
  issuesOf,
  type ListedRow,
  type Page,
  type ToVoid,
  voidCodes,
} from './table.ts';

/** So many rows are changed in one write: more would keep guests' opens waiting. */
const rowsAWrite = 900;

/** What is asked of a batch's codes; `cursor` is the `nextCursor` of the page before. */
export interface Listing {
  readonly state?: BatchLinkState | undefined;
  readonly number?: number | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** A page of a batch's codes by number, void ones too. Throws `not_found`, and `invalid_input` for a cursor that is none. */
export async function listCodes(
  kit: Kit,
  batchId: string,
  { cursor, limit, ...some }: Listing,
  present: (link: StoredLink) => Link,
): Promise<{ items: BatchLink[]; nextCursor: string | null }> {
  await batchRow(kit.db.read, batchId);
  const [rows, more] = await pageOf(kit.db.read, batchId, { ...some, after: afterOf(cursor), most: limit + 1 }, limit);
  const last = rows.at(-1);
  return {
    items: await codesOf(kit.db.read, rows, present),
    nextCursor: more && last ? `${last.number}.${last.issue}` : null,
  };
}

/**
 * Makes codes void: they open nothing any more, visits that run included; gives the numbers of those that were not void
 * before. Throws `not_found`, `batch_making`, and `invalid_input` for numbers that are not of the batch.
 */
export async function voidBatch(
  kit: Kit,
  actor: Actor,
  batchId: string,
  choice: BatchChoice,
): Promise<{ batch: Batch; numbers: number[] }> {
  const batch = await wholeBatch(kit.db.read, batchId);
  const { numbers, unused } = choice;
  if ((numbers === undefined) === (unused === undefined)) throw invalid('numbers', (say) => say.numbersOrUnused);
  refuseStrange(batch, numbers ?? []);
  const found: number[] = [];
  const end = async (which: ToVoid) => {
    const ended = await kit.db.write(async (writer) => {
      const ended = await voidCodes(writer, batchId, which, kit.clock.now());
      const named = ended.map(({ number }) => number).toSorted((a, b) => a - b);
      if (ended.length > 0)
        await audit(writer, kit, actor, 'batch.void', batchId, { label: batch.label, ...toldNumbers(named) });
      return ended;
    });
    found.push(...ended.map(({ number }) => number));
    announceRevoked(
      kit,
      batch.project_id,
      ended.map(({ id }) => id),
    );
    return ended.length;
  };
  for (const some of chunks(numbers ?? [], rowsAWrite)) await end({ numbers: some });
  if (unused) while ((await end({ unused: rowsAWrite })) === rowsAWrite);
  if (found.length > 0) kit.changes.emit('batch.changed', { batchId, projectId: batch.project_id });
  return { batch: await readBatch(kit.db.read, batchId), numbers: found.toSorted((a, b) => a - b) };
}

/**
 * Gives numbers a new code each, with the terms and no opens of the first; their old ones are void. Throws `not_found`,
 * `project_archived`, `batch_making`, `nothing_to_show` where its gallery was deleted, and `invalid_input` for numbers
 * that are not of the batch.
 */
export async function reissueBatch(
  kit: Kit,
  actor: Actor,
  batchId: string,
  numbers: readonly number[],
  present: (link: StoredLink) => Link,
): Promise<{ batch: Batch; items: BatchLink[] }> {
  const batch = await wholeBatch(kit.db.read, batchId);
  await openProject(kit.db.read, batch.project_id);
  refuseStrange(batch, numbers);
  const { length: chapters } = await chaptersOfBatch(kit.db.read, batch.gallery_id);
  const made: ListedRow[] = [];
  // Of each number one row goes, and one with its chapters comes.
  for (const some of chunks([...new Set(numbers)], Math.max(1, Math.floor(rowsAWrite / (2 + chapters))))) {
    const { ended, own } = await kit.db.write(async (writer) => {
      const galleryIds = await chaptersOfBatch(writer, batch.gallery_id);
      if (galleryIds.length === 0) throw new Refusal('nothing_to_show', 'the gallery of this batch was deleted');
      const ended = await voidCodes(writer, batchId, { numbers: some }, kit.clock.now());
      const issues = await issuesOf(writer, batchId, some);
      const next = some.map((number) => ({ number, issue: 1 + (issues.get(number) ?? 0) }));
      const { shared, own } = newCodes(kit, batch, next);
      await insertAlike(writer, shared, own, galleryIds);
      await audit(writer, kit, actor, 'batch.reissue', batchId, { label: batch.label, ...toldNumbers(some) });
      return { ended, own };
    });
    announceRevoked(
      kit,
      batch.project_id,
      ended.map(({ id }) => id),
    );
    made.push(...own.map(({ id, number, issue }) => ({ id, number, issue, phones: 0 })));
  }
  kit.changes.emit('batch.changed', { batchId, projectId: batch.project_id });
  return { batch: await readBatch(kit.db.read, batchId), items: await codesOf(kit.db.read, made, present) };
}

/** A batch of which all links are there. Throws `not_found`, `batch_making`. */
export async function wholeBatch(db: Reader, id: string): Promise<BatchRow> {
  const batch = await batchRow(db, id);
  if (batch.made < batch.count) {
    throw new Refusal('batch_making', 'the codes are still being made', { made: batch.made, count: batch.count });
  }
  return batch;
}

function refuseStrange({ first_number: first, count }: BatchRow, numbers: readonly number[]): void {
  if (numbers.some((number) => number < first || number >= first + count)) {
    throw invalid('numbers', (say) => say.notOfBatch(first, first + count - 1));
  }
}

/** As the audit keeps numbers: how many, and the first of them. */
function toldNumbers(numbers: readonly number[]): object {
  return { count: numbers.length, numbers: numbers.slice(0, 20) };
}

async function pageOf(db: Reader, batchId: string, page: Page, limit: number): Promise<[ListedRow[], boolean]> {
  const rows = await batchLinkPage(db, batchId, page);
  return [rows.slice(0, limit), rows.length > limit];
}

async function codesOf(
  db: Reader,
  rows: readonly ListedRow[],
  present: (link: StoredLink) => Link,
): Promise<BatchLink[]> {
  const stored = await linksById(
    db,
    rows.map(({ id }) => id),
  );
  const links = new Map(stored.map((link) => [link.id, link]));
  return rows.flatMap(({ id, number, issue, phones }) => {
    const link = links.get(id);
    if (!link) return [];
    const lastOpenAt = link.lastOpenAt === null ? null : new Date(link.lastOpenAt).toISOString();
    return [{ number, issue, state: stateOf(link), phones, lastOpenAt, link: present(link) }];
  });
}

function stateOf({ revokedAt, opens }: StoredLink): BatchLinkState {
  if (revokedAt !== null) return 'void';
  return opens > 0 ? 'opened' : 'unused';
}

function afterOf(cursor: string | undefined): Page['after'] {
  if (cursor === undefined) return undefined;
  const [, number, issue] = /^(\d{1,9})\.(\d{1,9})$/.exec(cursor) ?? [];
  if (number === undefined) throw invalid('cursor', (say) => say.wrong);
  return { number: Number(number), issue: Number(issue) };
}

function* chunks<T>(all: readonly T[], most: number): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += most) yield all.slice(at, at + most);
}
