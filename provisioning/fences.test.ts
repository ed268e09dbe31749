import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from './ready/processes.mjs';

/** What each file says, and whether the linter lets it. */
const trials: [file: string, source: string, allowed: boolean][] = [
  ['server/galleries/down.ts', "import '../library/photo.ts';", true],
  ['server/galleries/wire.ts', "import '#contract/links.ts';", true],
  ['server/galleries/up.ts', "import '../links/link.ts';", false],
  ['server/galleries/deep/up.ts', "import '../../links/link.ts';", false],
  ['server/galleries/type.ts', "import type { Link } from '../links/link.ts';\nexport type L = Link;", false],
  ['server/galleries/later.ts', "export const link = await import('../links/link.ts');", false],
  ['server/galleries/top.ts', "import '../doors.ts';", false],
  ['server/galleries/up.test.ts', "import '../links/link.ts';", true],
  ['server/store/up.ts', "import '../box/keys.ts';", false],
  ['server/http/up.ts', "import '../box/keys.ts';", false],
  ['server/box/up.ts', "import '../projects/project.ts';", false],
  ['server/projects/up.ts', "import '../library/photo.ts';", false],
  ['server/library/up.ts', "import '../galleries/gallery.ts';", false],
  ['server/links/up.ts', "import '../visits/record.ts';", false],
  ['server/visits/up.ts', "import '../guest/page.ts';", false],
  ['server/visits/asks.ts', "import '../asks/asks.ts';", false],
  ['server/asks/up.ts', "import '../screens/table.ts';", false],
  ['server/asks/down.ts', "import '../visits/refused.ts';", true],
  ['server/screens/up.ts', "import '../now/now.ts';", false],
  ['server/now/up.ts', "import '../guest/page.ts';", false],
  ['server/now/down.ts', "import '../screens/table.ts';", true],
  ['server/now/greet.ts', "import '../welcome/list.ts';", false],
  ['server/welcome/up.ts', "import '../guest/page.ts';", false],
  ['server/welcome/down.ts', "import '../links/mine.ts';", true],
  ['server/guest/up.ts', "import '../start.ts';", false],
  ['server/kit.ts', "import './box/keys.ts';", false],
  ['server/doors.ts', "import './guest/routes.ts';", true],
  ['server/contract/zod.ts', "import 'zod';\nimport './common.ts';", true],
  ['server/contract/up.ts', "import '../box/keys.ts';", false],
  ['server/contract/node.ts', "import 'node:fs';", false],
  ['server/store/driver.ts', "import 'sqlite3';", true],
  ['server/links/driver.ts', "import 'sqlite3';", false],
  ['server/library/ingest/pixels.ts', "import 'sharp';", true],
  ['server/library/pixels.ts', "import 'sharp';", false],
  ['server/testing/pixels.ts', "import 'sharp';", true],
  ['server/links/helper.ts', "import '../testing/box.ts';", false],
  ['server/guest/client/own.ts', "import './zoom.ts';\nimport 'photoswipe/lightbox';\nimport '#words/en.ts';", true],
  ['server/guest/client/pano/own.ts', "import '../items.ts';\nimport './look.ts';", true],
  ['server/guest/client/pano/server.ts', "import '../../page.ts';", false],
  ['server/guest/client/node.ts', "import 'node:fs';", false],
  ['server/guest/client/server.ts', "import '../page.ts';", false],
  ['server/guest/client/heavy.ts', "import 'lit';", false],
  [
    'admin/links/own.ts',
    "import '../parts/button.ts';\nimport 'lit/decorators.js';\nimport '#contract/links.ts';",
    true,
  ],
  ['admin/links/server.ts', "import '../../server/links/policy.ts';", false],
  ['admin/screens/picture.ts', "import '../../kiosk/scenes/photo-scene.ts';", true],
  ['admin/screens/app.ts', "import '../../kiosk/kiosk-app.ts';", false],
  ['kiosk/scenes/own.ts', "import '../clock.ts';\nimport 'lit/decorators.js';\nimport '#words/moments.ts';", true],
  ['kiosk/scenes/around.ts', "import '#sphere/sphere.ts';", true],
  ['server/guest/client/pano/around.ts', "import '#sphere/sphere.ts';", true],
  ['server/sphere/up.ts', "import '../library/photo.ts';", false],
  ['kiosk/line.ts', "import 'socket.io-client';\nimport '#contract/scene-at.ts';", true],
  ['kiosk/server.ts', "import '../server/screens/programme.ts';", false],
  ['kiosk/scenes/admin.ts', "import '../../admin/parts/icons.ts';", false],
  ['kiosk/node.ts', "import 'node:fs';", false],
  ['admin/links/node.ts', "import 'node:fs';", false],
  ['server/box/ring-a.ts', "import { b } from './ring-b.ts';\nexport const a = () => b;", false],
  ['server/box/ring-b.ts', "import type { a } from './ring-a.ts';\nexport const b = (x: typeof a) => x;", false],
  ['server/box/any.ts', 'export const loose = (x: any) => x;', false],
  ['server/box/long.ts', 'export {};\n'.repeat(301), false],
  ['server/box/long.test.ts', '// one line of many\n'.repeat(301), true],
];

let lab = '';
let refused = new Set<string>();

beforeAll(() => {
  lab = mkdtempSync(join(tmpdir(), 'maiimg-fences-'));
  for (const name of ['.biome.json', 'package.json']) cpSync(join(root, name), join(lab, name));
  for (const [file, source] of trials) {
    mkdirSync(dirname(join(lab, file)), { recursive: true });
    writeFileSync(join(lab, file), `${source}\n`);
  }
  const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const args = [biome, 'lint', '--reporter=github', '--max-diagnostics=none', '--error-on-warnings', '.'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: lab, encoding: 'utf8' });
  refused = new Set(
    [...stdout.matchAll(/^::error .*?\bfile=([^,]+)/gm)].map((match) => match[1]?.replaceAll('\\', '/') ?? ''),
  );
});

afterAll(() => rmSync(lab, { recursive: true, force: true }));

test.each(trials)('%s with %j passes the linter: %s', (file, _source, allowed) => {
  const isRefused = [...refused].some((name) => name.endsWith(file));
  expect(isRefused).toBe(!allowed);
});

/** Words for all sides, what tries the box from outside, and what Vite leaves behind. */
const outside = new Set(['words', 'testing', 'bench', 'crash', 'abuse', 'soak', 'node_modules']);

test('every room of the server has its place in the one-way law', () => {
  const { overrides } = JSON.parse(readFileSync(join(root, '.biome.json'), 'utf8'));
  const fenced = new Set(overrides.flatMap((entry: { includes: string[] }) => entry.includes));
  const rooms = readdirSync(join(root, 'server'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !outside.has(entry.name))
    .map((entry) => `server/${entry.name}/**`);
  expect(rooms.filter((room) => !fenced.has(room))).toEqual([]);
});
