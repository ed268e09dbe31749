import type { Database } from '../../store/database.ts';
import { countKinds, type Kinds, libraryVersion } from './table.ts';

/** Of so many projects the figures are kept in memory. */
const kept = 50;
const known = new WeakMap<Database, Map<string, { counts: Kinds; version: number }>>();

/** How many photos of a project are of each kind; counted anew only where something has changed that counts. */
export async function kindsOf(db: Database, projectId: string): Promise<Kinds> {
  const projects = known.get(db) ?? new Map<string, { counts: Kinds; version: number }>();
  known.set(db, projects);
  const version = await libraryVersion(db.read);
  const last = projects.get(projectId);
  if (last?.version === version) return last.counts;
  const counted = await countKinds(db.read, projectId);
  projects.delete(projectId);
  projects.set(projectId, counted);
  const oldest = projects.keys().next().value;
  if (projects.size > kept && oldest !== undefined) projects.delete(oldest);
  return counted.counts;
}
