import { io, type Socket } from 'socket.io-client';
import type { PairingState, Screen, ScreenStatus, ShowState } from '#contract/screens.ts';
import type { ScreenHears, ScreenSays } from '#contract/socket.ts';
import type { TestBox } from './box.ts';

/** A screen as a browser would be one, without its picture. */
export interface TestScreen {
  /** Its cookie, as it is sent. */
  readonly cookie: string;
  readonly socket: Socket<ScreenHears, ScreenSays>;
  /** All that it was told so far. */
  readonly pairings: PairingState[];
  readonly shows: ShowState[];
  readonly commands: string[];
  /** The state that it was told last and that fits, waiting for one where there is none yet. */
  show(fits?: (state: ShowState) => boolean): Promise<ShowState>;
  pairing(fits?: (state: PairingState) => boolean): Promise<PairingState>;
  photo(photoId: string, size?: string, query?: string): Promise<Response>;
  say(status: Partial<ScreenStatus>): void;
}

const opened = new Set<Socket>();

/** Ends all sockets that tests have opened. */
export function closeScreens(): void {
  for (const socket of opened) socket.disconnect();
  opened.clear();
}

/** A new key from the box. */
export async function screenKey(url: string, cookie?: string): Promise<string> {
  const answer = await fetch(new URL('/kiosk/key', url), {
    method: 'POST',
    headers: cookie === undefined ? {} : { cookie },
  });
  if (answer.status !== 204) throw new Error(`no key: ${answer.status}`);
  return answer.headers.getSetCookie()[0]?.split(';')[0] as string;
}

/** A socket to a namespace; it does not come back by itself. */
export function socketTo(url: string, namespace: string, headers: Record<string, string> = {}): Socket {
  const socket = io(new URL(namespace, url).href, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: headers,
  });
  opened.add(socket);
  return socket;
}

/** Connects a screen, a new one unless it brings its cookie. */
export async function connectScreen({ localUrl }: { localUrl: string }, known?: string): Promise<TestScreen> {
  const cookie = known ?? (await screenKey(localUrl));
  const socket: Socket<ScreenHears, ScreenSays> = socketTo(localUrl, '/screens', { cookie, origin: localUrl });
  const pairings: PairingState[] = [];
  const shows: ShowState[] = [];
  const commands: string[] = [];
  socket.on('pairing', (state) => pairings.push(state));
  socket.on('show', (state) => shows.push(state));
  socket.on('command', (command) => commands.push(command));
  await new Promise<void>((resolve, reject) => {
    socket.on('connect', resolve);
    socket.on('connect_error', reject);
  });
  return {
    cookie,
    socket,
    pairings,
    shows,
    commands,
    show: (fits = () => true) => until(() => lastThat(shows, fits)),
    pairing: (fits = () => true) => until(() => lastThat(pairings, fits)),
    photo: (photoId, size = 'screen', query = '') =>
      fetch(new URL(`/kiosk/photos/${photoId}/${size}${query}`, localUrl), { headers: { cookie } }),
    say: (status) => void socket.emit('status', { ...idle, ...status }),
  };
}

const idle: ScreenStatus = {
  sceneId: null,
  kind: null,
  photoId: null,
  photoIds: [],
  galleryId: null,
  linkId: null,
  edition: null,
  mode: 'venue',
  fresh: false,
  picked: 0,
  version: 0,
  held: 0,
  wanted: 0,
  offsetMs: 0,
  roundTripMs: 1,
  width: 1920,
  height: 1080,
  heapMb: null,
  nodes: null,
  frames: null,
  turnedAt: null,
  playsWaiting: 0,
  reloads: 0,
  uptimeS: 1,
  build: 'test',
};

/** Connects a screen and pairs it; it has nothing to show yet. */
export async function pairScreen(box: TestBox, name = '大屏'): Promise<TestScreen & { id: string }> {
  const screen = await connectScreen(box);
  const { code } = await screen.pairing();
  const { id } = await box.owner.call<Screen>('POST', '/api/screens/pair', { code, name });
  return Object.assign(screen, { id });
}

function lastThat<T>(told: readonly T[], fits: (one: T) => boolean): T | undefined {
  const last = told.at(-1);
  return last !== undefined && fits(last) ? last : undefined;
}

/** What a look gives, as soon as it gives something; throws after ten seconds without. */
export async function until<T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 1000; tries += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('waited in vain');
}
