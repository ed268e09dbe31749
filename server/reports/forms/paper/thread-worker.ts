import { parentPort, workerData } from 'node:worker_threads';
import { reportPdf } from './pdf.ts';
import { drawReport } from './picture.ts';
import type { PaperJob } from './thread.ts';

/*
 * Draws one report and ends: fonts of 20 MB are read for it, and what is set in them is put together in one piece of some
 * hundred milliseconds, in which no guest would be answered.
 */
const job = workerData as PaperJob;
if (job.draw === 'pdf') {
  const { photos, cover, logo } = job.pictures;
  // Bytes come out of a message without their face as buffers.
  const bytes = Uint8Array.from(
    await reportPdf(job.report, job.brand, {
      photos: new Map([...photos].map(([id, jpeg]) => [id, Buffer.from(jpeg)])),
      cover: cover && { ...cover, jpeg: Buffer.from(cover.jpeg) },
      logo: logo && Buffer.from(logo),
    }),
  );
  parentPort?.postMessage(bytes, [bytes.buffer]);
} else {
  parentPort?.postMessage(await drawReport(job.report, job.brand, job.logo));
}
