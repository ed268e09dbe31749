import type { Router } from 'express';
import type { PairScreen } from '#contract/screens.ts';
import type { Actor } from '../box/actor.ts';
import type { Box } from '../box/box.ts';
import { giveBackGuess, reserveGuesses } from '../box/guesses.ts';
import { readSettings } from '../box/settings.ts';
import { Refusal } from '../refusal.ts';
import { addScreen, removeScreen } from './arrange.ts';
import { openBoard } from './board.ts';
import { type ClosedCode, closedCodes } from './codes/closed.ts';
import { codeOrigin } from './codes/draw.ts';
import { openLivingCodes } from './codes/living.ts';
import type { Sources } from './content.ts';
import { followNews } from './news.ts';
import { openPairing } from './pairing.ts';
import { openStations } from './pickup/stations.ts';
import type { Held } from './playing.ts';
import { tellOfChapters } from './playlists/follow.ts';
import { openPlayBook } from './plays/plays.ts';
import { openPresence, type SilentScreen, type TroubledScreen } from './presence.ts';
import { type Ear, earOf, mayLead } from './reach.ts';
import { followRecalls, type ScreenRecalls } from './recalls.ts';
import { screenRoutes } from './routes.ts';
import { screensShowing, shownGalleries } from './showing.ts';
import { type Arrivals, arrivals } from './socket.ts';

/** The screens' room with all that it keeps in memory. */
export interface ScreensRoom {
  readonly routes: Router;
  /** What the namespace `/screens` is given to. */
  readonly arrivals: Arrivals;
  /** Called once when the doors are open: only now codes have their addresses, and screens are answered. */
  opened(): void;
  /** Screens without a connection for a minute, of those that whoever asks may know of. */
  silentScreens(actor: Actor): SilentScreen[];
  /** Screens that are connected and do not do their work, of the same. */
  troubledScreens(actor: Actor): TroubledScreen[];
  /** Links whose codes should be on screens and do not open, of those that whoever asks may know of. */
  closedCodes(actor: Actor): ClosedCode[];
  /** The galleries that are on screens. */
  shownGalleries(): ReadonlySet<string>;
  /** Screens that show one of these galleries, of those that whoever asks may know of. */
  screensShowing(actor: Actor, galleryIds: ReadonlySet<string>): { id: string; name: string }[];
  /** The address in codes on screens: the local one where any screen shows a code with it. */
  codes(): 'local' | 'public';
  /** Which screens have let go of photos that had to go; `mayKnow`: whether somebody may know of this screen. */
  readonly recalls: Pick<ScreenRecalls, 'of'> & { mayKnow(actor: Actor, screenId: string): boolean };
  /** What somebody hears who begins to listen now. */
  earOf(actor: Actor): Ear;
  stop(): Promise<void>;
}

export interface ScreensOptions extends Sources {
  readonly box: Box;
  /** Told of a photo whose sizes are gone from the disk. */
  readonly remake: (hash: string) => Promise<unknown>;
  /** Has the size for looking all around made, where it is not there. */
  readonly makePanorama: (hash: string) => Promise<unknown>;
}

const tickMs = 1000;
/** Wrong pairing codes of one account. */
const codeLimits = { most: 20, windowMs: 15 * 60_000, free: 20, firstWaitMs: 0, longestWaitMs: 0 } as const;

/** Opens it: screens go on with what they were showing. */
export async function openScreensRoom(options: ScreensOptions): Promise<ScreensRoom> {
  const { kit, box, addresses } = options;
  const board = await openBoard(options);
  const living = await openLivingCodes(options, board);
  const news = followNews(kit, board);
  const stopTelling = tellOfChapters(kit);
  const stations = openStations({
    kit,
    all: () => board.screens.values(),
    changed: (screen, { version, projectId }) => {
      const { pickupProjectId } = screen;
      Object.assign(screen, { pickupVersion: version, pickupProjectId: projectId ?? pickupProjectId });
      board.tell(screen);
    },
  });
  const recalls = followRecalls(kit, board);
  const presence = openPresence(kit, board);
  const hearing = {
    ...presence,
    said: (...told: Parameters<typeof presence.said>) => {
      presence.said(...told);
      recalls.heard(told[0]);
    },
  };
  const pairing = openPairing(kit, {
    claimCode: () => box.claim.code,
    locale: () => readSettings(kit).locale,
    adminOrigin: () => addresses.admin(),
  });
  const stopHearing = kit.changes.on('settings.changed', pairing.tick);
  const { promise: ready, resolve: open } = Promise.withResolvers<void>();
  const fault = (error: unknown) => kit.log.error({ err: error }, 'the screens could not be looked after');

  let origins = '';
  const tick = async () => {
    pairing.tick();
    const now = kit.clock.now();
    const current = JSON.stringify(addresses.origins());
    for (const playing of board.playings.values()) {
      const { turnsAt } = playing.content;
      const due = now >= Math.min(turnsAt ?? Number.POSITIVE_INFINITY, playing.turnsAt);
      if (current !== origins || due) news.touch(playing, true);
      else await board.settle(playing);
    }
    origins = current;
    presence.look();
    await presence.note();
    await living.look();
  };
  let timer: NodeJS.Timeout | undefined;

  const turns = { last: Promise.resolve() as Promise<unknown> };
  /** Pairing and arranging stand in line, since each looks at what the others have. */
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const done = turns.last.then(act, act);
    turns.last = done.catch(() => {});
    return done;
  };

  const pair = (actor: Actor, { code, name }: PairScreen): Promise<Held> =>
    inTurn(async () => {
      const guess = `pairing:${actor.id}`;
      await reserveGuesses(kit, { name: guess, limits: codeLimits });
      const keyHash = pairing.take(code);
      if (keyHash === undefined) throw new Refusal('pairing_code_wrong', 'no screen shows this number');
      try {
        await kit.db.write((writer) => giveBackGuess(writer, guess));
        const screen = await addScreen(kit, board, actor, keyHash, name);
        for (const waiting of pairing.release(keyHash)) waiting.paired(screen);
        kit.changes.emit('screen.changed', { screenId: screen.id });
        return screen;
      } catch (error) {
        pairing.renew(keyHash);
        throw error;
      }
    });
  const remove = (actor: Actor, screen: Held): Promise<void> =>
    inTurn(async () => {
      if (!board.screens.has(screen.id)) return;
      await removeScreen(kit, board, actor, screen);
      stations.drop(screen.id);
      for (const line of [...screen.lines]) line.unpaired();
    });

  return {
    routes: screenRoutes({ ...options, board, stations, ready, pair, remove, inTurn }),
    arrivals: arrivals({ kit, board, presence: hearing, pairing, plays: openPlayBook(kit), ready }),
    opened: () => {
      origins = JSON.stringify(addresses.origins());
      pairing.tick();
      // One that cannot be read keeps none of the others waiting, nor their screens.
      const all = [...board.playings.values()].map((playing) => board.refresh(playing).catch(fault));
      for (const screen of board.screens.values()) all.push(stations.refresh(screen).catch(fault));
      void Promise.all(all)
        .then(() => living.look())
        .then(() => open());
      timer = setInterval(() => void tick().catch(fault), tickMs).unref();
    },
    silentScreens: presence.silent,
    troubledScreens: presence.troubled,
    closedCodes: (actor) => closedCodes(board, actor),
    shownGalleries: () => shownGalleries(board),
    screensShowing: (actor, galleryIds) => screensShowing(board, actor, galleryIds),
    codes: () => {
      const shown = [...board.screens.values()].filter(({ state }) => Object.keys(state.codes).length > 0);
      const origins =
        shown.length > 0 ? shown.map((one) => codeOrigin(options, one.codeAddress)) : [codeOrigin(options, 'auto')];
      return origins.includes(addresses.origins().local) ? 'local' : 'public';
    },
    recalls: {
      of: recalls.of,
      mayKnow: (actor, screenId) => {
        const screen = board.screens.get(screenId);
        return screen ? mayLead(actor, screen) : actor.projectIds === null;
      },
    },
    earOf: (actor) => earOf(board.screens, actor),
    stop: async () => {
      clearInterval(timer);
      stopHearing();
      recalls.stop();
      stopTelling();
      await news.stop();
      await stations.stop();
      await living.stop();
      await turns.last;
      await Promise.all([...board.playings.values()].map(({ line }) => line));
      await presence.note(true);
    },
  };
}
