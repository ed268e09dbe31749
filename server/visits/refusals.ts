import type { RefusalReason } from '#contract/report.ts';
import { readSettings } from '../box/settings.ts';
import type { Kit } from '../kit.ts';
import type { Refusal } from '../refusal.ts';
import type { Writer } from '../store/database.ts';
import { insertRefusals, linksOf, type RefusalRow } from './refusals/table.ts';
import { Adding, subjectsOf } from './totals/adding.ts';
import { localTime } from './totals/local-time.ts';
import { addTotals } from './totals/table.ts';

/** A phone that was not let in. */
export interface Refused {
  readonly linkId: string;
  readonly visitor: string;
  readonly reason: RefusalReason;
  readonly onSite: boolean;
  readonly place: number | undefined;
}

/** Who was not let in, and what looked at a link without being anybody. */
export interface Refusals {
  /** Nobody waits for it: what the last half second brought is lost by a power cut. */
  note(refused: Refused): void;
  /** A robot fetched the page of a link. */
  robot(linkId: string): void;
  /** Writes what is not on disk yet. */
  stop(): Promise<void>;
}

const gatherMs = 500;
const halfHourMs = 1_800_000;
/** So many phones are noted at one link in half an hour: whoever makes up more of them is no phone. */
const mostAtLink = 5000;
const rowsAWrite = 1000;

const reasons: Readonly<Record<string, RefusalReason>> = {
  link_exhausted: 'used_up',
  link_expired: 'expired',
  link_revoked: 'revoked',
  link_not_open_yet: 'not_open_yet',
  too_many_devices: 'devices',
  password_wrong: 'password',
  too_many_attempts: 'attempts',
};

/** Why a phone was not let in, by the refusal that it was answered; undefined where that is no such refusal. */
export function reasonOf({ code, facts }: Pick<Refusal, 'code' | 'facts'>): RefusalReason | undefined {
  return code === 'link_exhausted' && facts.perVisitor === true ? 'used_up_here' : reasons[code];
}

/** Counts refusals in groups, off the way of the requests. */
export function openRefusals(kit: Pick<Kit, 'db' | 'clock' | 'log'>): Refusals {
  let rows: RefusalRow[] = [];
  let robots = new Map<string, number>();
  /** Whom each link refused for what in the half hour that runs. */
  let slot = 0;
  let atLink = new Map<string, Set<string>>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const write = async () => {
    const [refused, fetched] = [rows, robots];
    rows = [];
    robots = new Map();
    const { day } = localTime(readSettings(kit).timeZone, kit.clock.now());
    for (let at = 0; at < refused.length; at += rowsAWrite)
      await kit.db.write((writer) => addRefusals(writer, refused.slice(at, at + rowsAWrite)));
    if (fetched.size > 0) await kit.db.write((writer) => addRobots(writer, fetched, day));
  };
  const flush = () => {
    timer = undefined;
    writing = writing
      .then(write)
      .catch((error: unknown) => kit.log.warn({ err: error }, 'who was refused could not be noted'));
  };
  const soon = () => {
    timer ??= setTimeout(flush, gatherMs).unref();
  };

  return {
    note: ({ linkId, visitor, reason, onSite, place }) => {
      const at = kit.clock.now();
      const now = Math.floor(at / halfHourMs);
      if (now !== slot) {
        slot = now;
        atLink = new Map();
      }
      const phones = atLink.get(linkId) ?? new Set();
      atLink.set(linkId, phones);
      const phone = `${visitor} ${reason}`;
      if (phones.has(phone) || phones.size >= mostAtLink) return;
      phones.add(phone);
      const { day } = localTime(readSettings(kit).timeZone, at);
      rows.push({
        ...{ link_id: linkId, visitor, reason, slot, at, day },
        ...{ on_site: onSite ? 1 : 0, place: place ?? null },
      });
      soon();
    },
    robot: (linkId) => {
      robots.set(linkId, (robots.get(linkId) ?? 0) + 1);
      soon();
    },
    stop: async () => {
      clearTimeout(timer);
      flush();
      await writing;
    },
  };
}

async function addRefusals(writer: Writer, rows: readonly RefusalRow[]): Promise<void> {
  const adding = new Adding();
  for (const { day, reason, ...of } of await insertRefusals(writer, rows)) {
    for (const subject of subjectsOf(of)) {
      adding.day(subject, day, 'refused');
      adding.part(subject, day, 'refusal', reason);
    }
  }
  await addTotals(writer, adding);
}

async function addRobots(writer: Writer, robots: ReadonlyMap<string, number>, day: number): Promise<void> {
  const adding = new Adding();
  for (const [linkId, { projectId, audience }] of await linksOf(writer, [...robots.keys()])) {
    const count = robots.get(linkId) ?? 0;
    for (const subject of subjectsOf({ linkId, projectId, audience })) adding.day(subject, day, 'robots', count);
  }
  await addTotals(writer, adding);
}
