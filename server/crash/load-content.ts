import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Settings } from '#contract/box.ts';
import type { Gallery, Swap } from '#contract/galleries.ts';
import { type Act, pause, type Site } from './site.ts';

/** A set that is planned goes live within so long, ms. */
const soonMs = { least: 300, most: 1200 } as const;
/** The box looks for what is due twice a second. */
const lateMs = 1000;
const dayMs = 86_400_000;

/** Sets of photos that go live at their moment or are called off, and the hour at which chapters begin; `struck` as in `load`. */
export async function contentLoad(site: Site, struck: number | undefined): Promise<Act[]> {
  const { staff, projectId, stock } = site;
  const swapped = await staff.call<Gallery>('POST', `/api/projects/${projectId}/galleries`, {
    title: 'swapped',
    ...{ inflow: 'off', photoIds: stock.slice(0, 3) },
  });
  return [swapping(site, swapped), await striking(site, struck)];
}

function swapping({ staff, stock, acknowledged }: Site, { id }: Gallery): Act {
  const path = `/api/galleries/${id}/swaps`;
  const plan = (at: number) => {
    const from = randomInt(stock.length - 3);
    const photoIds = stock.slice(from, from + randomInt(1, 4));
    return staff.ask('POST', path, { photoIds, at: new Date(at).toISOString() });
  };
  return async () => {
    const at = Date.now() + randomInt(soonMs.least, soonMs.most);
    acknowledged.expect(at + lateMs);
    const answer = await plan(at);
    const told = (await answer.json()) as Swap;
    // A box that is busy may hear of it when the moment is over.
    if (answer.status === 201) {
      acknowledged.hold('swap', told.id, 'done');
      acknowledged.count('swap');
    } else if (answer.status !== 400 || Date.now() < at)
      throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(told)}`);

    const far = await plan(Date.now() + dayMs);
    const { id: farId } = (await far.json()) as Swap;
    if (far.status !== 201) throw new Error(`POST ${path}: ${far.status}`);
    acknowledged.hold('swap', farId, 'planned');
    await acknowledged.giving('swap', farId, 'gone', () => staff.call('DELETE', `${path}/${farId}`));
    await setTimeout(100);
    return undefined;
  };
}

/** Sets the hour far from now again and again; where it is to strike, once, and waits for it. */
async function striking({ staff, galleries, full, acknowledged }: Site, struck: number | undefined): Promise<Act> {
  const { timeZone } = await staff.call<Settings>('GET', '/api/settings');
  const clock = (at: number) =>
    new Intl.DateTimeFormat('en', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
  const set = async ({ id }: Gallery, at: number) => {
    const dailyAt = clock(at);
    await acknowledged.giving(
      'daily',
      id,
      dailyAt,
      () => staff.call('PATCH', `/api/galleries/${id}`, { dailyAt }),
      'off',
    );
  };
  const [, append] = galleries as [Gallery, Gallery];
  let turn = 0;
  return async () => {
    if (struck !== undefined) {
      acknowledged.expect(struck + lateMs);
      await set(append, struck);
      if (Date.now() < struck) acknowledged.count('strike');
      return 'done';
    }
    turn += 1;
    // Half a day away, so that it strikes in no load.
    for (const gallery of [append, full]) await set(gallery, Date.now() + dayMs / 2 + turn * 60_000);
    await setTimeout(50);
    return turn === 60 ? 'done' : pause();
  };
}
