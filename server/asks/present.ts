import type { Ask } from '#contract/asks.ts';
import type { StoredAsk } from './table.ts';

/** An ask as staff see it. */
export function presentAsk(ask: StoredAsk): Ask {
  return {
    id: ask.id,
    linkId: ask.link_id,
    projectId: ask.project_id,
    kind: ask.kind,
    name: ask.name,
    note: ask.note,
    system: ask.mark.split(' ')[0] ?? 'other',
    askedAt: new Date(ask.asked_at).toISOString(),
    state: ask.state,
    answeredAt: ask.answered_at === null ? null : new Date(ask.answered_at).toISOString(),
    answeredBy: ask.answered_by,
  };
}
