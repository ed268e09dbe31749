// Gets the folder ready to run: what is not installed is installed, what is stale is built.
// It runs on whatever Node the host has (20 or newer), before there is a node_modules:
// plain JavaScript, no package, nothing that only Node 24 knows.
import { provideChromium, provideFonts } from './ready/chromium.mjs';
import { buildFrontEnds, staleFrontEnds } from './ready/front-ends.mjs';
import { install, isInstalled } from './ready/install.mjs';
import { withLock } from './ready/lock.mjs';
import { Obstacle, say } from './ready/processes.mjs';

/** What each command needs: `dev` serves the front-ends from source, only `test` opens a browser. */
const needs = {
  start: { frontEnds: 'stale', browser: false },
  test: { frontEnds: 'stale', browser: true },
  build: { frontEnds: 'all', browser: false },
  dev: { frontEnds: 'none', browser: false },
};

const command = process.argv[2] ?? 'start';
if (!Object.hasOwn(needs, command)) {
  say(`unknown command ${command}: one of ${Object.keys(needs).join(', ')}`);
  process.exit(2);
}
const { frontEnds, browser } = needs[/** @type {keyof typeof needs} */ (command)];

/** Front-ends to build now. */
const toBuild = () => (frontEnds === 'none' ? [] : staleFrontEnds(frontEnds === 'all'));

try {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new Obstacle(`this is Node ${process.version}: Node 20 or newer is needed to begin with`);
  }
  // Looked at without the lock first, so that a folder that is ready starts at once.
  if (!isInstalled() || toBuild().length > 0) {
    await withLock(async () => {
      if (!isInstalled()) await install();
      await buildFrontEnds(toBuild());
    });
  }
  if (browser) {
    await provideChromium();
    await provideFonts();
  }
} catch (fault) {
  if (!(fault instanceof Obstacle)) throw fault;
  say(fault.message);
  process.exit(1);
}
