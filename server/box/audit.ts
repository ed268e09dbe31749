import type { AuditEntry } from '#contract/accounts.ts';
import { newId } from '../ids.ts';
import type { Kit } from '../kit.ts';
import type { Writer } from '../store/database.ts';
import type { Actor } from './actor.ts';
import { auditPage, insertAudit } from './table.ts';

/** Who did something: somebody signed in, whoever sits at the box's console, or the box itself. */
export type Doer = Pick<Actor, 'id' | 'name'> | 'console' | 'box';

/**
 * Notes an act in the very write that does it, so that neither is there without the other.
 * `action` is `thing.verb`, `subject` the id it was done to; `detail` holds no secrets.
 */
export async function audit(
  writer: Writer,
  kit: Pick<Kit, 'clock'>,
  by: Doer,
  action: string,
  subject?: string,
  detail: object = {},
): Promise<void> {
  const at = kit.clock.now();
  await insertAudit(writer, {
    id: newId(at),
    at,
    by_id: typeof by === 'string' ? null : by.id,
    by_name: typeof by === 'string' ? by : by.name,
    action,
    subject: subject ?? null,
    detail: JSON.stringify(detail),
  });
}

const pageSize = 50;

/** A page of what was done, newest first; `cursor` is the `nextCursor` of the page before. */
export async function listAudit(
  kit: Kit,
  cursor?: string,
): Promise<{ items: AuditEntry[]; nextCursor: string | null }> {
  const rows = await auditPage(kit.db.read, cursor, pageSize + 1);
  const shown = rows.slice(0, pageSize);
  return {
    items: shown.map((row) => ({
      id: row.id,
      at: new Date(row.at).toISOString(),
      by: row.by_name,
      action: row.action,
      subject: row.subject,
      detail: JSON.parse(row.detail) as Record<string, unknown>,
    })),
    nextCursor: rows.length > pageSize ? (shown.at(-1)?.id ?? null) : null,
  };
}
