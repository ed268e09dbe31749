import type { Ask } from '#contract/asks.ts';
import { jsonPost, type Phone } from '../testing/guests.ts';
import { keptOut, letIn, type Way } from './notes.ts';
import { type Act, nextNumber, type Site } from './site.ts';

/** What phones are that look like no other one: each system is a place of its own. */
const android = 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36';

/** Guests at closed pages who ask for more and are answered, and phones beyond those that a link allows which are let in. */
export async function askLoad(site: Site): Promise<Act[]> {
  return [await asking(site), await crowding(site)];
}

/** The link is used up; every other guest is given one open, and the others are told no. */
async function asking(site: Site): Promise<Act> {
  const { box, acknowledged, staff } = site;
  const way: Way = { box, acknowledged, link: await site.newLink({ policy: { maxOpens: 1 } }) };
  const { id } = way.link;
  let [most, given, declined] = [1, 0, 0];
  return after(way, async () => {
    const phone = await keptOut(way, 'link_exhausted');
    const ask = await asked(site, way, phone);
    if (given + declined === 0) acknowledged.hold('asks', id, `${most} 0 0`);
    if (declined < given) {
      declined += 1;
      await acknowledged.giving('asks', id, `${most} ${given} ${declined}`, () =>
        staff.call('POST', `/api/asks/${ask}/answer`, { decline: true }),
      );
      return undefined;
    }
    most += 1;
    given += 1;
    await acknowledged.giving('asks', id, `${most} ${given} ${declined}`, () =>
      staff.call('POST', `/api/asks/${ask}/answer`, { opens: 1 }),
    );
    await letIn(way, { phone });
    return undefined;
  });
}

/** The link has one place, which is taken. */
async function crowding(site: Site): Promise<Act> {
  const { box, acknowledged, staff } = site;
  const way: Way = { box, acknowledged, link: await site.newLink({ policy: { maxDevices: 1 } }) };
  const { id } = way.link;
  let places = 0;
  return after(way, async () => {
    const phone = await keptOut(way, 'too_many_devices', { agent: android });
    const ask = await asked(site, way, phone);
    if (places === 0) acknowledged.hold('places', id, '0 0');
    places += 1;
    await acknowledged.giving('places', id, `${places} ${places}`, () =>
      staff.call('POST', `/api/asks/${ask}/answer`, { letIn: true }),
    );
    await letIn(way, { phone });
    return undefined;
  });
}

/** What is done again and again once a first guest is in. */
function after(way: Way, act: Act): Act {
  let first = true;
  return async () => {
    if (!first) return act();
    await letIn(way);
    first = false;
    return undefined;
  };
}

/** A phone asks for more under a name of its own; gives the ask's id as staff see it. */
async function asked({ staff, acknowledged }: Site, { link }: Way, phone: Phone): Promise<string> {
  const name = `guest ${nextNumber()}`;
  const path = `/g/${link.token}/ask`;
  const answer = await phone.ask(path, jsonPost({ name }));
  const text = await answer.text();
  if (answer.status !== 201) throw new Error(`POST ${path}: ${answer.status} ${text}`);
  acknowledged.asked.add(`${link.id} ${name}`);
  acknowledged.count('ask');
  const { items } = await staff.call<{ items: Ask[] }>('GET', `/api/asks?linkId=${link.id}`);
  const ask = items.find((one) => one.name === name);
  if (!ask) throw new Error(`GET /api/asks: 200 without ${name}, who was told to wait`);
  return ask.id;
}
