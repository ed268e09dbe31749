import { soak } from './campaign.ts';
import { median } from './figures.ts';

/**
 * Plays a day on a big screen, ten times as fast: 300 photos of 5 s each (17,280 slides a day), with 20 kills of the box,
 * photos that come and go, pins, and links that are withdrawn. Fails where the page then holds more than at the
 * beginning, or where a picture of it showed nothing.
 * npm run soak [-- HOURS [SPEED]]
 */
const [hours = 24, speed = 10] = process.argv.slice(2).map(Number);
if (!(hours > 0) || !(speed >= 1)) {
  process.stderr.write('npm run soak [-- HOURS [SPEED]]\n');
  process.exit(2);
}
const limits = { heap: 1.1, heapMB: 20, nodes: 1.02 } as const;

const began = performance.now();
const say = (line: string) => process.stdout.write(`${line}\n`);
const restarts = Math.max(1, Math.round((20 * hours) / 24));
const outcome = await soak({
  hours,
  photos: 300,
  seconds: 5,
  speed,
  restarts,
  samples: Math.max(8, Math.ceil(hours)),
  say,
});
const { samples, pictures, blank, complaints, done } = outcome;
// Of the first hour on, when all that is kept has been kept once.
const [first, last] = [samples.slice(1, 4), samples.slice(-3)];
const of = (what: 'heapMB' | 'nodes' | 'listeners') => ({
  first: median(first.map((sample) => sample[what])),
  last: median(last.map((sample) => sample[what])),
});
const [heap, nodes, listeners] = [of('heapMB'), of('nodes'), of('listeners')];
const turns = samples.at(-1)?.turns ?? 0;
const still = samples.at(-1)?.still ?? 0;
const slides = (hours * 3600) / 5;
const faults = [
  heap.last > heap.first * limits.heap || heap.last - heap.first > limits.heapMB ? 'the heap grew' : '',
  nodes.last > nodes.first * limits.nodes + 10 ? 'the page has more nodes' : '',
  listeners.last > listeners.first * limits.nodes + 10 ? 'the page has more listeners' : '',
  blank > 0 ? 'a picture showed nothing' : '',
  turns < slides * 0.9 ? 'scenes were left out' : '',
  complaints.length > 0 ? `scripts failed: ${complaints.slice(0, 3).join('; ')}` : '',
].filter((fault) => fault !== '');
const minutes = Math.round((performance.now() - began) / 60_000);
say(JSON.stringify({ minutes, hours, slides, turns, still, heap, nodes, listeners, pictures, blank, done, faults }));
process.exit(faults.length > 0 ? 1 : 0);
