import { open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Kit } from '../../kit.ts';
import { fileName } from '../../links/messages/mail.ts';
import type { Reader } from '../../store/database.ts';
import { makeFolder, syncFolder } from '../../store/files.ts';
import { folderOf, isTaken } from './table.ts';

/** What a report comes as. */
export type Content = Buffer | AsyncIterable<string | Uint8Array>;

const ending = '.part';

/** Where a file of this name lies. */
export function exported({ files }: Pick<Kit, 'files'>, name: string): string {
  return join(files.root, 'exports', name);
}

/**
 * The folder of a project: called as it is, or was when its first file was made. Another one of the same title gets one
 * that ends in a sign of its own.
 */
export async function chooseFolder(
  db: Reader,
  project: { id: string; title: string },
  unnamed: string,
): Promise<string> {
  const before = await folderOf(db, project.id);
  if (before !== undefined) return before;
  // Windows, by which they are fetched, takes no name that begins or ends with a dot, nor some of its own.
  const plain = fileName(project.title).replace(/^[. ]+|[. ]+$/g, '');
  const name = plain === '' || /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(plain) ? `${unnamed} ${plain}`.trim() : plain;
  // A third one may be called as this one would be with its sign.
  const { id } = project;
  for (const wished of [name, `${name} ${id.slice(-4)}`]) if (!(await isTaken(db, wished, id))) return wished;
  return `${name} ${id}`;
}

/** Writes a file whole or not at all; gives its bytes. On disk when this settles. Throws what the disk says. */
export async function writeExport(kit: Pick<Kit, 'files'>, name: string, content: Content): Promise<number> {
  const path = exported(kit, name);
  await makeFolder(dirname(path));
  const handle = await open(`${path}${ending}`, 'w', 0o600);
  try {
    if (Buffer.isBuffer(content)) await handle.writeFile(content);
    else for await (const part of content) await handle.writeFile(part);
    await handle.sync();
  } catch (error) {
    await handle.close();
    await rm(`${path}${ending}`, { force: true });
    throw error;
  }
  await handle.close();
  await rename(`${path}${ending}`, path);
  await syncFolder(dirname(path));
  return (await stat(path)).size;
}

/** Takes a file away, and its folder where it was the last one. */
export async function dropExport(kit: Pick<Kit, 'files'>, name: string): Promise<void> {
  const path = exported(kit, name);
  await rm(path, { force: true });
  await rmdir(dirname(path)).catch(() => {});
}

/** Clears what the last stop cut off. */
export async function clearExports({ files }: Pick<Kit, 'files'>): Promise<void> {
  const root = join(files.root, 'exports');
  const names = await readdir(root, { recursive: true }).catch((): string[] => []);
  for (const name of names) if (name.endsWith(ending)) await rm(join(root, name), { force: true });
}
