import type { PolicyInput } from '#contract/links.ts';
import type { NewRecipient } from '#contract/recipients.ts';
import type { Actor } from '../box/actor.ts';
import { newId } from '../ids.ts';
import type { Addresses } from '../links/addresses.ts';
import { insertLink, readLink } from '../links/link.ts';
import { insertRecipient } from '../links/recipients/recipients.ts';
import { makeCounter } from '../visits/count.ts';
import { noteSeenPhotos } from '../visits/seen/table.ts';
import { addDownloads } from '../visits/totals/downloads.ts';
import { testKit } from './kit.ts';
import { actor, newGallery, newProject } from './links.ts';

export const addresses: Addresses = {
  origins: () => ({ public: undefined, local: 'http://10.0.0.1:8090' }),
  admin: () => 'http://10.0.0.1:8080',
};
export const presenter: Actor = { ...actor, id: 'presenter', name: '陈晨', role: 'presenter' };

/** How a phone looks that opens a link. */
export interface Look {
  readonly agent?: string;
  readonly address?: string;
  /** Somebody of the house. */
  readonly staff?: boolean;
}

/** A project with a gallery, and acts in it: somebody new, a link for them, a phone that opens it, what it saved and saw. */
export async function house() {
  const kit = await testKit();
  const projectId = await newProject(kit);
  const galleryId = await newGallery(kit, projectId);
  const count = makeCounter(kit);
  const add = (input: NewRecipient, by: Actor = actor) =>
    kit.db.write(async (writer) => (await insertRecipient(writer, kit, by, projectId, input)).id);
  const linkFor = (
    recipientId: string | null,
    more: { policy?: PolicyInput; label?: string; galleryId?: string; for?: 'many' } = {},
  ) => {
    const { galleryId: of = galleryId, ...input } = more;
    return kit.db.write(async (writer) => {
      const wish = { galleryIds: [of], for: 'one' as const, ...input };
      return (await insertLink(writer, kit, actor, projectId, wish, undefined, recipientId)).id;
    });
  };
  /** Gives the visit's id. */
  const open = async (
    linkId: string,
    phone = 'phone',
    { agent = 'iPhone', address = '10.0.0.9', staff }: Look = {},
  ) => {
    kit.time.advance(60_000);
    const { row } = await count({
      ...{ link: await readLink(kit.db.read, linkId), visitor: { key: phone, standIn: false }, onSite: true },
      ...{ visitId: undefined, nonce: undefined, password: undefined, address, agent, staff },
    });
    return row.id;
  };
  const save = (visitId: string, linkId: string, photoId = newId(kit.clock.now())) =>
    kit.db.write((writer) => {
      const row = { visit_id: visitId, photo_id: photoId, edition: 1, link_id: linkId, how: 'save' } as const;
      return addDownloads(writer, [{ ...row, gallery_id: galleryId, at: kit.clock.now() }], 'UTC');
    });
  const look = (visitId: string, photoId: string) =>
    kit.db.write((writer) => noteSeenPhotos(writer, [[visitId, photoId, 1, kit.clock.now()]]));
  return { kit, projectId, galleryId, add, linkFor, open, save, look };
}
