import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Express, Router } from 'express';
import type { Logger } from 'pino';
import { type Box, openBox } from './box/box.ts';
import { readSettings } from './box/settings.ts';
import { makeChanges } from './changes.ts';
import { machineTime, makeClock, type TimeSource } from './clock.ts';
import type { Config } from './config.ts';
import { makeCrowd } from './crowd.ts';
import { builtFrontEnds, guestDoor, type House, localDoor } from './doors.ts';
import { tellOfPhotos } from './galleries/news.ts';
import { openShelf } from './galleries/shelf.ts';
import { openTimetable } from './galleries/timetable.ts';
import type { Outside } from './hooks/outside.ts';
import { closeStreams } from './http/event-stream.ts';
import { makeHosts, nameOf } from './http/hosts.ts';
import { closeDoor, type Door, openDoor } from './http/listen.ts';
import { openPeer } from './http/peer.ts';
import { openKeys } from './keys.ts';
import type { Kit } from './kit.ts';
import { openHandouts } from './library/handouts/handouts.ts';
import { type Ingest, startIngest } from './library/ingest/ingest.ts';
import { openPanoramas } from './library/panoramas/panoramas.ts';
import { recover } from './library/recover.ts';
import { openRenditions } from './library/renditions.ts';
import { makeAddresses } from './links/addresses.ts';
import { atWork, startLiveness } from './liveness.ts';
import { makePace } from './pace.ts';
import { Refusal } from './refusal.ts';
import { joinChapter } from './screens/follow.ts';
import { type Disk, openDisk } from './store/ballast.ts';
import { openDatabase } from './store/database.ts';
import { makeFolder, openFiles, syncFolder } from './store/files.ts';
import { holdFolder } from './store/lock.ts';
import { migrate } from './store/migrate.ts';
import { migrations } from './store/migrations/index.ts';
import { startUpkeep } from './upkeep.ts';
import { openUpstairs } from './upstairs.ts';

export interface StartOptions {
  readonly config: Config;
  readonly log: Logger;
  readonly time?: TimeSource;
  /** The network that webhooks go out to. */
  readonly outside?: Outside;
  /** The front-ends from source, while developing. */
  readonly frontEnds?: Router;
  /** Told of an error after which nothing can be promised; the process has to end. */
  readonly onFatal: (error: Error) => void;
}

export interface RunningBox {
  readonly kit: Kit;
  readonly box: Box;
  readonly localUrl: string;
  readonly guestUrl: string;
  /** Where phones reach the guest door; the local one is numeric. */
  readonly origins: { readonly public: string | undefined; readonly local: string };
  /** What each door mounts, for the route inventory. */
  readonly apps: { readonly local: Express; readonly guest: Express };
  /** While nobody has claimed the box. */
  readonly claimCode: string | undefined;
  /** Settles when every photo that was brought is ready or has failed. */
  photosDone(): Promise<void>;
  /** Settles when every link of a batch is there that can be made. */
  batchesDone(): Promise<void>;
  /** Ends what runs, then lets go of the data; at most about 9 s. */
  stop(): Promise<void>;
}

/** Starts a box on its data folder: recovers it, opens the doors, the guests' last. Throws one clear error where it cannot. */
export async function startBox({
  config,
  log,
  time = machineTime,
  outside,
  frontEnds,
  onFatal,
}: StartOptions): Promise<RunningBox> {
  await makeFolder(config.data);
  const undo: (() => unknown)[] = [];
  try {
    undo.push(await holdFolder(config.data));
    // Before the database, which itself needs a little room.
    const disk = await openDisk({ root: config.data, log });
    undo.push(() => disk.stop());
    const clock = makeClock(time);
    const file = join(config.data, 'maiimg.db');
    const db = await openDatabase({ file, onFatal, beforeCommit: clock.keep, onFull: disk.makeRoom });
    undo.push(() => db.close());
    // SQLite takes no notice of a folder that cannot keep the name of the write-ahead log it made in there: a power cut
    // would then lose all that is in it.
    await syncFolder(config.data);
    await migrate(db, migrations, join(config.data, 'copies'));
    await clock.load(db);
    if (!clock.trusted()) log.warn('the clock of this machine cannot be right: nothing will be deleted until it is');

    const kit: Kit = {
      db,
      files: await openFiles(config.data, onFatal),
      changes: makeChanges(log),
      config,
      clock,
      keys: await openKeys(config.data),
      log,
    };
    const box = await openBox(kit);
    undo.push(() => box.stop());
    await recover(kit);

    const cores = availableParallelism();
    const ingest = startIngest({ log, jobs: cores });
    undo.push(() => ingest.stop());
    const renditions = openRenditions(kit, whileRoomy(ingest, disk), cores);
    undo.push(() => renditions.stop());
    const panoramas = openPanoramas(kit, whileRoomy(ingest, disk));
    undo.push(() => panoramas.stop());
    const pace = makePace(clock, (busy) => renditions.setJobs(busy ? 1 : cores));
    undo.push(() => pace.stop());
    const crowd = makeCrowd(clock, () => {
      const now = crowd.now();
      if (now) log.warn({ p95Ms: now.p95Ms }, 'thumbs are slow to reach phones on site: pages ask for less');
      else log.info('thumbs reach phones on site as they should again');
      kit.changes.emit('box.changed', { names: ['crowd'] });
    });
    undo.push(() => crowd.stop());
    const shelf = openShelf(kit);
    undo.push(() => shelf.stop(), tellOfPhotos(kit));
    const peer = await openPeer(config.trustProxy);
    if (config.publicOrigin?.startsWith('https:') && config.trustProxy === undefined) {
      log.warn(
        'no MAIIMG_TRUST_PROXY: guests who come through the tunnel count as on site, their cookies are not secure',
      );
    }
    undo.push(() => peer.stop());

    let local: Door | undefined;
    let guest: Door | undefined;
    const localPort = () => local?.port ?? config.port;
    const guestPort = () => guest?.port ?? config.guestPort;
    const addresses = makeAddresses(config, box.settings, { guest: guestPort, local: localPort });
    let stopping = false;
    const names = [config.machineName, `${config.machineName}.local`, 'maiimg.local', ...config.hosts];
    const named = (...origins: (string | null | undefined)[]) =>
      origins.flatMap((origin) => (origin ? (nameOf(new URL(origin).host) ?? []) : []));
    const house: Omit<House, 'staffRooms' | 'guestRooms' | 'quickAnswer' | 'answerProbe' | 'earOf'> = {
      kit,
      box,
      disk,
      renditions,
      panoramas,
      handouts: openHandouts(kit, whileRoomy(ingest, disk), renditions.again),
      shelf,
      peer,
      inspect: (part) => ingest.inspect(part, { localZone: readSettings(kit).timeZone }),
      drawLogo: ingest.logo,
      drawPicture: ingest.picture,
      drawCard: ingest.card,
      drawSmall: ingest.small,
      drawSheet: ingest.sheet,
      mark: ingest.mark,
      hosts: {
        local: makeHosts([...names, ...named(config.localOrigin)], clock.monotonic),
        // Codes that were printed to stay open also while the box has another public address.
        guest: makeHosts([...names, ...named(config.localOrigin, config.guestOrigin)], clock.monotonic, () =>
          named(config.publicOrigin ?? box.settings().publicOrigin, box.settings().stayingOrigin),
        ),
      },
      guestCame: pace.guestCame,
      crowd,
      frontEnds: frontEnds ?? builtFrontEnds(),
      guestPort,
      localPort,
      addresses,
      stopping: () => stopping,
    };
    const upstairs = await openUpstairs(house, outside);
    undo.push(() => upstairs.stop());
    const whole: House = { ...house, ...upstairs };
    // What fell due while the box was off is done before anybody is shown what was there before it.
    const timetable = await openTimetable(kit, joinChapter(kit));
    undo.push(() => timetable.stop());

    const unfinished = await renditions.resume();
    if (unfinished > 0) log.info({ photos: unfinished }, 'unfinished photos are taken up again');
    panoramas.resume();
    const apps = { local: localDoor(whole), guest: guestDoor(whole) };
    const { sockets } = upstairs;
    local = await openDoor(apps.local, config.host, config.port, {
      taken: atWork,
      requestMs: 30 * 60_000,
      strangersMs: 10_000,
      before: sockets.attach,
    });
    const localOpened = local;
    undo.push(
      () => closeDoor(localOpened),
      () => sockets.close(),
    );
    guest = await openDoor(apps.guest, config.host, config.guestPort, { requestMs: 60_000, taken: atWork });
    const guestOpened = guest;
    undo.push(() => closeDoor(guestOpened), startUpkeep(kit, disk, upstairs.onScreens), startLiveness(kit, onFatal));
    upstairs.opened();

    return {
      kit,
      box,
      localUrl: local.url,
      guestUrl: guest.url,
      apps,
      origins: addresses.origins(),
      get claimCode() {
        return box.claim.code;
      },
      photosDone: () => renditions.idle().then(panoramas.idle),
      batchesDone: () => upstairs.batchesDone(),
      stop: async () => {
        stopping = true;
        closeStreams();
        sockets.close();
        await unwind(undo, log);
      },
    };
  } catch (error) {
    await unwind(undo, log);
    throw error;
  }
}

/** Sizes can be made again at any time: on the last of the disk they wait, and leave it to what cannot. */
function whileRoomy(ingest: Ingest, disk: Disk): Ingest {
  return {
    ...ingest,
    render: async (job) => whereRoomy(disk, () => ingest.render(job)),
    pano: async (...job) => whereRoomy(disk, () => ingest.pano(...job)),
    jpeg: async (path, into) => whereRoomy(disk, () => ingest.jpeg(path, into)),
  };
}

function whereRoomy<T>(disk: Disk, work: () => T): T {
  const { level } = disk.state();
  if (level === 'last' || level === 'stuck') throw new Refusal('disk_full', 'the disk is full');
  return work();
}

/** Undoes in the opposite order; one step that fails keeps none of the others from being done. */
async function unwind(undo: (() => unknown)[], log: Logger): Promise<void> {
  for (const step of undo.splice(0).reverse()) {
    try {
      await step();
    } catch (error) {
      log.error({ err: error }, 'while stopping');
    }
  }
}
