import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Report } from '#contract/report.ts';

export interface WorkbookJob {
  readonly report: Report;
  /** Pictures of photos (JPEG), by their ids. */
  readonly thumbs: ReadonlyMap<string, Uint8Array>;
  /** The brand's, `#rrggbb`; null: the box's own. */
  readonly colour: string | null;
}

/** The bytes of a report as a workbook, made in a thread of its own, which takes some 60 MB. */
export async function writeWorkbook(job: WorkbookJob): Promise<Buffer> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: job });
  try {
    // An error in the thread rejects here.
    const [bytes] = (await once(worker, 'message')) as [Uint8Array];
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  } finally {
    await worker.terminate();
  }
}
