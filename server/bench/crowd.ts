import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type BenchBox, folder, startBox } from './box.ts';
import type { Hall, HallDone } from './crowd-phones.ts';
import { cpuOf, figure, memoryOf, pause, quantile, quick, rounds } from './measure.ts';
import { another, largestPhotos } from './photos.ts';
import { seed } from './seed.ts';

/**
 * Measures a hall: 500 phones open a gallery of 25 within a minute, each over six connections, and stay on live for ten
 * minutes, while words of a photo change twice a minute and a photo is replaced once. The phones are a process of their
 * own, so that the server's CPU and memory are its own; both share the machine.
 * node server/bench/crowd.ts [phones [seconds that they stay]]
 */
const phones = rounds(500, 50);
const openS = quick ? 5 : 60;
const stayS = Number(process.argv[3] ?? 0) || (quick ? 5 : 600);
const everyS = quick ? 2 : 30;
/** Every so many changes it is a file, not words. */
const fileEvery = 2;
const newsWithinMs = 5000;

const place = await folder();
const { links, projectId } = await seed(place.path, { photos: 25, links: 1 });
const box = await startBox(place.path);
try {
  await pause(quick ? 1000 : 5000);
  const before = memoryOf(box.pid).now;
  writeFileSync(`/proc/${box.pid}/clear_refs`, '5');
  const cpu = { began: cpuOf(box.pid), opened: 0, ended: 0 };
  const token = links[0]?.token ?? '';
  const hall = startHall({ guestUrl: box.guestUrl, token, phones, openS, stayS });
  await hall.ready;
  await pause(openS * 1000);
  cpu.opened = cpuOf(box.pid);
  const opened = memoryOf(box.pid).now;
  const changedAt = await changing(box, projectId, hall.done);
  const done = await hall.done;
  cpu.ended = cpuOf(box.pid);
  const { peak } = memoryOf(box.pid);
  await pause(quick ? 1000 : 30_000);
  report(done, changedAt);
  const what = `${phones} phones`;
  const mb = 'MB';
  figure({ what: 'server before the hall', value: before, unit: mb, note: 'no limit of its own' });
  figure({ what: `server, ${what} on live`, value: opened, unit: mb, note: 'no limit of its own' });
  figure({ what: `server, its most with ${what}`, value: peak, unit: mb, note: 'no limit of its own' });
  figure({ what: 'server, when they are gone', value: memoryOf(box.pid).now, unit: mb, note: 'no limit of its own' });
  figure({
    what: `CPU while they open (${openS} s)`,
    value: cpu.opened - cpu.began,
    unit: 's',
    note: 'no limit of its own',
  });
  figure({
    what: `CPU while they stay (${stayS} s)`,
    value: cpu.ended - cpu.opened,
    unit: 's',
    note: 'no limit of its own',
  });
} finally {
  await box.stop();
  await place.remove();
}

function startHall(hall: Hall): { ready: Promise<void>; done: Promise<HallDone> } {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'crowd-phones.ts'), JSON.stringify(hall)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { promise: ready, resolve } = Promise.withResolvers<void>();
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    resolve();
  });
  const done = once(child, 'close').then(([code]) => {
    if (code !== 0) throw new Error(`the phones ended with ${code}`);
    return JSON.parse(lines.at(-1) ?? '') as HallDone;
  });
  return { ready, done };
}

/** Changes words now and a file then, until the hall is over; gives when words were changed, UTC ms. */
async function changing({ owner }: BenchBox, projectId: string, done: Promise<unknown>): Promise<number[]> {
  const { items } = await owner.call<{ items: { id: string }[] }>('GET', `/api/projects/${projectId}/photos?limit=50`);
  const files = await largestPhotos(3);
  const at: number[] = [];
  let over = false;
  void done.finally(() => {
    over = true;
  });
  for (let turn = 1; !over; turn += 1) {
    const { id } = items[turn % items.length] ?? fail('no photos');
    if (turn % fileEvery === 0) {
      const file = another(files[turn % files.length] ?? fail('no files'), turn);
      const form = new FormData();
      form.append('photo', new Blob([new Uint8Array(file.data)]), file.name);
      await owner.call('PUT', `/api/photos/${id}/file`, form);
    } else {
      await owner.call('PATCH', `/api/photos/${id}`, { caption: `第 ${turn} 次` });
      at.push(Date.now());
    }
    await Promise.race([pause(everyS * 1000), done]);
  }
  return at;
}

function report({ ms, heard, errors, listening, crowded }: HallDone, changedAt: readonly number[]): void {
  figure({
    what: `${phones} phones open in ${openS} s and stay for ${stayS} s: errors`,
    value: errors.length,
    unit: '',
    limit: 0,
  });
  figure({ what: 'phones on live', value: listening, unit: '', limit: phones, atLeast: true });
  for (const [name, values] of [
    ['pages to open with', ms.page],
    ['pages fetched again for news', ms.again],
    ['thumbs', ms.thumb],
    ['thumbs of replaced photos', ms.fresh],
  ] as const) {
    for (const share of values.length === 0 ? [] : [0.5, 0.95, 0.99])
      figure({ what: `${name}, p${share * 100} of ${values.length}`, value: quantile(values, share), unit: 'ms' });
  }
  const delays = heard.flatMap((at) => {
    const changed = changedAt.findLast((one) => one <= at + 50);
    return changed !== undefined && at - changed < newsWithinMs ? [Math.max(0, at - changed)] : [];
  });
  for (const share of [0.5, 0.99])
    figure({
      what: `a change to the news at a phone, p${share * 100} of ${delays.length}`,
      value: quantile(delays, share),
      unit: 'ms',
    });
  figure({ what: 'phones that were told of a crowded Wi-Fi', value: crowded, unit: '' });
  for (const error of new Set(errors)) process.stderr.write(`${error}\n`);
}

function fail(why: string): never {
  throw new Error(why);
}
