import { rm, stat, utimes } from 'node:fs/promises';
import { oncePerStep, released } from '../clock.ts';
import type { Kit } from '../kit.ts';
import { moveDeleted } from '../projects/table.ts';
import { savedHashes } from './handouts/table.ts';
import { deleteUnusedLogos } from './logo/table.ts';
import { allHashes, deleteOriginal, unusedHashes, updateOriginal } from './originals/table.ts';
import { panoHashes } from './panoramas/table.ts';
import { deleteSpent, moveTrashed, spentPhotos } from './trash/table.ts';

export interface Recovered {
  /** Uploads that were on their way when the last run ended. */
  readonly parts: number;
  /** Files on disk that no row knows: set aside. */
  readonly orphans: number;
  /** Rows whose file is gone: marked and reported, never deleted. */
  readonly missing: number;
}

/**
 * Makes disk and database agree after whatever ended the last run. May itself be killed and run again:
 * each step leaves a state from which the next run ends the same.
 */
export async function recover(kit: Kit): Promise<Recovered> {
  const parts = await kit.files.clearIncoming();
  const rows = await allHashes(kit.db.read);
  // Nobody can be shown these, and nothing else would ever remove them.
  await kit.files.clearDerivatives(rows, {
    save: await savedHashes(kit.db.read),
    pano: await panoHashes(kit.db.read),
  });
  const onDisk = new Set<string>();
  let orphans = 0;
  for await (const hash of kit.files.hashes()) {
    onDisk.add(hash);
    if (rows.has(hash)) continue;
    await kit.files.quarantine(hash, kit.clock.trusted() ? kit.clock.now() : unknownDate);
    orphans += 1;
  }
  let missing = 0;
  for (const [hash, known] of rows) {
    const gone = !onDisk.has(hash);
    if (gone) missing += 1;
    if (gone !== known) await kit.db.write((writer) => updateOriginal(writer, hash, { missing: gone ? 1 : 0 }));
  }
  const recovered = { parts, orphans, missing };
  if (missing > 0) kit.log.error(recovered, 'photos are missing on disk: restore them from a backup');
  else if (parts + orphans > 0) kit.log.warn(recovered, 'recovered');
  return recovered;
}

/** How long what was withdrawn can be had back. */
export const trashMs = 7 * 86_400_000;
const batch = 200;
/** The date of a file that was set aside while nobody knew what time it was: older than any box. */
const unknownDate = 0;
/** A file's date may be so far ahead of the box's time without being wrong. */
const clockSlackMs = 120_000;

/** What was withdrawn while the machine's clock was lost can be had back for as long as anything, counted on the right one. */
export const keepTrash = oncePerStep(async (writer, step) => {
  await moveTrashed(writer, step);
  await moveDeleted(writer, step);
});

/** Ends for good what has lain in the trash for 7 days. Does nothing while the clock cannot be trusted. */
export async function emptyTrash(kit: Kit): Promise<{ photos: number; files: number }> {
  const done = { photos: 0, files: 0 };
  if (!kit.clock.mayDelete()) return done;
  await keepTrash(kit);
  for (;;) {
    const before = kit.clock.now() - trashMs;
    const spent = await spentPhotos(kit.db.read, before, batch);
    if (spent.length === 0) break;
    await kit.db.write((writer) => deleteSpent(writer, spent, before));
    done.photos += spent.length;
  }
  for (;;) {
    const unused = await unusedHashes(kit.db.read, batch);
    if (unused.length === 0) break;
    for (const hash of unused) {
      // Row first, then file: the other way round a power cut would leave a row without its file.
      await kit.files.alone([hash], async () => {
        if (await kit.db.write((writer) => deleteOriginal(writer, hash))) await kit.files.drop(hash);
      });
      done.files += 1;
    }
  }
  // Open pages keep theirs; a new one is left alone for a while.
  await kit.db.write((writer) => deleteUnusedLogos(writer, kit.clock.now() - trashMs));
  await clearQuarantine(kit);
  return done;
}

async function clearQuarantine(kit: Kit): Promise<void> {
  for (const file of await kit.files.quarantined()) {
    const { mtimeMs } = await stat(file);
    const now = kit.clock.now();
    // What is unknown, or was written by a clock that was wrong, says nothing of how long the file has lain here: that
    // counts from now.
    if (mtimeMs < released || mtimeMs > now + clockSlackMs) await utimes(file, now / 1000, now / 1000);
    else if (now - mtimeMs > trashMs) await rm(file, { force: true });
  }
}
