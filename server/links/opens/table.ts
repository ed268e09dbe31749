import { type RawBuilder, sql } from 'kysely';
import type { Reader, Writer } from '../../store/database.ts';
import { expiry } from '../table.ts';

/** A phone that opens a link. */
export interface Phone {
  readonly visitor: string;
  /** What it looks like: its system and its network, and behind `|` which browser it is. */
  readonly mark: string;
}

/** Opens of one link by so many phones in one instant, and what they have to pass beside the link's own terms. */
export interface Spending {
  readonly linkId: string;
  readonly edition: number;
  /** The edition of the password that was found right; the link may have another by now. */
  readonly passwordEdition: number;
  readonly phones: readonly Phone[];
  /** Those among them that each phone's share counts by: those with a cookie, each once. */
  readonly visitors: readonly string[];
  readonly now: number;
}

/**
 * Somebody who changes from one browser to another is the same phone: on a link that counts phones, one other browser on
 * the same system and network takes no place of its own for so long after a phone's first open. The very same browser
 * without the cookie is another phone: in a hall two of the same make stand side by side, each in WeChat.
 */
const graceMs = 10 * 60_000;

/** A phone that looks like this one in another browser, came within the grace time and has no second browser yet. */
const alike = (linkId: RawBuilder<unknown>, { visitor, mark }: Phone, now: number) => {
  const likeness = mark.slice(0, mark.indexOf('|') + 1);
  return sql<string>`
  SELECT seen.visitor FROM link_visitors AS seen
  WHERE seen.link_id = ${linkId} AND seen.device IS NULL AND seen.mark <> ${mark} AND substr(seen.mark, 1, ${likeness.length}) = ${likeness} AND seen.visitor <> ${visitor}
    AND seen.first_at > ${now - graceMs}
    AND NOT EXISTS (SELECT 1 FROM link_visitors AS second WHERE second.link_id = seen.link_id AND second.device = seen.visitor)
  ORDER BY seen.first_at DESC LIMIT 1`;
};

/** Whether a link that counts phones knows this one, has a place of its own for it, or takes it for the second browser of one. */
const hasPlace = (
  linkId: RawBuilder<unknown>,
  maxDevices: RawBuilder<unknown>,
  phone: Phone,
  now: number,
) => sql<number>`(
  EXISTS (SELECT 1 FROM link_visitors AS own WHERE own.link_id = ${linkId} AND own.visitor = ${phone.visitor})
  OR ${maxDevices} > (SELECT count(*) FROM link_visitors AS all_of
    WHERE all_of.link_id = ${linkId} AND all_of.device IS NULL AND all_of.let_in = 0)
  OR EXISTS (${alike(linkId, phone, now)}))`;

/**
 * Takes opens of a link, all or none: every rule is tested in the very statement that counts, so that two phones never
 * both take the last one. Gives how many were taken with these, or undefined where nothing was counted. A link that
 * counts phones takes them one at a time; call `noteOpens` for each before the next.
 */
export async function spendOpens(
  writer: Writer,
  { linkId, edition, passwordEdition, phones, visitors, now }: Spending,
): Promise<{ opens: number; countsPhones: boolean } | undefined> {
  const count = phones.length;
  const [first] = phones as [Phone];
  const { rows } = await sql<{ opens: number; maxDevices: number | null }>`
    UPDATE links SET opens = opens + ${count}, last_open_at = ${now}
    WHERE id = ${linkId} AND edition = ${edition} AND revoked_at IS NULL
      AND (opens_at IS NULL OR opens_at <= ${now})
      AND EXISTS (SELECT 1 FROM link_galleries AS chapter
        JOIN galleries ON galleries.id = chapter.gallery_id AND galleries.deleted_at IS NULL
        WHERE chapter.link_id = links.id)
      AND (${expiry} IS NULL OR ${expiry} > ${now})
      AND (max_opens IS NULL OR opens + ${count} <= max_opens)
      AND (password_hash IS NULL OR password_edition = ${passwordEdition})
      AND (max_opens_per_visitor IS NULL OR NOT EXISTS (
        SELECT 1 FROM json_each(${JSON.stringify(visitors)}) AS told JOIN link_visitors AS seen
          ON seen.link_id = links.id AND seen.visitor = told.value
        WHERE seen.opens >= max_opens_per_visitor + seen.extra))
      AND (max_devices IS NULL OR (${count} = 1 AND ${hasPlace(sql`links.id`, sql`max_devices`, first, now)}))
    RETURNING opens, max_devices AS "maxDevices"`.execute(writer);
  const [taken] = rows;
  return taken && { opens: taken.opens, countsPhones: taken.maxDevices !== null };
}

/** Notes for each phone that it took one open of a link. */
export async function noteOpens(
  writer: Writer,
  taken: readonly { readonly linkId: string; readonly visitor: string }[],
  now: number,
): Promise<void> {
  const told = JSON.stringify(taken.map(({ linkId, visitor }) => [linkId, visitor]));
  // `WHERE true` tells the parser that ON CONFLICT is no join's (https://www.sqlite.org/lang_upsert.html).
  await sql`INSERT INTO link_visitors (link_id, visitor, opens, first_at, last_at)
    SELECT value ->> 0, value ->> 1, 1, ${now}, ${now} FROM json_each(${told}) WHERE true
    ON CONFLICT (link_id, visitor) DO UPDATE SET opens = opens + 1, last_at = excluded.last_at`.execute(writer);
}

/** The same for one phone of a link that counts them: as a phone of its own, or as the second browser of one. */
export async function notePhone(writer: Writer, linkId: string, phone: Phone, now: number): Promise<void> {
  const { visitor, mark } = phone;
  await sql`INSERT INTO link_visitors (link_id, visitor, opens, first_at, last_at, device, mark)
    VALUES (${linkId}, ${visitor}, 1, ${now}, ${now}, (${alike(sql`${linkId}`, phone, now)}), ${mark})
    ON CONFLICT (link_id, visitor) DO UPDATE SET opens = opens + 1, last_at = excluded.last_at`.execute(writer);
}

/** Lets one more phone in, beside those that the link allows; one that is in already stays as it is. */
export async function letPhoneIn(writer: Writer, linkId: string, visitor: string, now: number): Promise<void> {
  await sql`INSERT INTO link_visitors (link_id, visitor, opens, first_at, last_at, let_in)
    VALUES (${linkId}, ${visitor}, 0, ${now}, ${now}, 1) ON CONFLICT (link_id, visitor) DO NOTHING`.execute(writer);
}

/** Gives one phone more opens on top of its share; where that was set below what it took, on top of what it took. */
export async function giveExtra(writer: Writer, linkId: string, visitor: string, opens: number): Promise<void> {
  await sql`UPDATE link_visitors SET extra = min(1000000, ${opens} + max(extra, opens -
      coalesce((SELECT max_opens_per_visitor FROM links WHERE links.id = link_visitors.link_id), opens)))
    WHERE link_id = ${linkId} AND visitor = ${visitor}`.execute(writer);
}

/** Whether a link that counts phones knows this one, or has a place for it. Only a look: the open itself has the last word. */
export async function hasPlaceFor(
  db: Reader,
  linkId: string,
  maxDevices: number,
  phone: Phone,
  now: number,
): Promise<boolean> {
  const place = hasPlace(sql`${linkId}`, sql`${maxDevices}`, phone, now);
  const { rows } = await sql<{ place: number }>`SELECT ${place} AS place`.execute(db);
  return rows[0]?.place === 1;
}
