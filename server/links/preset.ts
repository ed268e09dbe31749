import type { Audience } from '#contract/audiences.ts';
import type { ProjectKind } from '#contract/projects.ts';
import { Refusal, refusedField } from '../refusal.ts';
import type { Reader } from '../store/database.ts';
import { shippedAudiences } from '../store/migrations/002-audiences.ts';
import { type AudienceRow, audienceById } from './audiences/table.ts';

/** A preset without what is counted of its links. */
export type Preset = Omit<Audience, 'followers'>;

/**
 * The preset of this name: a whole id (`event.media`), or its last part in the project's kind. Throws
 * `audience_not_found`, which names the field that it came in.
 */
export async function presetFor(db: Reader, kind: ProjectKind, name: string, field = 'audience'): Promise<Preset> {
  const row = await audienceById(db, name.includes('.') ? name : `${kind}.${name}`);
  if (!row) {
    throw new Refusal('audience_not_found', `there is no audience ${name} for this kind of project`, {
      errors: [refusedField(field, (say) => say.noAudience)],
    });
  }
  return toPreset(row);
}

/** Refuses a name that no preset has. */
export function noAudience(id: string): Refusal {
  return new Refusal('audience_not_found', `there is no audience ${id}`);
}

/** A row as the rooms above know it. */
export function toPreset(row: AudienceRow): Preset {
  return {
    id: row.id,
    kind: row.kind,
    names: { 'zh-CN': row.name_zh, en: row.name_en },
    maxOpens: row.max_opens,
    download: row.download,
    watermark: row.watermark,
    expiresInDays: row.expires_in_days,
    expiresWithProject: row.expires_with_project === 1,
    refreshDays: row.refresh_days,
    visitSeconds: row.visit_seconds,
    maxDevices: row.max_devices,
    passwordAsked: row.password_asked === 1,
    own: !shippedAudiences.has(row.id),
  };
}
