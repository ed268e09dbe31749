import { isCompanion } from './file-kinds.ts';

/** What the file pickers ask for: named types make iPhones convert HEIC to JPEG by themselves. */
export const acceptedTypes = 'image/jpeg,image/png,image/webp';

/** The files of a drop or a paste, folders opened, in the order of their names within each folder. */
export async function gather(data: DataTransfer): Promise<File[]> {
  // All of it must be asked for before the first wait: the browser empties it then.
  const found = [...data.items]
    .filter(({ kind }) => kind === 'file')
    .map((item) => ({ entry: item.webkitGetAsEntry?.() ?? null, file: item.getAsFile() }));
  if (found.length === 0) return [...data.files];
  const files: File[] = [];
  for (const { entry, file } of found) {
    if (entry?.isDirectory) files.push(...(await within(entry as FileSystemDirectoryEntry)));
    else if (file) files.push(file);
  }
  return files;
}

/** The files of a picker; of a folder's, without what computers and cameras leave beside photos. */
export function picked(input: HTMLInputElement): File[] {
  const files = [...(input.files ?? [])];
  input.value = '';
  if (!input.webkitdirectory) return files;
  return files
    .filter(({ webkitRelativePath, name }) => !(webkitRelativePath || name).split('/').some(isCompanion))
    .toSorted((one, other) => byName(one.webkitRelativePath, other.webkitRelativePath));
}

/** Whether a drag over the page brings files. */
export function bringsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

async function within(folder: FileSystemDirectoryEntry): Promise<File[]> {
  const entries = await entriesOf(folder);
  const files: File[] = [];
  for (const entry of entries.toSorted((one, other) => byName(one.name, other.name))) {
    if (isCompanion(entry.name)) continue;
    if (entry.isDirectory) files.push(...(await within(entry as FileSystemDirectoryEntry)));
    else {
      const file = await fileOf(entry as FileSystemFileEntry);
      if (file) files.push(file);
    }
  }
  return files;
}

/** A reader gives at most a hundred at a time, and none at the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done) => reader.readEntries(done, () => done([])));
    if (some.length === 0) return all;
    all.push(...some);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File | undefined> {
  return new Promise((done) => entry.file(done, () => done(undefined)));
}

const { compare } = new Intl.Collator(undefined, { numeric: true });
function byName(one: string, other: string): number {
  return compare(one, other);
}
