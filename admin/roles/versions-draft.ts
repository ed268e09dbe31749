import { galleryLimit } from '#contract/gallery-limit.ts';
import type { VersionsWish } from './calls.ts';

/** Versions that are being thought of. */
export interface VersionsDraft {
  readonly title: string;
  readonly photoIds: readonly string[];
  /** Presets' ids. */
  readonly audiences: readonly string[];
  readonly for: 'one' | 'many';
  readonly shared: boolean;
}
/** What is wrong with a part: which sentence of `words.roles.versions.dialog`. */
export type DraftMistakes = Partial<{
  title: 'nameMissing' | 'nameLong';
  photos: 'noPhotos' | 'tooMany' | 'strange';
  audiences: 'noRoles' | 'mostRoles' | 'goneRole';
}>;

export function mistakesInVersions({ title, photoIds, audiences }: VersionsDraft): DraftMistakes {
  const mistakes: DraftMistakes = {};
  if (title.trim() === '') mistakes.title = 'nameMissing';
  if (title.trim().length > 120) mistakes.title = 'nameLong';
  if (photoIds.length === 0) mistakes.photos = 'noPhotos';
  if (photoIds.length > galleryLimit) mistakes.photos = 'tooMany';
  if (audiences.length === 0) mistakes.audiences = 'noRoles';
  if (audiences.length > 20) mistakes.audiences = 'mostRoles';
  return mistakes;
}

/** Which part of it the box refused; empty where it was none of them. */
export function refusedVersions(code: string, fields: readonly string[]): DraftMistakes {
  if (code === 'gallery_full') return { photos: 'tooMany' };
  if (code === 'photo_not_in_project') return { photos: 'strange' };
  if (code === 'audience_not_found') return { audiences: 'goneRole' };
  if (code !== 'invalid_input') return {};
  return {
    ...(fields.includes('title') && { title: 'nameLong' as const }),
    ...(fields.some((name) => name.startsWith('photoIds')) && { photos: 'noPhotos' as const }),
    ...(fields.some((name) => name.startsWith('audiences')) && { audiences: 'goneRole' as const }),
  };
}

/** What the box is asked for, in the order of the presets that are offered. */
export function wishOfVersions(draft: VersionsDraft, offered: readonly string[]): VersionsWish {
  return {
    title: draft.title.trim(),
    photoIds: [...draft.photoIds],
    audiences: offered.filter((id) => draft.audiences.includes(id)),
    for: draft.for,
    shared: draft.shared,
  };
}
