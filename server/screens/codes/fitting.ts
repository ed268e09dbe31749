import type { Kit } from '../../kit.ts';
import { presetFor } from '../../links/preset.ts';
import type { StoredLink } from '../../links/table.ts';
import { projectRow } from '../../projects/table.ts';
import { Refusal } from '../../refusal.ts';
import type { Wanted } from './making.ts';

/**
 * Whether a link that a screen made is still what its place asks for: it opens the gallery, for this audience, by the
 * terms that the audience has now. When it ends is its own affair.
 */
export async function isFitting(
  { db }: Pick<Kit, 'db'>,
  link: StoredLink,
  { galleryId, projectId, choice }: Pick<Wanted, 'galleryId' | 'projectId' | 'choice'>,
): Promise<boolean> {
  const project = await projectRow(db.read, projectId);
  if (!project || !link.galleryIds.includes(galleryId)) return false;
  try {
    const preset = await presetFor(db.read, project.kind, choice.audience);
    const once = choice.kind === 'once';
    return (
      link.audience === preset.id &&
      !preset.passwordAsked &&
      link.maxOpens === (once ? 1 : null) &&
      link.maxOpensPerVisitor === (once ? null : preset.maxOpens) &&
      link.download === preset.download &&
      link.watermark === preset.watermark &&
      link.visitSeconds === preset.visitSeconds &&
      link.maxDevices === preset.maxDevices
    );
  } catch (error) {
    // The preset is gone, and nobody knows what it would say.
    if (error instanceof Refusal) return false;
    throw error;
  }
}
