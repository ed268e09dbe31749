import type { ReactiveControllerHost } from 'lit';
import type { Project } from '#contract/projects.ts';
import { Live } from '../live.ts';
import { Load } from '../load.ts';
import { readProject } from './calls.ts';

/** The project that a page is about, kept true; give what says its id. `load.value` is it. */
export class OneProject {
  readonly load: Load<Project>;

  constructor(host: ReactiveControllerHost, id: () => string) {
    this.load = new Load(host, () => readProject(id()), { of: id });
    const facts = new Set([
      'project.changed',
      'photo.ready',
      'photo.changed',
      'gallery.changed',
      'link.changed',
      'link.revoked',
    ]);
    new Live(
      host,
      ({ fact, facts: told }) => facts.has(fact) && told.projectId === id(),
      () => this.load.again(),
    );
  }

  /** It was deleted, or is not for who is signed in. */
  get gone(): boolean {
    return this.load.refused?.code === 'not_found';
  }

  get value(): Project | undefined {
    return this.load.value;
  }
}
