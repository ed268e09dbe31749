import { called } from '#contract/called.ts';
import type { HookFact } from '#contract/hooks.ts';
import { readSettings } from '../box/settings.ts';
import { newId } from '../ids.ts';
import type { Kit } from '../kit.ts';
import { linkNames, linksById, type StoredLink } from '../links/table.ts';
import type { Happening } from './gather.ts';
import type { KnownHook } from './known.ts';
import { sentenceOf } from './say.ts';
import { nearlyUsedUp, noteSoon } from './soon.ts';
import { asksById, type DeliveryRow, insertDeliveries, visitsOfStaff } from './table.ts';
import type { Told } from './told.ts';

const rowsAWrite = 1000;

/** Puts what happened in line for each webhook that wants to know; gives how many each got. On disk when this settles. */
export async function putInLine(
  kit: Kit,
  hooks: readonly KnownHook[],
  happenings: readonly Happening[],
): Promise<Map<string, number>> {
  const { read } = kit.db;
  const ofSome = (which: (happening: Happening) => string | null) =>
    [...new Set(happenings.map(which))].filter((id) => id !== null);
  const linkIds = ofSome(({ linkId }) => linkId);
  const savedIn = happenings.flatMap(({ fact, visitId }) => (fact === 'downloaded' && visitId ? [visitId] : []));
  const [links, names, asks, staff] = await Promise.all([
    linksById(read, linkIds),
    linkNames(read, linkIds),
    asksById(
      read,
      ofSome(({ askId }) => askId),
    ),
    visitsOfStaff(read, [...new Set(savedIn)]),
  ]);
  const byId = new Map(links.map((link) => [link.id, link]));
  const opened = new Set(happenings.flatMap(({ fact, linkId }) => (fact === 'opened' ? [linkId] : [])));
  const wanted = hooks.some(({ facts }) => facts.has('exhausted_soon'));
  const soon = wanted
    ? await nearlyUsedUp(
        read,
        links.filter(({ id }) => opened.has(id)),
        kit.clock.now(),
      )
    : [];

  const told = (fact: HookFact, link: StoredLink, at: number): Omit<Told, 'id' | 'text'> => {
    const name = names.get(link.id);
    return {
      fact,
      at: new Date(at).toISOString(),
      box: readSettings(kit).boxName,
      project: { id: link.projectId, title: link.projectTitle },
      link: {
        id: link.id,
        name: name?.label || name?.gallery || '',
        recipient: link.recipient && called(link.recipient),
      },
      ...{ visitId: null, ask: null, count: null, minutes: null, times: 1 },
    };
  };
  const facts = happenings.flatMap(({ fact, linkId, visitId, askId, at, count }) => {
    const link = byId.get(linkId);
    // By somebody of the house, or at a link that is gone by now.
    if (!link || (visitId && staff.has(visitId))) return [];
    const ask = askId === null ? undefined : asks.get(askId);
    return [{ ...told(fact, link, at), visitId, count, ask: askId && ask ? { id: askId, ...ask } : null }];
  });
  facts.push(
    ...soon.map(({ link, left, minutes }) => ({
      ...told('exhausted_soon', link, kit.clock.now()),
      count: left,
      minutes,
    })),
  );

  const now = kit.clock.now();
  const rows = hooks.flatMap((hook) =>
    facts
      .filter(({ fact, project }) => hook.facts.has(fact as HookFact) && hook.ofProject(project?.id))
      .map((one): DeliveryRow => {
        const id = newId(now);
        const body: Told = { ...one, id, text: sentenceOf({ ...one, id }, hook.locale) };
        return {
          ...{ id, hook_id: hook.id, fact: one.fact as HookFact, body: JSON.stringify(body), state: 'waiting' },
          ...{ attempts: 0, next_at: null, status: null, failure: null, made_at: now, ended_at: null },
        };
      }),
  );
  for (let at = 0; at < rows.length; at += rowsAWrite) {
    const part = rows.slice(at, at + rowsAWrite);
    await kit.db.write(async (writer) => {
      await insertDeliveries(writer, part);
      // With the last of them, so that what is noted as told is in line.
      if (at + rowsAWrite >= rows.length) await noteSoon(writer, soon);
    });
  }
  const counts = new Map<string, number>();
  for (const { hook_id } of rows) counts.set(hook_id, (counts.get(hook_id) ?? 0) + 1);
  return counts;
}
