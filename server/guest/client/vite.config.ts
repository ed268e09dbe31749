import { defineConfig, type Plugin } from 'vite';

/** The script that a page carries inside itself can import nothing: what it shares with another would be a file apart. */
const first: Plugin = {
  name: 'first-stands-alone',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk' || chunk.name !== 'first') continue;
      if (chunk.imports.length + chunk.exports.length > 0)
        this.error('first.ts shares a module with main.ts, or exports');
    }
  },
};

/** The guest's script: served by the guest door below `/assets/`, its names looked up in manifest.json. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/assets/',
  publicDir: false,
  plugins: [first],
  build: {
    // WeChat's own browser on older Android phones, and iPhones that get no new iOS any more.
    target: ['es2019', 'chrome80', 'safari13'],
    outDir: '../../../dist/guest',
    manifest: 'manifest.json',
    // What is loaded later is asked for after the first paint, and a file inlined in CSS would need img-src data:.
    modulePreload: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: ['main.ts', 'first.ts'],
      output: {
        entryFileNames: '[name]-[hash].js',
        chunkFileNames: '[name]-[hash].js',
        assetFileNames: '[name]-[hash][extname]',
      },
    },
  },
});
