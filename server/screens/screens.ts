import type { Router } from 'express';
import type { PairScreen } from '#contract/screens.ts';
import type { Actor } from '../box/actor.ts';
import type { Box } from '../box/box.ts';
import { giveBackGuess, reserveGuesses } from '../box/guesses.ts';
import { readSettings } from '../box/settings.ts';
import { Refusal } from '../refusal.ts';
import { addScreen, removeScreen } from './arrange.ts';
import { openBoard } from './board.ts';
import { codeOrigin, type Sources } from './content.ts';
import { followNews } from './news.ts';
import { openPairing } from './pairing.ts';
import type { Held } from './playing.ts';
import { openPresence, type SilentScreen } from './presence.ts';
import { type Ear, earOf } from './reach.ts';
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
  /** The galleries that are on screens. */
  shownGalleries(): ReadonlySet<string>;
  /** Screens that show one of these galleries, of those that whoever asks may know of. */
  screensShowing(actor: Actor, galleryIds: ReadonlySet<string>): { id: string; name: string }[];
  /** The address in codes on screens: the local one where any screen shows a code with it. */
  codes(): 'local' | 'public';
  /** What somebody hears who begins to listen now. */
  earOf(actor: Actor): Ear;
  stop(): Promise<void>;
}

export interface ScreensOptions extends Sources {
  readonly box: Box;
  /** Told of a photo whose sizes are gone from the disk. */
  readonly remake: (hash: string) => Promise<unknown>;
}

const tickMs = 1000;
/** Wrong pairing codes of one account. */
const codeLimits = { most: 20, windowMs: 15 * 60_000, free: 20, firstWaitMs: 0, longestWaitMs: 0 } as const;

/** Opens it: screens go on with what they were showing. */
export async function openScreensRoom(options: ScreensOptions): Promise<ScreensRoom> {
  const { kit, box, addresses } = options;
  const board = await openBoard(options);
  const news = followNews(kit, board);
  const presence = openPresence(kit, board);
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
      if (current !== origins || (turnsAt !== null && now >= turnsAt)) news.touch(playing, true);
    }
    origins = current;
    await presence.note();
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
      for (const line of [...screen.lines]) line.unpaired();
    });

  return {
    routes: screenRoutes({ ...options, board, ready, pair, remove, inTurn }),
    arrivals: arrivals({ kit, board, presence, pairing, ready }),
    opened: () => {
      origins = JSON.stringify(addresses.origins());
      pairing.tick();
      // One that cannot be read keeps none of the others waiting, nor their screens.
      const all = [...board.playings.values()].map((playing) => board.refresh(playing).catch(fault));
      void Promise.all(all).then(() => open());
      timer = setInterval(() => void tick().catch(fault), tickMs).unref();
    },
    silentScreens: presence.silent,
    shownGalleries: () => shownGalleries(board),
    screensShowing: (actor, galleryIds) => screensShowing(board, actor, galleryIds),
    codes: () => {
      const shown = [...board.screens.values()].filter(({ state }) => Object.keys(state.codes).length > 0);
      const origins =
        shown.length > 0 ? shown.map((one) => codeOrigin(options, one.codeAddress)) : [codeOrigin(options, 'auto')];
      return origins.includes(addresses.origins().local) ? 'local' : 'public';
    },
    earOf: (actor) => earOf(board.screens, actor),
    stop: async () => {
      clearInterval(timer);
      stopHearing();
      await news.stop();
      await turns.last;
      await Promise.all([...board.playings.values()].map(({ line }) => line));
      await presence.note(true);
    },
  };
}
