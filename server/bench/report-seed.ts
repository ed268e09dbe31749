import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Actor } from '../box/actor.ts';
import { machineTime } from '../clock.ts';
import { readConfig } from '../config.ts';
import { newId } from '../ids.ts';
import type { Kit } from '../kit.ts';
import { insertLink } from '../links/link.ts';
import { insertSent } from '../links/messages/table.ts';
import { insertRecipient } from '../links/recipients/recipients.ts';
import { startBox } from '../start.ts';
import { callerOf, ownerPassword, sessionOf } from '../testing/box.ts';
import { type Filled, type FilledLink, fillEvents } from './report-fill.ts';
import { days } from './report-guests.ts';
import { addScreens, backdate, chapters } from './report-rows/table.ts';
import { seed } from './seed.ts';

/** A box with a year of events behind it. */
export interface EventfulBox {
  readonly data: string;
  readonly projectId: string;
  readonly galleryIds: readonly string[];
  readonly links: readonly FilledLink[];
  readonly filled: Filled;
  /** The last day, `2026-11-21`, and the first. */
  readonly from: string;
  readonly to: string;
  /** How long the start took that made its totals of its raw events. */
  readonly rebuildSeconds: number;
}

const wish = { galleries: 12, links: 500, placements: 20, screens: 2 } as const;
export const audiences = [
  'event.attendee',
  'event.media',
  'event.sponsor',
  'product.partner',
  'product.media',
  'estate.client',
];
const photosOf = 25;
const dayMs = 86_400_000;
const actor: Actor = { id: 'bench', name: '陈晨', role: 'owner', projectIds: null, by: 'session' };
const noteFile = 'bench.json';

/** Fills a folder, or takes it as it is where it was filled before. */
export async function eventfulBox(data: string, events: number, tell: (line: string) => void): Promise<EventfulBox> {
  const note = join(data, noteFile);
  if (existsSync(note)) return { ...(JSON.parse(readFileSync(note, 'utf8')) as EventfulBox), data };
  const { projectId } = await seed(data, {
    photos: wish.galleries * photosOf,
    links: 0,
    thumbBytes: 3000,
    screenBytes: 6000,
  });
  // By the calendar in Shanghai, where the box is: the day before this one is over.
  const to = Math.floor((machineTime.wall() + 8 * 3_600_000) / dayMs) * dayMs - dayMs;
  const from = to - (days - 1) * dayMs;
  const links = await withBox(data, (kit, localUrl) => linksOf(kit, localUrl, projectId, from));
  tell(`writing ${events} events`);
  const filled = await fillEvents(join(data, 'maiimg.db'), links, events, to);
  tell('making their totals');
  // A box makes totals of what was there before them when it starts, before its doors open.
  const started = performance.now();
  await withBox(data, async () => {});
  const rebuildSeconds = (performance.now() - started) / 1000;
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  const galleryIds = [...new Set(links.map(({ galleryId }) => galleryId))];
  const made = { data, projectId, galleryIds, links, filled, from: day(from), to: day(to), rebuildSeconds };
  await writeFile(note, JSON.stringify(made));
  return made;
}

async function withBox<T>(data: string, work: (kit: Kit, localUrl: string) => Promise<T>): Promise<T> {
  const { kit, localUrl, stop } = await startBox({
    config: readConfig({
      MAIIMG_DATA: data,
      MAIIMG_PORT: '0',
      MAIIMG_GUEST_PORT: '0',
      MAIIMG_HOST: '127.0.0.1',
      MAIIMG_OWNER_PASSWORD: ownerPassword,
    }),
    log: pino({ level: 'silent' }),
    time: machineTime,
    onFatal: (error) => {
      throw error;
    },
  });
  try {
    return await work(kit, localUrl);
  } finally {
    await stop();
  }
}

/** Links of every audience, half of them for a recipient each and noted as sent, the others at places; two screens that showed photos each day. */
async function linksOf(kit: Kit, localUrl: string, projectId: string, from: number): Promise<FilledLink[]> {
  const owner = callerOf(localUrl, { cookie: await sessionOf(localUrl) });
  // What is counted here would be pruned otherwise: raw events of a year are kept.
  await owner.call('PATCH', '/api/settings', { keepEventsDays: 3650 });
  const { galleryIds, photoIdsOf } = await chapters(kit, projectId);
  const links: FilledLink[] = [];
  for (let at = 0; at < wish.links; at += 1) {
    const galleryId = galleryIds[at % galleryIds.length] as string;
    const forOne = at % 2 === 1;
    const policy = { maxOpens: 1_000_000, maxOpensPerVisitor: null, expiresAt: null, download: 'original' as const };
    const made = await kit.db.write(async (writer) => {
      const recipient = forOne
        ? await insertRecipient(writer, kit, actor, projectId, { name: `客户 ${at}`, company: `公司 ${at % 180}` })
        : undefined;
      const placement = `投放点 ${at % wish.placements}`;
      const input = { galleryIds: [galleryId], audience: audiences[at % audiences.length] as string, policy };
      const link = { ...input, for: forOne ? ('one' as const) : ('many' as const), ...(!forOne && { placement }) };
      const { id } = await insertLink(writer, kit, actor, projectId, link, null, recipient?.id);
      if (recipient) {
        const sent = {
          text_id: null,
          purpose: 'delivery',
          how: 'copied',
          body: '',
          by_id: actor.id,
          by_name: actor.name,
        };
        const whom = { id: newId(from), link_id: id, recipient_id: recipient.id, sent_at: from };
        await insertSent(writer, [{ ...whom, ...sent } as Parameters<typeof insertSent>[1][number]]);
      }
      return id;
    });
    links.push({ id: made, galleryId, photoIds: photoIdsOf(galleryId) });
  }
  await backdate(kit, from);
  const shown = galleryIds.slice(0, 4).flatMap((id) => links.find(({ galleryId }) => galleryId === id)?.photoIds ?? []);
  await addScreens(kit, shown, { screens: wish.screens, from, days });
  return links;
}
