import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where a box keeps its data: all on one disk, or its photos on a disk of their own. */
export type Layout = 'one' | 'apart';

/** Disks of one box that lose their power together. */
export interface Disks {
  /** The box's folder of data on them. */
  readonly data: string;
  /** What cuts the power, at hand beforehand so that a cut comes at once. */
  readonly cutter: () => Promise<Cutter>;
  /** After a cut: mounts what reached the disks anew, which replays their journals. */
  restore(): Promise<void>;
  /** Takes the mounts and the loop devices away; the files stay, to be looked at. */
  remove(): Promise<void>;
}

export interface Cutter {
  /** Freezes the disks as they are; settles when nothing reaches them any more. What was not flushed is lost. */
  cut(): Promise<void>;
  /** Goes away without a cut; does nothing after one. */
  end(): void;
}

/** Sparse: only what is written takes room. */
const diskBytes = 512 * 1024 * 1024;
/** No flush but those that are asked for: what the system would do by itself every 5 s would hide a missing one. */
const mountOptions = 'loop,noatime,commit=300';
const photoFolders = ['incoming', 'originals', 'derivatives', 'quarantine'];

/**
 * Makes ext4 disks on loop files in this folder, mounted. With the photos apart, SQLite's own flushes, which on ext4 take
 * every earlier rename along, can't stand in for a flush of the photos' folder.
 */
export async function makeDisks(folder: string, layout: Layout): Promise<Disks> {
  const places = (layout === 'one' ? ['box'] : ['box', 'photos']).map((name) => join(folder, name));
  const data = join(folder, 'box', 'data');
  const caretaker = openCaretaker(places);
  try {
    for (const place of places) await makeDisk(place);
    await mkdir(data, { mode: 0o700 });
    if (layout === 'apart') {
      for (const name of photoFolders) {
        await mkdir(join(folder, 'photos', name), { mode: 0o700 });
        await symlink(join(folder, 'photos', name), join(data, name));
      }
    }
    await run('sync', ['--file-system', ...places]);
  } catch (error) {
    await caretaker.end();
    throw error;
  }
  return {
    data,
    cutter: () => openCutter(places),
    restore: async () => {
      for (const place of places) {
        // A copy of what got there: somebody else may hold on to the old disk, and would keep it as it is, without power
        // (a container that was started meanwhile has our mounts too).
        await run('cp', ['--sparse=always', `${place}.img`, `${place}.copy`]);
        await run('umount', ['--lazy', place], { env: withTools });
        await rename(`${place}.copy`, `${place}.img`);
        await mount(place);
      }
    },
    remove: caretaker.end,
  };
}

/** Has boxes on the disks end with the process that started them; for their environment, beside what else is preloaded. */
export const preloading = (...files: readonly string[]) => ({
  NODE_OPTIONS: ['power-orphan.ts', ...files]
    .map((file) => `--import=${pathToFileURL(join(import.meta.dirname, file))}`)
    .join(' '),
});

/** Why this machine can't cut the power of a disk, in a few words; undefined where it can. */
export async function whyNoPowerCuts(): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return 'root is needed to mount a disk';
  const folder = await mkdtemp(join(tmpdir(), 'maiimg-power-'));
  try {
    const disks = await makeDisks(folder, 'one');
    try {
      await writeFile(join(disks.data, 'unflushed'), 'lost');
      await (await disks.cutter()).cut();
      await disks.restore();
      return existsSync(join(disks.data, 'unflushed')) ? 'a cut loses nothing here' : undefined;
    } finally {
      await disks.remove();
    }
  } catch (error) {
    return `no ext4 on a loop device here: ${(error as Error).message.trim().split('\n').join('; ')}`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function makeDisk(place: string): Promise<void> {
  const image = `${place}.img`;
  await mkdir(place, { recursive: true });
  await writeFile(image, '', { mode: 0o600 });
  await truncate(image, diskBytes);
  await run('mkfs.ext4', ['-q', '-F', '-m', '0', image], { env: withTools });
  await mount(place);
}

async function mount(place: string): Promise<void> {
  // The loop device goes away by itself with the mount.
  await run('mount', ['-t', 'ext4', '-o', mountOptions, `${place}.img`, place], { env: withTools });
}

/** Takes mounts away when it is told to, and also when this process has ended in whatever way. */
function openCaretaker(places: readonly string[]) {
  const child = spawn(
    '/bin/sh',
    ['-c', 'read -r _; for place; do umount --lazy "$place"; done', 'caretaker', ...places],
    {
      // Out of reach of a signal to all that this process has started.
      detached: true,
      env: withTools,
      stdio: ['pipe', 'ignore', 'ignore'],
    },
  );
  const ended = once(child, 'close');
  return {
    end: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

/** Where Debian keeps these tools, also for a user without them in the path. */
const withTools = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` };

/**
 * Perl, since it has `ioctl` and every Debian has it: EXT4_IOC_SHUTDOWN, `_IOR('X', 125, __u32)`, with the flag 2, which
 * leaves out the flush of the journal. It waits for a line, and does nothing where its parent is gone instead.
 */
const cutterProgram = `
  $| = 1;
  my @disks = map { open(my $disk, '<', $_) or die "$_: $!\\n"; $disk } @ARGV;
  print "ready\\n";
  exit 0 unless defined <STDIN>;
  for my $disk (@disks) {
    my $how = pack('L', 2);
    ioctl($disk, 0x8004587D, $how) or die "shutdown: $!\\n";
  }
`;

async function openCutter(places: readonly string[]): Promise<Cutter> {
  const child = spawn('perl', ['-e', cutterProgram, ...places], { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.stdin.on('error', () => {});
  const ended = once(child, 'close').then(([code]) => code as number);
  const ready = await Promise.race([once(child.stdout, 'data'), ended]);
  if (typeof ready === 'number') throw new Error(`perl: ${said}`);
  return {
    cut: async () => {
      child.stdin.end('now\n');
      if ((await ended) !== 0) throw new Error(`the power could not be cut: ${said}`);
    },
    end: () => child.stdin.end(),
  };
}
