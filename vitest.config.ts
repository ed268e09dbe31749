import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import { LongestFirst } from './provisioning/longest-first.ts';

const browserTests = '**/*.browser.test.ts';
const cores = availableParallelism();

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
          exclude: [...configDefaults.exclude, browserTests],
          // Real SQLite with synchronous=FULL, sharp and whole boxes: slow machines need the room, the more so beside
          // browsers (`provisioning/test.ts`).
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: Math.max(3, Math.min(cores, 8)),
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: [`{server,admin,kiosk}/${browserTests}`],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // A page on a busy machine takes its time; what never comes still fails.
          expect: { poll: { timeout: 15_000 } },
          // Apart from the others, and never more than two browsers: a starved one is slow in ways that look like faults.
          maxWorkers: Math.min(2, cores),
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
