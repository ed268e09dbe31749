// Gets the folder ready to run: what is not installed is installed, what is stale is built.
// It runs on whatever Node the host has (20 or newer), before there is a node_modules:
// plain JavaScript, no package, nothing that only Node 24 knows.
import { provideChromium, provideFonts } from './ready/chromium.mjs';
import { buildFrontEnds, staleFrontEnds } from './ready/front-ends.mjs';
import { install, isInstalled } from './ready/install.mjs';
import { withLock } from './ready/lock.mjs';
import { Obstacle, say } from './ready/processes.mjs';

// `start` is what every command needs; `build` builds what is not stale too, `test` opens a browser.
const command = process.argv[2] ?? 'start';
if (!['start', 'build', 'test'].includes(command)) {
  say(`unknown command ${command}: start, build or test`);
  process.exit(2);
}

const toBuild = () => staleFrontEnds(command === 'build');

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
  if (command === 'test') {
    await provideChromium();
    await provideFonts();
  }
} catch (fault) {
  if (!(fault instanceof Obstacle)) throw fault;
  say(fault.message);
  process.exit(1);
}
