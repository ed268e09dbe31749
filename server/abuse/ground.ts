import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import { type Caller, callerOf, ownerPassword, sessionOf } from '../testing/box.ts';
import { makePhoto } from '../testing/photos.ts';
import { type BoxProcess, startProcess } from '../testing/process.ts';

/** What one harness did, and what it found: nothing, where the box holds. */
export interface Outcome {
  readonly counts: Readonly<Record<string, number | string>>;
  readonly faults: readonly string[];
}

/** What the box holds at one moment. */
export interface Held {
  /** Open files and sockets. */
  readonly fds: number;
  /** Files of uploads that are on their way. */
  readonly incoming: number;
  readonly rssMb: number;
}

/** A box to be abused, as a process of its own: its end, its memory and its open files are nobody else's. */
export interface Ground {
  readonly box: BoxProcess;
  readonly data: string;
  readonly owner: Caller;
  /** Of the owner's session. */
  readonly cookie: string;
  readonly projectId: string;
  readonly galleryId: string;
  /** Opens the gallery, originals included. */
  readonly token: string;
  /** In every hostile name that could become a path; no file may be called so. */
  readonly canary: string;
  held(): Held;
  /** A fault, where the box is not back to what it held within five seconds, or has died. */
  backToBase(before: Held): Promise<string[]>;
  /** A fault, where a good upload does not work now. */
  goodUpload(): Promise<string[]>;
  /** Files that are none of the store's. */
  strangers(): Promise<string[]>;
  /** Ids of the processes that the box has started. */
  children(): number[];
  stop(): Promise<void>;
}

/** Connections that honest callers of ours keep open. */
export const ours = 4;
let seed = 70_000;

/** Starts a box with a project, a gallery of two photos and a link. */
export async function startGround(env: Record<string, string> = {}): Promise<Ground> {
  const root = await mkdtemp(join(tmpdir(), 'maiimg-abuse-'));
  // Deep enough that what climbs out of it is still found below the root.
  const data = join(root, 'a', 'b', 'data');
  const box = await startProcess({
    MAIIMG_DATA: data,
    MAIIMG_OWNER_PASSWORD: ownerPassword,
    MAIIMG_LOG_LEVEL: 'info',
    ...env,
  });
  const cookie = await sessionOf(box.localUrl);
  const owner = callerOf(box.localUrl, { cookie });
  const { id: projectId } = await owner.call<{ id: string }>('POST', '/api/projects', {
    kind: 'event',
    title: 'abuse',
  });
  const good = async () => ({ name: 'good.jpg', data: await makePhoto({ width: 640, height: 480, seed: ++seed }) });
  const { accepted } = await owner.upload(projectId, [await good(), await good()]);
  const gallery = await owner.call<Gallery & { link: Link }>('POST', `/api/projects/${projectId}/galleries`, {
    title: 'abuse',
    photoIds: accepted.map(({ id }) => id),
  });
  const { token } = await owner.call<Link>('POST', `/api/projects/${projectId}/links`, {
    galleryIds: [gallery.id],
    policy: { download: 'original' },
  });
  let ended: unknown;
  void box.ended.then((how) => {
    ended = how;
  });
  const pid = box.child.pid ?? 0;

  const ground: Ground = {
    box,
    data,
    owner,
    cookie,
    projectId,
    galleryId: gallery.id,
    token: token ?? '',
    canary: `canary-${pid}-${Math.random().toString(36).slice(2)}`,
    held: () => ({
      fds: namesIn(`/proc/${pid}/fd`).length,
      incoming: namesIn(join(data, 'incoming')).length,
      rssMb: rssOf(pid),
    }),
    backToBase: async (before) => {
      const back = ({ fds, incoming }: Held) => fds <= before.fds + ours && incoming <= before.incoming;
      for (let tries = 0; tries < 100 && ended === undefined; tries += 1) {
        if (back(ground.held())) return [];
        await wait(50);
      }
      if (ended !== undefined) return [`the box ended with ${ended}: ${box.lines.slice(-5).join('\n')}`];
      return [`not back to base in 5 s: ${JSON.stringify({ before, after: ground.held() })}`];
    },
    goodUpload: async () => {
      const brought = await owner.upload(projectId, [await good()]).catch((error: Error) => error);
      if (brought instanceof Error) return [`a good upload was refused: ${brought.message}`];
      return brought.accepted.length === 1 ? [] : [`a good upload was refused: ${JSON.stringify(brought)}`];
    },
    strangers: async () => {
      const below = await readdir(root, { recursive: true, withFileTypes: true });
      const files = below
        .filter((one) => !one.isDirectory())
        .map((one) => relative(data, join(one.parentPath, one.name)));
      // Where the box was started, and where everybody may write.
      const near = [process.cwd(), tmpdir(), '/'].flatMap(namesIn).filter((name) => name.includes(ground.canary));
      return [...files.filter((name) => !ofStore.test(name)), ...near].map((name) => `outside of the store: ${name}`);
    },
    children: () =>
      namesIn('/proc')
        .map(Number)
        .filter((each) => each > 0 && parentOf(each) === pid),
    stop: async () => {
      box.kill('SIGTERM');
      await box.ended;
      await rm(root, { recursive: true, force: true });
    },
  };
  await idle(ground);
  return ground;
}

const ofStore =
  /^(?:maiimg\.db(?:-wal|-shm)?|lock\.db(?:-journal|-wal|-shm)?|copies\/[\w.-]+|secret\.key|ballast(?:\.\w+)?|incoming\/[\w-]+\.part|(?:originals|derivatives|quarantine)\/(?:[0-9a-f]{2}\/)?[0-9a-f]{64}(?:-(?:thumb|screen|kiosk|pano|save)\.(?:webp|jpg))?(?:\.part)?)$/;

/** Waits until every photo of the project is ready or has failed; throws where none gets there for two minutes. */
export async function idle({ owner, projectId }: Pick<Ground, 'owner' | 'projectId'>): Promise<void> {
  let left = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 600; tries += 1) {
    const { total } = await owner.call<{ total: number }>(
      'GET',
      `/api/projects/${projectId}/photos?state=processing&limit=1`,
    );
    if (total === 0) return;
    if (total < left) tries = 0;
    left = total;
    await wait(200);
  }
  throw new Error(`${left} photos are never done`);
}

/** Resident memory of a process in MB; 0 where there is none, or the system does not say. */
export function rssOf(pid: number): number {
  try {
    const kB = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Math.round(Number(kB ?? 0) / 1024);
  } catch {
    return 0;
  }
}

function parentOf(pid: number): number {
  try {
    return Number(
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ')[1],
    );
  } catch {
    return 0;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
