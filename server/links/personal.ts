import { called } from '#contract/called.ts';
import type { Gallery } from '#contract/galleries.ts';
import { guestAudience } from '#contract/guest-audience.ts';
import type { NewPersonal } from '#contract/personal.ts';
import type { Actor } from '../box/actor.ts';
import { insertGallery } from '../galleries/gallery.ts';
import { galleriesOfPhotos } from '../galleries/table.ts';
import type { Kit } from '../kit.ts';
import { openProject } from '../projects/project.ts';
import type { Reader, Writer } from '../store/database.ts';
import { insertLink } from './link.ts';
import { chosenRecipients } from './mine.ts';
import { newPassword } from './password.ts';
import { insertRecipient } from './recipients/recipients.ts';
import { type RecipientRow, recipientRow } from './recipients/table.ts';
import type { StoredLink } from './table.ts';
import { cut } from './versions.ts';

/** Its recipient's id, the gallery and the link; `madePassword` where the box made one up, since the preset asks for one. */
export interface MadePersonal {
  readonly recipientId: string;
  readonly gallery: Gallery;
  readonly link: StoredLink;
  readonly madePassword?: string;
}

/** The most letters that a gallery's title has. */
const longest = 120;

/**
 * Makes a gallery of photos that were chosen for one person, with a link of their own, in one write: all of it or nothing.
 * Throws `not_found`, `project_archived`, and with the field that it came in `recipient_not_in_project`, `gallery_full`,
 * `photo_not_in_project`, `audience_not_found`, `invalid_input`.
 */
export async function addPersonal(
  kit: Kit,
  actor: Actor,
  projectId: string,
  input: NewPersonal,
): Promise<MadePersonal> {
  const { kind } = await openProject(kit.db.read, projectId);
  const audience = input.audience ?? guestAudience[kind];
  // Hashing takes time, and nothing may be waited for inside a write.
  const { password, made: madePassword } = await newPassword(kit, projectId, audience, input.policy);

  const made = await kit.db.write(async (writer) => {
    const recipient = await recipientFor(writer, kit, actor, projectId, input);
    const photoIds = [...new Set(input.photoIds)];
    const title = input.title ?? (await titleFor(writer, photoIds, called(recipient)));
    // Nothing joins what was chosen photo by photo.
    const choice = { title, photoIds, inflow: 'off' as const };
    const gallery = await insertGallery(writer, kit, actor, projectId, choice, recipient.id);
    const wish = {
      galleryIds: [gallery.id],
      audience,
      for: 'one' as const,
      ...(input.policy && { policy: input.policy }),
    };
    const link = await insertLink(writer, kit, actor, projectId, wish, password, recipient.id);
    return { recipientId: recipient.id, gallery, link };
  });

  kit.changes.emit('recipient.changed', { recipientId: made.recipientId, projectId });
  kit.changes.emit('gallery.changed', { galleryId: made.gallery.id, projectId, gone: false, urgent: false });
  kit.changes.emit('link.changed', { linkId: made.link.id, projectId });
  return madePassword === undefined ? made : { ...made, madePassword };
}

/** Somebody new, or one who is there for whoever asks. */
async function recipientFor(
  writer: Writer,
  kit: Kit,
  actor: Actor,
  projectId: string,
  { name = '', honorific, recipientId }: NewPersonal,
): Promise<RecipientRow> {
  if (recipientId === undefined) {
    return insertRecipient(writer, kit, actor, projectId, { name, ...(honorific !== undefined && { honorific }) });
  }
  const [id = ''] = await chosenRecipients(writer, actor, projectId, [recipientId], 'recipientId');
  return (await recipientRow(writer, id)) as RecipientRow;
}

/** What a personal gallery is called: its client, and the gallery that all its photos are of, where there is one. */
async function titleFor(db: Reader, photoIds: readonly string[], name: string): Promise<string> {
  const held = new Map<string, { title: string; photos: number }>();
  for (const { id, title, recipient_id, picked_at_screen } of await galleriesOfPhotos(db, photoIds)) {
    if (recipient_id === null && picked_at_screen === null)
      held.set(id, { title, photos: (held.get(id)?.photos ?? 0) + 1 });
  }
  const whole = [...held.values()].find(({ photos }) => photos === photoIds.length);
  return cut(whole === undefined ? name : `${name} · ${whole.title}`, longest);
}
