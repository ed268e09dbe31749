import { parentPort, workerData } from 'node:worker_threads';
import { workbookOf, xlsxOf } from './workbook.ts';
import type { WorkbookJob } from './write.ts';

/*
 * Makes one workbook and ends: to deflate a hundred pictures takes some hundred milliseconds in one piece, in which no
 * guest would be answered.
 */
const { report, thumbs, colour } = workerData as WorkbookJob;
// Bytes come out of a message without their face as buffers.
const pictures = new Map([...thumbs].map(([id, jpeg]) => [id, Buffer.from(jpeg)]));
const plans = workbookOf(report, { thumbs: pictures, colour });
const bytes = Uint8Array.from(await xlsxOf(plans, colour, report.locale));
parentPort?.postMessage(bytes, [bytes.buffer]);
