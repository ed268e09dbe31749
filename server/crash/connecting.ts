import type { Socket } from 'socket.io-client';
import type { PairingState, Screen, ShowState } from '#contract/screens.ts';
import type { Caller } from '../testing/box.ts';
import { screenKey, socketTo } from '../testing/screens.ts';
import { type Doors, nextNumber } from './site.ts';

/** A paired screen that is there. */
export interface ConnectedScreen {
  readonly id: string;
  /** Its key, as it is sent. */
  readonly cookie: string;
  readonly socket: Socket;
  /** What it was told last. */
  shown(): ShowState | undefined;
}

/** Connects a new screen and pairs it; nothing where it was cut off before it was told a number. */
export async function connecting({ localUrl }: Doors, staff: Caller): Promise<ConnectedScreen | undefined> {
  const cookie = await screenKey(localUrl);
  const socket = socketTo(localUrl, '/screens', { cookie, origin: localUrl });
  let shown: ShowState | undefined;
  socket.on('show', (state: ShowState) => {
    shown = state;
  });
  const told = await new Promise<PairingState | undefined>((resolve) => {
    socket.on('pairing', resolve);
    socket.on('disconnect', () => resolve(undefined));
    socket.on('connect_error', () => resolve(undefined));
    // Cut off after the line was open and before the screen was let in, the socket itself says nothing.
    socket.io.on('close', () => resolve(undefined));
  });
  if (!told) return undefined;
  const { id } = await staff.call<Screen>('POST', '/api/screens/pair', {
    code: told.code,
    name: `screen ${nextNumber()}`,
  });
  return { id, cookie, socket, shown: () => shown };
}
