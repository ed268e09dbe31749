import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Report } from '#contract/report.ts';
import type { Brand } from './brand.ts';
import type { PaperPictures } from './pdf.ts';
import type { DrawnReport } from './picture.ts';

export type PaperJob =
  | { readonly draw: 'pdf'; readonly report: Report; readonly brand: Brand; readonly pictures: PaperPictures }
  | { readonly draw: 'picture'; readonly report: Report; readonly brand: Brand; readonly logo: boolean };

/** A report as a PDF, laid out in a thread of its own, which takes some 70 MB. */
export async function pdfInThread(job: Omit<Extract<PaperJob, { draw: 'pdf' }>, 'draw'>): Promise<Buffer> {
  const bytes = (await inThread({ ...job, draw: 'pdf' })) as Uint8Array;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A report as a picture that is yet to be put together, likewise. */
export async function pictureInThread(job: Omit<Extract<PaperJob, { draw: 'picture' }>, 'draw'>): Promise<DrawnReport> {
  return (await inThread({ ...job, draw: 'picture' })) as DrawnReport;
}

async function inThread(job: PaperJob): Promise<unknown> {
  const worker = new Worker(new URL('./thread-worker.ts', import.meta.url), { workerData: job });
  try {
    // An error in the thread rejects here.
    const [made] = await once(worker, 'message');
    return made;
  } finally {
    await worker.terminate();
  }
}
