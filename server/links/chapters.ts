import { type ChapterPlan, chapterLimit, type Gallery, type NamePart, type NewChapters } from '#contract/galleries.ts';
import { words } from '#words/index.ts';
import { momentOf } from '#words/moments.ts';
import type { Actor } from '../box/actor.ts';
import { audit } from '../box/audit.ts';
import { readSettings } from '../box/settings.ts';
import { placeInChain } from '../galleries/chapters/table.ts';
import { checkPhotos, insertGallery, readGallery } from '../galleries/gallery.ts';
import { type Sortable, splitByCount, splitByTime, splitByWord } from '../galleries/split.ts';
import type { Kit } from '../kit.ts';
import { photosById, type WholePhotoRow } from '../library/table.ts';
import { openProject } from '../projects/project.ts';
import { invalid } from '../refusal.ts';
import type { Reader } from '../store/database.ts';
import { insertLink } from './link.ts';
import { newPassword } from './password.ts';
import type { StoredLink } from './table.ts';

/** One chapter that is to be made; `follows`: what is more than the one before it holds. */
interface Planned {
  readonly title: string;
  readonly photoIds: string[];
  readonly follows: boolean;
}

/** Tells how photos would be shared out, and makes nothing. Throws `not_found`, `project_archived`, `photo_not_in_project`. */
export async function planChapters(kit: Kit, projectId: string, input: NewChapters): Promise<ChapterPlan> {
  await openProject(kit.db.read, projectId);
  const planned = await plan(kit, kit.db.read, projectId, input);
  return { chapters: planned.map(({ title, photoIds }) => ({ title, photoIds })) };
}

/**
 * Shares out photos among galleries and makes one link that opens them all in order, all in one write. `madePassword`
 * as with a link. Throws `not_found`, `project_archived`, `photo_not_in_project`, `audience_not_found`, and
 * `invalid_input` where there are more chapters than a link may have, or other titles than chapters.
 */
export async function addChapters(
  kit: Kit,
  actor: Actor,
  projectId: string,
  input: NewChapters,
): Promise<{ galleries: Gallery[]; link: StoredLink; madePassword?: string }> {
  const { audience, for: meantFor = 'one', titles } = input;
  const { password, made } = await newPassword(kit, projectId, audience, undefined);
  const { galleries, link } = await kit.db.write(async (writer) => {
    await openProject(writer, projectId);
    const planned = await plan(kit, writer, projectId, input);
    if (planned.length > chapterLimit) {
      throw invalid('by', (say) => say.chapters(planned.length, chapterLimit));
    }
    if (titles && titles.length !== planned.length) {
      throw invalid('titles', (say) => say.titles(planned.length, titles.length));
    }
    const ids: string[] = [];
    for (const [nr, { title, photoIds, follows }] of planned.entries()) {
      const { id } = await insertGallery(writer, kit, actor, projectId, { title: titles?.[nr] ?? title, photoIds });
      const before = ids.at(-1);
      if (follows && before !== undefined) await placeInChain(writer, [before], { next_id: id });
      ids.push(id);
    }
    const wish = { galleryIds: ids, for: meantFor, label: input.title, ...(audience !== undefined && { audience }) };
    const link = await insertLink(writer, kit, actor, projectId, wish, password);
    const detail = { title: input.title, by: input.by, chapters: ids.length, photos: input.photoIds.length };
    await audit(writer, kit, actor, 'chapters.add', link.id, detail);
    const galleries: Gallery[] = [];
    for (const id of ids) galleries.push(await readGallery(writer, id));
    return { galleries, link };
  });
  for (const { id: galleryId } of galleries)
    kit.changes.emit('gallery.changed', { galleryId, projectId, gone: false, urgent: false });
  kit.changes.emit('link.changed', { linkId: link.id, projectId });
  return { galleries, link, ...(made !== undefined && { madePassword: made }) };
}

type Shared = Sortable & { readonly row: WholePhotoRow };

async function plan(
  kit: Kit,
  db: Reader,
  projectId: string,
  { title, photoIds, by, part = 'sku' }: NewChapters,
): Promise<Planned[]> {
  const ids = [...new Set(photoIds)];
  await checkPhotos(db, projectId, ids);
  const rows = await photosById(db, ids);
  const photos = rows.map((row): Shared => ({ id: row.id, at: row.taken_at ?? row.uploaded_at, row }));
  switch (by) {
    case 'count':
      return splitByCount(photos).map((part, nr) => planned(counted(title, nr), part, nr > 0));
    case 'time': {
      const parts = splitByTime(photos);
      const titles = timeTitles(kit, parts);
      return parts.map((part, nr) => planned(parts.length === 1 ? title : (titles[nr] ?? title), part, false));
    }
    case 'name':
      return byName(kit, photos, part);
  }
}

function byName(kit: Kit, photos: readonly Shared[], part: NamePart): Planned[] {
  const { others } = words(readSettings(kit).locale).galleries;
  return splitByWord(photos, ({ row }) => row[part]).flatMap(({ word, parts }) =>
    parts.map((one, nr) => planned(counted(word ?? others, nr), one, nr > 0)),
  );
}

function planned(title: string, photos: readonly Sortable[], follows: boolean): Planned {
  return { title, photoIds: photos.map(({ id }) => id), follows };
}

/** `主会场`, `主会场 2`, as chapters that open by themselves are counted. */
function counted(title: string, nr: number): string {
  const end = nr === 0 ? '' : ` ${nr + 1}`;
  return `${title.slice(0, 120 - end.length)}${end}`;
}

/** What tells chapters apart by when they begin: the day where each has its own, the clock where all are of one, else both. */
function timeTitles(kit: Kit, parts: readonly (readonly Sortable[])[]): string[] {
  const { locale, timeZone } = readSettings(kit);
  const { dayTitle, timeTitle } = words(locale).galleries;
  const begins = parts.map((part) => momentOf(part[0]?.at ?? 0, part[0]?.at ?? 0, timeZone));
  const days = begins.map(dayTitle);
  const apart = new Set(days).size === days.length;
  const together = new Set(days).size === 1;
  const titles = begins.map((begin, nr) => (apart ? (days[nr] as string) : together ? begin.clock : timeTitle(begin)));
  // Two that begin in one minute, or in the hour that a change of the clocks repeats.
  return titles.map((title, nr) => counted(title, titles.slice(0, nr).filter((one) => one === title).length));
}
