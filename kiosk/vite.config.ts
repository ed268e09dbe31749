import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, defineConfig, type Plugin } from 'vite';

const target = ['es2022', 'chrome111'];

/** Builds the service worker beside the page, with the list of the files that it keeps. */
function serviceWorker(): Plugin {
  let folder = '';
  return {
    name: 'service-worker',
    apply: 'build',
    configResolved: (config) => {
      folder = resolve(config.root, config.build.outDir);
    },
    closeBundle: async () => {
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map((file) => file.replaceAll('\\', '/'))
        .filter((file) => /\.(html|js|css|svg)$/.test(file));
      const manifest = files.map((file) => ({
        url: `/kiosk/${file}`,
        // What lies in assets/ carries its hash in its name.
        revision: file.startsWith('assets/')
          ? null
          : createHash('sha256')
              .update(readFileSync(join(folder, file)))
              .digest('hex')
              .slice(0, 16),
      }));
      await build({
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        define: { 'self.__WB_MANIFEST': JSON.stringify(manifest), 'process.env.NODE_ENV': '"production"' },
        build: {
          target,
          outDir: folder,
          emptyOutDir: false,
          lib: {
            entry: join(import.meta.dirname, 'service-worker.ts'),
            formats: ['iife'],
            name: 'worker',
            fileName: () => 'service-worker.js',
          },
        },
      });
    },
  };
}

/** The big screen's page: served by the local door below `/kiosk/`. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/kiosk/',
  publicDir: false,
  plugins: [serviceWorker()],
  build: {
    target,
    outDir: '../dist/kiosk',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
});
