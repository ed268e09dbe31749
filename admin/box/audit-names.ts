import type { AuditEntry } from '#contract/accounts.ts';

/** What the subject of an entry was called then; undefined where it has no name. `audiences` gives names by id. */
export function nameIn({ subject, detail }: AuditEntry, audiences: ReadonlyMap<string, string>): string | undefined {
  const said = (field: string) => {
    const word = detail[field];
    return typeof word === 'string' && word !== '' ? word : undefined;
  };
  // A link without a label is called by whom it is for, or by its galleries.
  return (
    said('label') ??
    said('title') ??
    said('name') ??
    said('username') ??
    audiences.get(said('audience') ?? subject ?? '') ??
    said('gallery') ??
    said('placement')
  );
}
