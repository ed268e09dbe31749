import { defineConfig } from 'vite';

/** The admin's pages: served by the local door below `/admin/`. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/admin/',
  publicDir: false,
  build: {
    target: ['es2022', 'chrome100', 'safari15.4', 'firefox100'],
    outDir: '../dist/admin',
    manifest: 'manifest.json',
    // The browsers named above preload modules by themselves.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
});
