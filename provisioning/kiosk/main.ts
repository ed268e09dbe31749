import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { kioskFiles } from './kiosk.ts';

/**
 * Writes what the machine under a big screen needs into a folder, which is then copied over its root:
 * node provisioning/kiosk/main.ts http://192.168.1.20:8080 kiosk-files
 */
const [origin, folder] = process.argv.slice(2);
if (!origin || !folder) {
  process.stderr.write('node provisioning/kiosk/main.ts ORIGIN FOLDER (docs/kiosk.md)\n');
  process.exit(2);
}
try {
  for (const { path, text, executable } of kioskFiles(origin)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { mode: executable ? 0o755 : 0o644 });
    process.stdout.write(`${file}\n`);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
