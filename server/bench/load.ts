import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { phoneAt } from '../testing/guests.ts';
import { tie } from './box.ts';

/** One thing to ask, in turn with the others. */
export interface Ask {
  /** Answers are counted under this. */
  readonly name: string;
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Each time by another phone. */
  readonly newVisitor?: boolean;
}

export interface Load {
  readonly origin: string;
  readonly asks: readonly Ask[];
  readonly connections: number;
  readonly seconds: number;
  /** So many a second, answered or not; without it each connection asks again as soon as it was answered. */
  readonly rate?: number;
}

export interface LoadDone {
  /** How long each answer took, from when it was due, by name. */
  readonly ms: Readonly<Record<string, readonly number[]>>;
  readonly failed: number;
  readonly why: string | undefined;
  readonly seconds: number;
}

/** Asks from a process of its own, tied to a core where one is named. Throws where any answer was none of the 200s and 300s. */
export async function runLoad(load: Load, core?: number): Promise<LoadDone> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'client.ts'), JSON.stringify(load)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (core !== undefined) tie(child.pid as number, core);
  const [said] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  const done = JSON.parse(said) as LoadDone;
  if (done.failed > 0) throw new Error(`${done.failed} requests failed: ${done.why}`);
  return done;
}

/** A phone that has opened a link: its cookies, and the addresses on its page. */
export async function openedBy(
  guestUrl: string,
  token: string,
): Promise<{ cookie: string; page: string; live: string; thumbs: string[]; screens: string[] }> {
  const phone = phoneAt(guestUrl);
  const { chapters } = await phone.opened(token);
  const photos = chapters.flatMap((chapter) => chapter.photos);
  return {
    cookie: `visit=${phone.cookie('visit')}; visitor=${phone.cookie('visitor')}`,
    page: `/g/${token}`,
    live: `/g/${token}/live`,
    thumbs: photos.map(({ images }) => images.thumb),
    screens: photos.map(({ images }) => images.screen),
  };
}

/** The press of a gate's button by a phone that was never seen before. */
export function openAsk(token: string): Ask {
  return {
    name: 'open',
    path: `/g/${token}/open`,
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/html', 'user-agent': 'Mozilla/5.0 (iPhone)' },
    body: '{}',
    newVisitor: true,
  };
}
