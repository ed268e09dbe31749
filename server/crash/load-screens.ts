import type { PairingState, Screen } from '#contract/screens.ts';
import type { Caller } from '../testing/box.ts';
import { screenKey, socketTo } from '../testing/screens.ts';
import { type Act, type Doors, pause, type Site } from './site.ts';

/** So many screens are left from load to load; the oldest go. */
const keptScreens = 4;
let names = 0;

/** Connects a new screen and pairs it; gives its id, or nothing where it was cut off before it was told a number. */
export async function pairing({ localUrl }: Doors, staff: Caller): Promise<string | undefined> {
  const socket = socketTo(localUrl, '/screens', { cookie: await screenKey(localUrl), origin: localUrl });
  const told = await new Promise<PairingState | undefined>((resolve) => {
    socket.on('pairing', resolve);
    socket.on('disconnect', () => resolve(undefined));
    socket.on('connect_error', () => resolve(undefined));
    // Cut off after the line was open and before the screen was let in, the socket itself says nothing.
    socket.io.on('close', () => resolve(undefined));
  });
  if (!told) return undefined;
  const { id } = await staff.call<Screen>('POST', '/api/screens/pair', { code: told.code, name: `screen ${++names}` });
  return id;
}

/** What is done with screens beside the rest of a load. */
export function screenLoad(site: Site): Act[] {
  const { box, staff, acknowledged } = site;
  return [
    leading(site),
    async () => {
      const id = await pairing(box, staff);
      if (id === undefined) return 'done';
      acknowledged.paired.add(id);
      acknowledged.count('pair');
      const { items } = await staff.call<{ items: Screen[] }>('GET', '/api/screens');
      const spare = items.filter((screen) => screen.id !== site.first && screen.id !== id);
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
    await acknowledged.giving('screen', first, name, () => staff.call('PATCH', path, { name }));
    const on = names % 2 === 0;
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
