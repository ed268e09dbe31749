import type { HideRequest } from '#contract/hide.ts';
import type { Link } from '#contract/links.ts';
import type { Photo } from '#contract/photos.ts';
import { jsonPost, type Phone, phoneAt } from '../testing/guests.ts';
import { type Act, newPhoto, nextNumber, pause, type Site } from './site.ts';

/** A guest who gives a photo lines and takes them back, and one who wants to be hidden, which staff do and undo. */
export function saidLoad(site: Site): Act[] {
  return [hearting(site), hiding(site)];
}

/** What a guest says of a photo; throws where it is not taken. */
async function tell(
  phone: Phone,
  { token }: Link,
  photoId: string,
  what: 'heart' | 'hide',
  body: object,
): Promise<void> {
  const path = `/g/${token}/photos/${photoId}/${what}`;
  const answer = await phone.ask(path, jsonPost({ ...body }));
  const text = await answer.text();
  if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${text}`);
}

function hearting({ box, stock, newLink, acknowledged }: Site): Act {
  const photoId = stock[0] as string;
  let phone = phoneAt(box.guestUrl);
  let link: Link | undefined;
  let said = 0;
  return async () => {
    // A visit that says more than a hand can is told to wait.
    if (!link || said % 50 === 0) {
      link = await newLink({ policy: { feedback: true } });
      phone = phoneAt(box.guestUrl);
      await phone.opened(link.token as string);
    }
    said += 1;
    const [to, by] = [link, phone];
    const line = `line ${nextNumber()}`;
    await acknowledged.giving('heart', to.id, line, () => tell(by, to, photoId, 'heart', { line }));
    return pause();
  };
}

/** Of its own photo: what is hidden would be missed by the others. */
function hiding({ box, staff, projectId, acknowledged }: Site): Act {
  const phone = phoneAt(box.guestUrl);
  let link: Link | undefined;
  let photoId: string | undefined;
  let [hidden, shown] = [0, 0];
  return async () => {
    if (photoId === undefined) {
      photoId = (await staff.upload(projectId, [await newPhoto()])).accepted[0]?.id as string;
      const gallery = await staff.call<{ link: Link }>('POST', `/api/projects/${projectId}/galleries`, {
        title: 'hidden',
        photoIds: [photoId],
      });
      link = gallery.link;
    }
    const [id, by] = [photoId, link as Link];
    if ((await staff.call<Photo>('GET', `/api/photos/${id}`)).state !== 'ready') return pause();
    if (phone.cookie('visit') === undefined) await phone.opened(by.token as string);
    await acknowledged.giving('hide', id, `0 1 ${hidden} ${shown}`, () => tell(phone, by, id, 'hide', {}));
    const { items } = await staff.call<{ items: HideRequest[] }>('GET', `/api/hide-requests?photoId=${id}`);
    const answer = (hide: boolean) => staff.call('POST', `/api/hide-requests/${items[0]?.id}/answer`, { hide });
    hidden += 1;
    await acknowledged.giving('hide', id, `1 0 ${hidden} ${shown}`, () => answer(true));
    [hidden, shown] = [0, shown + hidden];
    await acknowledged.giving('hide', id, `0 0 ${hidden} ${shown}`, () => answer(false));
    return pause();
  };
}
