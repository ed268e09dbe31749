import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'vite';

/** The kiosk's scripts as they are in the sources, for a page of a test's own. */
export interface KioskSources {
  /** Below it is what lies in `kiosk/`. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves them without a box; close it in `afterAll`. */
export async function serveKiosk(): Promise<KioskSources> {
  const cacheDir = await mkdtemp(join(tmpdir(), 'maiimg-vite-'));
  const vite = await createServer({
    configFile: join(import.meta.dirname, '../../kiosk/vite.config.ts'),
    cacheDir,
    logLevel: 'error',
    server: { port: 0, host: '127.0.0.1', hmr: false, ws: false },
  });
  await vite.listen();
  return {
    url: vite.resolvedUrls?.local[0] ?? '',
    async close() {
      await vite.close();
      await rm(cacheDir, { recursive: true, force: true });
    },
  };
}
