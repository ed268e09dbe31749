import type { Ask, AskReply } from '#contract/asks.ts';
import type { Actor } from '../box/actor.ts';
import type { Kit } from '../kit.ts';
import { announceGiven } from '../links/extend.ts';
import { asHeld } from '../links/held.ts';
import { sightOf } from '../links/mine.ts';
import { linkById, type StoredLink } from '../links/table.ts';
import type { Visitor } from '../visits/opening.ts';
import { type Answered, answerWithin, checkReply } from './answer.ts';
import { type Asking, addAsk, type Standing, standingOf } from './asking.ts';
import { presentAsk } from './present.ts';
import { lookAt, settle } from './settle.ts';
import {
  answeredAsks,
  anyToForget,
  endAsks,
  forgetAsks,
  lapsedAsks,
  linksWaitedAt,
  type StoredAsk,
  waitingAsks,
} from './table.ts';

/** Who asks to see more, and what staff said to it. */
export interface Asks {
  /** How a phone that is kept out stands; undefined where staff could not open the link again. */
  standing(link: StoredLink, visitor: Visitor): Promise<Standing | undefined>;
  /** A phone asks; gives how it stands then. */
  add(link: StoredLink, asking: Asking): Promise<Standing | undefined>;
  list(actor: Actor, which: { state: 'open' | 'answered'; projectId?: string; linkId?: string }): Promise<Ask[]>;
  answer(actor: Actor, id: string, reply: AskReply): Promise<Answered>;
  stop(): void;
}

const most = 500;
const hourMs = 3_600_000;
/** What a hall does at once is looked at once. */
const soonMs = 300;

/** Opens the room: what waited when the box stopped waits on. */
export async function openAsks(kit: Kit): Promise<Asks> {
  /** Links at which somebody may wait: of others nothing has to be looked at when they change. */
  const waitedAt = new Set(await linksWaitedAt(kit.db.read));
  const timers = new Map<string, NodeJS.Timeout>();
  const failed = (error: unknown) => kit.log.error({ err: error }, 'what guests asked for could not be looked at');

  const announce = (asks: readonly StoredAsk[]) => {
    for (const { id: askId, link_id: linkId, project_id: projectId } of asks) {
      kit.changes.emit('ask.answered', { askId, linkId, projectId });
    }
  };

  /** Ends asks that wait no more: too old, or at an address or in a project that is gone. Never by a clock that is wrong. */
  const lapse = async (linkId?: string) => {
    if (!kit.clock.trusted()) return;
    const now = kit.clock.now();
    const lapsed = await lapsedAsks(kit.db.read, now, linkId);
    if (lapsed.length === 0) return;
    const ids = lapsed.map(({ id }) => id);
    await kit.db.write((writer) => endAsks(writer, ids, { state: 'lapsed', by: null, now }));
    announce(lapsed);
  };

  /** A link changed, or was opened: whoever waited for that waits no more. Writes only where somebody did. */
  const look = async (linkId: string) => {
    await lapse(linkId);
    const link = await linkById(kit.db.read, linkId);
    if (!link) return void waitedAt.delete(linkId);
    const before = await lookAt(kit.db.read, asHeld(kit, link), kit.clock.now());
    if (before.given.length === 0 && before.others.length === 0) {
      if (before.waiting === 0) waitedAt.delete(linkId);
      return;
    }
    const given = await kit.db.write(async (writer) => {
      const now = kit.clock.now();
      const stored = await linkById(writer, linkId);
      if (!stored) return [];
      const found = await lookAt(writer, asHeld(kit, stored), now);
      await settle(writer, found, null, now);
      return found.given;
    });
    announce(given);
  };
  const lookSoon = (linkId: string) => {
    if (!waitedAt.has(linkId) || timers.has(linkId)) return;
    const timer = setTimeout(() => {
      timers.delete(linkId);
      look(linkId).catch(failed);
    }, soonMs).unref();
    timers.set(linkId, timer);
  };

  const round = async () => {
    await lapse();
    if (kit.clock.trusted() && (await anyToForget(kit.db.read, kit.clock.now()))) {
      await kit.db.write((writer) => forgetAsks(writer, kit.clock.now()));
    }
  };
  const hourly = setInterval(() => void round().catch(failed), hourMs).unref();
  const changed = ({ linkId }: { linkId: string }) => lookSoon(linkId);
  const stops = [
    kit.changes.on('link.changed', changed),
    kit.changes.on('link.revoked', changed),
    kit.changes.on('visit.opened', changed),
    // Its end may be its links'.
    kit.changes.on('project.changed', () => {
      for (const linkId of waitedAt) lookSoon(linkId);
    }),
  ];

  return {
    standing: (link, visitor) => standingOf(kit.db.read, link, visitor, kit.clock.now()),
    add: async (link, asking) => {
      // Before the write: the link may change as soon as it is on disk.
      waitedAt.add(link.id);
      const { standing, added } = await addAsk(kit, link, asking);
      if (added) kit.changes.emit('ask.added', { askId: added.id, linkId: link.id, projectId: link.projectId });
      return standing;
    },
    list: async (actor, { state, projectId, linkId }) => {
      const read = state === 'open' ? waitingAsks : answeredAsks;
      const which = { now: kit.clock.now(), ...sightOf(actor), projectId, linkId, most };
      return (await read(kit.db.read, which)).map(presentAsk);
    },
    answer: async (actor, id, reply) => {
      checkReply(reply);
      const answered = await kit.db.write((writer) => answerWithin(writer, kit, actor, id, reply));
      if (answered.given) announceGiven(kit, answered.given);
      announce(answered.asks);
      return answered;
    },
    stop: () => {
      clearInterval(hourly);
      for (const timer of timers.values()) clearTimeout(timer);
      for (const stop of stops) stop();
    },
  };
}
