import { closeSync, fstatSync, open, read } from 'node:fs';
import { open as openHandle } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

/**
 * Reads a file whole into the room that `roomOf` has for its size, which is `done`'s from then on, also where the
 * reading failed; undefined where there was no room. By callbacks, and with two trips to the thread pool: `readFile`
 * takes four or more and a new buffer, which together cost more than the bytes.
 */
export function readWhole<Room extends { readonly bytes: Buffer }>(
  path: string,
  roomOf: (size: number) => Room | undefined,
  done: (error: Error | null, room: Room | undefined) => void,
): void {
  open(path, 'r', (failed, fd) => {
    if (failed) return done(failed, undefined);
    let room: Room | undefined;
    const end = (error: Error | null) => {
      // Nothing is written by this, so nobody waits for the disk, and a trip to the pool would cost more.
      closeSync(fd);
      done(error, room);
    };
    try {
      // An open file's size is in memory.
      room = roomOf(fstatSync(fd).size);
    } catch (error) {
      return end(error as Error);
    }
    const { bytes } = room ?? {};
    if (!bytes) return end(null);
    const from = (at: number) => {
      if (at === bytes.length) return end(null);
      read(fd, bytes, at, bytes.length - at, at, (error, count) => {
        if (error) end(error);
        else if (count === 0) end(new Error(`${path} ends before its end`));
        else from(at + count);
      });
    };
    from(0);
  });
}

/** Sends a file after the headers that `begin` wrote for its size; false of that: no bytes are wanted. Throws ENOENT. */
export async function sendInPieces(path: string, res: ServerResponse, begin: (size: number) => boolean): Promise<void> {
  const handle = await openHandle(path, 'r');
  try {
    const { size } = await handle.stat();
    if (!begin(size) || res.destroyed) return;
    await pipeline(handle.createReadStream({ autoClose: false }), res);
  } catch (error) {
    // Whoever asked has gone.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  } finally {
    await handle.close();
  }
}
