/** A photo, and where it is to be had. */
export interface Wanted {
  readonly id: string;
  readonly address: string;
}

export interface Fetched {
  /** In the order in which they were asked for. */
  readonly files: File[];
  /** What was not fetched: more than is held at once, or the network went. */
  readonly rest: Wanted[];
  /** How many are not there any more. */
  readonly gone: number;
  /** `over`: the link or the visit is, or saving; `stopped`: no answer came. */
  readonly problem?: 'over' | 'stopped';
}

/** A phone's browser is ended where it takes too much; as many files as share sheets take. */
const most = { bytes: 150_000_000, files: 25 } as const;
const atOnce = 3;
/** A line that brings nothing for so long is taken for dead; a marked copy may take the box a while to make. */
const patienceMs = 40_000;

type Answer = { readonly is: 'there'; readonly answer: Response } | { readonly is: 'gone' | 'over' | 'stopped' };

/** Settles as `work` does, or rejects where that takes too long. */
async function within<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('nothing came')), patienceMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits as the box asks to, where a photo is just being made or too many come at once. */
async function ask(address: string, method: 'GET' | 'HEAD', signal: AbortSignal): Promise<Answer> {
  for (let round = 0; ; round += 1) {
    let answer: Response;
    try {
      answer = await within(fetch(address, { method, signal, headers: { accept: 'image/*, application/json' } }));
    } catch {
      return { is: 'stopped' };
    }
    if (answer.ok) return { is: 'there', answer };
    if (answer.status === 404) return { is: 'gone' };
    if (answer.status < 500 && answer.status !== 429) return { is: 'over' };
    if (round >= 5) return { is: 'stopped' };
    const wait = Math.min(10, Number(answer.headers.get('retry-after')) || 2);
    await new Promise((resolve) => setTimeout(resolve, wait * 1000));
    if (signal.aborted) return { is: 'stopped' };
  }
}

/** Whether a photo may be had at this moment, and is ready: nothing of it is sent. */
export async function askHead(address: string, signal: AbortSignal): Promise<'there' | 'gone' | 'over' | 'stopped'> {
  return (await ask(address, 'HEAD', signal)).is;
}

/**
 * Fetches photos into memory, a few at once, while there is room beside those `held`. What failed can be asked for again: it
 * is among `rest`. `progress` is told how many came.
 */
export async function fetchPhotos(
  wanted: readonly Wanted[],
  held: readonly File[],
  signal: AbortSignal,
  progress: (done: number) => void,
): Promise<Fetched> {
  const files: (File | 'gone' | undefined)[] = [];
  /** Of those that were asked for it is not known yet how large they are: as the largest so far, to be on the safe side. */
  let [unknown, largest] = [0, 0];
  const isRoom = () => bytes + unknown * largest < most.bytes && held.length + next < most.files;
  let [next, bytes, done] = [0, held.reduce((sum, { size }) => sum + size, 0), 0];
  let problem: Fetched['problem'];
  const work = async () => {
    while (next < wanted.length && problem === undefined && isRoom()) {
      const at = next;
      next += 1;
      const { address, id } = wanted[at] as Wanted;
      unknown += 1;
      const asked = await ask(address, 'GET', signal);
      unknown -= 1;
      if (asked.is === 'gone') {
        files[at] = 'gone';
        continue;
      }
      if (asked.is !== 'there') {
        problem = asked.is;
        return;
      }
      // Counted before it is here, so that those beside it know.
      const length = Number(asked.answer.headers.get('content-length')) || 0;
      bytes += length;
      largest = Math.max(largest, length);
      const file = await toFile(asked.answer, id);
      if (!file) {
        problem = 'stopped';
        return;
      }
      files[at] = file;
      done += 1;
      progress(done);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return {
    files: files.filter((file): file is File => file instanceof File),
    rest: wanted.filter((_, at) => files[at] === undefined),
    gone: files.filter((file) => file === 'gone').length,
    ...(problem && { problem }),
  };
}

/** Undefined where it did not come whole. */
async function toFile(answer: Response, id: string): Promise<File | undefined> {
  const { body, headers } = answer;
  const reader = body?.getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  try {
    for (;;) {
      const part = await within(reader ? reader.read() : Promise.reject(new Error('no body')));
      if (part.done) break;
      parts.push(part.value);
    }
  } catch {
    reader?.cancel().catch(() => undefined);
    return undefined;
  }
  const name = nameIn(headers.get('content-disposition') ?? '') || `${id}.jpg`;
  return new File(parts, name, { type: headers.get('content-type') ?? 'image/jpeg' });
}

/** As the box names it. */
function nameIn(disposition: string): string {
  const [, encoded] = /filename\*=UTF-8''([^;]+)/i.exec(disposition) ?? [];
  try {
    return decodeURIComponent(encoded ?? '');
  } catch {
    return '';
  }
}
