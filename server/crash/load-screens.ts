import type { Screen } from '#contract/screens.ts';
import { connecting } from './connecting.ts';
import { playlistLoad } from './load-playlists.ts';
import { type Act, pause, type Site } from './site.ts';

/** So many screens are left from load to load; the oldest go. */
const keptScreens = 6;
let names = 0;

/** What is done with screens beside the rest of a load. */
export async function screenLoad(site: Site): Promise<Act[]> {
  const { box, staff, acknowledged } = site;
  const own = new Set(site.first === undefined ? [] : [site.first]);
  return [
    leading(site),
    ...(await playlistLoad(site, own)),
    async () => {
      const id = (await connecting(box, staff))?.id;
      if (id === undefined) return 'done';
      acknowledged.paired.add(id);
      acknowledged.count('pair');
      const { items } = await staff.call<{ items: Screen[] }>('GET', '/api/screens');
      const spare = items.filter((screen) => !own.has(screen.id) && screen.id !== id);
      for (const screen of spare.slice(0, Math.max(0, items.length - keptScreens))) {
        acknowledged.forget(screen.id);
        await staff.call('DELETE', `/api/screens/${screen.id}`);
        acknowledged.removed.add(screen.id);
      }
      return pause();
    },
  ];
}

/** Gives the first screen something to show, then names it and presses its keys. */
function leading(site: Site): Act {
  const { staff, galleries, full, first, acknowledged } = site;
  return async () => {
    if (first === undefined) return 'done';
    const path = `/api/screens/${first}`;
    if (!site.leads) {
      const shows = [...galleries, full].map(({ id }) => ({ galleryId: id }));
      await staff.call('PATCH', path, { shows, confirm: true });
      site.leads = true;
    }
    const name = `screen ${++names}`;
    const on = names % 2 === 0;
    const codeAddress = on ? 'local' : 'auto';
    await acknowledged.giving('screen', first, `${name}|${codeAddress}`, () =>
      staff.call('PATCH', path, { name, codeAddress }),
    );
    await acknowledged.giving('blank', first, on ? '1' : '0', () =>
      staff.call('POST', `${path}/commands`, { type: 'blank', on }),
    );
    const pressed = await staff.ask('POST', `${path}/commands`, { type: on ? 'pause' : 'next' });
    const text = await pressed.text();
    // Until the first photo is ready there is nothing to lead through.
    if (!pressed.ok && !text.includes('nothing_to_show'))
      throw new Error(`POST ${path}/commands: ${pressed.status} ${text}`);
    if (pressed.ok) acknowledged.count('command');
    return undefined;
  };
}
