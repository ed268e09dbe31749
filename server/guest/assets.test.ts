import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { readAssets } from './assets.ts';

const folders: string[] = [];
async function built(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'assets-'));
  folders.push(folder);
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
  return folder;
}
afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
});

test('a built script is found by its manifest, and nothing else is handed out', async () => {
  const manifest = {
    'main.ts': { file: 'main-abc.js' },
    'first.ts': { file: 'first-def.js' },
    'viewer.ts': { file: 'viewer-123.js', css: ['viewer-9.css'] },
  };
  const folder = await built({
    'manifest.json': JSON.stringify(manifest),
    'main-abc.js': '1',
    'first-def.js': '2\n',
    'viewer-123.js': '3',
    'viewer-9.css': 'a{}',
    '.built-from': 'x',
  });
  const assets = readAssets(folder);
  expect(assets.script).toBe('/assets/main-abc.js');
  expect(assets.first).toBe('2');
  expect([...assets.files.keys()].sort()).toEqual(['first-def.js', 'main-abc.js', 'viewer-123.js', 'viewer-9.css']);
  expect(assets.files.get('viewer-9.css')?.type).toContain('text/css');
});

test('a page without a built script does without', () => {
  expect(readAssets(join(tmpdir(), 'there-is-no-such-folder'))).toMatchObject({ script: null, first: null });
});
