import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { linksFor } from '../recipients/table.ts';

/** Which links of a project are asked for: those that fit all that is named. */
export interface AskedLinks {
  readonly projectId: string;
  readonly audience?: string | undefined;
  /** It opens this gallery now. */
  readonly galleryId?: string | undefined;
  readonly linkId?: string | undefined;
  readonly recipientId?: string | undefined;
  readonly placement?: string | undefined;
  /** Whose recipients there are for who asks; null: everybody's. */
  readonly maker: string | null;
}

/** Holds of the links that are asked for, which the query calls `links`. */
export function askedLinks({ projectId, maker, ...asked }: AskedLinks): RawBuilder<SqlBool> {
  const { audience, galleryId, linkId, recipientId, placement } = asked;
  const terms = [
    sql`links.project_id = ${projectId}`,
    ...(audience === undefined ? [] : [sql`links.audience = ${audience}`]),
    ...(linkId === undefined ? [] : [sql`links.id = ${linkId}`]),
    ...(recipientId === undefined ? [] : [sql`links.recipient_id = ${recipientId}`]),
    ...(placement === undefined ? [] : [sql`links.placement = ${placement}`]),
    ...(galleryId === undefined
      ? []
      : [sql`links.id IN (SELECT link_id FROM link_galleries WHERE gallery_id = ${galleryId})`]),
    ...(maker === null ? [] : [linksFor(maker)]),
  ];
  return sql<SqlBool>`(${sql.join(terms, sql` AND `)})`;
}
