import type { Project } from '#contract/projects.ts';
import { ask } from '../api.ts';

/** All projects, newest first. */
export const listProjects = async () => (await ask<{ items: Project[] }>('GET', '/api/projects')).items;
