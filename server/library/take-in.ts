import type { RejectedFile } from '#contract/photos.ts';
import type { Actor } from '../box/actor.ts';
import { newId } from '../ids.ts';
import type { Kit } from '../kit.ts';
import { Refusal } from '../refusal.ts';
import type { Writer } from '../store/database.ts';
import type { Inspection } from './ingest/ingest.ts';
import { partsOfName } from './names.ts';
import { type OriginalRow, upsertOriginal } from './originals/table.ts';
import type { Received } from './receive.ts';
import { insertPhoto, type PhotoRow, photoOfHash } from './table.ts';
import { searchText } from './words.ts';

/** What takes a look at a file before it is acknowledged. */
export type Inspect = (part: string) => Promise<Inspection>;

export interface Looked {
  readonly good: readonly (Received & { readonly facts: Inspection })[];
  readonly rejected: readonly RejectedFile[];
}

/** Gives each file its verdict by content, in the order sent. */
export async function look(inspect: Inspect, files: readonly Received[]): Promise<Looked> {
  const verdicts = await Promise.all(
    files.map((file) => (file.refused ? file.refused : inspect(file.part).catch(onlyRefusals))),
  );
  const good: Looked['good'][number][] = [];
  const rejected: RejectedFile[] = [];
  for (const [index, file] of files.entries()) {
    const verdict = verdicts[index] as Inspection | Refusal;
    if (verdict instanceof Refusal) rejected.push(toRejected(file.name, verdict));
    else good.push({ ...file, facts: verdict });
  }
  return { good, rejected };
}

export interface TakenIn {
  readonly photos: readonly { readonly id: string; readonly duplicate: boolean }[];
  /** Files whose sizes are to be made. */
  readonly toRender: readonly string[];
}

/**
 * Keeps good files for good and makes their photos, all in one write, which `also` may join (an upload into a gallery).
 * What this gives is on disk: file, its name in its folder, and row. A file that the project has already is told as a
 * duplicate and makes no second photo.
 */
export async function takeIn<T>(
  kit: Kit,
  actor: Actor,
  projectId: string,
  files: Looked['good'],
  also: (writer: Writer, ids: readonly string[]) => Promise<T>,
): Promise<TakenIn & { readonly also: T }> {
  const hashes = [...new Set(files.map((file) => file.hash))];
  return kit.files.alone(hashes, async () => {
    const kept = new Set<string>();
    for (const file of files) {
      if (kept.has(file.hash)) continue;
      kept.add(file.hash);
      await kit.files.keep(file.part, file.hash);
    }
    return kit.db.write(async (writer) => {
      const photos: { id: string; duplicate: boolean }[] = [];
      const toRender = new Set<string>();
      for (const file of files) {
        if (await upsertOriginal(writer, originalOf(file, kit.clock.now()))) toRender.add(file.hash);
        const there = await photoOfHash(writer, projectId, file.hash);
        if (there !== undefined) {
          photos.push({ id: there, duplicate: true });
          continue;
        }
        const row = photoOf(file, projectId, actor, kit.clock.now());
        await insertPhoto(writer, row);
        photos.push({ id: row.id, duplicate: false });
      }
      return {
        photos,
        toRender: [...toRender],
        also: await also(writer, [...new Set(photos.map((photo) => photo.id))]),
      };
    });
  });
}

export function originalOf(file: Looked['good'][number], now: number): OriginalRow {
  return {
    hash: file.hash,
    format: file.facts.format,
    bytes: file.bytes,
    width: file.facts.width,
    height: file.facts.height,
    taken_at: file.facts.takenAt,
    panorama: file.facts.panorama ? 1 : 0,
    state: 'processing',
    failure_code: null,
    failure_detail: null,
    attempts: 0,
    thumbhash: null,
    created_at: now,
    missing: 0,
  };
}

function photoOf(file: Looked['good'][number], projectId: string, actor: Actor, now: number): PhotoRow {
  const parts = partsOfName(file.name);
  const row: PhotoRow = {
    id: newId(now),
    project_id: projectId,
    hash: file.hash,
    edition: 1,
    name: file.name,
    title: '',
    caption: '',
    tags: '[]',
    sku: parts?.sku ?? null,
    angle: parts?.angle ?? null,
    usage: parts?.usage ?? null,
    matched: parts ? 1 : 0,
    taken_at: null,
    panorama: null,
    mark: null,
    hidden_at: null,
    search: '',
    uploaded_by: actor.id,
    uploaded_at: now,
    updated_at: now,
    deleted_at: null,
  };
  return { ...row, search: searchText(row) };
}

/** What a file is, where its content says so, helps to tell what to do with it. */
function toRejected(name: string, { code, message, facts }: Refusal): RejectedFile {
  const { format } = facts;
  const told = code === 'format_not_accepted' || code === 'not_a_photo' ? format : undefined;
  return { name, code, detail: message, ...(typeof told === 'string' && { format: told }) };
}

function onlyRefusals(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  throw error;
}
