import { type Gallery, galleryLimit } from '#contract/galleries.ts';
import type { NewVersions } from '#contract/versions.ts';
import type { Actor } from '../box/actor.ts';
import { readSettings } from '../box/settings.ts';
import { insertGallery } from '../galleries/gallery.ts';
import type { Kit } from '../kit.ts';
import { openProject } from '../projects/project.ts';
import { invalid, Refusal, refusedField } from '../refusal.ts';
import { insertLink } from './link.ts';
import { newPassword } from './password.ts';
import { type Preset, presetFor } from './preset.ts';
import type { StoredLink } from './table.ts';

/** One audience's gallery and link; `madePassword` where the box made one up, since the preset asks for one. */
export interface MadeVersion {
  readonly audience: string;
  readonly gallery: Gallery;
  readonly link: StoredLink;
  readonly madePassword?: string;
}

/** The most letters that a gallery's title has. */
const longest = 120;

/**
 * Makes the same photos ready for several audiences in one write, so that there are all of them or none: a gallery and a
 * link each, or one gallery with all the links. Throws `not_found`, `project_archived`, `gallery_full` (before anything
 * else is looked at), `audience_not_found`, `photo_not_in_project`, and `invalid_input` for an audience named twice.
 */
export async function addVersions(
  kit: Kit,
  actor: Actor,
  projectId: string,
  input: NewVersions,
): Promise<MadeVersion[]> {
  const photoIds = [...new Set(input.photoIds)];
  if (photoIds.length > galleryLimit) throw tooMany(photoIds.length);
  const { kind } = await openProject(kit.db.read, projectId);
  const presets: Preset[] = [];
  for (const name of input.audiences) presets.push(await presetFor(kit.db.read, kind, name, 'audiences'));
  refuseTwice(presets);
  // Hashing takes time, and nothing may be waited for inside a write.
  const passwords = await Promise.all(presets.map(({ id }) => newPassword(kit, projectId, id, undefined)));
  const { locale } = readSettings(kit);

  const made = await kit.db.write(async (writer) => {
    const gallery = (title: string) => insertGallery(writer, kit, actor, projectId, { title, photoIds });
    const one = input.shared ? await gallery(input.title) : undefined;
    const versions: Omit<MadeVersion, 'madePassword'>[] = [];
    for (const [at, preset] of presets.entries()) {
      const own = one ?? (await gallery(titleFor(input.title, preset.names[locale])));
      const wish = { galleryIds: [own.id], audience: preset.id, for: input.for };
      const link = await insertLink(writer, kit, actor, projectId, wish, passwords[at]?.password);
      versions.push({ audience: preset.id, gallery: own, link });
    }
    return versions;
  });

  for (const galleryId of new Set(made.map(({ gallery }) => gallery.id))) {
    kit.changes.emit('gallery.changed', { galleryId, projectId, gone: false, urgent: false });
  }
  for (const { link } of made) kit.changes.emit('link.changed', { linkId: link.id, projectId });
  return made.map((version, at) => {
    const told = passwords[at]?.made;
    return told === undefined ? version : { ...version, madePassword: told };
  });
}

/** A gallery of one audience: staff tell them apart by its name. */
function titleFor(title: string, audience: string): string {
  const behind = ` · ${audience}`;
  return `${cut(title, Math.max(1, longest - behind.length))}${cut(behind, longest - 1)}`;
}

/** So many letters at the most, and none of them half. */
export function cut(text: string, most: number): string {
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
}

function refuseTwice(presets: readonly Preset[]): void {
  const twice = presets.find(({ id }, at) => presets.findIndex((one) => one.id === id) !== at);
  if (twice) throw invalid('audiences', (say) => say.twice(twice.id));
}

/** Says the way on: what fits now, and what makes several galleries of the rest. */
function tooMany(count: number): Refusal {
  return new Refusal(
    'gallery_full',
    `a gallery holds ${galleryLimit} photos and these are ${count}: send the first ${galleryLimit}, or make chapters of them and links to those`,
    { limit: galleryLimit, photos: count, errors: [refusedField('photoIds', (say) => say.photos(galleryLimit))] },
  );
}
