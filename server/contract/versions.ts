import { z } from 'zod';
import { Id, onlyProjectId, Title } from './common.ts';
import { Gallery } from './galleries.ts';
import { Link } from './links.ts';
import { operation, presenters } from './operation.ts';

/** Role versions (角色版本): the same photos for several audiences, each with a link under its own preset. */
export const NewVersions = z.strictObject({
  /** What the galleries are called; where each audience has its own, its name is put behind. */
  title: Title,
  /** In the order in which guests are to see them; more than a gallery holds is refused as `gallery_full`. */
  photoIds: z.array(Id).min(1).max(1000),
  /** Presets, each once: `event.media`, or `media` in the project's kind. */
  audiences: z.array(z.string().max(80)).min(1).max(20),
  for: z.enum(['one', 'many']).default('one'),
  /** One gallery for all of them, rather than one each that can be changed without the others. */
  shared: z.boolean().default(false),
});
export type NewVersions = z.infer<typeof NewVersions>;

export const Version = z
  .object({
    /** The preset's id. */
    audience: z.string(),
    gallery: Gallery,
    /** Its `password` is told here alone, where the preset asks for one. */
    link: Link,
  })
  .meta({ id: 'Version' });
export type Version = z.infer<typeof Version>;

export const versionOperations = {
  addVersions: operation({
    door: 'local',
    id: 'addVersions',
    summary: 'Make role versions: for each audience its gallery and its link, all of them or none',
    method: 'POST',
    path: '/api/projects/:projectId/versions',
    access: presenters,
    params: onlyProjectId,
    body: NewVersions,
    status: 201,
    answer: z.object({ items: z.array(Version) }),
  }),
} as const;
