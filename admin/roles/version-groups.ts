import type { Audience } from '#contract/audiences.ts';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';

/** One audience's view of a project: its link, and the galleries that it opens. */
export interface RoleVersion {
  readonly link: Link;
  /** Undefined where the preset was removed since. */
  readonly preset: Audience | undefined;
  readonly galleries: readonly Gallery[];
}

/** Versions that belong together: of one gallery, or of galleries that were made together and are called alike. */
export interface VersionGroup {
  /** What they have in common of their titles. */
  readonly title: string;
  readonly versions: readonly RoleVersion[];
  /** All of them open the same. */
  readonly shared: boolean;
  /** Of its first gallery. */
  readonly photoIds: readonly string[];
}

/** What stands between a title and the audience whose version it is. */
const between = ' · ';

/** A gallery's title without the audience behind it, where that is one of these names. */
export function baseTitle(title: string, names: ReadonlySet<string>): string {
  const at = title.lastIndexOf(between);
  return at > 0 && names.has(title.slice(at + between.length)) ? title.slice(0, at) : title;
}

/** The role versions of a project: its links that were made of a preset, grouped, in the order of galleries and presets. */
export function versionGroups(
  links: readonly Link[],
  galleries: readonly Gallery[],
  audiences: readonly Audience[],
): VersionGroup[] {
  const byId = new Map(galleries.map((gallery) => [gallery.id, gallery]));
  const presets = new Map(audiences.map((preset) => [preset.id, preset]));
  const names = new Set(audiences.flatMap(({ names }) => [names['zh-CN'], names.en]));
  const places = new Map(audiences.map(({ id }, place) => [id, place]));
  const groups = new Map<string, RoleVersion[]>();
  for (const link of links) {
    const opened = link.galleryIds.flatMap((id) => byId.get(id) ?? []);
    const [first] = opened;
    if (link.audience === null || !first) continue;
    const title = baseTitle(first.title, names);
    const version = { link, preset: presets.get(link.audience), galleries: opened };
    groups.set(title, [...(groups.get(title) ?? []), version]);
  }
  const place = ({ link }: RoleVersion) => places.get(link.audience ?? '') ?? audiences.length;
  const dead = ({ link }: RoleVersion) => (link.revokedAt === null ? 0 : 1);
  const order = new Map(galleries.map(({ id }, at) => [id, at]));
  const newest = (versions: readonly RoleVersion[]) =>
    Math.max(...versions.map(({ galleries: [first] }) => order.get(first?.id ?? '') ?? -1));
  return [...groups]
    .map(([title, versions]) => {
      // Withdrawn ones last; of one preset the older first.
      const sorted = versions.toSorted((a, b) => dead(a) - dead(b) || place(a) - place(b));
      const content = new Set(versions.map(({ link }) => link.galleryIds.join(' ')));
      return {
        title,
        versions: sorted,
        shared: content.size === 1,
        photoIds: sorted[0]?.galleries[0]?.photoIds ?? [],
      };
    })
    .toSorted((a, b) => newest(b.versions) - newest(a.versions));
}
