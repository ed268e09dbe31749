// Preloaded by a negative control: a box that never flushes a folder.
import { type FileHandle, open } from 'node:fs/promises';

const handle = await open(import.meta.filename);
const shared = Object.getPrototypeOf(handle) as FileHandle;
await handle.close();

const { sync } = shared;
shared.sync = async function (this: FileHandle) {
  if (!(await this.stat()).isDirectory()) await sync.call(this);
};
