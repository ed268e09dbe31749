import type { Batch, NewBatch } from '#contract/batches.ts';
import { chapterListLimit } from '#contract/gallery-limit.ts';
import type { Actor } from '../../box/actor.ts';
import { audit } from '../../box/audit.ts';
import { chainFrom } from '../../galleries/chapters/table.ts';
import { readGallery } from '../../galleries/gallery.ts';
import type { Kit } from '../../kit.ts';
import { projectRow } from '../../projects/table.ts';
import { Refusal } from '../../refusal.ts';
import type { Reader, Writer } from '../../store/database.ts';
import { settleLink, told } from '../link.ts';
import { typedPassword } from '../password.ts';
import { presentPolicy } from '../present.ts';
import type { LinkRow } from '../stored.ts';
import { batchById, batchesOfProject, type CountedBatchRow, insertBatchRow } from './table.ts';

/** What a batch's links are made from: a link's whole row, under the id of the batch; and the galleries that all of them were given. */
export interface BatchTerms {
  readonly row: LinkRow;
  readonly chapters: readonly string[];
}

export function termsOf({ terms }: { readonly terms: string }): BatchTerms {
  return JSON.parse(terms) as BatchTerms;
}

/** The gallery of a batch and the chapters in which it goes on, which its links open too. */
export async function chaptersOfBatch(db: Reader, galleryId: string): Promise<string[]> {
  return (await chainFrom(db, galleryId)).slice(0, chapterListLimit).map(({ id }) => id);
}

/**
 * Settles the terms of a batch once and notes it; its links are made afterwards (`making.ts`). A phone each, where
 * neither the policy nor the preset says how many. Throws as `insertLink` does: also where the preset asks for a
 * password and none is given, since none is made up for so many.
 */
export async function addBatch(kit: Kit, actor: Actor, galleryId: string, input: NewBatch): Promise<Batch> {
  const { count, firstNumber = 1, label = '', audience, policy } = input;
  const password = await typedPassword(policy);
  const batch = await kit.db.write(async (writer) => {
    const { projectId, title } = await readGallery(writer, galleryId);
    const wish = {
      galleryIds: [galleryId],
      for: 'one' as const,
      label,
      ...(audience !== undefined && { audience }),
      ...(policy !== undefined && { policy }),
    };
    const { row } = await settleLink(writer, kit, actor, projectId, wish, password);
    const phones = policy?.maxDevices === undefined ? (row.max_devices ?? 1) : policy.maxDevices;
    // They keep what they were made with: a change of the preset would be one of thousands of links.
    const terms: BatchTerms = {
      row: { ...row, max_devices: phones, follows: 0, batch_id: row.id },
      chapters: await chaptersOfBatch(writer, galleryId),
    };
    await insertBatchRow(writer, {
      id: row.id,
      project_id: projectId,
      gallery_id: galleryId,
      label,
      first_number: firstNumber,
      count,
      made: 0,
      terms: JSON.stringify(terms),
      made_by: actor.id,
      made_by_name: actor.name,
      created_at: row.created_at,
      updated_at: row.created_at,
    });
    const detail = { label, gallery: title, count, firstNumber, audience: row.audience, policy: told(policy) };
    await audit(writer, kit, actor, 'batch.add', row.id, detail);
    return readBatch(writer, row.id);
  });
  kit.changes.emit('batch.changed', { batchId: batch.id, projectId: batch.projectId });
  return batch;
}

/** Throws `not_found`. */
export async function readBatch(db: Reader | Writer, id: string): Promise<Batch> {
  return presentBatch(await batchRow(db, id));
}

/** Throws `not_found`. */
export async function batchRow(db: Reader | Writer, id: string): Promise<CountedBatchRow> {
  const row = await batchById(db, id);
  if (!row) throw new Refusal('not_found', 'there is no such batch');
  return row;
}

/** The batches of a project, newest first. Throws `not_found` where there is no such project. */
export async function listBatches(kit: Kit, projectId: string): Promise<Batch[]> {
  if (!(await projectRow(kit.db.read, projectId))) throw new Refusal('not_found', 'there is no such project');
  return (await batchesOfProject(kit.db.read, projectId)).map(presentBatch);
}

function presentBatch(row: CountedBatchRow): Batch {
  const { row: terms } = termsOf(row);
  const [unused = 0, opened = 0, ended = 0] = JSON.parse(row.states) as number[];
  const withProject = terms.expires_with_project === 1;
  return {
    id: row.id,
    projectId: row.project_id,
    galleryId: row.gallery_id,
    galleryTitle: row.gallery_title,
    label: row.label,
    firstNumber: row.first_number,
    count: row.count,
    made: row.made,
    unused,
    opened,
    void: ended,
    audience: terms.audience,
    policy: presentPolicy({
      maxOpens: terms.max_opens,
      maxOpensPerVisitor: terms.max_opens_per_visitor,
      opensAt: terms.opens_at,
      expiresAt: withProject ? row.project_ends : terms.expires_at,
      expiresWithProject: withProject,
      download: terms.download,
      watermark: terms.watermark,
      visitSeconds: terms.visit_seconds,
      maxDevices: terms.max_devices,
      refreshDays: terms.refresh_days,
      preview: terms.preview === 1,
      feedback: terms.feedback === 1,
      passwordHash: terms.password_hash,
    }),
    madeBy: row.made_by_name,
    createdAt: new Date(row.created_at).toISOString(),
  };
}
