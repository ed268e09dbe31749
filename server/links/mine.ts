import type { Actor } from '../box/actor.ts';
import type { Places } from '../box/reach.ts';
import type { Fact, Facts } from '../changes.ts';
import type { Kit } from '../kit.ts';
import { Refusal, refusedField } from '../refusal.ts';
import type { Reader } from '../store/database.ts';
import { makersOf, type Owned, recipientsAmong, type Sight } from './recipients/table.ts';
import type { StoredLink } from './stored.ts';
import { projectOf } from './table.ts';

/*
 * What a presenter may see: the recipients that it made, and links and galleries that are for nobody in particular or for
 * one of those. Whoever only brings photos sees galleries likewise. Owners and staff see all. Whatever tells of links,
 * recipients or galleries, or takes their ids, asks here.
 */

type Asker = Pick<Actor, 'id' | 'role'>;

/** Whose recipients there are for somebody, for queries (`linksFor` of `recipients/table.ts`); null: everybody's. */
export function makerOf({ id, role }: Asker): string | null {
  return role === 'presenter' || role === 'photographer' ? id : null;
}

/** The same with the projects that it is limited to. */
export function sightOf(actor: Asker & Pick<Actor, 'projectIds'>): Sight {
  return { projectIds: actor.projectIds, maker: makerOf(actor) };
}

/** Whether there is such a link for somebody. */
export function mayMeet(actor: Asker, { recipient }: Pick<StoredLink, 'recipient'>): boolean {
  const maker = makerOf(actor);
  return maker === null || recipient === null || recipient.madeBy === maker;
}

/** Those of these ids that there are for somebody, in their order. */
export async function seenBy(db: Reader, actor: Asker, of: Owned, ids: readonly string[]): Promise<string[]> {
  const maker = makerOf(actor);
  if (maker === null || ids.length === 0) return [...ids];
  return ownAmong(await makersOf(db, of, ids), maker, ids);
}

type Makers = Awaited<ReturnType<typeof makersOf>>;

function ownAmong(made: Makers, maker: string, ids: readonly string[]): string[] {
  return ids.filter((id) => {
    const found = made.get(id);
    return found !== undefined && (found.recipient === null || found.maker === maker);
  });
}

/** For the gate: in which project things are, and which of them there are not for whoever asks. */
export function placesOf({ db }: Pick<Kit, 'db'>): Places {
  return {
    projectOf: (of, id) => projectOf(db.read, of, id),
    hides: async (actor, of, id) => {
      if (of !== 'links' && of !== 'recipients' && of !== 'galleries') return false;
      return (await seenBy(db.read, actor, of, [id])).length === 0;
    },
  };
}

/**
 * Recipients that links are to be made for, once each. Throws `recipient_not_in_project`, which names those that are not
 * there for whoever asks.
 */
export async function chosenRecipients(
  db: Reader,
  actor: Asker,
  projectId: string,
  asked: readonly string[],
  field: string,
): Promise<string[]> {
  const ids = [...new Set(asked)];
  const there = await recipientsAmong(db, { projectId, maker: makerOf(actor) }, ids);
  if (there.length === ids.length) return ids;
  const known = new Set(there);
  throw new Refusal('recipient_not_in_project', 'not a recipient of this project', {
    recipientIds: ids.filter((id) => !known.has(id)),
    errors: [refusedField(field, (say) => say.notOfProject)],
  });
}

type News = Facts[Fact];

/**
 * What of a fact somebody hears: nothing of links, recipients and galleries that there are not for it. Where that is
 * clear it is said at once; else the database is asked, once for all who listen.
 */
export function openHearing({
  db,
}: Pick<Kit, 'db'>): (actor: Asker, news: News) => News | undefined | Promise<News | undefined> {
  const looks = new WeakMap<News, Promise<Makers>>();
  const met = async (maker: string, news: News, of: Owned, ids: readonly string[]) => {
    const look = looks.get(news) ?? makersOf(db.read, of, ids);
    looks.set(news, look);
    return ownAmong(await look, maker, ids);
  };
  return (actor, news) => {
    const maker = makerOf(actor);
    if (maker === null) return news;
    if ('linkIds' in news) {
      return met(maker, news, 'links', news.linkIds).then((linkIds) =>
        linkIds.length === 0 ? undefined : { ...news, linkIds },
      );
    }
    const told = (own: string[]) => (own.length === 0 ? undefined : news);
    if ('linkId' in news) return met(maker, news, 'links', [news.linkId]).then(told);
    if ('galleryId' in news) return met(maker, news, 'galleries', [news.galleryId]).then(told);
    if ('recipientId' in news && news.recipientId !== null) {
      return met(maker, news, 'recipients', [news.recipientId]).then(told);
    }
    return news;
  };
}
