import { writeFileSync } from 'node:fs';
import type { BenchBox } from './box.ts';
import { figure, median, memoryOf, skipped } from './measure.ts';
import type { EventfulBox } from './report-seed.ts';

const limits = { csv: 10, memory: 1.5 };
const note = 'no limit of its own';

/** Measures each form of a year's report: until its last byte is here, and the most memory that the box took meanwhile. */
export async function exportsOf(name: string, box: BenchBox, seeded: EventfulBox, runs: number): Promise<void> {
  const { projectId, from, to } = seeded;
  const forms = [
    ['csv', 'every event', '&rows=all', limits.csv],
    ['xlsx', 'workbook', '', undefined],
    ['pdf', 'delivery report', '', undefined],
    ['png', 'long picture', '', undefined],
    ['txt', 'text', '', undefined],
  ] as const;
  for (const [form, called, more, limit] of forms) {
    const path = `/api/projects/${projectId}/report.${form}?from=${from}&to=${to}${more}`;
    const took: number[] = [];
    const grown: number[] = [];
    let bytes = 0;
    let status = 200;
    const before = memoryOf(box.pid).now;
    for (let run = 0; run < runs && status === 200; run += 1) {
      // The highest mark begins anew (proc(5), clear_refs).
      writeFileSync(`/proc/${box.pid}/clear_refs`, '5');
      const started = performance.now();
      const answer = await fetch(new URL(path, box.localUrl), { headers: box.headers });
      ({ status } = answer);
      bytes = await sizeOf(answer);
      took.push((performance.now() - started) / 1000);
      grown.push(memoryOf(box.pid).peak);
    }
    const what = `${called} of a year as ${form}, ${name} events`;
    if (status !== 200) {
      skipped(what, `answered ${status}`);
      continue;
    }
    const size = `${(bytes / 1_000_000).toFixed(1)} MB`;
    figure({ what, value: median(took), unit: 's', ...(limit === undefined ? { note } : { limit }) });
    figure({
      what: `server meanwhile, ${form} of ${size}`,
      value: Math.max(...grown),
      unit: 'MB',
      bare: before,
      bareIs: 'before',
      ...(form === 'csv' ? { limit: limits.memory } : { note }),
    });
  }
}

/** Reads an answer as it comes, keeping nothing of it. */
async function sizeOf(answer: Response): Promise<number> {
  let bytes = 0;
  for await (const chunk of answer.body ?? []) bytes += (chunk as Uint8Array).length;
  return bytes;
}
