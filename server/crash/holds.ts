import { sql } from 'kysely';
import { verifyPassword } from '../box/passwords.ts';
import type { Kit } from '../kit.ts';

/** What of a thing is remembered: a later value takes the place of the one before. */
export type Kept =
  | 'label'
  | 'file'
  | 'trash'
  | 'setting'
  /** Of a screen: `NAME|ADDRESS` of its codes; the playlist that it plays; `AUDIENCE GALLERIES` of a station. */
  | 'screen'
  | 'plays'
  | 'station'
  /** Of a screen: `GALLERIES LINKS PHOTOS` that guests took along from it. */
  | 'taken'
  /** `NAME|VERSION|SECONDS`, these of its first item. */
  | 'playlist'
  | 'blank'
  /** Of a link: `MAXIMUM EDITION REVOKED`. */
  | 'terms'
  | 'password'
  /** Of the welcome page: its `TEXT|LINKS`. */
  | 'welcome'
  /** Of a project or a link: its next step's `TEXT|PICTURE`. */
  | 'step'
  /** A preset's maximum; and that of links (their ids with commas) which it was given to in one act. */
  | 'preset'
  | 'applied'
  /** By the title that begins with it: `GALLERIES LINKS PHOTOS` that one act made. */
  | 'made'
  /** Of a link: `MAXIMUM GIVEN DECLINED` of those who asked; `LET IN, GIVEN` of phones. */
  | 'asks'
  | 'places'
  | 'swap'
  /** Of a link: the line of its one heart. Of a photo: `HIDDEN`, and requests to hide it that are `OPEN HIDDEN SHOWN`. */
  | 'heart'
  /** Of a visit: `VIEWS MS` of all that it looked at. */
  | 'looked'
  | 'hide'
  /** Of a batch: its `LABEL COUNT`, and of its codes `OPEN VOID`. */
  | 'batch'
  | 'codes'
  /** Of a tag: `RECIPIENTS LINKS REVOKED`, links of deleted recipients too. */
  | 'people'
  /** Of a recipient, by its name: `GALLERIES LINKS PHOTOS` that are its own. */
  | 'personal'
  /** Of a project: `there`, `archived` or `trash`, and how many of its galleries are there. */
  | 'over'
  /** The hour at which a gallery's chapters begin. */
  | 'daily';

/** What is not there. */
export const gone = 'gone';

/** Each thing in one value that holds all that one act changes of it, so that half an act is a value of its own. */
const values = `
  SELECT 'label ' || id AS key, label AS value FROM links
  UNION ALL SELECT 'file ' || id, hash FROM photos
  UNION ALL SELECT 'trash ' || id, iif(deleted_at IS NULL, 'out', 'in') FROM photos
  UNION ALL SELECT 'setting ' || name, iif(json_valid(value), value ->> '$', value) FROM settings
  UNION ALL SELECT 'screen ' || id, name || '|' || code_address FROM screens
  UNION ALL SELECT 'plays ' || screens.id, playlist_id FROM screens JOIN programmes ON programmes.id = programme_id
    WHERE playlist_id IS NOT NULL
  UNION ALL SELECT 'station ' || id, concat_ws(' ', pickup ->> '$.audience', json_array_length(pickup, '$.galleryIds'))
    FROM screens WHERE json_valid(pickup)
  UNION ALL SELECT 'taken ' || picked_at_screen, concat_ws(' ', count(DISTINCT galleries.id),
      count(DISTINCT iif(links.screen_id = picked_at_screen, links.id, NULL)), count(photo_id))
    FROM galleries LEFT JOIN gallery_photos ON gallery_photos.gallery_id = galleries.id
      LEFT JOIN link_galleries ON link_galleries.gallery_id = galleries.id LEFT JOIN links ON links.id = link_id
    WHERE picked_at_screen IS NOT NULL GROUP BY picked_at_screen
  UNION ALL SELECT 'playlist ' || id, concat_ws('|', name, version, spec ->> '$.items[0].seconds') FROM playlists
  UNION ALL SELECT 'blank ' || id, CAST(blank AS TEXT) FROM screens
  UNION ALL SELECT 'terms ' || id, concat_ws(' ', max_opens, edition, revoked_at IS NOT NULL) FROM links
  UNION ALL SELECT 'step ' || next_steps.owner_id, text || '|' || (hash IS NOT NULL)
    FROM next_steps LEFT JOIN next_step_pictures USING (owner_id)
  UNION ALL SELECT 'welcome page', (SELECT value ->> '$' FROM settings WHERE name = 'welcomeText')
      || '|' || group_concat(link_id ORDER BY position) FROM welcome_links HAVING count(*) > 0
  UNION ALL SELECT 'preset ' || id, CAST(max_opens AS TEXT) FROM audiences
  UNION ALL SELECT 'asks ' || links.id, concat_ws(' ', max_opens, sum(state = 'given'), sum(state = 'declined'))
    FROM links JOIN asks ON asks.link_id = links.id GROUP BY links.id
  UNION ALL SELECT 'places ' || links.id, (SELECT sum(let_in) FROM link_visitors WHERE link_id = links.id)
      || ' ' || sum(state = 'given')
    FROM links JOIN asks ON asks.link_id = links.id GROUP BY links.id
  UNION ALL SELECT 'swap ' || id, state FROM swaps
  UNION ALL SELECT 'heart ' || link_id, line FROM hearts
  UNION ALL SELECT 'looked ' || visit_id, sum(views) || ' ' || sum(ms) FROM photo_views GROUP BY visit_id
  UNION ALL SELECT 'hide ' || photos.id,
      concat_ws(' ', hidden_at IS NOT NULL, sum(state = 'open'), sum(state = 'hidden'), sum(state = 'shown'))
    FROM photos JOIN hide_requests ON photo_id = photos.id GROUP BY photos.id
  UNION ALL SELECT 'batch ' || id, label || ' ' || count FROM batches
  UNION ALL SELECT 'codes ' || batch_id, sum(revoked_at IS NULL) || ' ' || sum(revoked_at IS NOT NULL)
    FROM links WHERE batch_id IS NOT NULL GROUP BY batch_id
  UNION ALL SELECT 'people ' || tag.value, concat_ws(' ',
      count(DISTINCT iif(recipients.deleted_at IS NULL, recipients.id, NULL)), count(links.id), count(links.revoked_at))
    FROM recipients JOIN json_each(recipients.tags) AS tag LEFT JOIN links ON links.recipient_id = recipients.id
    GROUP BY tag.value
  UNION ALL SELECT 'personal ' || recipients.name, concat_ws(' ',
      count(DISTINCT galleries.id), count(DISTINCT links.id), count(gallery_photos.photo_id))
    FROM recipients LEFT JOIN galleries ON galleries.recipient_id = recipients.id
      LEFT JOIN links ON links.recipient_id = recipients.id
      LEFT JOIN gallery_photos ON gallery_photos.gallery_id = galleries.id
    WHERE recipients.name LIKE 'client %' GROUP BY recipients.id
  UNION ALL SELECT 'over ' || id, iif(deleted_at IS NOT NULL, 'trash ', iif(archived = 1, 'archived ', 'there '))
      || (SELECT count(*) FROM galleries WHERE project_id = projects.id AND deleted_at IS NULL)
    FROM projects
  UNION ALL SELECT 'daily ' || id, coalesce(daily_at, 'off') FROM galleries`;

/** What holds on disk of these things (`KIND ID`), by the same keys; those that are not there are left out. */
export async function whatHolds({ db: { read }, keys }: Kit, wanted: Iterable<string>): Promise<Map<string, string>> {
  const { rows } = await sql.raw<{ key: string; value: string }>(values).execute(read);
  const is = new Map(rows.map(({ key, value }) => [key, value]));
  for (const key of wanted) {
    const [kind, id] = [key.slice(0, key.indexOf(' ')) as Kept, key.slice(key.indexOf(' ') + 1)];
    if (kind === 'applied') is.set(key, await maximaOf(id.split(',')));
    if (kind === 'made') is.set(key, await madeAs(id));
    if (kind === 'password') is.set(key, await passwordOf(id));
  }
  return is;

  async function maximaOf(ids: readonly string[]): Promise<string> {
    const links = await read
      .selectFrom('links')
      .select(['id', 'max_opens'])
      .where('id', 'in', [...ids])
      .execute();
    const byId = new Map(links.map((link) => [link.id, link.max_opens]));
    return ids.map((id) => byId.get(id) ?? gone).join();
  }
  async function madeAs(title: string): Promise<string> {
    const { rows: found } = await sql<{ galleries: number; links: number; photos: number }>`
      WITH made AS (SELECT id FROM galleries WHERE title = ${title} OR title LIKE ${`${title} %`})
      SELECT (SELECT count(*) FROM made) AS galleries,
        (SELECT count(DISTINCT link_id) FROM link_galleries WHERE gallery_id IN made) AS links,
        (SELECT count(*) FROM gallery_photos WHERE gallery_id IN made) AS photos`.execute(read);
    const [counts] = found;
    return counts?.galleries ? `${counts.galleries} ${counts.links} ${counts.photos}` : gone;
  }
  /** What staff are shown, where that is also what guests are let in with. */
  async function passwordOf(id: string): Promise<string> {
    const columns = ['password_hash', 'password_sealed'] as const;
    const link = await read.selectFrom('links').select(columns).where('id', '=', id).executeTakeFirst();
    if (!link?.password_hash || !link.password_sealed) return gone;
    const text = keys.unseal('passwords', link.password_sealed, id) ?? '';
    return (await verifyPassword(text, link.password_hash)) ? text : `${text} to staff, another one to guests`;
  }
}
