import './thread-pool.ts';
import { join } from 'node:path';
import { Router } from 'express';
import { pino } from 'pino';
import { createServer } from 'vite';
import { buildFrontEnds, staleFrontEnds } from '../provisioning/ready/front-ends.mjs';
import { markRunning } from '../provisioning/ready/running.mjs';
import { readConfig } from './config.ts';
import { kioskFrontEnd } from './http/front-ends.ts';
import { startBox } from './start.ts';

// The guest's script has to be small, so it is what is built, anew with each restart.
await buildFrontEnds(staleFrontEnds(false));

// The same box, with the staff's front-ends served from their sources by Vite, on the box's own port.
const root = join(import.meta.dirname, '..');
const vite = await createServer({
  configFile: join(root, 'admin', 'vite.config.ts'),
  // Changes are seen with the next reload: Vite's own socket would need a door of its own.
  server: { middlewareMode: true, hmr: false, ws: false },
});

const frontEnds = Router();
// A screen's page keeps itself in its own worker, which only makes sense as it is built.
frontEnds.use(kioskFrontEnd('/kiosk', join(root, 'dist', 'kiosk')));
frontEnds.use('/admin', (_req, res, next) => {
  // Vite puts styles into the page while developing.
  res.set(
    'content-security-policy',
    String(res.get('content-security-policy')).replace("style-src 'self'", "style-src 'self' 'unsafe-inline'"),
  );
  next();
});
frontEnds.use((req, res, next) => {
  if (/^\/(admin|@|node_modules)/.test(req.path)) vite.middlewares(req, res, next);
  else next();
});

markRunning();
const log = pino({ level: 'debug' });
const running = await startBox({
  config: readConfig(process.env),
  log,
  frontEnds,
  onFatal: (error) => {
    log.fatal({ err: error }, 'the disk or the database cannot be relied on');
    process.exit(1);
  },
});
log.info({ localUrl: running.localUrl, guestUrl: running.guestUrl, claimCode: running.claimCode }, 'ready');

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void Promise.all([running.stop(), vite.close()]).then(() => process.exit(0));
  });
}
