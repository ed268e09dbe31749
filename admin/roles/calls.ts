import type { NewVersions, Version } from '#contract/versions.ts';
import { ask } from '../api.ts';

/** What is asked for; one gallery each, for one person each, where nothing else is said. */
export type VersionsWish = Omit<NewVersions, 'for' | 'shared'> & Partial<Pick<NewVersions, 'for' | 'shared'>>;

/** Makes all of them or none; the answer alone has the passwords that the box made up. */
export const addVersions = async (projectId: string, wish: VersionsWish) =>
  (await ask<{ items: Version[] }>('POST', `/api/projects/${projectId}/versions`, wish)).items;
