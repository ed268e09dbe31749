import type { Locale } from '#contract/common.ts';
import type { ProjectKind } from '#contract/projects.ts';
import { sampleWords } from '#words/samples.ts';
import type { Actor } from '../box/actor.ts';
import { audit } from '../box/audit.ts';
import { insertGallery } from '../galleries/gallery.ts';
import { updateGallery } from '../galleries/table.ts';
import { newId } from '../ids.ts';
import type { Kit } from '../kit.ts';
import type { Renditions } from '../library/renditions.ts';
import { withSampleFiles } from '../library/sample/files.ts';
import { photoRows, updateWords } from '../library/table.ts';
import { type Inspect, look, takeIn } from '../library/take-in.ts';
import { changedRow } from '../library/words.ts';
import { insertProject, showProject, unseenSince } from '../projects/table.ts';
import { insertLink } from './link.ts';
import { presetFor } from './preset.ts';

/** For whom the first link of a sample is, and which photo is its gallery's cover. */
const firsts = {
  event: { audience: 'event.attendee', for: 'many', cover: 1 },
  estate: { audience: 'estate.client', for: 'one', cover: 0 },
  product: { audience: 'product.launch', for: 'many', cover: 2 },
} as const;

/**
 * Makes a project to try things with: photos that come in as any upload does, a gallery of them and its first link.
 * Nobody sees it before it is whole; one that was cut off goes with the trash. Gives its id.
 */
export async function addSample(
  kit: Kit,
  inspect: Inspect,
  renditions: Renditions,
  actor: Actor,
  kind: ProjectKind,
  locale: Locale,
): Promise<string> {
  const say = sampleWords(locale, kind);
  const { audience, for: meantFor, cover } = firsts[kind];
  // The owner may have made it ask for a password, which nobody would be told.
  const asks = (await presetFor(kit.db.read, kind, audience)).passwordAsked;
  const now = kit.clock.now();
  const projectId = newId(now);
  const unseen = {
    sample: 1,
    archived: 0,
    archived_at: null,
    hide_at_once: 0,
    created_at: now,
    updated_at: now,
    deleted_at: unseenSince(now),
  };
  const plain = { ends_at: null, brand_colour: null, logo_hash: null, due_on: null };
  await kit.db.write((writer) => insertProject(writer, { id: projectId, kind, title: say.title, ...plain, ...unseen }));

  const names = say.photos.map(([name]) => name);
  const { toRender, also } = await withSampleFiles(kit, kind, names, async (files) => {
    const { good } = await look(inspect, files);
    return takeIn(kit, actor, projectId, good, async (writer, photoIds) => {
      await showProject(writer, projectId);
      await audit(writer, kit, actor, 'project.add', projectId, { title: say.title, kind, sample: true });
      const rows = await photoRows(writer, projectId, photoIds);
      const told = photoIds.flatMap((id, index) => {
        const row = rows.find((one) => one.id === id);
        const [, title = '', caption = ''] = say.photos[index] ?? [];
        return row ? [changedRow(row, 'jpeg', { title, caption }, kit.clock.now())] : [];
      });
      await updateWords(writer, told);
      const gallery = await insertGallery(writer, kit, actor, projectId, {
        title: say.gallery,
        photoIds: [...photoIds],
      });
      await updateGallery(writer, gallery.id, { cover_photo_id: photoIds[cover] ?? null });
      const wish = { galleryIds: [gallery.id], for: meantFor, ...(!asks && { audience }) };
      const link = await insertLink(writer, kit, actor, projectId, wish, undefined);
      return { galleryId: gallery.id, linkId: link.id };
    });
  });
  for (const hash of toRender) renditions.add(hash);
  kit.changes.emit('project.changed', { projectId });
  kit.changes.emit('gallery.changed', { galleryId: also.galleryId, projectId, gone: false, urgent: false });
  kit.changes.emit('link.changed', { linkId: also.linkId, projectId });
  return projectId;
}
