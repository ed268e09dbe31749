import type { Audience, AudienceInput } from '#contract/links.ts';
import type { ProjectKind } from '#contract/projects.ts';
import type { Actor } from '../box/actor.ts';
import { audit } from '../box/audit.ts';
import type { Kit } from '../kit.ts';
import { Refusal } from '../refusal.ts';
import type { Reader } from '../store/database.ts';
import { type AudienceRow, allAudiences, audienceById, putAudienceRow } from './table.ts';
import { invalid } from './terms.ts';

/** All presets, kind by kind, in the order in which staff know them. */
export async function listAudiences(kit: Kit): Promise<Audience[]> {
  return (await allAudiences(kit.db.read)).map(toAudience);
}

/** Changes a preset or adds one; links that were made of it stay as they are. */
export async function putAudience(kit: Kit, actor: Actor, id: string, input: AudienceInput): Promise<Audience> {
  const row: Omit<AudienceRow, 'position'> = {
    id,
    kind: id.slice(0, id.indexOf('.')) as ProjectKind,
    name_zh: input.names['zh-CN'],
    name_en: input.names.en,
    max_opens: input.maxOpens,
    download: input.download,
    expires_in_days: input.expiresInDays,
    expires_with_project: input.expiresWithProject ? 1 : 0,
    refresh_days: input.refreshDays,
    password_asked: input.passwordAsked ? 1 : 0,
  };
  if (input.expiresInDays !== null && input.expiresWithProject) {
    throw invalid('expiresWithProject', 'a preset ends after so many days or with the project, not both');
  }
  await kit.db.write(async (writer) => {
    await putAudienceRow(writer, row);
    await audit(writer, kit, actor, 'audience.put', id, input);
  });
  return toAudience({ ...row, position: 0 });
}

/** The preset of this name: a whole id (`event.media`), or its last part in the project's kind. Throws `audience_not_found`. */
export async function presetFor(db: Reader, kind: ProjectKind, name: string): Promise<Audience> {
  const row = await audienceById(db, name.includes('.') ? name : `${kind}.${name}`);
  if (!row) throw new Refusal('audience_not_found', `there is no audience ${name} for this kind of project`);
  return toAudience(row);
}

function toAudience(row: AudienceRow): Audience {
  return {
    id: row.id,
    kind: row.kind,
    names: { 'zh-CN': row.name_zh, en: row.name_en },
    maxOpens: row.max_opens,
    download: row.download,
    expiresInDays: row.expires_in_days,
    expiresWithProject: row.expires_with_project === 1,
    refreshDays: row.refresh_days,
    passwordAsked: row.password_asked === 1,
  };
}
