import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import { LongestFirst } from './provisioning/longest-first.ts';

const browserTests = '**/*.browser.test.ts';
/**
 * What needs a process of its own: it changes all of it (which files sharp reads, the latest time that an id was made at),
 * or ends and starves boxes, and may leave one behind where it is cut short.
 */
const apart = [
  'server/library/ingest/**/*.test.ts',
  'server/ids.test.ts',
  'server/{crash,abuse}/**/*.test.ts',
  'server/{main,wrong-clock}.test.ts',
  'provisioning/**/*.test.ts',
];
const cores = availableParallelism();

const unit = {
  // Real SQLite with synchronous=FULL, sharp and whole boxes: slow machines need the room, the more so beside browsers
  // (`provisioning/test.ts`).
  testTimeout: 60_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 15_000 } },
  maxWorkers: Math.max(3, Math.min(cores, 8)),
  sequence: { groupOrder: 0 },
};

export default defineConfig({
  test: {
    environment: 'node',
    pool: 'forks',
    // A test that was cut short leaves a server or a browser behind, so each file has a process of its own.
    isolate: true,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{server,admin,kiosk,provisioning}/**/*.test.ts'],
          exclude: [...configDefaults.exclude, browserTests, ...apart],
          // Here many files share a process: to load the server anew for each of them would be a tenth of all work.
          isolate: false,
          ...unit,
        },
      },
      {
        extends: true,
        test: { name: 'unit-apart', include: apart, exclude: [...configDefaults.exclude, browserTests], ...unit },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: [`{server,admin,kiosk}/${browserTests}`],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // A page on a busy machine takes its time; what never comes still fails.
          expect: { poll: { timeout: 30_000 } },
          // Apart from the others, and never more than two browsers: a starved one is slow in ways that look like faults.
          maxWorkers: Math.min(2, cores),
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
