import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { ApiKey, MadeApiKey, NewApiKey } from '#contract/accounts.ts';
import { newId } from '../ids.ts';
import type { Kit } from '../kit.ts';
import { Refusal } from '../refusal.ts';
import type { Actor } from './actor.ts';
import { audit } from './audit.ts';
import { secretHash } from './sessions.ts';
import { type ApiKeyRow, allKeys, deleteKey, insertKey, keyByHash, touchKey } from './table.ts';

const usedEveryMs = 60_000;

/** All keys, first made first, without the keys themselves. */
export async function listKeys(kit: Kit): Promise<ApiKey[]> {
  return (await allKeys(kit.db.read)).map(toApiKey);
}

/** Makes a key; this answer is the only one that holds it. */
export async function addKey(
  kit: Kit,
  by: Actor,
  input: z.output<typeof NewApiKey>,
): Promise<z.input<typeof MadeApiKey>> {
  const key = `mk_${randomBytes(32).toString('base64url')}`;
  const now = kit.clock.now();
  const row: ApiKeyRow = {
    id: newId(now),
    name: input.name,
    hash: secretHash(key),
    role: input.role,
    made_by: by.id,
    created_at: now,
    last_used_at: null,
  };
  await kit.db.write(async (writer) => {
    await insertKey(writer, row);
    await audit(writer, kit, by, 'key.add', row.id, { name: row.name, role: row.role });
  });
  return { ...toApiKey(row), key };
}

/** Withdraws a key: it opens nothing from the next request on. Throws `not_found`. */
export async function removeKey(kit: Kit, by: Actor, id: string): Promise<void> {
  await kit.db.write(async (writer) => {
    const name = await deleteKey(writer, id);
    if (name === undefined) throw new Refusal('not_found', 'there is no such key');
    await audit(writer, kit, by, 'key.remove', id, { name });
  });
  kit.changes.emit('session.ended', { actorId: id });
}

/** Who a key stands for. When it was last used is noted about once a minute. */
export async function keyActor(kit: Kit, key: string): Promise<Actor | undefined> {
  const row = await keyByHash(kit.db.read, secretHash(key));
  if (!row) return undefined;
  const now = kit.clock.now();
  if (row.last_used_at === null || now - row.last_used_at >= usedEveryMs) {
    // Nobody has to wait for a note.
    kit.db
      .write((writer) => touchKey(writer, row.id, now))
      .catch((err) => kit.log.debug({ err }, 'a key’s last use was not noted'));
  }
  return { id: row.id, name: row.name, role: row.role, projectIds: null, by: 'key' };
}

function toApiKey(row: ApiKeyRow): ApiKey {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    createdAt: new Date(row.created_at).toISOString(),
    lastUsedAt: row.last_used_at === null ? null : new Date(row.last_used_at).toISOString(),
  };
}
