import type { Locale } from '#contract/common.ts';
import type { FieldValues } from '#contract/message-fields.ts';
import { type Words, words } from '#words/index.ts';
import { lastMoment, momentOf } from '#words/moments.ts';
import type { Actor } from '../../box/actor.ts';
import { nameAsShipped, readSettings } from '../../box/settings.ts';
import type { Kit } from '../../kit.ts';
import type { Addresses } from '../addresses.ts';
import type { StoredLink } from '../stored.ts';
import { addressOf } from './chosen.ts';
import { type ToldGallery, toldGalleries } from './table.ts';

/** What the values of all links of a project have in common. */
export interface Telling {
  readonly kit: Kit;
  readonly addresses: Addresses;
  readonly actor: Actor;
  readonly locale: Locale;
  readonly say: Words['messages']['values'];
  readonly zone: string;
  /** UTC ms. */
  readonly now: number;
  readonly galleries: ReadonlyMap<string, ToldGallery>;
}

export async function tellingOf(
  kit: Kit,
  addresses: Addresses,
  actor: Actor,
  projectId: string,
  wish?: Locale,
): Promise<Telling> {
  const { locale: own, timeZone: zone } = readSettings(kit);
  const locale = wish ?? own;
  const galleries = new Map((await toldGalleries(kit.db.read, projectId)).map((one) => [one.id, one]));
  const say = words(locale).messages.values;
  return { kit, addresses, actor, locale, say, zone, now: kit.clock.now(), galleries };
}

/** A link's chapters, those that are still there. */
export function chaptersOf({ galleries }: Telling, link: StoredLink): ToldGallery[] {
  return link.galleryIds.flatMap((id) => galleries.get(id) ?? []);
}

/** Whom a link is for: its recipient, else its label where it is for one; undefined where it is for many. */
function addressee(link: StoredLink): string | undefined {
  if (link.recipient) return link.recipient.name || undefined;
  return link.meantFor === 'one' ? link.label || undefined : undefined;
}

/** The honorific in the language of the text; empty where the name has it already: 李先生. */
function honorificOf({ say }: Telling, link: StoredLink): string {
  const said = link.recipient?.honorific ?? '';
  const name = link.recipient?.name ?? '';
  const told = say.honorifics[said.replace(/\.$/, '')] ?? said;
  const has = (word: string) => word !== '' && (name.endsWith(word) || name.startsWith(`${word} `));
  return has(said) || has(told) ? '' : told;
}

/** How often it can still be opened. */
function opensOf({ say }: Telling, link: StoredLink): string {
  if (link.maxOpens !== null && link.meantFor === 'one') {
    const left = link.maxOpens - link.opens;
    return left > 0 ? say.opens(left) : '';
  }
  if (link.maxOpensPerVisitor !== null) return say.opensPerPhone(link.maxOpensPerVisitor);
  return link.maxOpens !== null && link.maxOpens > link.opens ? say.opens(link.maxOpens - link.opens) : '';
}

/**
 * What the fields stand for where a text tells of a link; the password is left to who has noted that it is told. Terms
 * that the link does not have are empty, and so are honorific and company that nobody wrote. Throws `key_missing`.
 */
export function valuesOf(telling: Telling, link: StoredLink): FieldValues {
  const { kit, addresses, actor, locale, say, now, zone } = telling;
  const { boxName } = readSettings(kit);
  const chapters = chaptersOf(telling, link);
  const last = link.expiresAt === null ? undefined : lastMoment(link.expiresAt, now, zone);
  const photos = chapters.reduce((sum, chapter) => sum + chapter.photos, 0);
  const values: { [field in keyof FieldValues]: FieldValues[field] | undefined } = {
    name: addressee(link),
    honorific: honorificOf(telling, link),
    company: link.recipient?.company ?? '',
    gallery: chapters.map(({ title }) => title).join(say.and) || undefined,
    contents: chapters.map(({ title, photos }) => say.chapter(title, photos)).join(say.and) || undefined,
    count: photos === 0 ? undefined : String(photos),
    link: addressOf(kit, addresses, link).url,
    expires: last ? say.until(last) : '',
    days: last && last.days > 0 ? String(last.days) : '',
    opens: opensOf(telling, link),
    date: say.date(momentOf(now, now, zone)),
    organiser: boxName === nameAsShipped ? link.projectTitle : boxName,
    // Nobody signs as a script, or by the name that the box gave its first account.
    sender: actor.by === 'key' || actor.name === 'owner' ? '' : actor.name,
    audience: link.audienceNames?.[locale],
    ...(link.passwordHash === null && { password: '' }),
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
