import type { Locale } from '#contract/common.ts';
import { audienceById } from '../links/audiences/table.ts';
import type { Reader } from '../store/database.ts';
import type { Slot } from './slots.ts';

/** By slot: what the audiences are called for which screens make codes of their own; those that are gone are left out. */
export async function audienceNames(
  db: Reader,
  slots: readonly Pick<Slot, 'id' | 'choice'>[],
  locale: Locale,
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const { id, choice } of slots) {
    if (choice.kind !== 'rotating' && choice.kind !== 'once') continue;
    const row = await audienceById(db, choice.audience);
    if (row) names.set(id, locale === 'en' ? row.name_en : row.name_zh);
  }
  return names;
}
