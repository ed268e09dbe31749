import { createHash, randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pino } from 'pino';
import type { Actor } from '../box/actor.ts';
import { machineTime } from '../clock.ts';
import { readConfig } from '../config.ts';
import { addGalleryPhotos, insertGalleryRow } from '../galleries/table.ts';
import { newId } from '../ids.ts';
import type { Kit } from '../kit.ts';
import { upsertOriginal } from '../library/originals/table.ts';
import { insertPhotos } from '../library/table.ts';
import { addLink } from '../links/link.ts';
import { tokenOf } from '../links/token.ts';
import { insertProject } from '../projects/table.ts';
import { startBox } from '../start.ts';
import { ownerPassword } from '../testing/box.ts';

export interface SeedWish {
  readonly photos: number;
  readonly links: number;
  /** Galleries of each link; one by default. */
  readonly chapters?: number;
  /** Bytes of each photo's files, which are noise and no pictures. */
  readonly thumbBytes?: number;
  readonly screenBytes?: number;
}

export interface Seeded {
  readonly projectId: string;
  /** Links without any limit. */
  readonly links: readonly { readonly id: string; readonly token: string }[];
}

const actor: Actor = { id: 'bench', name: 'bench', role: 'owner', projectIds: null, by: 'session' };
const galleryOf = 25;
const rowsAWrite = 500;

/** Fills a folder with a claimed box of ready photos in galleries of 25, and links in turn to those galleries. */
export async function seed(data: string, wish: SeedWish): Promise<Seeded> {
  const { kit, stop } = await startBox({
    config: readConfig({
      MAIIMG_DATA: data,
      MAIIMG_PORT: '0',
      MAIIMG_GUEST_PORT: '0',
      MAIIMG_HOST: '127.0.0.1',
      MAIIMG_OWNER_PASSWORD: ownerPassword,
    }),
    log: pino({ level: 'silent' }),
    time: machineTime,
    onFatal: (error) => {
      throw error;
    },
  });
  try {
    const projectId = await project(kit);
    const photoIds = await photos(kit, projectId, wish);
    const galleryIds: string[] = [];
    for (let at = 0; at < photoIds.length; at += galleryOf)
      galleryIds.push(await gallery(kit, projectId, photoIds.slice(at, at + galleryOf)));
    const links: Seeded['links'][number][] = [];
    const { chapters = 1 } = wish;
    for (let at = 0; at < wish.links; at += 1) {
      const own = Array.from(
        { length: chapters },
        (_, chapter) => galleryIds[(at * chapters + chapter) % galleryIds.length] as string,
      );
      const { id, edition } = await addLink(kit, actor, projectId, { galleryIds: own, for: 'many' });
      links.push({ id, token: tokenOf(kit.keys, id, edition) });
    }
    return { projectId, links };
  } finally {
    await stop();
  }
}

async function project(kit: Kit): Promise<string> {
  const now = kit.clock.now();
  const id = newId(now);
  const rest = {
    ends_at: null,
    archived: 0,
    archived_at: null,
    hide_at_once: 0,
    sample: 0,
    brand_colour: null,
    logo_hash: null,
    due_on: null,
    deleted_at: null,
  };
  await kit.db.write((writer) =>
    insertProject(writer, { id, kind: 'event', title: '峰会', created_at: now, updated_at: now, ...rest }),
  );
  return id;
}

async function gallery(kit: Kit, projectId: string, photoIds: readonly string[]): Promise<string> {
  const now = kit.clock.now();
  const id = newId(now);
  await kit.db.write(async (writer) => {
    const row = { id, project_id: projectId, title: '主会场', inflow: 'append', ordering: 'captured' } as const;
    const rest = { cover_photo_id: null, version: 1, created_at: now, updated_at: now, deleted_at: null };
    await insertGalleryRow(writer, { ...row, ...rest });
    await addGalleryPhotos(writer, id, [...photoIds], now);
  });
  return id;
}

async function photos(kit: Kit, projectId: string, wish: SeedWish): Promise<string[]> {
  const { thumbBytes = 12_000, screenBytes = 60_000 } = wish;
  const ids: string[] = [];
  const folders = new Set<string>();
  const put = async (path: string, bytes: Buffer) => {
    if (!folders.has(dirname(path))) await mkdir(dirname(path), { recursive: true });
    folders.add(dirname(path));
    await writeFile(path, bytes);
  };
  while (ids.length < wish.photos) {
    const now = kit.clock.now();
    const some = Array.from({ length: Math.min(rowsAWrite, wish.photos - ids.length) }, () => {
      const bytes = randomBytes(1000);
      return { id: newId(now), bytes, hash: createHash('sha256').update(bytes).digest('hex') };
    });
    for (const { bytes, hash } of some) {
      await put(kit.files.original(hash), bytes);
      await put(kit.files.derivative(hash, 'thumb'), randomBytes(thumbBytes));
      await put(kit.files.derivative(hash, 'screen'), randomBytes(screenBytes));
    }
    await kit.db.write(async (writer) => {
      const ready = { format: 'jpeg', bytes: 1000, width: 3000, height: 2000, panorama: 0, state: 'ready' } as const;
      const noFault = { failure_code: null, failure_detail: null, attempts: 0, missing: 0 };
      const thumbhash = 'YTkGJwaRhWUIt4lbgnhZl3ath2BUBGYA';
      for (const { hash } of some)
        await upsertOriginal(writer, { hash, taken_at: now, thumbhash, created_at: now, ...ready, ...noFault });
      const words = { title: '', caption: '', tags: '[]', sku: null, angle: null, usage: null, matched: 0 };
      const rest = { taken_at: null, panorama: null, mark: null, hidden_at: null, uploaded_by: null, deleted_at: null };
      const times = { uploaded_at: now, updated_at: now };
      await insertPhotos(
        writer,
        some.map(({ id, hash }, at) => {
          const name = `DSC_${ids.length + at}.jpg`;
          return { id, project_id: projectId, hash, edition: 1, name, search: name, ...words, ...rest, ...times };
        }),
      );
    });
    ids.push(...some.map(({ id }) => id));
  }
  return ids;
}
