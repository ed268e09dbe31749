import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Test files that take much longer than their size says, the longest first: one that starts last leaves cores idle. */
export const long = [
  'admin/library/library.browser.test.ts',
  'server/guest/pages.browser.test.ts',
  'admin/screens/screens.browser.test.ts',
  'kiosk/kiosk.browser.test.ts',
  'admin/box/box.browser.test.ts',
  'admin/galleries/galleries.browser.test.ts',
  'admin/links/links.browser.test.ts',
  'kiosk/shows.browser.test.ts',
  'kiosk/stage.browser.test.ts',
  'admin/first-start.browser.test.ts',
  'server/guest/scan.browser.test.ts',
  'server/crash/kill.test.ts',
  'server/crash/controls.test.ts',
  'server/library/ingest/shared-photos.test.ts',
  'server/crash/points.test.ts',
  'server/abuse/rush.test.ts',
  'server/crash/power.test.ts',
  'server/library/ingest/process.test.ts',
  'server/abuse/abuse.test.ts',
  'server/main.test.ts',
  'server/wrong-clock.test.ts',
  'server/strangers.test.ts',
  'server/crash/full.test.ts',
];

/** Starts those first, and then, as vitest does, the ones that took longest before, or the largest files. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification) => {
      const at = long.findIndex((name) => moduleId.endsWith(`/${name}`));
      return at === -1 ? long.length : at;
    };
    const group = ({ project }: TestSpecification) => project.config.sequence.groupOrder;
    return sorted.toSorted((a, b) => group(a) - group(b) || rank(a) - rank(b));
  }
}
