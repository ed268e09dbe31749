import type { HookSent } from '#contract/hooks.ts';
import { readSettings } from '../box/settings.ts';
import { newId } from '../ids.ts';
import type { Kit } from '../kit.ts';
import { call } from './call.ts';
import { letterOf } from './forms/json.ts';
import { letterTo, plainVerdict, verdictOf } from './forms/robots.ts';
import { type KnownHook, opened } from './known.ts';
import type { Outside } from './outside.ts';
import { messageOf, sentenceOf } from './say.ts';
import {
  type DeliveryRow,
  deleteDeliveries,
  deleteOlder,
  noteAttempt,
  oldestOpens,
  replaceBody,
  updateHook,
  waitingFor,
} from './table.ts';
import { type Told, toldIn } from './told.ts';

const second = 1000;
/** After a message that was not taken, so long until it is tried again; at the end of the row, every hour. */
const pauses = [1, 5, 30, 120, 600, 3600].map((seconds) => seconds * second);
/** What nobody took for so long is told no more. */
const lapseMs = 24 * 3_600_000;
/**
 * Groups are not to be flooded, and robots take few messages (企业微信 and 钉钉 20 a minute, and 钉钉 none for ten minutes
 * after that): what happens at once is one message, news come every half minute, what staff must act on sooner.
 */
const group = { gatherMs: 3 * second, newsMs: 30 * second, urgentMs: 4 * second } as const;
export interface Bounds {
  /** So many wait for one webhook one by one; of more, the oldest opens are put together. */
  readonly mostWaiting: number;
  /** How long the other side may take. */
  readonly timeoutMs: number;
}
export const bounds: Bounds = { mostWaiting: 5000, timeoutMs: 10_000 };
const batch = 50;

/** The way to one webhook: what waits for it goes out in its order, one after the other. */
export interface Lane {
  readonly waiting: () => number;
  /** So many more are in line. */
  added(count: number): void;
  /** It was changed: what waits is tried at once. */
  renew(hook: KnownHook): void;
  /** Looks whether anything is due. */
  tick(): void;
  /** Sends a test message now. */
  test(): Promise<HookSent>;
  /** Breaks off what is on its way, which will be told again. */
  stop(): Promise<void>;
}

/** Opens the way to a webhook, at which so many wait. */
export async function openLane(
  kit: Kit,
  outside: Outside,
  { mostWaiting, timeoutMs }: Bounds,
  first: KnownHook,
  count: number,
): Promise<Lane> {
  const foldedAtOnce = Math.min(1000, Math.ceil(mostWaiting / 5));
  let hook = first;
  let waiting = count;
  const over = new AbortController();
  const mono = () => kit.clock.monotonic();
  const [head] = await waitingFor(kit.db.read, hook.id, 1);
  let failures = head?.attempts ?? 0;
  let due = head?.next_at ? mono() + Math.min(Math.max(0, head.next_at - kit.clock.now()), pauses.at(-1) ?? 0) : 0;
  let messageAt = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | undefined;

  const send = async (told: readonly Told[]): Promise<HookSent> => {
    const to = opened(kit, hook.row);
    if (!to) return { ok: false, status: null, failure: 'key', said: null };
    const now = kit.clock.now();
    const [one] = told;
    if (hook.form === 'json' && one) {
      return plainVerdict(await call(outside, letterOf(to.url, one, to.secret, now), timeoutMs, over.signal));
    }
    if (hook.form === 'json') throw new Error('nothing to tell');
    const text = messageOf(readSettings(kit).boxName, told, hook.locale);
    return verdictOf(await call(outside, letterTo(hook.form, to.url, text, to.secret, now), timeoutMs, over.signal));
  };
  const lastOf = ({ ok, status, failure, said }: HookSent) => ({
    ...{ last_at: kit.clock.now(), last_ok: ok ? 1 : 0, last_status: status },
    ...{ last_failure: failure, last_said: said },
  });
  const settle = async (rows: readonly DeliveryRow[], sent: HookSent, failed?: DeliveryRow) => {
    const pause = pauses[Math.min(failures, pauses.length - 1)] ?? 0;
    await kit.db.write(async (writer) => {
      await deleteDeliveries(
        writer,
        rows.map(({ id }) => id),
      );
      await updateHook(writer, hook.id, lastOf(sent));
      if (failed) {
        const next = { attempts: failures + 1, next_at: kit.clock.now() + pause };
        await noteAttempt(writer, failed.id, { ...next, status: sent.status, failure: sent.failure });
      }
    });
    waiting = Math.max(0, waiting - rows.length);
    if (!failed) failures = 0;
    else {
      failures += 1;
      due = mono() + pause;
      kit.log.info({ hook: hook.id, failure: sent.failure, status: sent.status }, 'a webhook was not taken');
    }
  };

  /** Our own form: one after the other, until one is not taken. What was taken is noted for several at once. */
  const tellEach = async (rows: readonly DeliveryRow[]) => {
    const done: DeliveryRow[] = [];
    for (const row of rows) {
      const sent = await send([toldIn(row.body)]);
      if (over.signal.aborted) break;
      if (!sent.ok) return settle(done, sent, row);
      done.push(row);
    }
    if (done.length > 0) await settle(done, { ok: true, status: 200, failure: null, said: null });
  };
  /** A group: all that waits in one message, if it is time for one. */
  const tellGroup = async (rows: readonly DeliveryRow[]) => {
    const [oldest] = rows;
    if (!oldest) return;
    const urgent = rows.some(({ fact }) => fact === 'asked' || fact === 'exhausted_soon');
    const gathered = group.gatherMs - (kit.clock.now() - oldest.made_at);
    const spaced = messageAt + (urgent ? group.urgentMs : group.newsMs) - mono();
    const wait = Math.min(Math.max(gathered, spaced), group.newsMs);
    if (wait > 0) {
      due = mono() + wait;
      return;
    }
    messageAt = mono();
    const sent = await send(rows.map(({ body }) => toldIn(body)));
    if (over.signal.aborted) return;
    await (sent.ok ? settle(rows, sent) : settle([], sent, oldest));
  };
  const lapse = async () => {
    const before = kit.clock.now() - lapseMs;
    const lapsed = await kit.db.write((writer) => deleteOlder(writer, hook.id, before));
    waiting = Math.max(0, waiting - lapsed);
    kit.log.warn({ hook: hook.id, lapsed }, 'what a webhook did not take for a day is told no more');
  };
  const fold = async () => {
    const opens = await oldestOpens(kit.db.read, hook.id, foldedAtOnce);
    const [kept, ...others] = opens;
    if (!kept || others.length === 0) return;
    const times = opens.reduce((sum, { body }) => sum + toldIn(body).times, 0);
    const blank = { project: null, link: null, visitId: null, count: times, times };
    const told: Told = { ...toldIn(kept.body), ...blank };
    const body = JSON.stringify({ ...told, text: sentenceOf(told, hook.locale) });
    await kit.db.write(async (writer) => {
      await replaceBody(writer, kept.id, body);
      await deleteDeliveries(
        writer,
        others.map(({ id }) => id),
      );
    });
    waiting -= others.length;
  };
  const round = async () => {
    if (waiting > mostWaiting) await fold();
    if (!hook.enabled || mono() < due) return;
    const rows = await waitingFor(kit.db.read, hook.id, hook.form === 'json' ? batch : mostWaiting);
    const [oldest] = rows;
    if (!oldest) {
      waiting = 0;
      return;
    }
    if (kit.clock.trusted() && kit.clock.now() - oldest.made_at > lapseMs) return lapse();
    await (hook.form === 'json' ? tellEach(rows) : tellGroup(rows));
  };
  const tick = () => {
    const ready = (hook.enabled && mono() >= due) || waiting > mostWaiting + foldedAtOnce / 2;
    if (running || waiting === 0 || over.signal.aborted || !ready) return;
    running = round()
      .catch((err: unknown) => {
        due = mono() + (pauses[1] ?? 0);
        kit.log.error({ err, hook: hook.id }, 'a webhook could not be told');
      })
      .finally(() => {
        running = undefined;
        // The rest of the line, unless it has to wait.
        tick();
      });
  };

  return {
    waiting: () => waiting,
    added: (more) => {
      waiting += more;
      tick();
    },
    renew: (changed) => {
      hook = changed;
      due = 0;
      tick();
    },
    tick,
    test: async () => {
      const id = newId(kit.clock.now());
      const blank = { project: null, link: null, visitId: null, ask: null, count: null, minutes: null, times: 1 };
      const at = new Date(kit.clock.now()).toISOString();
      const told = { id, fact: 'test' as const, at, box: readSettings(kit).boxName, ...blank };
      const sent = await send([{ ...told, text: sentenceOf(told, hook.locale) }]);
      await kit.db.write((writer) => updateHook(writer, hook.id, lastOf(sent)));
      if (sent.ok) due = 0;
      tick();
      return sent;
    },
    stop: async () => {
      over.abort();
      await running;
    },
  };
}
