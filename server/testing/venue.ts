import { sql } from 'kysely';
import type { NewLink } from '#contract/links.ts';
import type { RefusalReason } from '#contract/report.ts';
import type { Actor } from '../box/actor.ts';
import { newId } from '../ids.ts';
import { insertLink, readLink } from '../links/link.ts';
import { makeCounter } from '../visits/count.ts';
import { openRefusals } from '../visits/refusals.ts';
import { addAsked } from '../visits/totals/asks.ts';
import { addDownloads } from '../visits/totals/downloads.ts';
import { localTime } from '../visits/totals/local-time.ts';
import { addViews } from '../visits/totals/views.ts';
import { shelvePhotos } from './guests.ts';
import { actor, newGallery } from './links.ts';
import { house, presenter } from './people.ts';

const hour = 3_600_000;
export const zone = 'Asia/Shanghai';
const agents = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.50',
  'Mozilla/5.0 (Linux; Android 14; 2201123C) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36',
  'Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1',
] as const;
const regions = ['CN/浙江/杭州', 'CN/浙江', 'CN/上海/上海', 'US', ''] as const;
const reasons: readonly RefusalReason[] = ['expired', 'password', 'used_up', 'devices'];

/** The same figures in the same order each time (mulberry32). */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * sides);
  };
}

/**
 * A project with two galleries and links of every kind, where many phones come and go for weeks: guests and staff, with
 * and without cookies, who look, save, are turned away and ask.
 */
export async function busyVenue(seed: number, acts: number) {
  const at = await house();
  const { kit, projectId, galleryId } = at;
  const roll = dice(seed);
  const pick = <T>(list: readonly T[]) => list[roll(list.length)] as T;
  const count = makeCounter(kit, () => pick(regions));
  const refusals = openRefusals(kit);
  const second = await newGallery(kit, projectId);
  const photos = {
    [galleryId]: (await shelvePhotos(kit, projectId, galleryId, ['大堂', '客厅', '厨房', '书房'])).map(({ id }) => id),
    [second]: (await shelvePhotos(kit, projectId, second, ['湖景', '夜景', '园林'])).map(({ id }) => id),
  };
  const link = (input: Partial<NewLink>, recipientId: string | null = null, by: Actor = actor) =>
    kit.db.write(async (writer) => {
      const policy = { maxOpens: null, maxOpensPerVisitor: null, expiresAt: null, download: 'original' as const };
      const wish = { galleryIds: [galleryId], for: 'many' as const, ...input, policy: { ...policy, ...input.policy } };
      return (await insertLink(writer, kit, by, projectId, wish, undefined, recipientId)).id;
    });
  const wang = await at.add({ name: '王芳', company: '影像周刊' });
  const li = await at.add({ name: '李强' }, presenter);
  const links = {
    wall: await link({ audience: 'event.attendee', placement: '大屏', label: '大屏' }),
    bag: await link({ audience: 'event.attendee', placement: '礼品袋', galleryIds: [galleryId, second] }),
    wang: await link({ audience: 'event.media', for: 'one', galleryIds: [second] }, wang),
    li: await link({ for: 'one', galleryIds: [galleryId, second] }, li, presenter),
    label: await link({ for: 'one', label: '孙总', audience: 'event.media', policy: { download: 'off' } }),
    badge: await link({ audience: 'event.attendee', label: '胸卡', galleryIds: [second] }),
    unopened: await link({ for: 'one', label: '没来的' }),
  };
  await kit.db.write(async (writer) => {
    const now = kit.clock.now();
    await sql`INSERT INTO batches (id, project_id, gallery_id, label, first_number, count, made, terms, made_by_name,
      created_at, updated_at) VALUES ('batch', ${projectId}, ${second}, '胸卡', 1, 1, 1, '{}', '', ${now}, ${now})`.execute(
      writer,
    );
    await sql`UPDATE links SET batch_id = 'batch', number = 1 WHERE id = ${links.badge}`.execute(writer);
  });
  const galleriesOf = new Map<string, readonly string[]>([
    [links.bag, [galleryId, second]],
    [links.wang, [second]],
    [links.li, [galleryId, second]],
    [links.badge, [second]],
  ]);
  const open = Object.values(links).filter((id) => id !== links.unopened);
  const running: { visitId: string; linkId: string }[] = [];

  const act = async () => {
    kit.time.advance([1000, 60_000, hour, 5 * hour, 23 * hour][roll(5)] ?? 0);
    const kind = roll(6);
    const linkId = pick(open);
    const who = running[Math.max(0, running.length - 1 - roll(6))];
    const gallery = () => pick(galleriesOf.get(who?.linkId ?? '') ?? [galleryId]);
    if (kind <= 1 || !who) {
      const { row } = await count({
        ...{ link: await readLink(kit.db.read, linkId), visitor: { key: `phone ${roll(14)}`, standIn: roll(6) === 0 } },
        ...{ visitId: undefined, nonce: undefined, password: undefined, onSite: roll(3) === 0, address: '1.2.3.4' },
        ...{ agent: pick(agents), staff: roll(8) === 0 },
      });
      running.push({ visitId: row.id, linkId });
    } else if (kind <= 3) {
      const told = new Map(
        Array.from({ length: 1 + roll(3) }, () => {
          const of = gallery();
          return [pick(photos[of] ?? []), [of, 1 + roll(2), 500 + roll(40_000), roll(5) === 0]] as const;
        }),
      );
      const now = kit.clock.now();
      const rows = [...told].map(
        ([photo, [of, views, ms, saved]]) => [who.visitId, photo, of, 1, views, ms, now, saved ? now : null] as const,
      );
      await kit.db.write((writer) => addViews(writer, rows, zone));
    } else if (kind === 4) {
      const of = gallery();
      const row = { visit_id: who.visitId, photo_id: pick(photos[of] ?? []), edition: 1, how: 'save' as const };
      const rows = [{ ...row, link_id: who.linkId, gallery_id: of, at: kit.clock.now() }];
      await kit.db.write((writer) => addDownloads(writer, rows, zone));
    } else {
      refusals.note({ linkId, visitor: `phone ${roll(9)}`, reason: pick(reasons), onSite: false, place: undefined });
      if (roll(3) === 0) refusals.robot(linkId);
      if (roll(4) === 0) await ask(linkId);
    }
  };
  const ask = async (linkId: string) => {
    const { audience } = await readLink(kit.db.read, linkId);
    const now = kit.clock.now();
    const { day } = localTime(zone, now);
    await kit.db.write(async (writer) => {
      await sql`INSERT INTO asks (id, link_id, link_edition, visitor, stand_in, mark, kind, name, note, asked_at, state, day)
        VALUES (${newId(now)}, ${linkId}, 1, 'guest', 0, '', 'opens', '', '', ${now}, 'given', ${day})`.execute(writer);
      await addAsked(writer, { linkId, projectId, audience }, day);
    });
  };
  for (let nr = 0; nr < acts; nr += 1) await act();
  await refusals.stop();
  return { ...at, second, photos, links, wang, li };
}
