import type { Project } from '#contract/projects.ts';
import { type Act, pause, type Site } from './site.ts';

/** A project with two galleries that is archived and taken out again, deleted and brought back. */
export async function overLoad({ staff, acknowledged }: Site): Promise<Act[]> {
  const { id } = await staff.call<Project>('POST', '/api/projects', { kind: 'event', title: 'over and over' });
  for (const title of ['one', 'two']) await staff.call('POST', `/api/projects/${id}/galleries`, { title });
  acknowledged.hold('over', id, 'there 2');
  const archive = (archived: boolean) => staff.call('PATCH', `/api/projects/${id}`, { archived });
  const round: Act = async () => {
    await acknowledged.giving('over', id, 'archived 2', () => archive(true));
    await acknowledged.giving('over', id, 'there 2', () => archive(false));
    await acknowledged.giving('over', id, 'trash 0', () => staff.call('DELETE', `/api/projects/${id}`));
    await acknowledged.giving('over', id, 'there 2', () => staff.call('POST', `/api/trash/projects/${id}/restore`));
    return pause();
  };
  return [round];
}
