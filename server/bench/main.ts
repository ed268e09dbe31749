import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

// Each in a process of its own, so that none is measured with the memory or the load of the one before.
for (const name of ['ingest', 'guest-page', 'upload-to-screen']) {
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, `${name}.ts`)], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
