import { sql } from 'kysely';
import type { Download } from '#contract/links.ts';
import { sentFor } from '../../links/recipients/table.ts';
import { expiry } from '../../links/table.ts';
import { followedUp } from '../../people/table.ts';
import type { Reader } from '../../store/database.ts';
import { jsonOf, type Scope } from '../scope/table.ts';

/** A link meant for one, from its sending on; instants in UTC ms. */
export interface Sending {
  readonly linkId: string;
  readonly recipientId: string | null;
  readonly recipient: string;
  readonly honorific: string;
  readonly company: string;
  readonly audience: string | null;
  readonly download: Download;
  readonly createdAt: number;
  /** First noted as sent. */
  readonly sentAt: number | null;
  readonly sentBy: string;
  readonly firstOpenAt: number | null;
  readonly firstDownloadAt: number | null;
  readonly expiresAt: number | null;
}

/** Links meant for one, with a recipient or a label, neither of a batch nor of a screen nor revoked. */
export function sendings(db: Reader, { links }: Scope, maker: string | null): Promise<Sending[]> {
  const first = sql`(SELECT id FROM sent_messages WHERE link_id = links.id AND ${sentFor(maker)}
    ORDER BY sent_at, id LIMIT 1)`;
  return jsonOf(
    db,
    sql`SELECT json_group_array(json_object('linkId', links.id, 'recipientId', recipients.id,
        'recipient', coalesce(recipients.name, ''), 'honorific', coalesce(recipients.honorific, ''), 'company', coalesce(recipients.company, ''),
        'audience', links.audience, 'download', links.download, 'createdAt', links.created_at,
        'sentAt', sent.sent_at, 'sentBy', coalesce(sent.by_name,
          (SELECT username FROM accounts WHERE accounts.id = links.made_by),
          (SELECT name FROM api_keys WHERE api_keys.id = links.made_by), ''),
        'firstOpenAt', links.first_open_at, 'firstDownloadAt', links.first_download_at, 'expiresAt', ${expiry})) AS json
      FROM links LEFT JOIN recipients ON recipients.id = links.recipient_id AND recipients.deleted_at IS NULL
        LEFT JOIN sent_messages AS sent ON sent.id = ${first}
      WHERE ${links} AND ${followedUp}`,
  );
}

/** A live link with opens left, and how often it was opened since an instant. */
export interface Paced {
  readonly linkId: string;
  readonly recipient: string;
  readonly honorific: string;
  readonly left: number;
  readonly lately: number;
}

/** Links that open now, have a number of opens, and were opened since an instant (UTC ms). */
export function pacedLinks(db: Reader, { links }: Scope, since: number, now: number): Promise<Paced[]> {
  return jsonOf(
    db,
    sql`WITH lately AS MATERIALIZED (SELECT link_id, count(*) AS opens FROM visits WHERE opened_at >= ${since}
        GROUP BY +link_id)
      SELECT json_group_array(json_object('linkId', links.id, 'left', links.max_opens - links.opens,
        'recipient', coalesce(recipients.name, ''), 'honorific', coalesce(recipients.honorific, ''),
        'lately', lately.opens)) AS json
      FROM lately CROSS JOIN links ON links.id = lately.link_id
        LEFT JOIN recipients ON recipients.id = links.recipient_id AND recipients.deleted_at IS NULL
      WHERE ${links} AND links.max_opens > links.opens AND links.revoked_at IS NULL
        AND (links.opens_at IS NULL OR links.opens_at <= ${now}) AND coalesce(${expiry} > ${now}, 1)`,
  );
}
