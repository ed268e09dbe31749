import { randomBytes } from 'node:crypto';
import type { Hook, HookChange, HookInput, HookSent } from '#contract/hooks.ts';
import type { Actor } from '../box/actor.ts';
import { audit } from '../box/audit.ts';
import { readSettings } from '../box/settings.ts';
import { newId } from '../ids.ts';
import type { Kit } from '../kit.ts';
import { invalid, Refusal } from '../refusal.ts';
import { gather } from './gather.ts';
import { boundTo, type KnownHook, knownHook, presentHook } from './known.ts';
import { type Bounds, bounds, type Lane, openLane } from './lane.ts';
import { hostIn, mayBeCalled, type Outside, theNetwork } from './outside.ts';
import { allHooks, deleteHook, type HookRow, hookById, insertHook, updateHook, waitingCounts } from './table.ts';
import { putInLine } from './write.ts';

/** Webhooks: what happens is put in line for each that wants to know, and told. */
export interface Hooks {
  list(): Promise<Hook[]>;
  /** The answer is the only one that has the secret of our own form. Throws `invalid_input`. */
  add(actor: Actor, input: HookInput): Promise<Hook & { secret: string | null }>;
  /** Throws `not_found`, `invalid_input`. */
  change(actor: Actor, id: string, change: HookChange): Promise<Hook>;
  remove(actor: Actor, id: string): Promise<void>;
  test(id: string): Promise<HookSent>;
  stop(): Promise<void>;
}

const tickMs = 250;
const mostHooks = 50;

/** Opens the room: what waited when the box stopped is told now. */
export async function openHooks(kit: Kit, outside: Outside = theNetwork, within: Bounds = bounds): Promise<Hooks> {
  const lanes = new Map<string, Lane>();
  let known: readonly KnownHook[] = [];

  let turn: Promise<unknown> = Promise.resolve();
  /** One after the other, so that no webhook gets two lanes. */
  const load = () => {
    const mine = turn.then(loadNow, loadNow);
    turn = mine;
    return mine;
  };
  const loadNow = async () => {
    const rows = await allHooks(kit.db.read);
    const counts = lanes.size === 0 ? await waitingCounts(kit.db.read) : undefined;
    known = rows.map(knownHook);
    for (const hook of known) {
      const lane = lanes.get(hook.id);
      if (lane) lane.renew(hook);
      else lanes.set(hook.id, await openLane(kit, outside, within, hook, counts?.get(hook.id) ?? 0));
    }
    for (const [id, lane] of lanes) {
      if (known.some((hook) => hook.id === id)) continue;
      lanes.delete(id);
      await lane.stop();
    }
  };
  await load();

  const gathering = gather(
    kit,
    () => known.some(({ enabled }) => enabled),
    async (happenings) => {
      const awake = known.filter(({ enabled }) => enabled);
      for (const [id, count] of await putInLine(kit, awake, happenings)) lanes.get(id)?.added(count);
    },
  );
  const timer = setInterval(() => {
    for (const lane of lanes.values()) lane.tick();
  }, tickMs).unref();

  /** Names of the box's own doors. */
  const ownNames = () => {
    const { publicOrigin, localOrigin, guestOrigin } = kit.config;
    const { publicOrigin: set, stayingOrigin } = readSettings(kit);
    const origins = [publicOrigin, localOrigin, guestOrigin, set, stayingOrigin];
    return new Set(origins.flatMap((origin) => (origin ? [hostIn(new URL(origin))] : [])));
  };
  const checked = (url: string): string => {
    if (!mayBeCalled(new URL(url), ownNames())) throw invalid('url', (say) => say.hookAddress);
    return url;
  };
  const present = (row: HookRow) => presentHook(kit, row, lanes.get(row.id)?.waiting() ?? 0);
  const seal = (of: 'url' | 'secret', id: string, text: string) => kit.keys.seal('hooks', text, boundTo[of](id));

  return {
    list: async () => (await allHooks(kit.db.read)).map(present),
    add: async (actor, input) => {
      if (known.length >= mostHooks) throw invalid('name', (say) => say.mostItems(mostHooks));
      const { name, form, facts, projectIds, locale, enabled } = input;
      const now = kit.clock.now();
      const id = newId(now);
      const url = checked(input.url);
      const secret = input.secret ?? (form === 'json' ? randomBytes(32).toString('base64url') : undefined);
      const row: HookRow = {
        ...{ id, name, form, locale, enabled: enabled ? 1 : 0 },
        url_sealed: seal('url', id, url),
        secret_sealed: secret === undefined ? null : seal('secret', id, secret),
        facts: JSON.stringify([...new Set(facts)]),
        project_ids: projectIds && JSON.stringify(projectIds),
        ...{ made_by: actor.id, created_at: now, updated_at: now },
        ...{ last_at: null, last_ok: null, last_status: null, last_failure: null, last_said: null },
      };
      await kit.db.write(async (writer) => {
        await insertHook(writer, row);
        await audit(writer, kit, actor, 'hook.add', id, { name, form, facts });
      });
      await load();
      return { ...present(row), secret: form === 'json' ? (secret ?? null) : null };
    },
    change: async (actor, id, change) => {
      const { name, facts, projectIds, locale, enabled, secret } = change;
      const url = change.url === undefined ? undefined : checked(change.url);
      await kit.db.write(async (writer) => {
        const before = await hookById(writer, id);
        if (!before) throw noHook();
        if (secret === null && before.form === 'json') throw invalid('secret', (say) => say.missing);
        const row: Partial<HookRow> = {
          updated_at: kit.clock.now(),
          ...(name !== undefined && { name }),
          ...(facts && { facts: JSON.stringify([...new Set(facts)]) }),
          ...(projectIds !== undefined && { project_ids: projectIds && JSON.stringify(projectIds) }),
          ...(locale && { locale }),
          ...(enabled !== undefined && { enabled: enabled ? 1 : 0 }),
          ...(url !== undefined && { url_sealed: seal('url', id, url) }),
          ...(secret !== undefined && { secret_sealed: secret && seal('secret', id, secret) }),
        };
        await updateHook(writer, id, row);
        // The names of what was changed; the address and the secret are nobody's to read.
        await audit(writer, kit, actor, 'hook.change', id, { name: name ?? before.name, fields: Object.keys(change) });
      });
      await load();
      return present((await hookById(kit.db.read, id)) ?? raise(noHook()));
    },
    remove: async (actor, id) => {
      await kit.db.write(async (writer) => {
        const before = await hookById(writer, id);
        if (!before) throw noHook();
        await deleteHook(writer, id);
        await audit(writer, kit, actor, 'hook.remove', id, { name: before.name });
      });
      await load();
    },
    test: async (id) => (lanes.get(id) ?? raise(noHook())).test(),
    stop: async () => {
      clearInterval(timer);
      await gathering.stop();
      await Promise.all([...lanes.values()].map((lane) => lane.stop()));
    },
  };
}

function noHook(): Refusal {
  return new Refusal('not_found', 'there is no such webhook');
}

function raise(refusal: Refusal): never {
  throw refusal;
}
