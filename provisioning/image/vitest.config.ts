import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** What `npm run image -- test` runs; no part of `npm test`, which may not assume an engine. */
export default defineConfig({
  root: join(import.meta.dirname, '..', '..'),
  test: {
    include: ['provisioning/image/*.container.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
