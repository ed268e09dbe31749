// Builds the box's image with whichever engine is here, and tries it: `npm run image`, `npm run image -- test`.
// docs/containers.md explains the options. Plain JavaScript, since any Node from 20 on may begin it.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { authorities, baseFromDebian } from './image/base.mjs';
import { ask, findEngine, plainPodman, show } from './image/engine.mjs';
import { Obstacle, pinnedNode, root, say } from './ready/processes.mjs';

const { version, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const image = `localhost/maiimg-box:${version}`;

/** @param {string[]} args */
function read(args) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        engine: { type: 'string' },
        'base-from-debian': { type: 'boolean', default: false },
        'plain-podman': { type: 'boolean', default: false },
        'skip-build': { type: 'boolean', default: false },
      },
    });
  } catch (fault) {
    throw new Obstacle(/** @type {Error} */ (fault).message);
  }
}

try {
  const { values, positionals } = read(process.argv.slice(2));
  const [command = 'build', ...more] = positionals;
  if (!['build', 'test'].includes(command) || more.length > 0) {
    throw new Obstacle(
      'usage: npm run image -- [build | test] [--engine NAME] [--base-from-debian] [--plain-podman] [--skip-build]',
    );
  }
  if (values['plain-podman']) plainPodman();
  const engine = findEngine(values['plain-podman'] ? 'podman' : values.engine);
  if (!values['skip-build']) await build(engine, values['base-from-debian']);
  if (command === 'test') await test(engine);
} catch (fault) {
  if (!(fault instanceof Obstacle)) throw fault;
  say(fault.message);
  process.exitCode = 1;
}

/**
 * @param {import('./image/engine.mjs').Engine} engine
 * @param {boolean} fromDebian
 */
async function build(engine, fromDebian) {
  const args = ['build', '--file', join(root, 'docker', 'Dockerfile'), '--tag', image];
  // The same packages from the same place as outside.
  const { stdout } = spawnSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' });
  args.push('--build-arg', `npm_config_registry=${stdout.trim()}`);
  // Podman's own format has no health check.
  if (engine === 'podman') args.push('--format', 'docker', '--layers');
  if (fromDebian) {
    const base = await baseFromDebian(engine, devDependencies.node);
    args.push('--build-arg', `BASE=${base}`, '--build-arg', `npm_config_cafile=${authorities}`);
    // The builder reaches the network as this machine does.
    args.push('--network', 'host', ...(engine === 'podman' ? ['--pull=never'] : []));
  }
  say(`building ${image} with ${engine}`);
  const began = performance.now();
  await show(engine, [...args, root]);
  const seconds = Math.round((performance.now() - began) / 1000);
  const bytes = Number(ask(engine, ['image', 'inspect', '--format', '{{.Size}}', image]));
  process.stdout.write(`${image}: ${Math.round(bytes / 1e6)} MB, built in ${seconds} s\n`);
}

/** @param {import('./image/engine.mjs').Engine} engine */
async function test(engine) {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const env = { ...process.env, MAIIMG_IMAGE: image, MAIIMG_ENGINE: engine };
  await show(pinnedNode, [vitest, 'run', '--config', join(root, 'provisioning', 'image', 'vitest.config.ts')], {
    cwd: root,
    env,
  });
}
