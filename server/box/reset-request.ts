import { constants } from 'node:fs';
import { chown, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Kit } from '../kit.ts';
import { syncFolder } from '../store/files.ts';
import { accountGuesses } from './accounts.ts';
import { audit } from './audit.ts';
import { forgiveGuesses } from './guesses.ts';
import { deleteSessionsOf, firstOwner, updateAccount } from './table.ts';

/** The console's wish for a new owner's password, as a file in the data folder: whoever can write there rules the box. */
const ResetRequest = z.strictObject({ passwordHash: z.string().startsWith('$argon2id$').max(300) });

const requestFile = (data: string) => join(data, 'reset-password.json');
/** What the box could not apply, for the command to find. */
const refusedFile = (data: string) => join(data, 'reset-password.refused');

/** Puts a request where the box will find it, whole, and on disk. */
export async function writeResetRequest(data: string, passwordHash: string): Promise<void> {
  const part = `${requestFile(data)}.part`;
  await rm(refusedFile(data), { force: true });
  await rm(part, { force: true });
  const handle = await open(part, 'wx', 0o600);
  try {
    await handle.writeFile(JSON.stringify({ passwordHash } satisfies z.input<typeof ResetRequest>));
    await handle.sync();
  } finally {
    await handle.close();
  }
  // With sudo the file would be root's, and the box could not read it.
  if (process.getuid?.() === 0) {
    const { uid, gid } = await stat(data);
    await chown(part, uid, gid);
  }
  await rename(part, requestFile(data));
  await syncFolder(data);
}

/** What became of the request that was written: it still waits, the box applied it, or it could not. */
export async function resetOutcome(data: string): Promise<'waiting' | 'applied' | 'refused'> {
  if (await isThere(requestFile(data))) return 'waiting';
  if (!(await isThere(refusedFile(data)))) return 'applied';
  await rm(refusedFile(data), { force: true });
  return 'refused';
}

/**
 * Applies a waiting request: the owner's password is the new one, the account is enabled, its wrong guesses are
 * forgotten and its sessions end. Gives whether there was one.
 */
export async function applyResetRequest(kit: Kit): Promise<boolean> {
  const file = requestFile(kit.config.data);
  const request = await readRequest(file);
  if (request === undefined) return false;
  const ownerId = request && (await resetOwner(kit, request.passwordHash));
  if (ownerId) await rm(file, { force: true });
  else await rename(file, refusedFile(kit.config.data));
  await syncFolder(kit.config.data);
  if (ownerId) {
    kit.log.warn({ accountId: ownerId }, 'the owner’s password was reset from the console');
    kit.changes.emit('session.ended', { actorId: ownerId });
  } else
    kit.log.warn('a password reset from the console was refused: there is no owner yet, or the request is not whole');
  return true;
}

function resetOwner(kit: Kit, passwordHash: string): Promise<string | undefined> {
  return kit.db.write(async (writer) => {
    const owner = await firstOwner(writer);
    if (!owner) return undefined;
    // The box stopped after this write and before the file was gone.
    if (owner.password_hash === passwordHash) return owner.id;
    await updateAccount(writer, owner.id, { password_hash: passwordHash, disabled: 0 });
    await deleteSessionsOf(writer, owner.id);
    await forgiveGuesses(writer, accountGuesses(owner.id));
    await audit(writer, kit, 'console', 'account.reset', owner.id, { username: owner.username });
    return owner.id;
  });
}

/** Nothing where no request waits, `null` where what waits is none. */
async function readRequest(file: string): Promise<z.output<typeof ResetRequest> | null | undefined> {
  // Never through a symbolic link.
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    if (error.code === 'ELOOP') return null;
    throw error;
  });
  if (!handle) return handle;
  try {
    const { size } = await handle.stat();
    if (size > 4096) return null;
    return ResetRequest.safeParse(JSON.parse(await handle.readFile('utf8'))).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  } finally {
    await handle.close();
  }
}

function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
