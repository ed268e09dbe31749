import type { UploadAnswer } from '#contract/photos.ts';
import type { Problem } from '#contract/problems.ts';
import type { Verdict } from './upload-queue.ts';

export interface Sending {
  readonly done: Promise<Answer>;
  abort(): void;
}

/** What came back; status 0 where nothing did. */
export interface Answer {
  readonly status: number;
  readonly said: unknown;
  /** Seconds, where the box says when to come again. */
  readonly retryAfter: number | undefined;
}

interface File {
  readonly method: 'POST' | 'PUT';
  readonly address: string;
  readonly field: string;
  readonly file: Blob;
  readonly name: string;
  readonly fields?: Readonly<Record<string, string>>;
}

/** Without a byte going or an answer coming for so long, the line is dead even where the system does not know it yet. */
const stallMs = 60_000;
/** The box may still have others in line before it reads. */
const answerMs = 150_000;

/** Sends one file as a form, telling the bytes that have left. Never rejects. */
export function sendFile(
  { method, address, field, file, name, fields = {} }: File,
  progress: (bytes: number) => void,
): Sending {
  const request = new XMLHttpRequest();
  const done = new Promise<Answer>((answer) => {
    let watch: ReturnType<typeof setTimeout> | undefined;
    const wait = (ms: number) => {
      clearTimeout(watch);
      watch = setTimeout(() => request.abort(), ms);
    };
    request.upload.onprogress = ({ loaded }) => {
      wait(stallMs);
      progress(loaded);
    };
    request.upload.onload = () => wait(answerMs);
    request.onloadend = () => {
      clearTimeout(watch);
      answer({
        status: request.status,
        said: read(request.responseText),
        retryAfter: seconds(request.status === 0 ? null : request.getResponseHeader('retry-after')),
      });
    };
    request.open(method, address);
    request.setRequestHeader('accept', 'application/json');
    const form = new FormData();
    for (const [key, value] of Object.entries(fields)) form.append(key, value);
    form.append(field, file, name);
    wait(answerMs);
    request.send(form);
  });
  return { done, abort: () => request.abort() };
}

/** What an answer to one uploaded file means for it. */
export function verdictOf({ status, said, retryAfter }: Answer): Verdict {
  if (status === 0) return { kind: 'lost' };
  const { accepted, rejected, code } = (said ?? {}) as Partial<UploadAnswer> & Partial<Problem>;
  const [photo] = accepted ?? [];
  if (status === 201 && photo) {
    const uploadedAt = Date.parse(photo.uploadedAt);
    return { kind: 'arrived', photoId: photo.id, duplicate: photo.duplicate === true, uploadedAt };
  }
  const [no] = rejected ?? [];
  if (no) return { kind: 'refused', code: no.code, format: no.format };
  if (code === 'disk_full') return { kind: 'full' };
  if (code === 'not_signed_in') return { kind: 'stranger' };
  // What stands between the page and the box answers without a code of ours while the box starts again.
  const passing =
    status >= 500 || status === 429 || status === 408 || code === undefined || code === 'upload_incomplete';
  if (passing) return { kind: 'later', seconds: retryAfter, fault: code === 'fault' || code === 'upload_incomplete' };
  return { kind: 'refused', code };
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function seconds(header: string | null): number | undefined {
  const told = Number(header ?? Number.NaN);
  return Number.isFinite(told) && told >= 0 ? Math.min(told, 120) : undefined;
}
